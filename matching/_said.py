"""What is said of holdings, each saying once, and the factors that it earns.

Years are places among those that occur, in order: 0 where none are said. A *step* is
level x places + place, so that a factor of level and years is one look-up.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from matching._arrays import Floats, Ints
from matching._rows import EVIDENCE
from matching.records import Evidence
from matching.scoring import (
    EVIDENCE_FACTORS,
    FADE_A_YEAR,
    FADE_LEAST,
    FRESH_YEARS,
    LOWEST_LEVEL,
    LOWEST_LEVEL_FACTOR,
    UNKNOWN_YEARS_FACTOR,
    YEARS_OF_LEVEL,
)

SAID = ("level", "years", "last_used", "evidence", "is_experience")

IS_TIME, IS_BARE, IS_WORK = np.uint8(1), np.uint8(2), np.uint8(4)
"""Flags: time in an occupation; no level, no years, nobody behind it; all but a bare claim."""

_LEVELS = 6
_KEPT = 1 << 15
"""How many factors are kept, over all that levels and years are asked."""


class Said:
    """What is said of holdings.

    Parameters
    ----------
    columns : mapping of str to ndarray
        ``level``, ``years``, ``last_used``, ``evidence`` and ``is_experience``, each of shape (n,).

    Attributes
    ----------
    years : ndarray of float64, shape (n_places,)
        In order, after NaN.
    steps : int
        How many there are.
    place, level, step, flags, standing : ndarray, shape (n,)
        ``standing`` is the evidence factor, faded by how long ago the skill was used.
    """

    def __init__(self, columns: Mapping[str, npt.NDArray[Any]]) -> None:
        years, self.level = columns["years"], columns["level"]
        told = ~np.isnan(years)
        occurring = np.unique(years[told])
        self.years: Floats = np.concatenate(([np.nan], occurring))
        self.steps = _LEVELS * len(self.years)
        self.place: Ints = np.where(told, np.searchsorted(occurring, years) + 1, 0)
        self.step: Ints = self.level.astype(np.int64) * len(self.years) + self.place
        stated = columns["evidence"] == EVIDENCE.index(Evidence.STATED)
        bare = ~told & (self.level == 0) & stated
        times = columns["is_experience"]
        self.flags = times * IS_TIME | bare * IS_BARE | (~bare | times) * IS_WORK
        self.standing = _standing(columns["evidence"], columns["last_used"])
        self._factors: dict[tuple[float, float], Floats] = {}
        self._reach: dict[float, Floats] = {}

    @cached_property
    def held(self) -> tuple[Floats, Floats]:
        """The level and years of each step; the level that the years speak for where none is."""
        said = np.repeat(np.arange(_LEVELS), len(self.years))
        years = np.tile(self.years, _LEVELS)
        return np.where(said > 0, said.astype(np.float64), level_of_years(years)), years

    def reach(self, asked: float) -> Floats:
        """``years_factor`` of every place."""
        made = self._reach.get(asked)
        if made is None:
            made = years_reach(self.years, asked)
            if (len(self._reach) + 1) * len(made) > _KEPT:
                self._reach = {}
            self._reach[asked] = made
        return made

    def factors(self, min_level: float, min_years: float) -> Floats:
        """``level_factor`` of every step; 0 asks nothing."""
        made = self._factors.get((min_level, min_years))
        if made is None:
            made = self._made(min_level, min_years)
            if (len(self._factors) + 1) * len(made) > _KEPT:
                self._factors = {}
            self._factors[min_level, min_years] = made
        return made

    def _made(self, min_level: float, min_years: float) -> Floats:
        held, years = self.held
        level = np.minimum(1.0, held / min_level) if min_level else np.ones(len(held))
        low = np.isnan(years)
        low[len(self.years) :] = False
        if not min_level:
            low |= held == LOWEST_LEVEL
        level = np.where(low, np.minimum(LOWEST_LEVEL_FACTOR, level), level)
        return np.minimum(level, years_reach(years, min_years)) if min_years else level


def _standing(evidence: npt.NDArray[Any], last: Floats) -> Floats:
    factors = np.array([EVIDENCE_FACTORS[one] for one in EVIDENCE])
    standing: Floats = factors[evidence]
    old = last > FRESH_YEARS
    faded = np.maximum(FADE_LEAST, 1.0 - FADE_A_YEAR * (last[old] - FRESH_YEARS))
    standing[old] = standing[old] * faded
    return standing


def level_of_years(years: Floats) -> Floats:
    """``level_from_years`` over a column; the lowest level where it is NaN."""
    level: Floats = np.full(len(years), float(LOWEST_LEVEL))
    worked = years > 0
    level[worked] = 2.0
    for limit in YEARS_OF_LEVEL:
        level += worked & (years >= limit)
    return level


def years_reach(years: Floats, asked: Any) -> Floats:
    """``years_factor`` over a column."""
    with np.errstate(over="ignore"):
        return np.where(np.isnan(years), UNKNOWN_YEARS_FACTOR, np.minimum(1.0, years / asked))
