"""Upper bounds of scores, in integers: what the posting lists add up, and what job fit may add.

A person's score is at most ``scale x (counter - 1) + job`` of their group, in hundredths of a
point. Counters start at 1, so that 0 can mean "not asked about"; each requirement and time in
the occupation adds up to its share of `UNITS`; each ``must`` whose gate may be passed adds `PASS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from matching._arrays import Floats
from matching._groups import Groups
from matching._job_bounds import ByKind, by_group, by_kind, graded
from matching._kernel import Counters
from matching._plan import Ask, Plan
from matching._postings import Listed, Postings, weakest_cap
from matching._traits import FIT_SHIFT, WORTH_SHIFT, most_experience, most_fits, surely_gated
from matching.records import Component

PASS = 8192
MOST_PASSES = 7
UNITS = PASS - 2
_MOST_COUNTED = 65535.0
_ROUNDING = 1.5
"""Hundredths of a point by which sharing and rounding can lift one part."""

_JOB_SLACK = 250.0
"""Hundredths of a point by which bounds of job fit are usually too high: see ``Bound.slack``."""

_NOT_LISTED = np.zeros(1, dtype=np.uint16)


class Addition(NamedTuple):
    """One posting list and what each of its ranges adds.

    Where the list is a ``column``, its values are places among the ``constants``. ``is_gate``:
    who may pass the gate is given `PASS` with it.
    """

    ids: npt.NDArray[np.int32]
    bounds: npt.NDArray[np.int32]
    constants: Counters
    column: Counters | None = None
    is_gate: bool = False

    @classmethod
    def of(cls, listed: Listed, constants: Counters, *, is_gate: bool = False) -> Addition:
        """What a list adds, a constant a code."""
        if listed.column is not None:
            constants = np.concatenate((_NOT_LISTED, constants))
        return cls(listed.ids, listed.bounds, constants, listed.column, is_gate)

    def worth(self, held: Counters) -> Counters:
        """What some of a column's values add."""
        added: Counters = self.constants.take(held)
        return added

    def of_rows(self, rows: npt.NDArray[np.int64]) -> Counters:
        """What a column adds to some rows."""
        if self.column is None:
            raise ValueError("the list is not a column")
        return self.worth(self.column.take(rows))

    def along(self) -> Counters:
        """What each of the ids adds."""
        added: Counters = self.constants.repeat(np.diff(self.bounds))
        return added


@dataclass(frozen=True, slots=True)
class Bound:
    """What a query adds up, and how a group's counters become points.

    ``needed``: a counter below it (plus 1) has certainly not passed every gate looked at.
    ``scale`` and ``job`` have the shape (n_groups,); ``fits`` likewise, the most that a group can
    be worth in the graded components. ``slack``: about how far the best bounds are above their
    scores; only time hangs on it.
    """

    additions: tuple[Addition, ...]
    needed: int
    scale: Floats
    job: Floats
    slack: float
    groups: Groups
    kinds: ByKind
    fits: dict[str, Floats]

    def points(self, counters: npt.NDArray[Any], groups: Any) -> Floats:
        """The most points of groups, or of their rows below one another, with these counters; -1
        for who is out of question."""
        value = counters.astype(np.float64)
        value -= self.needed + 1
        found: Floats = value * self.scale[groups]
        found += self.job[groups]
        found[value < 0] = -1.0
        return found

    def of_rows(self, counters: Counters, rows: npt.NDArray[np.int64]) -> Floats:
        """The same of some rows: those of mixed groups by their own kinds."""
        count, pure = len(self.scale), self.groups.pure
        members = rows // count
        groups = rows - members * count
        found = self.points(counters, groups)
        mixed = (groups >= pure).nonzero()[0]
        if len(mixed):
            at = groups[mixed]
            kind = self.groups.columns["mixed"][members[mixed], at - pure]
            value = counters[mixed].astype(np.float64) - (self.needed + 1)
            own = value * self.kinds.scale[kind] + self.kinds.sure[kind]
            for name, most in self.kinds.graded.items():
                own += most[kind] * self.fits[name][at]
            found[mixed] = np.where(value < 0, -1.0, own)
        return found

    def inside(
        self, counters: Counters, groups: npt.NDArray[np.int64], low: float
    ) -> tuple[npt.NDArray[np.int64], Floats]:
        """The rows of some groups with bounds of at least ``low`` points, and these.

        ``counters`` are everybody's, filled up to whole groups.
        """
        count = len(self.scale)
        scale, job = self.scale.take(groups), self.job.take(groups)
        # What a counter must be, less one: no rounding keeps anybody out.
        least = np.where(job >= low, 0.0, _MOST_COUNTED)
        np.divide(low - job, scale, out=least, where=scale > 0)
        np.floor(least, out=least)
        np.maximum(least, 1.0, out=least)
        least += self.needed
        np.minimum(least, _MOST_COUNTED, out=least)
        among = counters.reshape(-1, count).take(groups, axis=1)
        found = (among >= least.astype(np.uint16)).ravel().nonzero()[0]
        members = found // len(groups)
        rows = members * count + groups.take(found - members * len(groups))
        points = self.of_rows(counters.take(rows), rows)
        high = points >= low
        return rows[high], points[high]


