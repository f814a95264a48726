"""Many specialists at once: COPY on PostgreSQL, `executemany` on SQLite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import exists, func, or_, select, text
from sqlalchemy.orm import Session

from recruit.models import Candidate, User

Row = tuple[Any, ...]

TABLES = ("candidate", "claim", "candidate_experience")


def holds_people(session: Session) -> bool:
    """Whether a database holds accounts or profiles that are not demonstrations."""
    real = select(Candidate.id).where(
        or_(Candidate.demo_key.is_(None), Candidate.user_id.is_not(None))
    )
    users = select(User.id).where(
        or_(User.email.is_(None), User.email.not_like("%@demonstration.example"))
    )
    return bool(session.scalar(select(exists(real) | exists(users))))


def made_before(session: Session, prefix: str) -> int:
    """How many specialists have a demonstration key that begins so."""
    mine = Candidate.demo_key.startswith(prefix, autoescape=True)
    return session.scalar(select(func.count()).select_from(Candidate).where(mine)) or 0


@contextmanager
def unnoted(session: Session) -> Iterator[None]:
    """Within one transaction, keep the feed of changes from writing a row for each row that comes;
    at the end everybody whose demonstration key is new is noted at once."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL timezone = 'UTC'"))
        for table in TABLES:
            session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        yield
        for table in TABLES:
            session.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
        values = "pg_current_xact_id()::text::bigint, statement_timestamp()"
    else:
        session.connection().exec_driver_sql("PRAGMA cache_size = -262144")
        triggers = session.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE :noted"),
            {"noted": "%_noted_%"},
        ).all()
        for name, _ in triggers:
            session.connection().exec_driver_sql(f"DROP TRIGGER {name}")
        yield
        for _, sql in triggers:
            session.connection().exec_driver_sql(sql)
        values = "0, strftime('%Y-%m-%d %H:%M:%S.000000', 'now')"
    session.connection().exec_driver_sql(
        f"INSERT INTO change (candidate_id, xid, at) SELECT id, {values} FROM candidate "  # noqa: S608
        "WHERE id NOT IN (SELECT candidate_id FROM change)"
    )


def add(session: Session, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Add rows; identifiers are 32 hexadecimal digits, moments texts, truth 1 and 0."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        cursor = connection.connection.cursor()
        with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            copy.write("".join(map(_line, rows)))
        return
    gaps = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({gaps})"  # noqa: S608
    connection.exec_driver_sql(statement, list(rows))


def _line(row: Row) -> str:
    return "\t".join(["\\N" if value is None else str(value) for value in row]) + "\n"
