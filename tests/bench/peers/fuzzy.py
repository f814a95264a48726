"""rapidfuzz: `token_set_ratio` over the skills written out. It knows no levels and no weights."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from tests.bench.plain import K, People, Question


class Fuzzy:
    name = "rapidfuzz token_set_ratio (other scores)"
    clock = staticmethod(time.process_time)
    exact = False

    def __init__(self, people: People, questions: Sequence[Question], folder: Path) -> None:
        names = people.skills
        self.texts = [" ".join([names[skill] for skill in row]) for row in people.skill.tolist()]
        self.asked = [" ".join(names[ask.skill] for ask in question) for question in questions]

    def top(self, number: int) -> Sequence[float]:
        found = process.extract(
            self.asked[number], self.texts, scorer=fuzz.token_set_ratio, limit=K
        )
        return [score for _, score, _ in found]

    def close(self) -> None:
        del self.texts
