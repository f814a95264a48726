"""The holdings of some people, as a score reads them; and what is ragged, row by row."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from matching._arrays import Bools, Floats, Ints
from matching._said import IS_BARE, IS_TIME, IS_WORK, Said
from matching.scoring import BARE_BELIEVED, BARE_LEAST, BARE_NOTHING


class Entries:
    """Ragged entries: where each row's begin among them, shape (n + 1,)."""

    def __init__(self, offsets: Ints) -> None:
        self.offsets = offsets
        self.starts = offsets[:-1]
        self.lengths: Ints = offsets[1:] - self.starts

    @cached_property
    def owners(self) -> Ints:
        """The row of each entry."""
        return np.arange(len(self.lengths)).repeat(self.lengths)

    @cached_property
    def _filled(self) -> Ints | None:
        return None if self.lengths.all() else self.lengths.nonzero()[0]

    def reduced(self, how: Any, values: npt.NDArray[Any], **kind: Any) -> npt.NDArray[Any]:
        """``how`` over each row's values; 0 where it has none."""
        filled = self._filled
        if filled is None:
            reduced: npt.NDArray[Any] = how.reduceat(values, self.starts, **kind)
            return reduced
        made = np.zeros(len(self.lengths), dtype=kind.get("dtype", values.dtype))
        if len(filled):
            made[filled] = how.reduceat(values, self.starts[filled], **kind)
        return made


class Held:
    """Holdings, in order.

    Parameters
    ----------
    entries : Entries
    said : Said
    codes : ndarray of int, shape (n_holdings,), optional
        The saying of each holding; without them each has its own, in order.

    Attributes
    ----------
    times : ndarray of int64
        Which holdings are time in an occupation.
    place, step : ndarray of int64, shape (n_holdings,)
        Of what is said; the years of an occupation without any are the longest claim's.
    trust : ndarray of float64, shape (n_holdings,), or None
        How far each is believed: less than 1 in a long list of bare claims. None: all are.
    """

    def __init__(self, entries: Entries, said: Said, codes: npt.NDArray[Any] | None) -> None:
        self.entries = entries
        self.said = said
        self._codes = None if codes is None else codes.astype(np.int64)
        self.flags: npt.NDArray[np.uint8] = self.of(said.flags)
        self.times: Ints = (self.flags & IS_TIME).view(np.bool_).nonzero()[0]
        self.place: Ints = self.of(said.place)
        self.step: Ints = self.of(said.step)
        untimed = self.times[self.place.take(self.times) == 0]
        if len(untimed):
            self._lengthen(untimed)
        self.trust = self._trust()

    def of(self, column: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """A column of what is said, along the holdings."""
        return column if self._codes is None else column.take(self._codes)

    def at(self, column: npt.NDArray[Any], holdings: Ints) -> npt.NDArray[Any]:
        """The same of some holdings."""
        return column.take(holdings if self._codes is None else self._codes.take(holdings))

    def _lengthen(self, untimed: Ints) -> None:
        """Give occupations without years those of the longest claim."""
        claimed = np.where(self.flags & IS_TIME, 0, self.place)
        longest = self.entries.reduced(np.maximum, claimed)[self.entries.owners[untimed]]
        self.place, self.step = self.place.copy(), self.step.copy()
        self.place[untimed] = longest
        self.step[untimed] += longest

    def _trust(self) -> Floats | None:
        bare = self.flags & IS_BARE
        counts = self.entries.reduced(np.add, bare >> 1, dtype=np.int64)
        if counts.max(initial=0) <= min(BARE_BELIEVED.values()):
            return None
        has_work = self.entries.reduced(np.bitwise_or, self.flags) & IS_WORK > 0
        most = np.where(has_work, BARE_BELIEVED[True], BARE_BELIEVED[False])
        none = np.where(has_work, BARE_NOTHING[True], BARE_NOTHING[False])
        trusts = np.minimum(1.0, np.maximum(BARE_LEAST, (none - counts) / (none - most)))
        if trusts.min() >= 1.0:
            return None
        return np.where(bare, trusts[self.entries.owners], 1.0)

    @cached_property
    def longest(self) -> Ints:
        """The place of the most years anybody says of anything, shape (n,)."""
        return self.entries.reduced(np.maximum, self.place)

    @cached_property
    def silent(self) -> Bools:
        """Who names no occupation, shape (n,)."""
        silent: Bools = self.entries.reduced(np.bitwise_or, self.flags) & IS_TIME == 0
        return silent
