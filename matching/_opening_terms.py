"""What vacancies ask, each different thing once, and how far one person meets it.

Many vacancies ask the same: a fit depends on the concept, the level and the years alone, so it is
found once for all that ask so. Expressions are those of ``_pair``, evaluated in the same order.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from matching._arrays import Bools, Floats, Ints
from matching._person import Holding, Person, most
from matching._said import level_of_years, years_reach
from matching.scoring import (
    GATE_CLOSENESS,
    GATE_YEARS,
    LOWEST_LEVEL,
    LOWEST_LEVEL_FACTOR,
    MET_CLOSENESS,
    SEWING,
    WORKED_ON,
)
from matching.similarity import WORK, Closeness

Key = TypeVar("Key", bound=Hashable)


class Codes(Generic[Key]):
    """Things by the number under which they were first seen; none is ever taken away."""

    def __init__(self) -> None:
        self.all: list[Key] = []
        self._places: dict[Key, int] = {}

    def __len__(self) -> int:
        return len(self.all)

    def find(self, thing: Key) -> int | None:
        """The number of a thing, None if it has not been seen."""
        return self._places.get(thing)

    def __call__(self, thing: Key) -> int:
        found = self._places.get(thing)
        if found is None:
            found = self._places[thing] = len(self.all)
            self.all.append(thing)
        return found


Asked = tuple[int, int, float]
"""A concept's code, the least level and the least years; 0 where none is asked."""


class Met(NamedTuple):
    """How one person meets the terms.

    ``fit`` and the two of what blocks have the shape (n_asks,): a must blocks who works at what
    the vacancy is about, and who works ``apart`` from it (`works_elsewhere`). ``makes`` and
    ``trade`` say of each concept, asked and as the occupation, whether the person works at it.
    ``experience`` has the shape (n_trades,).
    """

    fit: Floats
    blocks: Bools
    blocks_apart: Bools
    makes: Bools
    trade: Bools
    experience: Floats


