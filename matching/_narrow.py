"""Who may pass every gate, where they are few: bounds of them alone, and not of everybody.

A vacancy with a must or two leaves some in a hundred. What the others have in common with it need
not be added up: of the lists that are columns only the rows of those few are read.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matching._bounds import PASS, Bound
from matching._kernel import Counters
from matching._plan import Plan
from matching._segment import FEW, Rows, Segment
from matching._table import Bools, Floats
from matching.scoring import GRACE_DAYS


def narrowed(
    made: Plan, limit: Bound, segment: Segment, masks: Sequence[Counters]
) -> tuple[Rows, Floats] | None:
    """The rows that may pass every gate looked at, and their bounds in points; None where they
    are not few. ``limit`` is that of the open."""
    lists = [one for one in limit.additions if one.column is None]
    columns = [(one, one.column) for one in limit.additions if one.column is not None]
    counters = segment.added(lists)
    may: Bools = counters > PASS * sum(one.is_gate for one in lists)
    for one, column in columns:
        if one.is_gate:
            may[: len(segment)] &= column != 0
    may[len(segment) :] = False
    if np.count_nonzero(may) * FEW > len(segment):
        return None
    rows = places(may)
    rows = rows[segment.counted(rows, masks)]
    if made.start is not None:
        rows = rows[np.take(segment.table.columns["available"], rows) <= made.start + GRACE_DAYS]
    sums = np.take(counters, rows)
    for one, column in columns:
        sums += one.worth(np.take(column, rows))
    passing = sums > limit.needed
    rows = rows[passing]
    return rows, limit.points(sums[passing], rows % len(limit.scale))


def places(flags: Bools) -> Rows:
    """Where flags are set, rising; their number is a multiple of 8, and few are set."""
    eights = flags.view(np.uint64)
    words = np.flatnonzero(eights != 0)
    inside = np.flatnonzero(eights[words].view(np.bool_))
    found: Rows = (words[inside >> 3] << 3) + (inside & 7)
    return found
