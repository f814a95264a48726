"""Upper bounds of scores, in integers: what the posting lists add up, and what job fit may add.

A person's score is at most ``scale x (counter - 1) + job`` of their group, in hundredths of a
point. Counters start at 1, so that 0 can mean "not asked about"; each requirement and time in
the occupation adds up to its share of `UNITS`; each ``must`` whose gate may be passed adds `PASS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matching._groups import (
    HAS_DATE,
    HAS_EXPERIENCE,
    HAS_LANGUAGES,
    HAS_PAY,
    HAS_TEXT,
    IS_READY,
    KINDS,
    NEEDS_HOUSING,
    SAID_READY,
    Groups,
)
from matching._kernel import Counters
from matching._plan import Ask, Plan
from matching._postings import Listed, Postings, weakest_cap
from matching._traits import most_experience, most_fit, surely_gated
from matching.records import MAX_POINTS, Component
from matching.scoring import DATES_SPAN_DAYS, PAY_SPAN

PASS = 8192
MOST_PASSES = 7
UNITS = PASS - 2
_ROUNDING = 1.5
"""Hundredths of a point by which sharing and rounding can lift one part."""

_LITTLE = 1e-6
"""Of the largest weight."""

_NOT_LISTED = np.zeros(1, dtype=np.uint16)

_KIND_NUMBERS = np.arange(KINDS)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Addition:
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
        added: Counters = np.take(self.constants, held)
        return added


@dataclass(frozen=True, slots=True)
class Bound:
    """What a query adds up, and how a group's counters become points.

    ``needed``: a counter below it (plus 1) has certainly not passed every gate looked at.
    ``scale`` and ``job`` have the shape (n_groups,).
    """

    additions: tuple[Addition, ...]
    needed: int
    scale: Floats
    job: Floats

    def points(self, counters: npt.NDArray[Any], groups: Any) -> Floats:
        """The most points of rows or groups with these counters; -1 for who is out of question."""
        value = counters.astype(np.float64) - (self.needed + 1)
        return np.where(value >= 0, value * self.scale[groups] + self.job[groups], -1.0)


def bound(made: Plan, postings: Postings, groups: Groups, *, gated: bool) -> Bound:
    """The bound of a plan. ``gated``: only of those who may pass every gate."""
    weights = [*(ask.weight for ask in made.asks), *made.job_weights]
    largest = max(weights, default=0.0)
    shares = [weight / largest if largest else 0.0 for weight in weights]
    skills, jobs = shares[: len(made.asks)], shares[len(made.asks) :]
    unit = (UNITS - len(shares)) / sum(shares) if largest else 0.0
    additions: list[Addition] = []
    passes, base = 0, 0
    for ask, share in zip(made.asks, skills, strict=True):
        counts = gated and ask.must and passes < MOST_PASSES
        passes += counts
        added, cap = _ask(ask, postings, unit * share, counts)
        additions += added
        base += cap
    experienced = 0
    for component, share in zip(made.job, jobs, strict=True):
        if component is Component.EXPERIENCE:
            added, experienced = _experience(made, postings, unit * share)
            additions += added
    scale, job = _by_kind(made, sum(skills), jobs, unit, base, experienced)
    return Bound(tuple(additions), passes * PASS, *_by_group(made, groups, scale, job, len(shares)))


def _ask(ask: Ask, postings: Postings, units: float, counts: bool) -> tuple[list[Addition], int]:
    """A requirement's list, and the units that anybody may have without being on it."""
    cap = 0 if counts else int(np.ceil(units * weakest_cap(ask.near)))
    found = postings.of(ask.requirement.concept)
    if found is None:
        return [], cap
    codes, asked = found.codes, ask.requirement
    worth = np.ceil(units * most_fit(codes, asked.min_level, asked.min_years)) - cap
    constants = np.maximum(worth, 0).astype(np.uint16)
    if counts:
        out = surely_gated(codes, asked.min_level, asked.min_years)
        constants = np.where(out, 0, constants + PASS).astype(np.uint16)
    return [Addition.of(found, constants, is_gate=counts)], cap


