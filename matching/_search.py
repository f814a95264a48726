"""The first k of all segments: bounds in integers first, exact scores where a bound reaches.

Rows are taken by falling bound, a batch at a time, and scored exactly, until no bound that is
left reaches the k-th exact score.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from matching._bounds import Bound, bound
from matching._explained import explain
from matching._gates import passing, scored
from matching._groups import GROUP
from matching._kernel import Counters
from matching._narrow import narrowed
from matching._plan import Plan
from matching._segment import Rows, Segment
from matching._table import Bools, Ints
from matching.records import Match
from matching.scoring import tie_breaks

_FIRST_GROUPS = 128
_FIRST_BATCH = 400
_MOST_BATCH = 4096
_NOBODY = np.empty(0, dtype=np.int64)

Floats = npt.NDArray[np.float64]
Masks = Sequence[Sequence[Counters]]


class Place(NamedTuple):
    """A scored row, ordered as a ranking is: the lower first."""

    blocked: bool
    minus_score: int
    tie: int
    id: str
    segment: int
    row: int


class Standing(NamedTuple):
    """A person's place in a ranking without its reasons: the id, the score from 0 to 10000, and
    whether they are blocked."""

    profile_id: str
    score: int
    blocked: bool


def first(
    made: Plan, segments: Sequence[Segment], masks: Masks, k: int | None, blocked: bool | None
) -> list[Place]:
    """The first k places (all if None), of the open, of the blocked, or of the open, then the
    blocked; ``masks`` are those of each segment."""
    found: list[Place] = []
    if blocked is not True and k != 0:
        found = _of(made, segments, masks, k, blocked=False)
    left = None if k is None else k - len(found)
    if blocked is not False and left != 0 and can_block(made):
        found += _of(made, segments, masks, left, blocked=True)
    return found


def explained(made: Plan, segments: Sequence[Segment], places: list[Place]) -> list[Match]:
    """The matches of some places, with their reasons."""
    matches: dict[Place, Match] = {}
    for number, segment in enumerate(segments):
        here = [place for place in places if place.segment == number]
        table = segment.table.unpack(
            np.array([place.row for place in here], dtype=np.int64), parts=made.parts
        )
        matches |= zip(here, explain(made, table, table.ids.tolist()), strict=True)
    return [matches[place] for place in places]


def can_block(made: Plan) -> bool:
    """Whether a posting can block anybody."""
    return made.start is not None or any(ask.must for ask in made.asks)


def _of(
    made: Plan, segments: Sequence[Segment], masks: Masks, k: int | None, *, blocked: bool
) -> list[Place]:
    best = Best(made, k, blocked)
    # The largest first: it sets the score that the others must reach.
    for number in sorted(range(len(segments)), key=lambda n: -len(segments[n])):
        if segments[number].live:
            _walk(best, segments[number], number, masks[number])
    return best.kept


class Best:
    """The best places so far of one ranking."""

    def __init__(self, made: Plan, k: int | None, blocked: bool) -> None:
        self.made, self.k, self.blocked = made, k, blocked
        self.kept: list[Place] = []

    @property
    def reach(self) -> int:
        """The score a row must reach to matter."""
        full = self.k is not None and len(self.kept) >= self.k
        return -self.kept[-1].minus_score if full else 0

    def offer(self, segment: Segment, number: int, rows: Rows) -> None:
        """Score rows exactly and keep the best."""
        self.keep(segment, number, rows, *scored(self.made, segment, rows))

    def keep(self, segment: Segment, number: int, rows: Rows, scores: Ints, apart: Bools) -> None:
        """Keep the best of rows whose scores are known."""
        if self.k == 0:
            return
        chosen = np.flatnonzero((apart == self.blocked) & (scores >= self.reach))
        ties = tie_breaks(self.made.seed, segment.table.columns["hash"][rows[chosen]])
        if self.k is not None and len(chosen) > self.k:
            order = np.lexsort((ties, -scores[chosen]))
            # Equal ties of unlike ids are settled by the ids, among all of them.
            last = order[self.k - 1]
            same = (scores[chosen] == scores[chosen][last]) & (ties == ties[last])
            order = np.union1d(order[: self.k], np.flatnonzero(same))
            chosen, ties = chosen[order], ties[order]
        ids = segment.table.ids_of(rows[chosen])
        fresh = [
            Place(self.blocked, -score, tie, id_, number, row)
            for score, tie, id_, row in zip(
                scores[chosen].tolist(), ties.tolist(), ids, rows[chosen].tolist(), strict=True
            )
        ]
        self.kept = sorted([*self.kept, *fresh])[: self.k]


def _walk(best: Best, segment: Segment, number: int, masks: Sequence[Counters]) -> None:
    """Offer a segment's rows that reach."""
    lists, groups = segment.lists, segment.groups
    if lists is None or groups is None:
        offer_all([best], segment, number, np.flatnonzero(segment.counters((), masks)))
        return
    limit = bound(best.made, lists, groups, gated=not best.blocked)
    if limit.needed:
        few = narrowed(best.made, limit, segment, masks)
        if few is not None:
            offer_falling(best, segment, number, *few)
            return
    sure = _certain(best.made, segment) if best.blocked else _NOBODY
    offer_groups(best, segment, number, limit, segment.counters(limit.additions, masks), sure)


