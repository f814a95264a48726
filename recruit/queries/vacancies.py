"""Vacancies' rows."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import fields
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, true, update
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from recruit.models import (
    Application,
    Candidate,
    CandidatePrivate,
    PostedRequirement,
    PostedVacancy,
    Requirement,
    Stage,
    Vacancy,
    VacancyState,
    Visibility,
)
from recruit.queries.among import among, table_of

_VACANCY, _ASKED = table_of(Vacancy), table_of(Requirement)
_FACTS = [_VACANCY.c[fact.name] for fact in fields(PostedVacancy) if fact.name in _VACANCY.c]
_POSTED = (
    select(*_FACTS, *(_ASKED.c[name] for name in PostedRequirement._fields))
    .join_from(_VACANCY, _ASKED, isouter=True)
    .where(_VACANCY.c.id == bindparam("vacancy_id"))
    .order_by(_ASKED.c.position)
)

WHOLE: tuple[ORMOption, ...] = (
    joinedload(Vacancy.employer),
    joinedload(Vacancy.occupation),
    selectinload(Vacancy.requirements),
)


def by_id(
    session: Session, vacancy_id: uuid.UUID, *, lock: bool = False, fresh: bool = False
) -> Vacancy | None:
    """A vacancy with its employer, occupation and requirements.

    A lock reads the row anew; ``fresh`` does so without one.
    """
    statement = select(Vacancy).where(Vacancy.id == vacancy_id).options(*WHOLE)
    if lock:
        statement = statement.with_for_update(of=Vacancy)
    return session.scalar(statement.execution_options(populate_existing=lock or fresh))


def posted(session: Session, vacancy_id: uuid.UUID) -> PostedVacancy | None:
    """A vacancy as rankings need it."""
    rows = session.connection().execute(_POSTED, {"vacancy_id": vacancy_id}).all()
    if not rows:
        return None
    own = len(_FACTS)
    asked = tuple(PostedRequirement(*row[own:]) for row in rows if row[own] is not None)
    values: tuple[Any, ...] = (*rows[0][:own], asked)
    return PostedVacancy(*values)


def open_with_requirements(session: Session) -> list[Vacancy]:
    """Every open vacancy, whole, in one order."""
    return list(
        session.scalars(
            select(Vacancy)
            .where(Vacancy.state == VacancyState.OPEN)
            .options(*WHOLE)
            .order_by(Vacancy.id)
        )
    )


def open_among(session: Session, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Vacancy]:
    """Those of some vacancies that are open, whole, by id."""
    found = session.scalars(
        select(Vacancy)
        .where(Vacancy.state == VacancyState.OPEN, among(session, Vacancy.id, ids))
        .options(*WHOLE)
    )
    return {vacancy.id: vacancy for vacancy in found}


def of_employers(session: Session, employer_ids: Collection[uuid.UUID]) -> list[Vacancy]:
    """Some employers' vacancies in every state, whole, newest first."""
    return list(
        session.scalars(
            select(Vacancy)
            .where(Vacancy.employer_id.in_(employer_ids))
            .options(*WHOLE)
            .order_by(Vacancy.created_at.desc(), Vacancy.id)
        )
    )


def seen_by(
    session: Session,
    employer_ids: Collection[uuid.UUID],
    *,
    own_only: bool,
    everything: bool,
    limit: int,
    offset: int,
    state: VacancyState | None = None,
    occupations: Collection[str] | None = None,
) -> tuple[list[Vacancy], int]:
    """Some employers' own vacancies and, unless ``own_only``, the open ones of others; newest
    first, with how many there are. ``everything`` is for who sees all."""
    mine = Vacancy.employer_id.in_(employer_ids)
    seen = mine if own_only else or_(mine, Vacancy.state == VacancyState.OPEN)
    if everything and not own_only:
        seen = true()
    if state is not None:
        seen = and_(seen, Vacancy.state == state)
    if occupations is not None:
        seen = and_(seen, Vacancy.occupation_id.in_(occupations))
    total = session.scalar(select(func.count()).select_from(Vacancy).where(seen)) or 0
    page = (
        select(Vacancy)
        .where(seen)
        .options(*WHOLE)
        .order_by(Vacancy.created_at.desc(), Vacancy.id)
        .limit(limit)
        .offset(offset)
    )
    return list(session.scalars(page)), total


def fill_post(session: Session, vacancy_id: uuid.UUID, now: dt.datetime) -> bool:
    """Take one post of a vacancy; False where none is free."""
    statement = (
        update(Vacancy)
        .where(Vacancy.id == vacancy_id, Vacancy.filled < Vacancy.headcount)
        .values(filled=Vacancy.filled + 1, updated_at=now, revision=Vacancy.revision + 1)
        .returning(Vacancy.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(statement) is not None


def free_post(session: Session, vacancy_id: uuid.UUID, now: dt.datetime) -> bool:
    """Give one post of a vacancy back; False where none was taken."""
    statement = (
        update(Vacancy)
        .where(Vacancy.id == vacancy_id, Vacancy.filled > 0)
        .values(filled=Vacancy.filled - 1, updated_at=now, revision=Vacancy.revision + 1)
        .returning(Vacancy.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(statement) is not None


def expired(session: Session, today: dt.date) -> list[Vacancy]:
    """Open vacancies whose last day is past."""
    return list(
        session.scalars(
            select(Vacancy)
            .where(Vacancy.state == VacancyState.OPEN, Vacancy.expires_on < today)
            .with_for_update(skip_locked=True)
        )
    )


def applicants_private(
    session: Session, vacancy_id: uuid.UUID, hidden: Visibility
) -> list[CandidatePrivate]:
    """Who the standing applicants of a vacancy are and how to reach them, but for those of a
    ``hidden`` visibility."""
    return list(
        session.scalars(
            select(CandidatePrivate)
            .join(Application, Application.candidate_id == CandidatePrivate.candidate_id)
            .join(Candidate, Candidate.id == Application.candidate_id)
            .where(
                Application.vacancy_id == vacancy_id,
                Application.stage != Stage.WITHDRAWN,
                Candidate.visibility != hidden,
            )
        )
    )
