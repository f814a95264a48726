"""Where a service's transaction begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from recruit.extensions import WRITES, db


@contextmanager
def transaction() -> Iterator[Session]:
    """A writing transaction: committed at the end, rolled back whole if anything is raised."""
    session = db.session()
    if session.in_transaction():
        if session.new or session.dirty or session.deleted:
            raise RuntimeError("changes were made outside a service's transaction")
        session.commit()
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
