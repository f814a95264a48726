"""Who may pass every gate, where they are few: bounds of them alone, and not of everybody.

A vacancy with a must or two leaves some in a hundred. They are on the shortest list of a must; of
the lists that are columns only what they have is read, and whether they are let through is only
asked of those whose bounds are high.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from matching._arrays import Floats, Ints
from matching._bounds import PASS, UNITS, Addition, Bound
from matching._kernel import Counters, Ids
from matching._plan import Plan
from matching._segment import FEW, Rows, Segment
from matching.scoring import GRACE_DAYS

_CHUNK = 1 << 16
_NOBODY, _NOTHING = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.uint16)

_LATE = 0.06
"""So much of a score may hang on lists that are looked at late."""


class Few(NamedTuple):
    """Rows that may pass every gate, with what the lists add up to and their bounds; of the lists
    ``late`` the most anybody has is added, until they are looked at."""

    made: Plan
    limit: Bound
    segment: Segment
    masks: Sequence[Counters]
    late: Sequence[Addition]
    rows: Rows
    sums: Counters
    points: Floats

    def looked_at(self, at: Ints) -> tuple[Rows, Floats]:
        """Of the rows at some places those that are let through, with their bounds."""
        rows = self.rows.take(at)
        here = self.segment.counted(rows, self.masks)
        if self.made.start is not None:
            available = self.segment.table.columns["available"].take(rows)
            here &= available <= self.made.start + GRACE_DAYS
        at, rows = at[here], rows[here]
        if not self.late:
            return rows, self.points.take(at)
        sums = self.sums.take(at)
        for one in self.late:
            sums -= one.constants.max()
            sums += one.of_rows(rows)
        return rows, self.limit.of_rows(sums, rows)


def narrowed(
    made: Plan, limit: Bound, segment: Segment, masks: Sequence[Counters]
) -> Few | Counters:
    """Who may pass every gate looked at, with their bounds; where they are not few, what the
    lists add up to for everybody."""
    lists = [one for one in limit.additions if one.column is None]
    gates = [one for one in lists if one.is_gate]
    if not gates:
        return segment.added(limit.additions)
    shortest = min(gates, key=lambda one: len(one.ids))
    counters = segment.added(one for one in lists if one is not shortest)
    columns = [one for one in limit.additions if one.column is not None]
    passed = PASS * len(gates)
    most = len(segment) // FEW
    others = [one for one in columns if one.is_gate]
    some, sums = _on(shortest, counters, passed, 2 * most if others else most)
    rows = some.astype(np.int64)
    for one in others:
        if len(rows) <= 2 * most:
            passed += PASS
            sums += one.of_rows(rows)
            may = (sums > passed).nonzero()[0]
            rows, sums = rows.take(may), sums.take(may)
    if len(rows) > most:
        return segment.add(counters, [shortest, *columns])
    late: list[Addition] = []
    spare = _LATE * UNITS
    for one in sorted(columns, key=lambda one: int(one.constants.max())):
        if one.is_gate:
            continue
        most = one.constants.max()
        if most <= spare:
            spare -= float(most)
            late.append(one)
            sums += most
        else:
            sums += one.of_rows(rows)
    return Few(made, limit, segment, masks, late, rows, sums, limit.of_rows(sums, rows))


def _on(shortest: Addition, counters: Counters, passed: int, most: int) -> tuple[Ids, Counters]:
    """Who is on a list and may pass every gate of a list, and what lists add up to for them, this
    one among them; not all, but more than ``most``, where there are more."""
    rows, sums, found = [_NOBODY], [_NOTHING], 0
    along = shortest.along()
    for start in range(0, len(along), _CHUNK):
        ids = shortest.ids[start : start + _CHUNK]
        added = counters.take(ids)
        added += along[start : start + _CHUNK]
        may = (added > passed).nonzero()[0]
        rows.append(ids.take(may))
        sums.append(added.take(may))
        found += len(may)
        if found > most:
            break
    return np.concatenate(rows), np.concatenate(sums)
