"""A part of an index: people laid down once, with what finds them; only who is gone changes."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from matching import _postings
from matching._arrays import Bools
from matching._groups import GROUP, Groups, groups_of, sorting, summarise
from matching._kernel import Counters, add_ranges
from matching._packed import PackedTable
from matching._postings import Postings
from matching._table import ProfileTable
from matching.scoring import hash64
from matching.similarity import Closeness

SEEN = np.uint16(0xFFFF)
"""A mask's value where a person counts; 0 where not."""

_UNSEEN = np.uint16(0)

FEW = 8
"""At most one person in so many is few."""

_CHUNK = 1 << 15

_WARM = 2.5
"""Bytes a person. The C library gives memory back to the system, to be had again at the cost of a
fault a page, above twice the largest block that was freed: one of this size, never touched, lets
it keep what a query takes and little more."""

Column = npt.NDArray[Any]
Rows = npt.NDArray[np.int64]


class Left(NamedTuple):
    """The rows that went at once, and those that had gone before."""

    rows: Rows
    before: Left | None


class Segment:
    """People with posting lists and groups; ``lists`` is None for few, which are all compared.

    Parameters
    ----------
    table : PackedTable
    lists : Postings, optional
    groups : Groups, optional

    Attributes
    ----------
    left : Left or None
        Who went, the last first.
    kept : dict
        What pages found here; shared by all states of the segment.
    """

    def __init__(
        self,
        table: PackedTable,
        lists: Postings | None = None,
        groups: Groups | None = None,
    ) -> None:
        self.table = table
        self.lists = lists
        self.groups = groups
        self.gone = 0
        self._alive: Counters | None = None
        self._ready: dict[int, Counters] = {}
        self._scratch = threading.local()
        self.left: Left | None = None
        self.kept: dict[Any, Any] = {}

    @classmethod
    def listed(cls, table: ProfileTable, closeness: Closeness) -> Segment:
        """Lay people down in the best order and make their lists."""
        packed = PackedTable.of(table.take(sorting(table)))
        return cls(
            packed,
            _postings.build(packed, closeness),
            summarise(packed),
        )

    @classmethod
    def plain(cls, table: ProfileTable) -> Segment:
        """Few people, without lists."""
        return cls(PackedTable.of(table))

    def __len__(self) -> int:
        return len(self.table)

    @property
    def live(self) -> int:
        """How many are not gone."""
        return len(self) - self.gone

    @property
    def size(self) -> int:
        """Rows, filled up to whole groups."""
        return groups_of(len(self)) * GROUP

    def rows_of(self, ids: Iterable[str]) -> Rows:
        """Rows of those of the ids that are here and not gone."""
        wanted = list(ids)
        hashes = np.array([hash64(wanted_id) for wanted_id in wanted], dtype=np.uint64)
        rows = self.table.find(hashes, wanted)
        rows = rows[rows >= 0]
        return rows if self._alive is None else rows[self._alive[rows] > 0]

    def without(self, rows: Rows) -> Segment:
        """This segment, sharing everything, with rows gone."""
        if not len(rows):
            return self
        rows = np.unique(rows)
        made = copy(self)
        made._alive = self.alive_mask().copy()
        made.gone = self.gone + int(np.count_nonzero(made._alive[rows]))
        made._alive[rows] = 0
        made.left = Left(rows, self.left)
        return made

    def left_since(self, then: Left | None) -> Rows | None:
        """The rows that are gone since ``left`` was ``then``; None if it never was."""
        gone, at = [np.empty(0, dtype=np.int64)], self.left
        while at is not then:
            if at is None:
                return None
            gone.append(at.rows)
            at = at.before
        return np.concatenate(gone)

    def alive_mask(self) -> Counters:
        """The mask of those who are not gone, shape (n,)."""
        if self._alive is None:
            return np.full(len(self), SEEN, dtype=np.uint16)
        return self._alive

    def alive_at(self, rows: Rows) -> Bools:
        """Which of some rows are not gone."""
        if self._alive is None:
            return np.ones(len(rows), dtype=bool)
        here: Bools = self._alive[rows] > 0
        return here

    def alive_rows(self) -> Rows:
        """The rows of those who are not gone."""
        return np.arange(len(self)) if self._alive is None else np.flatnonzero(self._alive)

    def ready(self, tags: int) -> Counters:
        """The mask of those who carry any of these tag bits, made once."""
        mask = self._ready.get(tags)
        if mask is None:
            carried, mask = self.table.columns["tags"], np.empty(len(self), dtype=np.uint16)
            for start in range(0, len(self), _CHUNK):
                some = slice(start, start + _CHUNK)
                mask[some] = np.where((carried[some] & np.uint32(tags)) != 0, SEEN, _UNSEEN)
            self._ready[tags] = mask
        return mask

    def counters(self, additions: Iterable[Any], masks: Iterable[Counters]) -> Counters:
        """1 plus what the lists add up to; 0 for who is masked or gone.

        Shape (size,): this thread's own, good until it asks again.
        """
        return self.masked(self.added(additions), masks)

    def added(self, additions: Iterable[Any]) -> Counters:
        """1 plus what some lists add up to, for everybody; as `counters`."""
        made: Counters | None = getattr(self._scratch, "counters", None)
        if made is None:
            made = np.empty(self.size, dtype=np.uint16)
            self._scratch.counters = made
            np.empty(int(self.size * _WARM), dtype=np.uint8)
        made.fill(1)
        return self.add(made, additions)

    def add(self, made: Counters, additions: Iterable[Any]) -> Counters:
        """``made`` with some more lists added, in place."""
        for one in additions:
            if one.column is None:
                add_ranges(made, one.ids, one.bounds, one.constants)
                continue
            for start in range(0, len(self), _CHUNK):
                stop = min(start + _CHUNK, len(self))
                made[start:stop] += one.worth(one.column[start:stop])
        return made

    def masked(self, made: Counters, masks: Iterable[Counters]) -> Counters:
        """``made`` with 0 for who is masked or gone, in place."""
        whole = made[: len(self)]
        for mask in masks:
            np.bitwise_and(whole, mask, out=whole)
        if self._alive is not None:
            np.bitwise_and(whole, self._alive, out=whole)
        made[len(self) :] = 0
        return made

    def counted(self, rows: Rows, masks: Iterable[Counters]) -> Bools:
        """Which of some rows are neither masked nor gone."""
        found = self.alive_at(rows)
        for mask in masks:
            found &= np.take(mask, rows) > 0
        return found

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Every column by a file's name."""
        made = {f"people.{name}": column for name, column in self.table.columns.items()}
        if self.lists is not None:
            made |= {f"lists.{name}": column for name, column in self.lists.columns.items()}
        if self.groups is not None:
            made |= {f"groups.{name}": column for name, column in self.groups.columns.items()}
        return made