def _experience(made: Plan, postings: Postings, units: float) -> tuple[list[Addition], int]:
    cap = int(np.ceil(units * weakest_cap(made.occupation_near)))
    found = postings.of(made.posting.occupation or "")
    if found is None:
        return [], cap
    worth = np.ceil(units * most_experience(found.codes, made.occupation_years)) - cap
    return [Addition.of(found, np.maximum(worth, 0).astype(np.uint16))], cap


def _by_kind(
    made: Plan,
    skill: float,
    jobs: Sequence[float],
    unit: float,
    base: int,
    experienced: int,
) -> tuple[Floats, dict[str, Floats]]:
    """For each kind: points a unit, and the points that languages, dates and pay may add."""
    known_weight = np.full(KINDS, float(skill))
    sure = np.full(KINDS, float(base))
    graded: dict[str, Floats] = {}
    for component, weight in zip(made.job, jobs, strict=True):
        known, fit = _known(made, component)
        known_weight += weight * known
        if component is Component.EXPERIENCE:
            sure += experienced * ((_KIND_NUMBERS & HAS_EXPERIENCE) > 0)
        elif component in (Component.LANGUAGE, Component.DATES, Component.PAY):
            graded[component.value] = np.where(known, weight, 0.0)
        else:
            sure += unit * weight * known * fit
    # Where next to nothing is known, the little there is decides all: no bound but the best.
    usual = known_weight > _LITTLE
    share = np.zeros(KINDS)
    np.divide(MAX_POINTS, known_weight, out=share, where=usual)
    scale = share / unit if unit else np.zeros(KINDS)
    most = np.where(usual | (known_weight <= 0), sure * scale, MAX_POINTS)
    return scale, {"sure": most, **{name: weight * share for name, weight in graded.items()}}


def _known(made: Plan, component: Component) -> tuple[npt.NDArray[np.bool_], Any]:
    """Which kinds have data on a component, and the most it can be worth to each."""
    flags = {
        Component.EXPERIENCE: 0 if made.needs_experience else HAS_EXPERIENCE,
        Component.LANGUAGE: HAS_LANGUAGES,
        Component.DATES: HAS_DATE,
        Component.PAY: HAS_PAY,
        Component.READINESS: SAID_READY,
        Component.HOUSING: NEEDS_HOUSING,
        Component.TEXT: HAS_TEXT,
    }
    # A component not named here is taken as known and full: more weight at the best fit never
    # lowers a mean of fits that are at most 1.
    flag = flags.get(component, 0)
    known = (_KIND_NUMBERS & flag) == flag
    if component is Component.READINESS:
        return known, (_KIND_NUMBERS & IS_READY) > 0
    if component is Component.HOUSING:
        return known, float(made.offers_housing)
    return known, 1.0


def _by_group(
    made: Plan, groups: Groups, scale: Floats, job: dict[str, Floats], parts: int
) -> tuple[Floats, Floats]:
    columns = groups.columns
    kind, of, mixed = columns["kind"], columns["mixed_group"], columns["mixed_kind"]
    scales = scale[kind]
    np.maximum.at(scales, of, scale[mixed])
    total = np.full(len(groups), _ROUNDING * parts)
    fits = dict(_graded(made, groups))
    for name, by_kind in job.items():
        most = by_kind[kind]
        np.maximum.at(most, of, by_kind[mixed])
        total += most * fits[name] if name in fits else most
    return scales, total


def _graded(made: Plan, groups: Groups) -> Iterator[tuple[str, Floats]]:
    """The most a group can be worth in the components that have many values."""
    columns = groups.columns
    if made.languages:
        spoken = np.zeros(len(groups))
        for language in made.languages:
            place = groups.languages.get(language)
            if place is not None:
                spoken += columns["languages"] >> np.uint64(place) & np.uint64(1)
        yield Component.LANGUAGE.value, spoken / len(made.languages)
    if made.start is not None:
        late = columns["available"].astype(np.float64) - made.start
        yield Component.DATES.value, np.clip(1.0 - late / DATES_SPAN_DAYS, 0.0, 1.0)
    if made.ceiling is not None:
        if made.ceiling > 0:
            with np.errstate(over="ignore"):
                above = 1.0 - (columns["pay"] / made.ceiling - 1.0) / PAY_SPAN
            yield Component.PAY.value, np.clip(above, 0.0, 1.0)
        else:
            yield Component.PAY.value, (columns["pay"] <= 0).astype(np.float64)
