"""Posting lists: for each concept that may be asked, who has what may stand in for it.

A list holds each person once, with everything of theirs that is at least `STRONG` close (of who
names no trade, and where a trade is asked, with everything that is close at all), sorted by the
code of `_traits` and then by row: so a query adds one constant a range. Other weak stand-ins are
not listed; whoever has none listed is bounded by the closest of them (`weakest_cap`).

What two in five have is kept as a column over everybody instead, which takes less room: so a query
that needs few people (whoever has every must) reads what they have of it and passes the others
over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from matching._groups import HAS_EXPERIENCE, kinds_of
from matching._packed import PackedTable
from matching._traits import Codes, Traits, encode, longest_of, traits_of
from matching.scoring import GATE_CLOSENESS, WORKED_ON
from matching.similarity import Closeness

STRONG = GATE_CLOSENESS
"""The gate's own limit, so that whoever passes a gate is on the list."""

WIDE = 2.5
"""Lists of at least one person in so many are columns: two in five."""

_MOST_CODES = np.iinfo(np.uint16).max - 1

Column = npt.NDArray[Any]


class Listed(NamedTuple):
    """A posting list.

    ``ids`` and the ``bounds`` of their ranges, one for each of ``codes``; or in their place
    ``column``, uint16 of shape (n,): of each row the place of its code counted from 1, 0 for who
    is not on the list.
    """

    ids: Column
    bounds: Column
    codes: Codes
    column: npt.NDArray[np.uint16] | None


@dataclass(frozen=True)
class Postings:
    """Posting lists of the concepts ``asked``.

    Attributes
    ----------
    asked : tuple of str
    columns : mapping of str to ndarray
        ``ids`` int32, lists one after another; ``list_starts`` int64 (n_asked + 1,);
        ``codes`` uint32, ranges one after another; ``code_starts`` int64 (n_asked + 1,);
        ``bounds`` int32, each list's ranges from 0: those of list i begin at
        ``code_starts[i] + i`` and are one more than its codes. ``wide`` uint16 (n_wide, n), the
        lists that are columns, and ``wide_place`` int32 (n_asked,), where each is there, -1 for
        none.
    """

    asked: tuple[str, ...]
    columns: Mapping[str, Column]

    @cached_property
    def _place(self) -> dict[str, int]:
        return {concept: place for place, concept in enumerate(self.asked)}

    def of(self, concept: str) -> Listed | None:
        """The list of a concept; None where nobody is on it."""
        place = self._place.get(concept)
        if place is None:
            return None
        lists, codes, wide = (self.columns[n] for n in ("list_starts", "code_starts", "wide_place"))
        first, last = int(codes[place]), int(codes[place + 1])
        column = int(wide[place])
        return Listed(
            self.columns["ids"][int(lists[place]) : int(lists[place + 1])],
            self.columns["bounds"][first + place : last + place + 1],
            self.columns["codes"][first:last],
            None if column < 0 else self.columns["wide"][column],
        )

    @property
    def nbytes(self) -> int:
        return sum(column.nbytes for column in self.columns.values())


def build(table: PackedTable, closeness: Closeness) -> Postings:
    """The lists of a table's people, for every concept that anything held stands in for."""
    traits = traits_of(table)
    held = {
        table.names[code]: code
        for code in range(len(table.names))
        if traits.starts[code] < traits.starts[code + 1]
    }
    serves: dict[str, list[tuple[int, float]]] = {name: [(held[name], 1.0)] for name in held}
    for asked, other, value in closeness.rows():
        kind = closeness.kinds.get(asked)
        if other in held and (value >= STRONG or kind == "occupation"):
            serves.setdefault(asked, []).append((held[other], value))
    scratch = _Scratch(len(table), _silent(table), longest_of(table))
    lists: dict[str, Listed] = {}
    for asked in sorted(serves):
        worked_on = closeness.kinds.get(asked) in WORKED_ON
        made = _one_list(traits, serves[asked], scratch, worked_on=worked_on)
        if len(made.ids):
            lists[asked] = _as_column(made, len(table)) if _is_wide(made, len(table)) else made
    return Postings(tuple(lists), _joined(list(lists.values()), len(table)))


