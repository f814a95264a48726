"""A page of a ranking in one go: the first of the open, the first of the blocked, how many of each.

What the posting lists add up is the same for both, so it is added up once; who certainly passes
the gates, who may, and who is counted come from the same two looks at the lists of the musts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from matching._bounds import bound
from matching._gates import compared, possibly_open, surely_open
from matching._groups import GROUP
from matching._kernel import Counters
from matching._plan import Plan
from matching._search import Best, Masks, can_block, explained, offer_all, open_groups
from matching._segment import Segment
from matching._table import Bools
from matching.records import Match


class Page(NamedTuple):
    """The first open and the first blocked matches, and how many there are of each."""

    open: list[Match]
    blocked: list[Match]
    open_count: int
    blocked_count: int


def page(
    made: Plan, segments: Sequence[Segment], masks: Masks, open_k: int, blocked_k: int
) -> Page:
    """The page of everybody the masks, those of each segment, let through."""
    best, apart = Best(made, open_k, False), Best(made, blocked_k, True)
    opened = blocked = 0
    # The largest first: it sets the scores that the others must reach.
    for number in sorted(range(len(segments)), key=lambda n: -len(segments[n])):
        if segments[number].live:
            here = _segment(best, apart, segments[number], number, masks[number])
            opened, blocked = opened + here[0], blocked + here[1]
    matches = explained(made, segments, [*best.kept, *apart.kept])
    at = len(best.kept)
    return Page(matches[:at], matches[at:], opened, blocked)


def _segment(
    best: Best, apart: Best, segment: Segment, number: int, masks: Sequence[Counters]
) -> tuple[int, int]:
    """Offer a segment's rows to both; how many of them are open, and how many blocked."""
    made, lists, groups = best.made, segment.lists, segment.groups
    if lists is None or groups is None:
        rows = np.flatnonzero(segment.counters((), masks))
        return offer_all((best, apart), segment, number, rows)
    if can_block(made):
        sure, possible = surely_open(made, segment), possibly_open(made, segment)
    else:
        sure = possible = np.ones(len(segment), dtype=bool)
    limit = bound(made, lists, groups, gated=False)
    counters = segment.counters(limit.additions, masks)
    counted: Bools = counters[: len(segment)] > 0
    total, certain = int(np.count_nonzero(counted)), int(np.count_nonzero(counted & sure))
    unsure = np.flatnonzero(counted & possible & ~sure)
    for each, among in ((best, possible), (apart, ~sure)):
        if each.k:
            chosen = _among(counters, among)
            tops = limit.points(chosen.max(axis=0), slice(None))
            open_groups(each, segment, number, limit, chosen, tops)
    opened = certain + compared(made, segment, unsure)[0]
    return opened, total - opened


def _among(counters: Counters, rows: Bools) -> Any:
    """The counters of some rows, 0 for the others, shape (128, n_groups)."""
    chosen = counters.copy()
    chosen[: len(rows)] *= rows
    return chosen.reshape(GROUP, -1)
