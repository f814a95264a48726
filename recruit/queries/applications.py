"""Applications' rows."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from recruit.models import Application, Candidate, Stage, Vacancy, VacancyState, Visibility
from recruit.queries.among import among as any_of


class Standings(NamedTuple):
    """How a vacancy and a specialist stand at this moment."""

    vacancy: VacancyState
    candidate: Visibility


def by_id(session: Session, application_id: uuid.UUID, *, lock: bool = False) -> Application | None:
    """An application with its vacancy and candidate."""
    statement = (
        select(Application)
        .join(Application.vacancy)
        .join(Application.candidate)
        .where(Application.id == application_id)
        .options(contains_eager(Application.vacancy), contains_eager(Application.candidate))
    )
    return session.scalar(_locked(statement) if lock else statement)


def of_pair(
    session: Session, candidate_id: uuid.UUID, vacancy_id: uuid.UUID, *, lock: bool = False
) -> Application | None:
    statement = select(Application).where(
        Application.candidate_id == candidate_id, Application.vacancy_id == vacancy_id
    )
    return session.scalar(_locked(statement) if lock else statement)


def _locked(statement: Select[Application]) -> Select[Application]:
    """Locked, and read anew: what was read before the lock may be old."""
    return statement.with_for_update(of=Application).execution_options(populate_existing=True)


def standings(session: Session, candidate_id: uuid.UUID, vacancy_id: uuid.UUID) -> Standings | None:
    """What decides whether a specialist may apply, read anew, the vacancy held until the end of
    the transaction; None where one of them is gone."""
    state = session.scalar(
        select(Vacancy.state).where(Vacancy.id == vacancy_id).with_for_update(read=True)
    )
    visibility = session.scalar(select(Candidate.visibility).where(Candidate.id == candidate_id))
    return None if state is None or visibility is None else Standings(state, visibility)


def of_candidate(session: Session, candidate_id: uuid.UUID) -> list[Application]:
    """A candidate's applications with their vacancies and employers, newest first."""
    return list(
        session.scalars(
            select(Application)
            .where(Application.candidate_id == candidate_id)
            .options(selectinload(Application.vacancy).selectinload(Vacancy.employer))
            .order_by(Application.created_at.desc(), Application.id)
        )
    )


def standing(session: Session, vacancy_id: uuid.UUID) -> list[Application]:
    """A vacancy's applications that are not withdrawn, with the candidates whole."""
    return list(
        session.scalars(
            select(Application)
            .where(Application.vacancy_id == vacancy_id, Application.stage != Stage.WITHDRAWN)
            .options(
                selectinload(Application.candidate).selectinload(Candidate.claims),
                selectinload(Application.candidate).selectinload(Candidate.experience),
            )
            .order_by(Application.created_at, Application.id)
        )
    )


def of_candidates(
    session: Session, vacancy_id: uuid.UUID, candidate_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, Application]:
    """The applications some candidates have made to a vacancy, by candidate."""
    statement = select(Application).where(
        Application.vacancy_id == vacancy_id,
        any_of(session, Application.candidate_id, candidate_ids),
    )
    return {row.candidate_id: row for row in session.scalars(statement)}


def has_applied_to(
    session: Session, candidate_id: uuid.UUID, employer_ids: Collection[uuid.UUID]
) -> bool:
    """Whether a candidate stands as an applicant with one of some employers."""
    statement = (
        select(Application.id)
        .join(Vacancy, Vacancy.id == Application.vacancy_id)
        .where(
            Application.candidate_id == candidate_id,
            Application.stage != Stage.WITHDRAWN,
            Vacancy.employer_id.in_(employer_ids),
        )
        .limit(1)
    )
    return session.scalar(statement) is not None


def among(
    session: Session, candidate_id: uuid.UUID, vacancy_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, Application]:
    """A specialist's applications to some vacancies, by vacancy."""
    statement = select(Application).where(
        Application.candidate_id == candidate_id, Application.vacancy_id.in_(vacancy_ids)
    )
    return {row.vacancy_id: row for row in session.scalars(statement)}


def counts(session: Session, vacancy_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many applications stand at each of some vacancies."""
    statement = (
        select(Application.vacancy_id, func.count())
        .where(Application.vacancy_id.in_(vacancy_ids), Application.stage != Stage.WITHDRAWN)
        .group_by(Application.vacancy_id)
    )
    return {vacancy_id: number for vacancy_id, number in session.execute(statement)}  # noqa: C416