def _is_wide(made: Listed, size: int) -> bool:
    return len(made.ids) * WIDE >= size and len(made.codes) <= _MOST_CODES


def _as_column(made: Listed, size: int) -> Listed:
    column = np.zeros(size, dtype=np.uint16)
    lengths = np.diff(made.bounds)
    column[made.ids] = np.repeat(np.arange(1, len(lengths) + 1, dtype=np.uint16), lengths)
    return Listed(made.ids[:0], np.zeros_like(made.bounds), made.codes, column)


def _silent(table: PackedTable) -> npt.NDArray[np.bool_]:
    """Who names no occupation."""
    silent: npt.NDArray[np.bool_] = (kinds_of(table) & HAS_EXPERIENCE) == 0
    return silent


def weakest_cap(near: Mapping[str, float]) -> float:
    """The closest of the stand-ins that are not listed; 0 where there is none."""
    return max([value for value in near.values() if value < STRONG], default=0.0)


class _Scratch:
    """Columns over all rows, for merging several concepts' holdings; zero between uses."""

    def __init__(
        self,
        size: int,
        silent: npt.NDArray[np.bool_],
        longest: npt.NDArray[np.uint8],
    ) -> None:
        self.parts = [np.zeros(size, dtype=np.uint8) for _ in range(6)]
        self.silent = silent
        self.longest = longest


def _one_list(
    traits: Traits, sources: list[tuple[int, float]], scratch: _Scratch, *, worked_on: bool
) -> Listed:
    if len(sources) == 1 and sources[0][1] >= STRONG:
        span = traits.of(sources[0][0])
        rows = traits.rows[span]
        parts = list(traits.parts(span, sources[0][1]))
    else:
        for concept, value in sources:
            span = traits.of(concept)
            at = traits.rows[span]
            held = traits.parts(span, value)
            if value < STRONG:
                # Any skill of the trade passes the gate of who names no trade.
                keep = scratch.silent[at]
                at, held = at[keep], tuple(part[keep] for part in held)
            for into, part in zip(scratch.parts, held, strict=True):
                into[at] = np.maximum(into[at], part)
        rows = np.flatnonzero(scratch.parts[0]).astype(np.int32)
        parts = [into[rows] for into in scratch.parts]
        for into in scratch.parts:
            into[rows] = 0
    if worked_on:
        parts[2] = np.maximum(parts[2], scratch.longest[rows])
    codes = encode(*parts)
    if not len(codes):
        return Listed(rows, np.zeros(1, dtype=np.int32), codes, None)
    # Two stable sorts of 16 bits each are linear; one of 32 is not.
    order = np.argsort(codes.astype(np.uint16), kind="stable")
    order = order[np.argsort((codes >> 16).astype(np.uint8)[order], kind="stable")]
    codes = codes[order]
    firsts = np.flatnonzero(np.diff(codes, prepend=np.uint32(codes[0] ^ 1)))
    bounds = np.append(firsts, len(codes)).astype(np.int32)
    return Listed(rows[order], bounds, codes[firsts], None)


def _joined(lists: list[Listed], size: int) -> dict[str, Column]:
    def starts(lengths: list[int]) -> Column:
        return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))).astype(np.int64)

    def chain(columns: list[Column], kind: type[np.generic]) -> Column:
        return np.concatenate(columns) if columns else np.empty(0, dtype=kind)

    wide = [made.column for made in lists if made.column is not None]
    is_wide = np.array([made.column is not None for made in lists], dtype=bool)
    return {
        "ids": chain([made.ids for made in lists], np.int32),
        "list_starts": starts([len(made.ids) for made in lists]),
        "bounds": chain([made.bounds for made in lists], np.int32),
        "codes": chain([made.codes for made in lists], np.uint32),
        "code_starts": starts([len(made.codes) for made in lists]),
        "wide": np.stack(wide) if wide else np.empty((0, size), dtype=np.uint16),
        "wide_place": np.where(is_wide, np.cumsum(is_wide) - 1, -1).astype(np.int32),
    }
