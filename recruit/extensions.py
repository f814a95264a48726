"""Flask extensions, unbound; `recruit.app` binds them."""

from __future__ import annotations

import sqlite3
import threading
import time
from typing import Any

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_smorest import Api
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from limits.storage import Storage
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import InvalidatePoolError

from recruit.models import Base

WRITES = "iyne_writes"
"""Execution option of a connection whose transaction will write."""

db = SQLAlchemy(
    metadata=Base.metadata,
    session_options={"expire_on_commit": False, "join_transaction_mode": "create_savepoint"},
)
migrate = Migrate(render_as_batch=True, compare_type=True)
babel = Babel()
login = LoginManager()
csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address)
api = Api()


RESTED = 1.0
"""Seconds after which a connection is asked whether it still stands before it is used again."""


class Counts(Storage):
    """How often a limited thing was done, in this process's memory. The library's own storage of
    this kind starts a thread at every count, to look for what is over."""

    STORAGE_SCHEME = ["counts"]  # noqa: RUF012
    SWEPT_EVERY = 60.0

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._lock = threading.Lock()
        self._counts: dict[str, tuple[int, float]] = {}
        self._swept = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        now = time.time()
        with self._lock:
            if now - self._swept > self.SWEPT_EVERY:
                self._counts = {k: v for k, v in self._counts.items() if v[1] > now}
                self._swept = now
            count, until = self._counts.get(key, (0, 0.0))
            if until <= now:
                count, until = 0, now + expiry
            self._counts[key] = (count + amount, until)
            return count + amount

    def get(self, key: str) -> int:
        count, until = self._counts.get(key, (0, 0.0))
        return count if until > time.time() else 0

    def get_expiry(self, key: str) -> float:
        return self._counts.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self._lock:
            gone, self._counts = len(self._counts), {}
        return gone

    def clear(self, key: str) -> None:
        with self._lock:
            self._counts.pop(key, None)


def prepare_postgresql(engine: Engine) -> None:
    """Ask a connection that has rested whether it still stands; one used a moment ago does."""
    if engine.dialect.name != "postgresql":
        return

    @event.listens_for(engine, "checkin")
    def rest(_connection: Any, record: Any) -> None:
        record.info["resting_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def wake(connection: Any, record: Any, _proxy: Any) -> None:
        since = record.info.get("resting_since")
        if since is None or time.monotonic() - since < RESTED:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error


def prepare_sqlite(engine: Engine) -> None:
    """Make SQLite durable and strict, and let it lock early only where a transaction writes.

    Python's driver begins transactions by itself, late; here BEGIN is ours, so that a writing
    transaction holds the lock from its first statement and a reading one never waits for it.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "busy_timeout = 10000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
