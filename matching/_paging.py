"""A page of a ranking in one go: the first of the open, the first of the blocked, how many of each.

What the posting lists add up is the same for both, so it is added up once; who certainly passes
the gates, who may, and who is counted come from the same two looks at the lists of the musts.

What a page found among the people of a segment is kept. A segment never changes but for who goes,
so that the same page asked again, however many edits later, takes who went off what was found and
looks at the edited alone: the same answer, for a hundredth of the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching._arrays import Ints
from matching._best import Best, Place, kth_highest, offer_all, offer_bounded, reaching
from matching._bounds import bound
from matching._gates import compared, counted, opened, passing
from matching._kernel import Counters
from matching._masks import tagged
from matching._plan import Plan
from matching._search import NOBODY, can_block, explained, offer_groups
from matching._segment import FEW, Left, Rows, Segment
from matching.records import Match, Posting

SPARE = 32
"""So many more are kept than are asked for, in the place of those who go."""

_KEPT = 256


class Page(NamedTuple):
    """The first open and the first blocked matches, and how many there are of each."""

    open: list[Match]
    blocked: list[Match]
    open_count: int
    blocked_count: int


class Sight(NamedTuple):
    """Who is let through: who carries any of the tags (everybody if None) or is named."""

    tags: int | None
    also: tuple[str, ...]


class Found(NamedTuple):
    """The first of the open or of the blocked in a segment, in order; ``is_all``: there are no
    others."""

    rows: Rows
    scores: Ints
    ties: npt.NDArray[np.uint64]
    is_all: bool

    @classmethod
    def of(cls, best: Best) -> Found:
        """What was kept as the best."""
        rows = np.array([place.row for place in best.kept], dtype=np.int64)
        scores = np.array([-place.minus_score for place in best.kept], dtype=np.int64)
        ties = np.array([place.tie for place in best.kept], dtype=np.uint64)
        return cls(rows, scores, ties, best.k is None or len(rows) < best.k)

    def still(self, segment: Segment) -> Found:
        """Those who are not gone."""
        here = np.flatnonzero(segment.alive_at(self.rows))
        return Found(self.rows[here], self.scores[here], self.ties[here], self.is_all)

    def reaches(self, k: int) -> bool:
        """Whether the first k are among them."""
        return self.is_all or len(self.rows) >= k

    def places(self, segment: Segment, number: int, k: int, *, blocked: bool) -> Iterator[Place]:
        """The first k as places."""
        rows, scores, ties = (column[:k] for column in self[:3])
        ids = segment.table.ids_of(rows)
        for id_, row, score, tie in zip(
            ids, rows.tolist(), scores.tolist(), ties.tolist(), strict=True
        ):
            yield Place(blocked, -score, tie, id_, number, row)


class Standings(NamedTuple):
    """What a page found in a segment, when ``left`` was who had gone."""

    posting: Posting
    open: Found
    blocked: Found
    opened: int
    apart: int
    left: Left | None


def page(
    made: Plan, segments: Sequence[Segment], sight: Sight, open_k: int, blocked_k: int
) -> Page:
    """The page of everybody in sight."""
    opened = blocked = 0
    first: list[Place] = []
    last: list[Place] = []
    for number, segment in enumerate(segments):
        if segment.live:
            found = _standings(made, segment, sight, open_k, blocked_k)
            first += found.open.places(segment, number, open_k, blocked=False)
            last += found.blocked.places(segment, number, blocked_k, blocked=True)
            opened, blocked = opened + found.opened, blocked + found.apart
    first, last = sorted(first)[:open_k], sorted(last)[:blocked_k]
    matches = explained(made, segments, [*first, *last])
    return Page(matches[: len(first)], matches[len(first) :], opened, blocked)


def _standings(
    made: Plan, segment: Segment, sight: Sight, open_k: int, blocked_k: int
) -> Standings:
    if segment.lists is None:
        return _found(made, segment, _mask(segment, sight), open_k, blocked_k)
    # Who is named counts in the state they are in now: the key changes when they go.
    named = tuple(sorted(segment.rows_of(sight.also).tolist())) if sight.also else ()
    key = (made.posting.id, sight.tags, named)
    found = _kept(made, segment, segment.kept.get(key), sight, open_k, blocked_k)
    if found is None:
        masks = _mask(segment, sight)
        found = _found(made, segment, masks, open_k + SPARE, blocked_k + SPARE)
    # The longest unasked go first. Other threads may do the same at once.
    for old in [key, *list(segment.kept)[: max(0, len(segment.kept) - _KEPT)]]:
        segment.kept.pop(old, None)
    segment.kept[key] = found
    return found


def _kept(
    made: Plan,
    segment: Segment,
    kept: Standings | None,
    sight: Sight,
    open_k: int,
    blocked_k: int,
) -> Standings | None:
    """What was kept, less those who went since; None where it does not tell what is asked."""
    if kept is None or kept.posting != made.posting:
        return None
    gone = segment.left_since(kept.left)
    if gone is None:
        return None
    opened, apart = kept.opened, kept.apart
    if len(gone):
        for mask in _mask(segment, Sight(sight.tags, ())):
            gone = gone[mask[gone] > 0]
        less = compared(made, segment, gone)
        opened, apart = opened - less[0], apart - less[1]
    best, rest = kept.open.still(segment), kept.blocked.still(segment)
    if not (best.reaches(open_k) and rest.reaches(blocked_k)):
        return None
    return Standings(kept.posting, best, rest, opened, apart, segment.left)


def _mask(segment: Segment, sight: Sight) -> list[Counters]:
    return [] if sight.tags is None else [tagged(segment, sight.tags, list(sight.also))]


def _found(
    made: Plan, segment: Segment, masks: Sequence[Counters], open_k: int, blocked_k: int
) -> Standings:
    best, apart = Best(made, open_k, False), Best(made, blocked_k, True)
    opened, blocked = _offered(best, apart, segment, masks)
    found = (Found.of(best), Found.of(apart), opened, blocked)
    return Standings(made.posting, *found, segment.left)


def _offered(
    best: Best, apart: Best, segment: Segment, masks: Sequence[Counters]
) -> tuple[int, int]:
    """Offer a segment's rows to both; how many of them are open, and how many blocked."""
    made, lists, groups = best.made, segment.lists, segment.groups
    if lists is None or groups is None:
        rows = np.flatnonzero(segment.counters((), masks))
        return offer_all((best, apart), segment, 0, rows)
    limit = bound(made, lists, groups, gated=False)
    if not can_block(made):
        if best.k:
            sums = segment.counters(limit.additions, masks)
            offer_groups(best, segment, 0, limit, sums, NOBODY)
        return counted(segment, masks), 0
    total = counted(segment, masks)
    rows, sure = passing(made, segment)
    here = segment.counted(rows, masks)
    rows, sure = rows[here], sure[here]
    number = opened(made, segment, rows, sure)
    sums = segment.counters(limit.additions, masks)
    if best.k and len(rows) * FEW > len(segment):
        among = np.zeros_like(sums)
        among[rows] = sums[rows]
        offer_groups(best, segment, 0, limit, among, NOBODY)
    elif best.k:
        points = limit.of_rows(sums[rows], rows)
        likely = kth_highest(points, best.k) - limit.slack
        offer_bounded(best, segment, 0, reaching(rows, points), likely)
    if apart.k:
        offer_groups(apart, segment, 0, limit, sums, rows[sure])
    return number, total - number
