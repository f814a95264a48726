"""Where a service's transaction begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from recruit.extensions import WRITES, db


@contextmanager
def transaction() -> Iterator[Session]:
    """A writing transaction: committed at the end, rolled back whole if anything is raised.

    On PostgreSQL, where every statement reads anew, what was begun by reading goes on as the
    transaction that writes; on SQLite a writer has to say so at the beginning.
    """
    session = db.session()
    if session.in_transaction():
        if session.new or session.dirty or session.deleted:
            raise RuntimeError("changes were made outside a service's transaction")
        if session.get_bind().dialect.name != "postgresql":
            session.commit()
    if not session.in_transaction():
        session.connection(execution_options={WRITES: True})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


@contextmanager
def reading() -> Iterator[Session]:
    """A session for reading; the request's end closes it."""
    yield db.session()
