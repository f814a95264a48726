"""SQLite: the table is its own covering index, in a file that is mapped into memory."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.bench.plain import K, People, Question

_TOP = """
    WITH asked (skill, points, least) AS (VALUES {values})
    SELECT claim.person, sum(asked.points * min(claim.level, asked.least) / asked.least) AS score
    FROM asked JOIN claim ON claim.skill = asked.skill
    GROUP BY claim.person ORDER BY score DESC LIMIT {k}
"""
_BATCH = 1_000_000


class Sqlite:
    name = "SQLite, SQL over a covering index"
    clock = staticmethod(time.process_time)
    exact = True

    def __init__(self, people: People, questions: Sequence[Question], folder: Path) -> None:
        file = folder / "plain.sqlite3"
        file.unlink(missing_ok=True)
        self.connection = sqlite3.connect(file, isolation_level=None)
        run = self.connection.execute
        run("PRAGMA journal_mode = OFF")
        run("PRAGMA synchronous = OFF")
        run("PRAGMA mmap_size = 4294967296")
        run("PRAGMA cache_size = -262144")
        run(
            "CREATE TABLE claim (skill INTEGER, person INTEGER, level INTEGER,"
            " PRIMARY KEY (skill, person)) WITHOUT ROWID"
        )
        claims = people.skill.shape[1]
        skill, level = people.skill.ravel(), people.level.ravel()
        order = np.argsort(skill, kind="stable")
        run("BEGIN")
        for start in range(0, len(order), _BATCH):
            some = order[start : start + _BATCH]
            rows = zip(
                skill[some].tolist(), (some // claims).tolist(), level[some].tolist(), strict=True
            )
            self.connection.executemany("INSERT INTO claim VALUES (?, ?, ?)", rows)
        run("COMMIT")
        run("ANALYZE")
        self.asked = [
            _TOP.format(
                values=", ".join(f"({a.skill}, {a.points}, {a.least})" for a in question), k=K
            )
            for question in questions
        ]

    def top(self, number: int) -> Sequence[float]:
        return [float(score) for _, score in self.connection.execute(self.asked[number])]

    def close(self) -> None:
        self.connection.close()
