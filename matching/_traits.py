"""What an index knows of a holding for an upper bound: rounded up, never down, into 22 bits.

======  =======================================================================
bits    meaning
======  =======================================================================
16-21   worth: closeness x standing x trust, in 64ths, rounded up, less one
13-15   the effective level, 0 for a bare claim
8-12    years that count: 0 unknown, 2i + 1 exactly edge i, 2i + 2 above it
3-7     years that are stated, for the gate, alike
0-2     the highest level that is stated, 0 for none
======  =======================================================================

Where several holdings of one person stand in for the same concept, each part is the largest of
theirs: a bound on the best of them, and exact for the gate. A holding that says neither level nor
years has those of the others, as in `_pair`; of a garment, part or fabric, of anything held.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from matching._arrays import Bools, Floats
from matching._packed import PackedTable
from matching._said import level_of_years
from matching._table import ProfileTable
from matching.records import Evidence
from matching.scoring import (
    EVIDENCE_FACTORS,
    GATE_YEARS,
    level_factor,
    level_from_years,
    years_factor,
)

STEPS = 64
YEAR_EDGES = np.array([0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 15, 20], dtype=np.float64)
_CHUNK = 100_000
_LEVELS, _YEARS = 8, 32
FIT_SHIFT, WORTH_SHIFT = 8, 16

Codes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Traits:
    """Holdings merged to one a person and concept, sorted by concept, then by row.

    Every column has the shape (n_held,); ``starts`` (n_concepts + 1,) says where each concept
    begins. ``standing`` is in 64ths, rounded up.
    """

    rows: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    standing: npt.NDArray[np.uint8]
    level: npt.NDArray[np.uint8]
    years: npt.NDArray[np.uint8]
    said_years: npt.NDArray[np.uint8]
    said_level: npt.NDArray[np.uint8]
    is_open: npt.NDArray[np.uint8]

    def parts(self, span: slice, closeness: float) -> tuple[npt.NDArray[np.uint8], ...]:
        """A span's parts in the order of `encode`, for something that is so close."""
        return (
            worths(closeness)[self.standing[span]],
            self.level[span],
            self.years[span],
            self.said_years[span],
            self.said_level[span],
            self.is_open[span],
        )

    def of(self, concept: int) -> slice:
        """Where a concept's holdings are."""
        return slice(int(self.starts[concept]), int(self.starts[concept + 1]))


def traits_of(table: PackedTable) -> Traits:
    """The traits of all holdings."""
    parts = [
        _read(table, start, min(start + _CHUNK, len(table)))
        for start in range(0, len(table), _CHUNK)
    ] or [_read(table, 0, 0)]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    concept, row = columns[0], columns[1]
    # Rows are in order already: a stable sort by concept leaves them so within each.
    order = np.argsort(concept, kind="stable")
    concept, row = concept[order], row[order]
    fresh = np.ones(len(row), dtype=np.bool_)
    fresh[1:] = (concept[1:] != concept[:-1]) | (row[1:] != row[:-1])
    firsts = np.flatnonzero(fresh)
    merged = [_largest(column[order], firsts) for column in columns[2:]]
    starts = np.searchsorted(concept[firsts], np.arange(len(table.names) + 1))
    return Traits(row[firsts], starts.astype(np.int64), *merged)


def _largest(column: npt.NDArray[np.uint8], firsts: npt.NDArray[np.int64]) -> Any:
    return np.maximum.reduceat(column, firsts) if len(firsts) else column


def _read(table: PackedTable, start: int, stop: int) -> tuple[npt.NDArray[Any], ...]:
    plain: ProfileTable = table.unpack(np.arange(start, stop), named=False, parts=("holding",))
    columns = plain.columns
    said = columns["holding_level"]
    known = (said > 0) | ~np.isnan(plain.years)
    level = np.where(said > 0, said, level_of_years(plain.years))
    standing = plain.standing * plain.trust
    return (
        columns["holding_concept"].astype(table.columns["holding_concept"].dtype),
        (plain.holding_owners + start).astype(np.int32),
        np.ceil(standing * STEPS).astype(np.uint8),
        np.where(known, level, 0).astype(np.uint8),
        _place_of(plain.years).astype(np.uint8),
        _place_of(columns["holding_years"]).astype(np.uint8),
        said.astype(np.uint8),
        ((said == 0) & np.isnan(plain.years)).astype(np.uint8),
    )


def longest_of(table: PackedTable) -> npt.NDArray[np.uint8]:
    """The place of the most years each row says of anything, shape (n,)."""
    parts = [
        _place_of(
            table.unpack(np.arange(start, min(start + _CHUNK, len(table))), named=False).longest
        )
        for start in range(0, len(table), _CHUNK)
    ]
    return np.concatenate([np.empty(0, dtype=np.int64), *parts]).astype(np.uint8)


