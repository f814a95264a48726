"""Stored matches and the runs that find them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from recruit.models import (
    Candidate,
    MatchList,
    MatchRun,
    RunState,
    StoredMatch,
    Vacancy,
    VacancyState,
)


class Found(NamedTuple):
    """What a run found for a vacancy: candidate and score, best first."""

    vacancy_id: uuid.UUID
    revision: int
    best: Sequence[tuple[uuid.UUID, int]]


def running(session: Session) -> MatchRun | None:
    """The run that is going on, or was when its process ended."""
    return session.scalar(
        select(MatchRun)
        .where(MatchRun.state == RunState.RUNNING)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def last_done(session: Session) -> MatchRun | None:
    """The run that finished last."""
    return session.scalar(
        select(MatchRun)
        .where(MatchRun.state == RunState.DONE)
        .order_by(MatchRun.finished_at.desc())
        .limit(1)
    )


def keep_hold(session: Session, run_id: uuid.UUID, holder: str, **values: Any) -> bool:
    """Write to a run that is still this holder's; False if it is not."""
    kept: Any = session.execute(
        update(MatchRun)
        .where(MatchRun.id == run_id, MatchRun.holder == holder, MatchRun.state == RunState.RUNNING)
        .values(**values)
        .execution_options(synchronize_session="fetch")
    )
    return bool(kept.rowcount)


def due(session: Session, run_id: uuid.UUID) -> list[uuid.UUID]:
    """The open vacancies a run has not come to."""
    return list(
        session.scalars(
            select(Vacancy.id)
            .outerjoin(MatchList, MatchList.vacancy_id == Vacancy.id)
            .where(
                Vacancy.state == VacancyState.OPEN,
                or_(MatchList.run_id.is_(None), MatchList.run_id != run_id),
            )
            .order_by(Vacancy.id)
        )
    )


def vacancies(session: Session, ids: Collection[uuid.UUID]) -> list[Vacancy]:
    """Vacancies with what they ask and whose they are, in one order."""
    return list(
        session.scalars(
            select(Vacancy)
            .where(Vacancy.id.in_(ids))
            .options(selectinload(Vacancy.requirements), joinedload(Vacancy.employer))
            .order_by(Vacancy.id)
            .execution_options(populate_existing=True)
        )
    )


def replace(
    session: Session, run_id: uuid.UUID, lists: Sequence[Found], *, now: dt.datetime
) -> None:
    """Put lists in place of those there were, each whole.

    Vacancies and specialists erased meanwhile are left out; who stays in a list keeps its
    ``since``. The rows referred to are locked first, in one order, as an erasure locks them.
    """
    vacancy_ids = _still_there(session, Vacancy, {found.vacancy_id for found in lists})
    candidate_ids = _still_there(session, Candidate, {id_ for f in lists for id_, _ in f.best})
    own = StoredMatch.vacancy_id.in_(vacancy_ids)
    rows = session.execute(
        select(StoredMatch.vacancy_id, StoredMatch.candidate_id, StoredMatch.since).where(own)
    )
    since = {(vacancy_id, candidate_id): at for vacancy_id, candidate_id, at in rows}
    before = select(MatchList.vacancy_id, MatchList.first_at)
    before = before.where(MatchList.vacancy_id.in_(vacancy_ids))
    first = {vacancy_id: at for vacancy_id, at in session.execute(before)}  # noqa: C416
    for model in (StoredMatch, MatchList):
        session.execute(
            delete(model)
            .where(model.vacancy_id.in_(vacancy_ids))
            .execution_options(synchronize_session=False)
        )
    kept = [found for found in lists if found.vacancy_id in vacancy_ids]
    _insert(
        session,
        MatchList,
        [
            {
                "vacancy_id": found.vacancy_id,
                "run_id": run_id,
                "revision": found.revision,
                "first_at": first.get(found.vacancy_id, now),
                "refreshed_at": now,
            }
            for found in kept
        ],
    )
    _insert(
        session,
        StoredMatch,
        [
            {
                "vacancy_id": found.vacancy_id,
                "candidate_id": candidate_id,
                "rank": rank,
                "score": score,
                "since": since.get((found.vacancy_id, candidate_id), now),
            }
            for found in kept
            for rank, (candidate_id, score) in enumerate(
                (pair for pair in found.best if pair[0] in candidate_ids), 1
            )
        ],
    )


def forget_closed(session: Session) -> None:
    """Remove the lists of vacancies that are no longer open."""
    open_ids = select(Vacancy.id).where(Vacancy.state == VacancyState.OPEN)
    for model in (StoredMatch, MatchList):
        session.execute(
            delete(model)
            .where(model.vacancy_id.not_in(open_ids))
            .execution_options(synchronize_session=False)
        )


_MOST = 5_000
"""So many values at most in one IN."""


def _still_there(
    session: Session, model: type[Vacancy] | type[Candidate], ids: set[uuid.UUID]
) -> set[uuid.UUID]:
    ordered, there = sorted(ids), set[uuid.UUID]()
    for start in range(0, len(ordered), _MOST):
        there |= set(
            session.scalars(
                select(model.id)
                .where(model.id.in_(ordered[start : start + _MOST]))
                .order_by(model.id)
                .with_for_update(read=True, key_share=True)
            )
        )
    return there


def _insert(session: Session, model: type[Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(model.__table__), rows)
