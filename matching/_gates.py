"""Who passes a posting's gates for certain, and who may, from the posting lists alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from matching._arrays import Bools, Ints
from matching._bounds import Addition
from matching._columns import score_table
from matching._kernel import Counters
from matching._plan import Ask, Plan
from matching._segment import Rows, Segment
from matching._traits import Codes, surely_gated, surely_passed
from matching.records import Requirement
from matching.scoring import GRACE_DAYS, MET_CLOSENESS

_CHUNK = 4096
_LOW, _HIGH = np.uint16(255), np.uint16(8)


class Passing(NamedTuple):
    """The rows that may pass every gate, rising, and which of them certainly do."""

    rows: Rows
    sure: Bools


def passing(made: Plan, segment: Segment) -> Passing:
    """Who may pass every gate of a posting, by the posting lists."""
    musts = [ask for ask in made.asks if ask.must]
    additions: list[Addition] = []
    for ask in musts:
        found = segment.lists.of(ask.requirement.concept) if segment.lists else None
        if found is None:
            return Passing(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.bool_))
        additions.append(Addition.of(found, _passes(found.codes, ask.requirement)))
    if musts:
        # Of each counter the low byte tells how many gates may be passed, the high one how many
        # certainly are.
        counters = segment.added(additions)
        may: Bools = (counters & _LOW) == 1 + len(musts)
        may[len(segment) :] = False
        rows = _places(may)
        sure: Bools = (counters[rows] >> _HIGH) == len(musts)
    else:
        rows, sure = np.arange(len(segment)), np.ones(len(segment), dtype=np.bool_)
    if made.start is not None:
        in_time = segment.table.columns["available"][rows] <= made.start + GRACE_DAYS
        rows, sure = rows[in_time], sure[in_time]
    for ask in musts:
        if ask.is_garment:
            rows, sure = _not_apart(made, ask, segment, rows, sure)
    return Passing(rows, sure)


def _places(flags: Bools) -> Rows:
    """Where flags are set, rising; their number is a multiple of 8, and few are set."""
    eights = flags.view(np.uint64)
    words = np.flatnonzero(eights != 0)
    inside = np.flatnonzero(eights[words].view(np.bool_))
    found: Rows = (words[inside >> 3] << 3) + (inside & 7)
    return found


def _passes(codes: Codes, asked: Requirement) -> Counters:
    may = ~surely_gated(codes, asked.min_level, asked.min_years)
    sure = surely_passed(codes, asked.min_level, asked.min_years)
    return may.astype(np.uint16) | sure.astype(np.uint16) << _HIGH


def _not_apart(made: Plan, ask: Ask, segment: Segment, rows: Rows, sure: Bools) -> Passing:
    """Who does not work elsewhere, or else names the garment itself; see `works_elsewhere`."""
    itself = frozenset(name for name, close in ask.near.items() if close >= MET_CLOSENESS)
    makes, works, names_it = segment.table.holders(rows, (made.makers, made.work, itself))
    near, asked = makes | ~works, ask.requirement
    if asked.min_level is None and asked.min_years is None:
        near |= names_it
    # The list tells the level and years of whatever is close, not of the garment itself.
    may = near | names_it
    return Passing(rows[may], (sure & near)[may])


def count(made: Plan, segment: Segment, masks: Sequence[Counters]) -> tuple[int, int]:
    """How many of those the masks let through are open, and how many blocked."""
    total = counted(segment, masks)
    if segment.lists is None:
        return compared(made, segment, np.flatnonzero(segment.counters((), masks)))
    rows, sure = passing(made, segment)
    here = segment.counted(rows, masks)
    number = opened(made, segment, rows[here], sure[here])
    return number, total - number


def counted(segment: Segment, masks: Sequence[Counters]) -> int:
    """How many the masks let through."""
    return int(np.count_nonzero(segment.counters((), masks)))


def opened(made: Plan, segment: Segment, rows: Rows, sure: Bools) -> int:
    """How many of some rows are open, of which some certainly are."""
    return int(np.count_nonzero(sure)) + compared(made, segment, rows[~sure])[0]


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
