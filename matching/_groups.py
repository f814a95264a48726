"""Rows in groups of 128: who is alike in job fit shares a group, so that one bound serves many.

Every row has a *kind*: which of its job-fit data are there, and those of them that have few
values. Rows are sorted by kind, then by languages, pay and date, and each group keeps the most
favourable of what its rows hold. A group's job fit is bounded from that alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matching._packed import PackedTable
from matching._table import ProfileTable
from matching.scoring import HOUSING

GROUP = 128

HAS_EXPERIENCE, HAS_LANGUAGES, HAS_DATE, HAS_PAY, NEEDS_HOUSING, IS_READY, SAID_READY, HAS_TEXT = (
    1 << i for i in range(8)
)
KINDS = 1 << 8
_MOST_LANGUAGES = 64

Column = npt.NDArray[Any]


def kinds_of(table: ProfileTable | PackedTable) -> npt.NDArray[np.uint8]:
    """The kind of each row, shape (n,)."""
    columns = table.columns
    kinds = np.zeros(len(table), dtype=np.uint8)
    kinds[_rows_with(columns["holding_offsets"], table.is_experience)] |= HAS_EXPERIENCE
    kinds[np.diff(columns["language_offsets"]) > 0] |= HAS_LANGUAGES
    kinds[columns["available"] > 0] |= HAS_DATE
    kinds[~np.isnan(table.pay)] |= HAS_PAY
    homes = [table.codes[name] for name in HOUSING if name in table.codes]
    needs = np.isin(columns["wish_code"], homes)
    kinds[_rows_with(columns["wish_offsets"], needs)] |= NEEDS_HOUSING
    kinds[np.diff(columns["word_offsets"]) > 0] |= HAS_TEXT
    kinds[columns["ready"] >= 0] |= SAID_READY
    kinds[columns["ready"] > 0] |= IS_READY
    return kinds


def language_bits(table: ProfileTable | PackedTable) -> npt.NDArray[np.uint64]:
    """Bit i of each row: it has the language `language_places` puts at i. Shape (n,)."""
    codes = table.columns["language_code"]
    place = np.zeros(len(table.names) + 1, dtype=np.uint64)
    for name, at in language_places(table).items():
        place[table.codes[name]] = at
    bits = np.left_shift(np.uint64(1), place[codes])
    made = np.zeros(len(table), dtype=np.uint64)
    owners = np.repeat(np.arange(len(table)), np.diff(table.columns["language_offsets"]))
    np.bitwise_or.at(made, owners, bits)
    return made


def language_places(table: ProfileTable | PackedTable) -> dict[str, int]:
    """The bit of each language held by anybody; from the 64th on they share the last."""
    used = np.unique(table.columns["language_code"]).tolist()
    return {table.names[code]: min(at, _MOST_LANGUAGES - 1) for at, code in enumerate(used)}


def groups_of(size: int) -> int:
    """How many groups so many rows make."""
    return -(-size // GROUP)


def sorting(table: ProfileTable) -> npt.NDArray[np.int64]:
    """The order in which rows are best laid down: row r is in group ``r % groups_of(n)``.

    So the rows of a group are far apart: the largest counters of all groups are found by
    comparing 128 long rows, four times as fast as along 8,000 short ones. Groups of one kind come
    first; what is left over of each kind fills the last ones.
    """
    columns, kinds = table.columns, kinds_of(table)
    alike: npt.NDArray[np.int64] = np.lexsort(
        (columns["available"], columns["pay"], language_bits(table), kinds)
    )
    count, rows = groups_of(len(table)), np.arange(len(table))
    if not count:
        return alike
    sizes = np.bincount(rows % count, minlength=count)
    alike = _whole_first(alike, kinds[alike], sizes)
    laid: npt.NDArray[np.int64] = alike[(np.cumsum(sizes) - sizes)[rows % count] + rows // count]
    return laid


def _whole_first(
    alike: npt.NDArray[np.int64], kinds: npt.NDArray[np.uint8], sizes: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Rows in order of their kinds, those first that fill groups of these sizes."""
    whole, rest, group = [], [], 0
    for run in np.split(alike, np.flatnonzero(np.diff(kinds)) + 1):
        used = 0
        while group < len(sizes) and used + sizes[group] <= len(run):
            used += int(sizes[group])
            group += 1
        whole.append(run[:used])
        rest.append(run[used:])
    return np.concatenate([*whole, *rest])


def _across(column: Column, neutral: Any) -> Column:
    """A column as (128, n_groups): a group's rows below one another, filled up."""
    count = groups_of(len(column))
    made = np.full(count * GROUP, neutral, dtype=column.dtype)
    made[: len(column)] = column
    return made.reshape(GROUP, count)


@dataclass(frozen=True)
class Groups:
    """The most favourable of each group of 128 rows.

    Attributes
    ----------
    languages : mapping of str to int
        The bit of each language.
    columns : mapping of str to ndarray
        Of shape (n_groups,): ``kind`` uint8 of the first row; ``languages`` uint64, all bits of
        its rows; ``available`` int32 and ``pay`` float64, the least that is known (0 and
        infinity where nothing is). ``mixed`` uint8 of shape (128, n_mixed): each row's kind in
        the last groups, from the first on that has several.
    """

    languages: Mapping[str, int]
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.columns["kind"])

    @property
    def pure(self) -> int:
        """How many groups come before those whose rows' kinds are in ``mixed``."""
        return len(self) - int(self.columns["mixed"].shape[1])


def summarise(table: PackedTable) -> Groups:
    """The groups of a table, in its order."""
    kinds, bits = kinds_of(table), language_bits(table)
    day = table.columns["available"].astype(np.int64)
    day = np.where(day > 0, day, np.iinfo(np.int32).max)
    pay = np.where(np.isnan(table.pay), np.inf, table.pay)
    count = groups_of(len(table))
    across = _across(kinds, 0)
    # The last row of some groups is not there: it is taken to be like their first.
    across = np.where(
        np.arange(count * GROUP).reshape(GROUP, count) < len(kinds), across, across[:1]
    )
    several = np.flatnonzero((across != across[:1]).any(axis=0))
    pure = int(several[0]) if len(several) else count
    pieces: dict[str, Column] = {
        "kind": kinds[:count],
        "languages": np.bitwise_or.reduce(_across(bits, 0), axis=0),
        "available": _across(day, np.iinfo(np.int32).max).min(axis=0).astype(np.int32),
        "pay": _across(pay, np.inf).min(axis=0),
        "mixed": across[:, pure:],
    }
    return Groups(language_places(table), pieces)


def _rows_with(offsets: Column, flags: Column) -> npt.NDArray[np.bool_]:
    """Which rows have an entry with the flag."""
    before = np.concatenate(([0], np.cumsum(flags, dtype=np.int64)))
    found: npt.NDArray[np.bool_] = before[offsets[1:]] > before[offsets[:-1]]
    return found
