"""Who passes a posting's gates for certain, and who may, from the posting lists alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from matching._bounds import Addition
from matching._columns import score_table
from matching._kernel import Counters
from matching._plan import Ask, Plan
from matching._segment import SEEN, Rows, Segment
from matching._table import Bools, Ints
from matching._traits import surely_gated, surely_passed
from matching.scoring import GRACE_DAYS, MET_CLOSENESS

_CHUNK = 4096


def surely_open(made: Plan, segment: Segment) -> Bools:
    """Who certainly passes every gate, shape (n,)."""
    return _passing(made, segment, certain=True) & ~_late(made, segment)


def possibly_open(made: Plan, segment: Segment) -> Bools:
    """Who may pass every gate, shape (n,)."""
    return _passing(made, segment, certain=False) & ~_late(made, segment)


def not_surely_open(made: Plan, segment: Segment) -> Counters:
    """The mask of everybody else."""
    mask: Counters = np.where(surely_open(made, segment), np.uint16(0), SEEN)
    return mask


def count(made: Plan, segment: Segment, masks: Sequence[Counters]) -> tuple[int, int]:
    """How many of those the masks let through are open, and how many blocked."""
    counted: Bools = segment.counters((), masks)[: len(segment)] > 0
    total = int(np.count_nonzero(counted))
    if segment.lists is None:
        return compared(made, segment, np.flatnonzero(counted))
    opened = counted & surely_open(made, segment)
    unsure = counted & ~opened & possibly_open(made, segment)
    also, _ = compared(made, segment, np.flatnonzero(unsure))
    number = int(np.count_nonzero(opened)) + also
    return number, total - number


def scored(made: Plan, segment: Segment, rows: Rows) -> tuple[Ints, Bools]:
    """The scores of some rows, and whether they are blocked."""
    return score_table(made, segment.table.unpack(rows, named=False, parts=made.parts))


def compared(made: Plan, segment: Segment, rows: Rows) -> tuple[int, int]:
    """How many of some rows are open, and how many blocked, each compared exactly."""
    blocked = 0
    for start in range(0, len(rows), _CHUNK):
        _, apart = scored(made, segment, rows[start : start + _CHUNK])
        blocked += int(np.count_nonzero(apart))
    return len(rows) - blocked, blocked


def _passing(made: Plan, segment: Segment, *, certain: bool) -> Bools:
    """Who passes each gate on closeness, level and years: for certain, or possibly."""
    musts = [ask for ask in made.asks if ask.must]
    additions: list[Addition] = []
    for ask in musts:
        asked = ask.requirement
        found = segment.lists.of(asked.concept) if segment.lists else None
        if found is None:
            return np.zeros(len(segment), dtype=np.bool_)
        if certain:
            passes = surely_passed(found.codes, asked.min_level, asked.min_years)
        else:
            passes = ~surely_gated(found.codes, asked.min_level, asked.min_years)
        additions.append(Addition.of(found, passes.astype(np.uint16)))
    counters: Any = segment.counters(additions, ())[: len(segment)]
    passing: Bools = counters > len(musts)
    for ask in musts:
        if ask.is_garment:
            passing &= _not_apart(made, ask, segment, certain=certain)
    return passing


def _not_apart(made: Plan, ask: Ask, segment: Segment, *, certain: bool) -> Bools:
    """Who does not work elsewhere, or else names the garment itself; see `works_elsewhere`."""
    near = segment.holders(made.makers) | ~segment.holders(made.work)
    asked = ask.requirement
    if certain and (asked.min_level is not None or asked.min_years is not None):
        # The list tells the level and years of whatever is close, not of the garment itself.
        return near
    itself = frozenset(name for name, close in ask.near.items() if close >= MET_CLOSENESS)
    return near | segment.holders(itself)


def _late(made: Plan, segment: Segment) -> Bools:
    if made.start is None:
        return np.zeros(len(segment), dtype=np.bool_)
    late: Bools = segment.table.columns["available"] > made.start + GRACE_DAYS
    return late
