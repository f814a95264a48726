"""The log of rankings shown."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, func, insert, select, text, update
from sqlalchemy.orm import Session, joinedload, selectinload

from recruit.models import (
    ActorKind,
    Candidate,
    Ranking,
    RankingDirection,
    RankingEntry,
    Vacancy,
)
from recruit.queries.among import table_of


def show_again_soon(session: Session, digest: str, since: dt.datetime, now: dt.datetime) -> bool:
    """Count the very same list as shown once more, where it was shown last since a moment and
    nothing of it has been erased."""
    whole = (
        select(func.count())
        .where(RankingEntry.ranking_id == Ranking.id)
        .correlate(Ranking)
        .scalar_subquery()
    )
    result = session.execute(
        update(Ranking)
        .where(Ranking.digest == digest, Ranking.last_at >= since, Ranking.shown == whole)
        .values(last_at=now, times=Ranking.times + 1)
        .execution_options(synchronize_session=False)
    )
    return _count(result) > 0


_ENTRIES = text(
    """
    INSERT INTO ranking_entry
        (ranking_id, position, candidate_id, vacancy_id, rank, score, document)
    SELECT :ranking_id, * FROM unnest(
        CAST(:position AS int[]), CAST(:candidate_id AS uuid[]), CAST(:vacancy_id AS uuid[]),
        CAST(:rank AS int[]), CAST(:score AS int[]), CAST(:document AS text[])
    )
    """
)


def write(session: Session, ranking: dict[str, Any], entries: Sequence[dict[str, Any]]) -> None:
    """A ranking and its lines; on PostgreSQL all lines are one statement."""
    run = session.connection().execute
    run(insert(table_of(Ranking)), ranking)
    if not entries:
        return
    if session.get_bind().dialect.name != "postgresql":
        lines = [{"ranking_id": ranking["id"], **entry} for entry in entries]
        run(insert(table_of(RankingEntry)), lines)
        return
    columns = {name: [entry[name] for entry in entries] for name in entries[0]}
    run(_ENTRIES, {"ranking_id": ranking["id"], **columns})


def still_there(session: Session, candidate_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    return set(session.scalars(select(Candidate.id).where(Candidate.id.in_(candidate_ids))))


def by_id(session: Session, ranking_id: uuid.UUID) -> Ranking | None:
    """A ranking with its entries, their specialists and vacancies."""
    return session.scalar(
        select(Ranking)
        .where(Ranking.id == ranking_id)
        .options(
            joinedload(Ranking.vacancy),
            selectinload(Ranking.entries).joinedload(RankingEntry.candidate),
            selectinload(Ranking.entries).joinedload(RankingEntry.vacancy),
        )
        .execution_options(populate_existing=True)
    )


def count(
    session: Session,
    vacancy_id: uuid.UUID | None = None,
    employer_ids: Collection[uuid.UUID] | None = None,
) -> int:
    statement = select(func.count()).select_from(Ranking).where(*_of(vacancy_id, employer_ids))
    return session.scalar(statement) or 0


def latest(
    session: Session,
    limit: int,
    offset: int,
    vacancy_id: uuid.UUID | None = None,
    employer_ids: Collection[uuid.UUID] | None = None,
) -> Sequence[Ranking]:
    """Rankings shown, of one vacancy or all, to some employers' people or anybody, newest first."""
    return session.scalars(
        select(Ranking)
        .where(*_of(vacancy_id, employer_ids))
        .options(joinedload(Ranking.vacancy))
        .order_by(Ranking.last_at.desc(), Ranking.id)
        .limit(limit)
        .offset(offset)
    ).all()


def _of(
    vacancy_id: uuid.UUID | None, employer_ids: Collection[uuid.UUID] | None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if vacancy_id is not None:
        conditions.append(Ranking.vacancy_id == vacancy_id)
    if employer_ids is not None:
        conditions.append(Ranking.employer_id.in_(employer_ids))
    return conditions


def about_count(session: Session, candidate_id: uuid.UUID) -> int:
    statement = select(func.count()).select_from(RankingEntry).join(RankingEntry.ranking)
    return session.scalar(statement.where(*_about(candidate_id))) or 0


def about(
    session: Session, candidate_id: uuid.UUID, limit: int | None, offset: int
) -> Sequence[RankingEntry]:
    """Where a specialist was ranked for others to see, newest first."""
    return session.scalars(
        select(RankingEntry)
        .join(RankingEntry.ranking)
        .where(*_about(candidate_id))
        .options(
            joinedload(RankingEntry.ranking)
            .joinedload(Ranking.vacancy)
            .joinedload(Vacancy.employer)
        )
        .order_by(Ranking.last_at.desc(), RankingEntry.ranking_id)
        .limit(limit)
        .offset(offset)
    ).all()


def _about(candidate_id: uuid.UUID) -> list[ColumnElement[bool]]:
    return [
        RankingEntry.candidate_id == candidate_id,
        Ranking.direction == RankingDirection.EMPLOYER,
        Ranking.actor_kind != ActorKind.CANDIDATE,
    ]


def purge(session: Session, before: dt.datetime, limit: int) -> int:
    """Delete some of the rankings last shown before a moment; says how many."""
    old = select(Ranking.id).where(Ranking.last_at < before).limit(limit)
    result = session.execute(
        delete(Ranking).where(Ranking.id.in_(old)).execution_options(synchronize_session=False)
    )
    return _count(result)


def _count(result: Any) -> int:
    assert isinstance(result, CursorResult)  # noqa: S101
    return int(result.rowcount)
