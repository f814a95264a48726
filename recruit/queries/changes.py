"""The feed of changed specialists, read so that no commit is passed over.

On SQLite writers queue, so that numbers rise in the order of commits. On PostgreSQL they do not:
a transaction that began early may commit late. There a position is the snapshot of the last
reading, and what has come since is what that snapshot did not see: transactions that began after
it, and those that were under way in it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from recruit.models import Candidate, Change

KEPT = dt.timedelta(days=30)
"""How long the row of somebody who is gone is kept. Who is further behind starts anew."""

_NOW = text(
    """
    SELECT pg_snapshot_xmax(seen)::text::bigint AS ahead,
           ARRAY(SELECT xid::text::bigint FROM pg_snapshot_xip(seen) AS xid) AS running,
           pg_current_xact_id_if_assigned()::text::bigint AS own
    FROM pg_current_snapshot() AS seen
    """
)
_SINCE = text(
    """
    SELECT pg_snapshot_xmax(seen)::text::bigint AS ahead,
           ARRAY(SELECT xid::text::bigint FROM pg_snapshot_xip(seen) AS xid) AS running,
           pg_current_xact_id_if_assigned()::text::bigint AS own,
           ARRAY(
               SELECT candidate_id FROM change WHERE xid >= :ahead
               UNION SELECT candidate_id FROM change WHERE xid = ANY(:running)
           ) AS changed
    FROM pg_current_snapshot() AS seen
    """
)
_SOURCE = text(
    "SELECT (SELECT system_identifier FROM pg_control_system())::text || '/' || oid "
    "FROM pg_database WHERE datname = current_database()"
)


@dataclass(frozen=True, slots=True)
class Position:
    """What a reader has seen of the feed: everything up to ``ahead`` (a number on SQLite, a
    transaction on PostgreSQL, itself not seen) but for what was ``running``."""

    ahead: int
    running: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Position:
        """The inverse of `as_json`. Raises `KeyError`, `TypeError` or `ValueError`."""
        return cls(int(said["ahead"]), tuple(int(xid) for xid in said["running"]))


def source(session: Session) -> str:
    """Which feed this is: positions in it mean nothing in another database, nor in one that was
    restored into another server."""
    if session.get_bind().dialect.name == "postgresql":
        return str(session.scalar(_SOURCE))
    return str(session.scalar(text("SELECT file FROM pragma_database_list WHERE name = 'main'")))


def position(session: Session) -> Position:
    """Where the feed stands; whatever is read from now on holds at least this."""
    if session.get_bind().dialect.name == "postgresql":
        return _position(session.connection().execute(_NOW).one())
    seen = session.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'change'"))
    return Position(1 + int(seen or 0))


def _position(now: Any) -> Position:
    # A transaction sees its own changes, and they may yet be added to.
    own = () if now.own is None else (int(now.own),)
    return Position(int(now.ahead), (*(int(xid) for xid in now.running), *own))


def since(session: Session, seen: Position) -> tuple[list[uuid.UUID], Position]:
    """Who has changed since a position, each once, and the position after them.

    On PostgreSQL both are of one snapshot. On SQLite the new position is taken first: what is
    committed between the two comes twice, never not.
    """
    if session.get_bind().dialect.name == "postgresql":
        given = {"ahead": seen.ahead, "running": list(seen.running)}
        found = session.connection().execute(_SINCE, given).one()
        return found.changed, _position(found)
    now = position(session)
    if now == seen:
        return [], now
    rows = session.scalars(select(Change.candidate_id).where(Change.number >= seen.ahead))
    return list(rows), now


def can_follow(session: Session, seen: Position) -> bool:
    """Whether a position lies in the feed's past, as it does not once a backup was restored."""
    return seen.ahead <= position(session).ahead


def mend(session: Session) -> int:
    """Bring transactions that lie in the future, after a backup was restored into another server,
    to the present one. Returns how many rows."""
    if session.get_bind().dialect.name != "postgresql":
        return 0
    mended = session.execute(
        text(
            "UPDATE change SET xid = pg_current_xact_id()::text::bigint WHERE xid > "
            "pg_snapshot_xmax(pg_current_snapshot())::text::bigint RETURNING 1"
        )
    )
    return len(mended.all())


def prune(session: Session, *, now: dt.datetime) -> int:
    """Forget who is long gone. Returns how many; the newest row stays, numbers rise from it."""
    newest = select(func.max(Change.number)).scalar_subquery()
    gone = (
        delete(Change)
        .where(
            Change.at < now - KEPT,
            Change.number < newest,
            Change.candidate_id.not_in(select(Candidate.id)),
        )
        .execution_options(synchronize_session=False)
        .returning(Change.number)
    )
    return len(session.execute(gone).all())
