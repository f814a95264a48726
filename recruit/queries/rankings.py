"""The log of rankings shown."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Insert,
    Text,
    Update,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    text,
    true,
    update,
)
from sqlalchemy.dialects import postgresql
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
    return _count(session.connection().execute(_shown_again(digest, since, now))) > 0


def _shown_again(digest: Any, since: Any, now: Any) -> Update:
    kept, line = table_of(Ranking), table_of(RankingEntry)
    whole = select(func.count()).where(line.c.ranking_id == kept.c.id).correlate(kept)
    return (
        update(kept)
        .where(
            kept.c.digest == digest,
            kept.c.last_at >= since,
            kept.c.shown == whole.scalar_subquery(),
        )
        .values(last_at=now, times=kept.c.times + 1)
    )


def write(
    session: Session,
    ranking: dict[str, Any],
    entries: Sequence[dict[str, Any]],
    since: dt.datetime,
) -> None:
    """A ranking and its lines, unless the very same list was shown last since a moment: that is
    counted instead. On PostgreSQL all of it is one statement."""
    run = session.connection().execute
    if session.get_bind().dialect.name == "postgresql":
        lines: dict[str, Any] = {
            f"entry_{name}": [entry[name] for entry in entries] for name in _LINE
        }
        # As one text, cut there where JSON never has a new line: the driver would have to quote
        # every quotation mark of an array of texts.
        lines["entry_document"] = "\n".join(lines["entry_document"])
        whole = {f"list_{name}": value for name, value in ranking.items()}
        run(_at_once(), {"since": since, **whole, **lines})
        return
    if show_again_soon(session, ranking["digest"], since, ranking["last_at"]):
        return
    run(insert(table_of(Ranking)), ranking)
    if entries:
        run(
            insert(table_of(RankingEntry)),
            [{"ranking_id": ranking["id"], **entry} for entry in entries],
        )


_LINE = ("position", "candidate_id", "vacancy_id", "rank", "score", "document")


@cache
def _at_once() -> Insert:
    # What is given is not named like a column, or the update would take it for its own.
    kept, line = table_of(Ranking), table_of(RankingEntry)
    again = (
        _shown_again(bindparam("list_digest"), bindparam("since"), bindparam("list_last_at"))
        .returning(kept.c.id)
        .cte("again")
    )
    values = select(*(bindparam(f"list_{c.name}", type_=c.type) for c in kept.c))
    fresh = (
        insert(kept)
        .from_select(list(kept.c.keys()), values.where(~exists(select(again.c.id))))
        .returning(kept.c.id)
        .cte("fresh")
    )
    *columns, _ = (
        bindparam(f"entry_{name}", type_=postgresql.ARRAY(line.c[name].type)) for name in _LINE
    )
    documents = func.string_to_array(bindparam("entry_document", type_=Text()), text("E'\\n'"))
    lines = func.unnest(*columns, documents).table_valued(*_LINE).render_derived("line")
    return insert(line).from_select(
        ["ranking_id", *_LINE],
        select(fresh.c.id, *(lines.c[name] for name in _LINE)).join_from(fresh, lines, true()),
    )


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
