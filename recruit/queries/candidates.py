"""Specialists' rows."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from recruit.models import (
    Application,
    Candidate,
    CandidateExperience,
    Claim,
    HeldClaim,
    HeldTime,
    Specialist,
    Stage,
    Vacancy,
    Visibility,
)
from recruit.queries.among import among, table_of

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


def shown(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Specialist]:
    """Some specialists as lists show them."""
    if not ids:
        return {}
    # Tables, not models, and the connection itself: half the work of the same rows by a session.
    person, claim, line = _PERSON.c, _CLAIM.c, _EXPERIENCE.c
    run = session.connection().execute
    claims: dict[uuid.UUID, list[HeldClaim]] = defaultdict(list)
    linked = claim.concept_id.is_not(None)
    rows = run(
        select(
            *(claim.position, claim.concept_id, claim.candidate_id),
            *(claim.id, claim.text, claim.level, claim.years),
        ).where(among(session, claim.candidate_id, ids), linked)
    )
    # In an order that is the same whatever way texts are collated here.
    for _, concept_id, owner, id_, said, level, years in sorted(rows, key=itemgetter(0, 1)):
        claims[owner].append(HeldClaim(id_, concept_id, said, level, years))
    times: dict[uuid.UUID, list[HeldTime]] = defaultdict(list)
    told = select(line.candidate_id, line.concept_id, line.title, line.years).where(
        among(session, line.candidate_id, ids), line.concept_id.is_not(None)
    )
    for owner, concept_id, title, years in run(told.order_by(line.position)):
        times[owner].append(HeldTime(concept_id, title, years))
    people = run(
        select(
            *(person.id, person.user_id, person.agency_id, person.reference),
            *(person.headline, person.country, person.place, person.available_from),
        ).where(among(session, person.id, ids))
    )
    return {row[0]: Specialist(*row, tuple(claims[row[0]]), tuple(times[row[0]])) for row in people}


class WorkingRows(NamedTuple):
    """The working part of some specialists as plain rows; reading whole models takes thrice as
    long."""

    people: Sequence[Any]
    claims: Sequence[Any]
    experience: Sequence[Any]


def working_rows(session: Session, ids: Sequence[uuid.UUID]) -> WorkingRows:
    """What ranking needs of some specialists, claims and experience in their order."""
    person, claim, line = _PERSON.c, _CLAIM.c, _EXPERIENCE.c
    run = session.connection().execute
    return WorkingRows(
        run(
            select(
                *(person.id, person.languages, person.available_from, person.pay_wanted),
                *(person.ready_to_move, person.wishes, person.visibility),
            ).where(among(session, person.id, ids))
        ).all(),
        # In an order that is the same whatever way texts are collated here.
        sorted(
            run(
                select(
                    *(claim.position, claim.id, claim.candidate_id, claim.concept_id, claim.text),
                    *(claim.level, claim.years, claim.last_used_years, claim.evidence),
                ).where(among(session, claim.candidate_id, ids))
            ),
            key=lambda row: (row.position, row.concept_id or "", row.text),
        ),
        sorted(
            run(
                select(line.position, line.candidate_id, line.concept_id, line.years).where(
                    among(session, line.candidate_id, ids)
                )
            ),
            key=lambda row: (row.position, row.concept_id or ""),
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
    ways: list[ColumnElement[bool]] = []
    if agency_ids:
        ways.append(Candidate.agency_id.in_(agency_ids))
    if applied_to:
        applicants = (
            select(Application.candidate_id)
            .join(Vacancy, Vacancy.id == Application.vacancy_id)
            .where(Vacancy.employer_id.in_(applied_to), Application.stage != Stage.WITHDRAWN)
        )
        ways.append((Candidate.visibility == Visibility.APPLIED) & Candidate.id.in_(applicants))
    if not ways:
        return []
    others = Candidate.visibility.not_in(levels)
    return list(session.scalars(select(Candidate.id).where(others, or_(*ways))))
