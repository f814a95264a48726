"""SciPy: a CSR matrix times a vector, and `argpartition`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.bench.peers.scikit import counts
from tests.bench.plain import K, People, Question, points_of


class ScipyCsr:
    name = "SciPy CSR @ vector, argpartition"
    clock = staticmethod(time.process_time)
    exact = True

    def __init__(self, people: People, questions: Sequence[Question], folder: Path) -> None:
        self.rows = counts(people).astype(np.float32)
        self.asked = [points_of(q, len(people.skills)).astype(np.float32) for q in questions]

    def top(self, number: int) -> Sequence[float]:
        scores = self.rows @ self.asked[number]
        best = np.argpartition(-scores, K)[:K]
        return np.sort(scores[best])[::-1].tolist()

    def close(self) -> None:
        del self.rows