def _place_of(years: Floats) -> npt.NDArray[np.int64]:
    after = np.searchsorted(YEAR_EDGES, years)
    exact = np.append(YEAR_EDGES, np.inf)[after] == years
    return np.where(np.isnan(years), 0, 2 * after + exact)


def worths(closeness: float) -> npt.NDArray[np.uint8]:
    """For each standing in 64ths, closeness x standing in 64ths, rounded up: at least 1."""
    made: npt.NDArray[np.uint8] = np.ceil(np.arange(STEPS + 1) * closeness).astype(np.uint8)
    return np.maximum(np.uint8(1), made)


def encode(
    worth: npt.NDArray[np.uint8],
    level: npt.NDArray[np.uint8],
    years: npt.NDArray[np.uint8],
    said_years: npt.NDArray[np.uint8],
    said_level: npt.NDArray[np.uint8],
    is_open: npt.NDArray[np.uint8],
) -> Codes:
    level = np.where(is_open > 0, np.maximum(level, _LEVEL_OF_PLACE[years]), level)
    code: Codes = (worth - 1).astype(np.uint32)
    for part, bits in ((level, 3), (years, 5), (said_years, 5), (said_level, 3)):
        code = (code << np.uint32(bits)) | part.astype(np.uint32)
    return code


@lru_cache(maxsize=4096)
def most_fits(min_level: int | None, min_years: float | None) -> Floats:
    """The most that a 64th of worth can be worth to a requirement, by the level and years of a
    code, which are its bits from `FIT_SHIFT` on; shape (256,)."""
    # Silence about years may be worth more than few years: where several holdings were merged,
    # either may be the best.
    made = np.zeros((_LEVELS, _YEARS))
    for level in range(6):
        for place in range(_YEARS):
            years = (None,) if place == 0 else (None, _years_of(place))
            made[level, place] = max(
                level_factor(level or None, held, min_level, min_years) for held in years
            )
    fits: Floats = made.ravel() / STEPS
    return fits


def most_experience(codes: Codes, asked_years: float) -> Floats:
    """The most that time in an occupation can be worth, in [0, 1].

    Evidence is not weighed for time as such (see ``_pair``), and is stated at the least.
    """
    by_years = _years_table(asked_years)
    worth = ((codes >> 16) + 1) / (STEPS * EVIDENCE_FACTORS[Evidence.STATED])
    bound: Floats = np.minimum(1.0, worth) * by_years[(codes >> 8) & (_YEARS - 1)]
    return bound


def surely_gated(codes: Codes, min_level: int | None, min_years: float | None) -> Bools:
    """Whose claims of these codes certainly do not pass a gate's level or years."""
    gated = np.zeros(len(codes), dtype=np.bool_)
    if min_level is not None:
        stated = codes & 7
        gated |= (stated > 0) & (stated < min_level)
    if min_years is not None:
        place = (codes >> 3) & (_YEARS - 1)
        least = GATE_YEARS * min_years
        gated |= (_MOST[place] < least) | ((place % 2 == 0) & (_MOST[place] <= least))
    return gated


def surely_passed(codes: Codes, min_level: int | None, min_years: float | None) -> Bools:
    """Whose claims of these codes certainly pass a gate's level and years."""
    passed = np.ones(len(codes), dtype=np.bool_)
    if min_level is not None:
        stated = codes & 7
        passed &= (stated == 0) | (stated >= min_level)
    if min_years is not None:
        place = (codes >> 3) & (_YEARS - 1)
        passed &= _LEAST[place] >= GATE_YEARS * min_years
    return passed


_MOST = np.concatenate(([np.inf], np.repeat(YEAR_EDGES, 2)[1:], [np.inf, np.inf]))
_LEAST = np.concatenate(([np.inf], np.repeat(YEAR_EDGES, 2), [np.inf]))
"""The most and the least years of each place; silence passes a gate."""


_LEVEL_OF_PLACE = np.array([0, *(level_from_years(years) for years in _MOST[1:])], dtype=np.uint8)
"""The level that the most years of each place speak for."""


def _years_of(place: int) -> float | None:
    """The most years of a place; None for unknown."""
    return float(_MOST[place]) if place else None


@lru_cache(maxsize=4096)
def _years_table(asked: float) -> Floats:
    known = [years_factor(_years_of(place), asked) for place in range(_YEARS)]
    return np.maximum(known, years_factor(None, asked))
