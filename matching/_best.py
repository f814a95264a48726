"""The best of a ranking so far, and offering it rows by falling bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

from matching._arrays import Bools, Floats, Ints
from matching._gates import scored
from matching._plan import Plan
from matching._segment import Rows, Segment
from matching.scoring import tie_breaks

_FIRST_BATCH = 512
_MOST_BATCH = 4096


class Place(NamedTuple):
    """A scored row, ordered as a ranking is: the lower first."""

    blocked: bool
    minus_score: int
    tie: int
    id: str
    segment: int
    row: int


_NEW: Callable[[tuple[Any, ...]], Place] = partial(tuple.__new__, Place)
"""``Place._make`` without its check."""


class Best:
    """The best places so far of one ranking."""

    def __init__(self, made: Plan, k: int | None, blocked: bool) -> None:
        self.made, self.k, self.blocked = made, k, blocked
        self.kept: list[Place] = []

    @property
    def is_full(self) -> bool:
        """Whether the first k are there, so that others must reach their scores."""
        return self.k is not None and len(self.kept) >= self.k

    @property
    def reach(self) -> int:
        """The score a row must reach to matter."""
        return -self.kept[-1].minus_score if self.is_full and self.kept else 0

    def offer(self, segment: Segment, number: int, rows: Rows) -> None:
        """Score rows exactly and keep the best."""
        self.keep(segment, number, rows, *scored(self.made, segment, rows))

    def keep(self, segment: Segment, number: int, rows: Rows, scores: Ints, apart: Bools) -> None:
        """Keep the best of rows whose scores are known."""
        if self.k == 0:
            return
        chosen = ((apart == self.blocked) & (scores >= self.reach)).nonzero()[0]
        if self.k is not None and len(chosen) > self.k:
            # Equal scores are settled by their ties, and those by ids: all that are equal stay.
            among = scores[chosen]
            chosen = chosen[among >= np.partition(among, -self.k)[-self.k]]
        ties = tie_breaks(self.made.seed, segment.table.columns["hash"][rows[chosen]])
        if self.k is not None and len(chosen) > 2 * self.k:
            order = np.lexsort((ties, -scores[chosen]))
            last = order[self.k - 1]
            same = (scores[chosen] == scores[chosen][last]) & (ties == ties[last])
            order = np.union1d(order[: self.k], np.flatnonzero(same))
            chosen, ties = chosen[order], ties[order]
        at = rows[chosen]
        fresh = zip(
            repeat(self.blocked, len(at)),
            (-scores[chosen]).tolist(),
            ties.tolist(),
            segment.table.ids_of(at),
            repeat(number, len(at)),
            at.tolist(),
            strict=True,
        )
        self.kept = sorted([*self.kept, *map(_NEW, fresh)])[: self.k]


def offer_all(bests: Sequence[Best], segment: Segment, number: int, rows: Rows) -> tuple[int, int]:
    """Offer rows whatever their bounds; how many of them are open, and how many blocked."""
    blocked = 0
    for start in range(0, len(rows), _MOST_BATCH):
        some = rows[start : start + _MOST_BATCH]
        scores, apart = scored(bests[0].made, segment, some)
        blocked += int(np.count_nonzero(apart))
        for best in bests:
            best.keep(segment, number, some, scores, apart)
    return len(rows) - blocked, blocked


def offer_bounded(
    best: Best,
    segment: Segment,
    number: int,
    above: Callable[[float], tuple[Rows, Floats]],
    likely: float,
) -> None:
    """Offer, of some rows, all whose bounds reach.

    Parameters
    ----------
    above : callable
        The rows whose bounds are at least so many points, with their bounds.
    likely : float
        What will likely be reached, if the best are not known yet: those above are offered first.
    """
    low = float(best.reach if best.is_full else max(0.0, likely))
    rows, points = above(low)
    while True:
        _offer_falling(best, segment, number, rows, points)
        if best.reach >= low or low <= 0.0:
            return
        high, low = low, float(best.reach)
        rows, points = above(low)
        fresh = points < high
        rows, points = rows[fresh], points[fresh]


def _offer_falling(best: Best, segment: Segment, number: int, rows: Rows, points: Floats) -> None:
    """Offer rows: where they are many, the highest first, as long as they may reach."""
    batch = max(_FIRST_BATCH, 4 * (best.k or 0))
    if len(rows) <= batch:
        if len(rows):
            best.offer(segment, number, rows)
        return
    order = np.argsort(-points, kind="stable")
    rows, points = rows[order], points[order]
    while len(rows):
        best.offer(segment, number, rows[:batch])
        rows, points = rows[batch:], points[batch:]
        reached = int(np.count_nonzero(points >= best.reach))
        rows, points = rows[:reached], points[:reached]
        batch = min(4 * batch, _MOST_BATCH)


def reaching(rows: Rows, points: Floats) -> Callable[[float], tuple[Rows, Floats]]:
    """Of some rows those with bounds of at least so many points; see `offer_bounded`."""

    def above(low: float) -> tuple[Rows, Floats]:
        at = (points >= low).nonzero()[0]
        return rows.take(at), points.take(at)

    return above


def kth_highest(values: Floats, k: int | None) -> float:
    """The k-th highest of some values; minus infinity if there are not so many or k is None."""
    if k is None or not 0 < k <= len(values):
        return -np.inf
    return float(np.partition(values, len(values) - k)[len(values) - k])
