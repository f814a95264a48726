"""Specialists' rows."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from recruit.models import (
    Application,
    Candidate,
    CandidateExperience,
    Claim,
    Stage,
    Vacancy,
    Visibility,
)
from recruit.queries.among import among_given, dialect_of, table_of

_PERSON, _CLAIM = table_of(Candidate), table_of(Claim)
_EXPERIENCE = table_of(CandidateExperience)

WITH_CLAIMS: tuple[ORMOption, ...] = (
    selectinload(Candidate.claims),
    selectinload(Candidate.experience),
)


def by_id(session: Session, candidate_id: uuid.UUID, *, lock: bool = False) -> Candidate | None:
    """A specialist with claims and experience."""
    statement = select(Candidate).where(Candidate.id == candidate_id).options(*WITH_CLAIMS)
    return session.scalar(_locked(statement) if lock else statement)


def by_user(session: Session, user_id: uuid.UUID, *, lock: bool = False) -> Candidate | None:
    """A user's own profile with claims and experience."""
    statement = select(Candidate).where(Candidate.user_id == user_id).options(*WITH_CLAIMS)
    return session.scalar(_locked(statement) if lock else statement)


def _locked(statement: Select[Candidate]) -> Select[Candidate]:
    """Locked, and read anew: what was read before the lock may be old."""
    return statement.with_for_update(of=Candidate).execution_options(populate_existing=True)


def submitted(
    session: Session, agency_ids: Collection[uuid.UUID], *, limit: int, offset: int
) -> tuple[list[Candidate], int]:
    """A page of the specialists some agencies submitted, newest first, and how many there are."""
    mine = Candidate.agency_id.in_(agency_ids)
    statement = (
        select(Candidate)
        .where(mine)
        .options(*WITH_CLAIMS)
        .order_by(Candidate.created_at.desc(), Candidate.id)
        .limit(limit)
        .offset(offset)
    )
    total = session.scalar(select(func.count()).select_from(Candidate).where(mine)) or 0
    return list(session.scalars(statement)), total


def seen_by(
    session: Session,
    levels: Collection[Visibility],
    agency_ids: Collection[uuid.UUID],
    *,
    limit: int,
    offset: int,
) -> tuple[list[Candidate], int]:
    """A page of those of some visibilities and those some agencies submitted, newest first, and
    how many there are."""
    seen = or_(Candidate.visibility.in_(levels), Candidate.agency_id.in_(agency_ids))
    statement = (
        select(Candidate)
        .where(seen)
        .options(*WITH_CLAIMS)
        .order_by(Candidate.created_at.desc(), Candidate.id)
        .limit(limit)
        .offset(offset)
    )
    total = session.scalar(select(func.count()).select_from(Candidate).where(seen)) or 0
    return list(session.scalars(statement)), total


def with_claims(session: Session, ids: Sequence[uuid.UUID]) -> list[Candidate]:
    """Specialists with claims and experience, read anew."""
    if not ids:
        return []
    statement = select(Candidate).where(Candidate.id.in_(ids)).options(*WITH_CLAIMS)
    return list(session.scalars(statement.execution_options(populate_existing=True)))


class WorkingRows(NamedTuple):
    """The working part of some specialists as plain rows; reading whole models takes thrice as
    long."""

    people: Sequence[Any]
    claims: Sequence[Any]
    experience: Sequence[Any]


def working_rows(session: Session, ids: Sequence[uuid.UUID]) -> WorkingRows:
    """What ranking needs of some specialists, claims and experience in their order."""
    run, given = session.connection().execute, {"ids": list(ids)}
    people, claims, experience = _working(dialect_of(session))
    # In an order that is the same whatever way texts are collated here.
    return WorkingRows(
        run(people, given).all(),
        sorted(
            run(claims, given).all(),
            key=lambda row: (row.position, row.concept_id or "", row.text),
        ),
        sorted(run(experience, given).all(), key=lambda row: (row.position, row.concept_id or "")),
    )


@cache
def _working(dialect: str) -> tuple[Select[Any], Select[Any], Select[Any]]:
    person, claim, line = _PERSON.c, _CLAIM.c, _EXPERIENCE.c
    return (
        select(
            *(person.id, person.languages, person.available_from, person.pay_wanted),
            *(person.ready_to_move, person.wishes, person.visibility),
        ).where(among_given(dialect, person.id, "ids")),
        select(
            *(claim.position, claim.id, claim.candidate_id, claim.concept_id, claim.text),
            *(claim.level, claim.years, claim.last_used_years, claim.evidence),
        ).where(among_given(dialect, claim.candidate_id, "ids")),
        select(line.position, line.candidate_id, line.concept_id, line.years).where(
            among_given(dialect, line.candidate_id, "ids")
        ),
    )


def also_visible(
    session: Session,
    levels: Collection[Visibility],
    agency_ids: Collection[uuid.UUID] = (),
    applied_to: Collection[uuid.UUID] = (),
) -> list[uuid.UUID]:
    """Who is seen although their visibility is none of some: those of some agencies, and those of
    visibility `applied` who stand as applicants with some employers."""
    if not agency_ids and not applied_to:
        return []
    statement = _also_visible(
        dialect_of(session), frozenset(levels), bool(agency_ids), bool(applied_to)
    )
    given: dict[str, Any] = {}
    if agency_ids:
        given["agencies"] = list(agency_ids)
    if applied_to:
        given["employers"] = list(applied_to)
    return list(session.connection().scalars(statement, given))


@cache
def _also_visible(
    dialect: str, levels: frozenset[Visibility], of_agencies: bool, applicants: bool
) -> Select[uuid.UUID]:
    person, application, vacancy = _PERSON.c, table_of(Application).c, table_of(Vacancy).c
    ways: list[ColumnElement[bool]] = []
    if of_agencies:
        ways.append(among_given(dialect, person.agency_id, "agencies"))
    if applicants:
        standing = select(application.candidate_id).where(
            vacancy.id == application.vacancy_id,
            among_given(dialect, vacancy.employer_id, "employers"),
            application.stage != Stage.WITHDRAWN,
        )
        ways.append((person.visibility == Visibility.APPLIED) & person.id.in_(standing))
    others = [person.visibility != level for level in sorted(levels)]
    return select(person.id).where(*others, or_(*ways))
