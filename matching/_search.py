"""The first k of all segments: bounds in integers first, exact scores where a bound reaches.

The highest bounds tell about what will be reached: what is above is scored exactly first, and
then whatever else may reach the k-th exact score.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from matching._arrays import Floats
from matching._best import Best, Place, kth_highest, offer_all, offer_bounded, reaching
from matching._bounds import Bound, bound
from matching._explained import explain
from matching._gates import passing
from matching._groups import GROUP
from matching._kernel import Counters
from matching._narrow import Few, narrowed
from matching._plan import Plan
from matching._segment import Rows, Segment
from matching.records import Match

_FIRST_GROUPS = 128
_FIRST_ROWS = 2048
_SAMPLE = 16
NOBODY = np.empty(0, dtype=np.int64)

Masks = Sequence[Sequence[Counters]]


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


def _walk(best: Best, segment: Segment, number: int, masks: Sequence[Counters]) -> None:
    """Offer a segment's rows that reach."""
    lists, groups = segment.lists, segment.groups
    if lists is None or groups is None:
        offer_all([best], segment, number, np.flatnonzero(segment.counters((), masks)))
        return
    # Before anything is added up for good: there is one place for it.
    certain = _certain(best.made, segment) if best.blocked else NOBODY
    limit = bound(best.made, lists, groups, gated=not best.blocked)
    found = narrowed(best.made, limit, segment, masks)
    if isinstance(found, Few):
        offer_few(best, segment, number, limit, found)
    else:
        offer_groups(best, segment, number, limit, segment.masked(found, masks), certain)


def _certain(made: Plan, segment: Segment) -> Rows:
    """Who is certainly open."""
    rows, sure = passing(made, segment)
    return rows[sure]


def offer_groups(
    best: Best, segment: Segment, number: int, limit: Bound, counters: Counters, but: Rows
) -> None:
    """Offer who is counted, but for some rows, the best groups first."""
    counters[but] = 0
    tops = limit.points(counters.reshape(GROUP, -1).max(axis=0), slice(None))
    left = (tops >= max(best.reach, 0)).nonzero()[0]
    many = _FIRST_GROUPS
    while len(left):
        chosen, left = _highest(left, tops, many)
        many *= 4
        above = partial(limit.inside, counters, chosen)
        likely = kth_highest(tops.take(chosen), best.k)
        offer_bounded(best, segment, number, above, likely - limit.slack)
        left = left[tops.take(left) >= best.reach]


def offer_few(best: Best, segment: Segment, number: int, limit: Bound, few: Few) -> None:
    """Offer some rows by their bounds: the highest first, without those that do not reach."""
    left, many = (few.points >= max(best.reach, 0)).nonzero()[0], _FIRST_ROWS
    while len(left):
        chosen, left = _highest(left, few.points, many)
        many *= 8
        rows, points = few.looked_at(chosen)
        likely = kth_highest(points, best.k)
        offer_bounded(best, segment, number, reaching(rows, points), likely - limit.slack)
        left = left[few.points.take(left) >= best.reach]


def _highest(left: Rows, values: Floats, many: int) -> tuple[Rows, Rows]:
    """About so many of the places that are left with the highest values, and the others."""
    if len(left) <= 2 * many:
        return left, left[:0]
    among = values if len(left) == len(values) else values.take(left)
    # Of so many a sample tells well enough where to cut.
    step = max(1, many // _SAMPLE)
    cut = kth_highest(among[::step], many // step)
    high = among >= cut
    return left[high], left[~high]