def bound(made: Plan, postings: Postings, groups: Groups, *, gated: bool) -> Bound:
    """The bound of a plan. ``gated``: only of those who may pass every gate."""
    weights = [*(ask.weight for ask in made.asks), *made.job_weights]
    largest = max(weights, default=0.0)
    shares = [weight / largest if largest else 0.0 for weight in weights]
    skills, jobs = shares[: len(made.asks)], shares[len(made.asks) :]
    unit = (UNITS - len(shares)) / sum(shares) if largest else 0.0
    musts = [place for place, ask in enumerate(made.asks) if gated and ask.must][:MOST_PASSES]
    additions, base = _skills(made.asks, postings, [unit * share for share in skills], musts)
    experienced = 0
    for component, share in zip(made.job, jobs, strict=True):
        if component is Component.EXPERIENCE:
            added, experienced = _experience(made, postings, unit * share)
            additions += added
    kinds = by_kind(made, sum(skills), jobs, unit, base, experienced)
    kinds.sure[:] += _ROUNDING * len(shares)
    fits = dict(graded(made, groups))
    slack = 2 * _ROUNDING * len(shares) + (_JOB_SLACK if made.job else 0.0)
    scale, job = by_group(groups, kinds, fits)
    return Bound(tuple(additions), len(musts) * PASS, scale, job, slack, groups, kinds, fits)


def _skills(
    asks: Sequence[Ask], postings: Postings, units: Sequence[float], musts: Sequence[int]
) -> tuple[list[Addition], int]:
    """The requirements' lists, and the units that anybody may have without being on one."""
    caps = [0] * len(asks)
    for place, ask in enumerate(asks):
        if place not in musts:
            caps[place] = int(np.ceil(units[place] * weakest_cap(ask.near)))
    found = [postings.of(ask.requirement.concept) for ask in asks]
    listed = [(place, one) for place, one in enumerate(found) if one is not None]
    if not listed:
        return [], sum(caps)
    worth = _worth(asks, listed, units, caps)
    additions, start = [], 0
    for place, one in listed:
        constants = worth[start : start + len(one.codes)]
        start += len(one.codes)
        if place in musts:
            asked = asks[place].requirement
            out = surely_gated(one.codes, asked.min_level, asked.min_years)
            constants = np.where(out, np.uint16(0), constants + np.uint16(PASS))
        additions.append(Addition.of(one, constants, is_gate=place in musts))
    return additions, sum(caps)


def _worth(
    asks: Sequence[Ask],
    listed: Sequence[tuple[int, Listed]],
    units: Sequence[float],
    caps: Sequence[int],
) -> Counters:
    """What each code of some lists, one after another, adds to what anybody may have."""
    lengths = [len(one.codes) for _, one in listed]
    places = np.arange(len(listed)).repeat(lengths)
    fits = np.array(
        [
            most_fits(asks[place].requirement.min_level, asks[place].requirement.min_years)
            for place, _ in listed
        ]
    )
    fits *= np.array([units[place] for place, _ in listed])[:, None]
    codes = np.concatenate([one.codes for _, one in listed])
    worth = fits[places, (codes >> FIT_SHIFT) & (fits.shape[1] - 1)]
    worth *= (codes >> WORTH_SHIFT) + 1
    np.ceil(worth, out=worth)
    worth -= np.array([caps[place] for place, _ in listed], dtype=np.float64)[places]
    np.maximum(worth, 0.0, out=worth)
    made: Counters = worth.astype(np.uint16)
    return made


def _experience(made: Plan, postings: Postings, units: float) -> tuple[list[Addition], int]:
    cap = int(np.ceil(units * weakest_cap(made.occupation_near)))
    found = postings.of(made.posting.occupation or "")
    if found is None:
        return [], cap
    worth = np.ceil(units * most_experience(found.codes, made.occupation_years)) - cap
    return [Addition.of(found, np.maximum(worth, 0).astype(np.uint16))], cap