class Terms:
    """Every different concept, requirement and (occupation, years) that vacancies ask."""

    def __init__(self, closeness: Closeness) -> None:
        self.closeness = closeness
        self.concepts: Codes[str] = Codes()
        self.asks: Codes[Asked] = Codes()
        self.trades: Codes[tuple[int, float]] = Codes()
        self._serves: dict[str, tuple[array[int], array[float]]] = {}
        self._asked: tuple[Ints, Floats, Floats] | None = None
        self._marks: dict[str, Bools] = {}
        self.sewing = self.concept(SEWING)

    def concept(self, name: str) -> int:
        """The code of a concept; what serves for it is noted with the concept that does."""
        before = len(self.concepts)
        code = self.concepts(name)
        if code == before:
            for held, close in self.closeness.substitutes(name).items():
                codes, closes = self._serves.setdefault(held, (array("i"), array("d")))
                codes.append(code)
                closes.append(close)
        return code

    def serves(self, held: str) -> tuple[Ints, Floats]:
        """The concepts for which one stands in, and how closely."""
        codes, closes = self._serves.get(held, (array("i"), array("d")))
        return np.array(codes, dtype=np.int64), np.array(closes, dtype=np.float64)

    def is_among(self, name: str, kinds: frozenset[str]) -> Bools:
        """Which concepts are of some types, shape (n_concepts,); ``name`` says which types."""
        found = self._marks.get(name)
        if found is None or len(found) < len(self.concepts):
            known = self.closeness.kinds
            found = np.array([known.get(c) in kinds for c in self.concepts.all], dtype=bool)
            self._marks[name] = found
        return found

    def asked(self) -> tuple[Ints, Floats, Floats]:
        """The concept, the level and the years of each requirement, each of shape (n_asks,)."""
        if self._asked is None or len(self._asked[0]) < len(self.asks):
            columns = np.array(self.asks.all, dtype=np.float64).reshape(-1, 3).T
            self._asked = (columns[0].astype(np.int64), columns[1].copy(), columns[2].copy())
        return self._asked

    def met(self, person: Person) -> Met:
        """How one person meets everything asked."""
        near = self._near(person.holdings)
        makes, trade = self._works(person.holdings, near)
        fit = np.zeros(len(self.asks))
        blocks = np.ones(len(self.asks), dtype=bool)
        apart = blocks.copy()
        concept, level, years = self.asked()
        served: Bools = np.any(near, axis=1)
        rows = np.flatnonzero(served[concept])
        if len(rows):
            asked = (concept[rows], level[rows], years[rows])
            fit[rows] = self._fit(person, near, *asked)
            blocks[rows], apart[rows] = self._blocks(person, near, *asked)
        return Met(fit, blocks, apart, makes, trade, self._experience(person, near))

    def _near(self, holdings: list[Holding]) -> Floats:
        near = np.zeros((len(self.concepts), len(holdings)))
        for at, held in enumerate(holdings):
            codes, closes = self.serves(held.concept)
            near[codes, at] = closes
        return near

    def _works(self, holdings: list[Holding], near: Floats) -> tuple[Bools, Bools]:
        """Which concepts the person works at closely enough to pass a gate for them."""
        closeness = self.closeness
        works = np.array([h.concept in closeness.work for h in holdings], dtype=bool)
        kinds = [closeness.kinds.get(held.concept) for held in holdings]
        skills = works & np.array([kind != "occupation" for kind in kinds], dtype=bool)
        passed: Bools = np.any((near >= GATE_CLOSENESS) & works, axis=1)
        makes: Bools = passed & self.is_among("work", WORK)
        makes[self.sewing] = passed[self.sewing]
        return makes, passed | ((near > 0) & skills).any(axis=1)

    def _fit(
        self, person: Person, near: Floats, concept: Ints, level: Floats, years: Floats
    ) -> Floats:
        """The best holding's worth for each requirement, as `_pair._serve` finds it."""
        held = person.holdings
        own = _numbers([h.years for h in held])
        lent = np.fmax.reduce(np.where(near >= GATE_CLOSENESS, own, np.nan), axis=1)
        longest = most([h.years for h in held])
        lent[self.is_among("worked_on", WORKED_ON)] = np.nan if longest is None else longest
        served = np.where(np.isnan(own), lent[concept][:, None], own)
        said = np.array([h.level or 0 for h in held])
        shown = level_of_years(served.ravel()).reshape(served.shape)
        factor = _level_factor(said, served, shown, level[:, None], years[:, None])
        factor *= np.array([h.trust for h in held])
        worth: Floats = near[concept] * factor * np.array([h.evidence for h in held])
        best: Floats = worth.max(axis=1)
        return best

    def _blocks(
        self, person: Person, near: Floats, concept: Ints, level: Floats, years: Floats
    ) -> tuple[Bools, Bools]:
        """What blocks as a must: of who works at it, and of who works elsewhere."""
        close = near[concept]
        said = np.array([h.level or 0 for h in person.holdings])
        stated = np.nan_to_num(_numbers([h.stated for h in person.holdings]), nan=-1.0)
        garment = self.is_among("garment", frozenset({"garment"}))[concept]
        trade = self.is_among("trade", frozenset({"occupation"}))[concept]
        found = []
        for enough in (GATE_CLOSENESS, MET_CLOSENESS):
            least = np.where(garment, enough, GATE_CLOSENESS)
            if not person.times:
                least[trade] = 0.0
            passes = (close > 0) & (close >= least[:, None])
            top = np.where(passes, said, 0).max(axis=1)
            longest = np.where(passes, stated, -1.0).max(axis=1)
            low = (top > 0) & (top < level)
            few = (longest >= 0) & (longest < GATE_YEARS * years)
            found.append(~passes.any(axis=1) | low | few)
        return found[0], found[1]

    def _experience(self, person: Person, near: Floats) -> Floats:
        worth = np.zeros(len(self.trades))
        if not person.times or not len(self.trades):
            return worth
        occupation, asked = np.array(self.trades.all, dtype=np.float64).T
        close = near[occupation.astype(np.int64), len(person.holdings) - len(person.times) :]
        years = _numbers([time.years for time in person.times])
        level = years_reach(years, asked[:, None]) * np.array([t.trust for t in person.times])
        found: Floats = (close * level).max(axis=1)
        return found


def _level_factor(
    said: Ints, years: Floats, shown: Floats, min_level: Floats, min_years: Floats
) -> Floats:
    """``scoring.level_factor`` for each requirement and holding."""
    held = np.where(said > 0, said.astype(np.float64), shown)
    no_level, no_years = min_level == 0, min_years == 0
    level = np.where(no_level, 1.0, np.minimum(1.0, held / np.where(no_level, 1.0, min_level)))
    low = (np.isnan(years) & (said == 0)) | (no_level & (held == LOWEST_LEVEL))
    level = np.where(low, np.minimum(LOWEST_LEVEL_FACTOR, level), level)
    reach = years_reach(years, np.where(no_years, 1.0, min_years))
    factor: Floats = np.where(no_years, level, np.minimum(level, reach))
    return factor


def _numbers(values: list[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
