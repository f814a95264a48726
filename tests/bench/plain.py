"""The plain definition that others can express too: skills, levels and weights, nothing else.

``score = sum_s w_s * min(level_cs, min_vs) / min_vs`` and the best fifty, of people with fifteen of
800 skills. Weights and least levels are chosen so that every term is a whole number of points: so
all sides must agree to the point.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching import (
    Closeness,
    Component,
    Evidence,
    Index,
    Posting,
    ProfileTable,
    Requirement,
    hash64,
)
from tests.bench.asking import REQUIREMENTS
from tests.bench.population import CLAIMS, Column, identifiers

K = 50
LEVELS = 5
SKILLS = 800
POPULARITY = 0.6
"""The n-th most popular skill is held in proportion to ``n ** -0.6``: about 420,000 claims of a
million people are about a question."""

_DRAWS = 32
_CHUNK = 100_000
ESSENTIAL, NICE = 1500, 500
"""Points of six essential requirements and of two that are nice to have: 10,000 in all."""

_ONLY_SKILL = {part.value: float(part is Component.SKILL) for part in Component}


@dataclass(frozen=True)
class People:
    """``skill`` int32 and ``level`` int8 (1 to 5) of the shape (n, 15); no skill twice in a row."""

    skill: Column
    level: Column
    skills: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.skill)

    @property
    def tokens(self) -> Column:
        """One code for each skill at each level, flat, shape (n * 15,)."""
        return (self.skill.astype(np.int32) * LEVELS + self.level - 1).ravel()


@dataclass(frozen=True, slots=True)
class Ask:
    """A skill's place, the points it is worth, and the level that earns them all."""

    skill: int
    points: int
    least: int

    def worth(self, level: int) -> int:
        return self.points * min(level, self.least) // self.least


Question = Sequence[Ask]


def people(count: int, seed: int = 3) -> People:
    """``count`` people of fifteen skills each, every claim with a level."""
    rng = np.random.default_rng(seed)
    reach = np.cumsum(_odds())
    skill = np.empty((count, CLAIMS), dtype=np.int32)
    for start in range(0, count, _CHUNK):
        stop = min(start + _CHUNK, count)
        drawn = np.searchsorted(reach, rng.random((stop - start, _DRAWS)) * reach[-1])
        skill[start:stop] = _first_different(drawn)
    level = rng.integers(1, LEVELS + 1, (count, CLAIMS)).astype(np.int8)
    return People(skill, level, tuple(f"skill-{n}" for n in range(SKILLS)))


def _odds() -> Column:
    odds = np.arange(1, SKILLS + 1) ** -POPULARITY
    return odds / odds.sum()


def _first_different(drawn: Column) -> Column:
    """The first fifteen different ones of each row."""
    order = np.argsort(drawn, axis=1, kind="stable")
    ranked = np.take_along_axis(drawn, order, axis=1)
    again = np.zeros(drawn.shape, dtype=bool)
    again[:, 1:] = ranked[:, 1:] == ranked[:, :-1]
    late = np.zeros(drawn.shape, dtype=bool)
    np.put_along_axis(late, order, again, axis=1)
    first = np.argsort(late, axis=1, kind="stable")[:, :CLAIMS]
    if np.take_along_axis(late, first, axis=1).any():
        raise ValueError("too few draws for fifteen different skills")
    return np.take_along_axis(drawn, first, axis=1)


def questions(count: int, seed: int = 4) -> list[Question]:
    """Eight skills each by their popularity, six essential and two nice to have."""
    rng, drawn = random.Random(seed), np.random.default_rng(seed)
    found: list[Question] = []
    for _ in range(count):
        chosen = drawn.choice(SKILLS, REQUIREMENTS, replace=False, p=_odds()).tolist()
        essential = [Ask(skill, ESSENTIAL, rng.randint(1, 5)) for skill in chosen[:6]]
        nice = [Ask(skill, NICE, rng.choice((1, 2, 4, 5))) for skill in chosen[6:]]
        found.append((*essential, *nice))
    return found


def points_of(question: Question, skills: int) -> Column:
    """What each token earns, shape (skills * 5,): float64, whole numbers."""
    points = np.zeros(skills * LEVELS)
    for ask in question:
        for level in range(1, LEVELS + 1):
            points[ask.skill * LEVELS + level - 1] = ask.worth(level)
    return points


def touched(held: Column, question: Question) -> int:
    """How many claims a question is about; ``held`` counts the people of each skill."""
    return int(sum(held[ask.skill] for ask in question))


class Ours:
    """`Index` with an empty table of closeness, certified claims and no job fit."""

    name = "Index.top"

    def __init__(self, held: People, questions: Sequence[Question], path: str) -> None:
        index = Index.build(None, Closeness([]), _table(held), path)
        self.index = Index.open(path, check=False)
        self.postings = [_posting(n, asked, held.skills) for n, asked in enumerate(questions)]
        del index

    def top(self, number: int) -> list[int]:
        return [found.score for found in self.index.top(self.postings[number], K)]

    def explained(self, number: int) -> list[int]:
        return [found.score for found in self.index.search(self.postings[number], K)]


def _posting(number: int, question: Question, skills: Sequence[str]) -> Posting:
    return Posting(
        f"plain-{number}",
        requirements=tuple(
            Requirement(
                f"r{at}",
                skills[ask.skill],
                "essential" if ask.points == ESSENTIAL else "nice",  # type: ignore[arg-type]
                ask.least,
            )
            for at, ask in enumerate(question)
        ),
        weights=_ONLY_SKILL,
    )


def _table(held: People) -> ProfileTable:
    count, claims = held.skill.shape
    nobody = np.zeros(count + 1, dtype=np.int64)
    empty = np.empty(0, dtype=np.int32)
    unknown = np.full(count * claims, np.nan)
    ids = identifiers(np.random.default_rng(5), count)
    certified = list(Evidence).index(Evidence.CERTIFIED)
    columns: dict[str, Column] = {
        "available": np.zeros(count, dtype=np.int32),
        "pay": np.full(count, np.nan),
        "ready": np.full(count, -1, dtype=np.int8),
        "hash": np.fromiter(map(hash64, ids), np.uint64, count),
        "tags": np.ones(count, dtype=np.uint32),
        "holding_offsets": np.arange(count + 1, dtype=np.int64) * claims,
        "holding_concept": held.skill.ravel(),
        "holding_level": held.level.ravel(),
        "holding_years": unknown,
        "holding_last_used": unknown,
        "holding_evidence": np.full(count * claims, certified, dtype=np.int8),
        "holding_is_experience": np.zeros(count * claims, dtype=np.bool_),
    }
    for part in ("language", "wish", "word"):
        columns |= {f"{part}_offsets": nobody, f"{part}_code": empty}
    return ProfileTable(ids, held.skills, columns)