def offer_groups(
    best: Best, segment: Segment, number: int, limit: Bound, counters: Counters, but: Rows
) -> None:
    """Offer who is counted, but for some rows, the best groups first."""
    counters[but] = 0
    across = counters.reshape(GROUP, -1)
    tops = limit.points(across.max(axis=0), slice(None))
    open_groups(best, segment, number, limit, across, tops)


def _certain(made: Plan, segment: Segment) -> Rows:
    """Who is certainly open."""
    rows, sure = passing(made, segment)
    return rows[sure]


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


def offer_falling(best: Best, segment: Segment, number: int, rows: Rows, points: Floats) -> None:
    """Offer rows by falling bound, as long as what is left may reach."""
    batch = max(_FIRST_BATCH, 4 * (best.k or 0))
    while True:
        alive = points >= best.reach
        rows, points = rows[alive], points[alive]
        if not len(rows):
            return
        if len(rows) > batch:
            order = np.argpartition(-points, batch)
            chosen, left = order[:batch], order[batch:]
        else:
            chosen, left = np.arange(len(rows)), np.empty(0, dtype=np.int64)
        best.offer(segment, number, rows[chosen])
        rows, points = rows[left], points[left]
        batch = min(4 * batch, _MOST_BATCH)


def open_groups(
    best: Best, segment: Segment, number: int, limit: Bound, counters: Any, tops: Floats
) -> None:
    """Open groups, the highest first, as long as what is left may reach; ``tops`` are their
    bounds, ``counters`` has the shape (128, n_groups)."""
    left = np.flatnonzero(tops >= 0)
    many, batch = _FIRST_GROUPS, max(_FIRST_BATCH, 4 * (best.k or 0))
    waiting, bounds = np.empty(0, dtype=np.int64), np.empty(0)
    while True:
        left = left[tops[left] >= best.reach]
        alive = bounds >= best.reach
        waiting, bounds = waiting[alive], bounds[alive]
        ready = np.flatnonzero(bounds >= (tops[left].max() if len(left) else -1.0))
        if len(ready):
            if len(ready) > batch:
                ready = ready[np.argpartition(-bounds[ready], batch)[:batch]]
            best.offer(segment, number, waiting[ready])
            bounds[ready] = -1.0
            batch = min(4 * batch, _MOST_BATCH)
        elif len(left):
            chosen, left = _highest(left, tops, many)
            values = limit.points(counters[:, chosen], chosen).ravel()
            inside = np.flatnonzero(values >= best.reach)
            member, place = np.divmod(inside, len(chosen))
            waiting = np.concatenate((waiting, member * len(tops) + chosen[place]))
            bounds = np.concatenate((bounds, values[inside]))
            many *= 4
        else:
            return


def _highest(left: Rows, tops: Floats, many: int) -> tuple[Rows, Rows]:
    """So many of the groups that are left with the highest bounds, and the others."""
    if len(left) <= many:
        return left, left[:0]
    order = np.argpartition(-tops[left], many - 1)
    return left[order[:many]], left[order[many:]]
