"""The most that job fit may add to a bound: by the kind of data there is, then by group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from matching._arrays import Floats
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
from matching._plan import Plan
from matching.records import MAX_POINTS, Component
from matching.scoring import DATES_SPAN_DAYS, PAY_SPAN

_LITTLE = 1e-6
"""Of the largest weight."""

_FLAGS = {
    Component.EXPERIENCE: HAS_EXPERIENCE,
    Component.LANGUAGE: HAS_LANGUAGES,
    Component.DATES: HAS_DATE,
    Component.PAY: HAS_PAY,
    Component.READINESS: SAID_READY,
    Component.HOUSING: NEEDS_HOUSING,
    Component.TEXT: HAS_TEXT,
}
"""What says that there is anything to judge a component by."""

_GRADED = (Component.LANGUAGE, Component.DATES, Component.PAY)

_KIND_NUMBERS = np.arange(KINDS)


class ByKind(NamedTuple):
    """What a kind's job fit may be worth: points a unit, points for certain, and the most points
    of each component that has many values; each of shape (256,)."""

    scale: Floats
    sure: Floats
    graded: dict[str, Floats]


def by_kind(
    made: Plan,
    skill: float,
    jobs: Sequence[float],
    unit: float,
    base: int,
    experienced: int,
) -> ByKind:
    known_weight = np.full(KINDS, float(skill))
    sure = np.full(KINDS, float(base))
    graded: dict[str, Floats] = {}
    for component, weight in zip(made.job, jobs, strict=True):
        # A component that has no flag is taken as known and full: more weight at the best fit
        # never lowers a mean of fits that are at most 1.
        flag = _FLAGS.get(component, 0)
        if component is Component.EXPERIENCE and made.needs_experience:
            flag = 0
        known = (_KIND_NUMBERS & flag) == flag
        known_weight += weight * known
        if component is Component.EXPERIENCE:
            sure += experienced * ((_KIND_NUMBERS & HAS_EXPERIENCE) > 0)
        elif component in _GRADED:
            graded[component.value] = weight * known
        elif component is Component.READINESS:
            sure += unit * weight * known * ((_KIND_NUMBERS & IS_READY) > 0)
        elif component is not Component.HOUSING or made.offers_housing:
            sure += unit * weight * known
    # Where next to nothing is known, the little there is decides all: no bound but the best.
    usual = known_weight > _LITTLE
    share = np.zeros(KINDS)
    np.divide(MAX_POINTS, known_weight, out=share, where=usual)
    scale = share / unit if unit else np.zeros(KINDS)
    most = np.where(usual | (known_weight <= 0), sure * scale, MAX_POINTS)
    return ByKind(scale, most, {name: weight * share for name, weight in graded.items()})


def by_group(groups: Groups, kinds: ByKind, fits: Mapping[str, Floats]) -> tuple[Floats, Floats]:
    """The most that the kinds of each group make of it."""

    def spread(of_kind: Floats) -> Floats:
        most: Floats = of_kind.take(groups.columns["kind"])
        mixed = groups.columns["mixed"]
        if mixed.shape[1]:
            most[groups.pure :] = of_kind.take(mixed).max(axis=0)
        return most

    total = spread(kinds.sure)
    for name, most in kinds.graded.items():
        total += spread(most) * fits[name]
    return spread(kinds.scale), total


def graded(made: Plan, groups: Groups) -> Iterator[tuple[str, Floats]]:
    """The most a group can be worth in the components that have many values."""
    columns = groups.columns
    if made.languages:
        spoken = np.zeros(len(groups))
        for language in made.languages:
            place = groups.languages.get(language)
            if place is not None:
                spoken += columns["languages"] >> np.uint64(place) & np.uint64(1)
        spoken /= len(made.languages)
        yield Component.LANGUAGE.value, spoken
    if made.start is not None:
        late = columns["available"] - np.float64(made.start)
        late /= -DATES_SPAN_DAYS
        yield Component.DATES.value, _fit(late)
    if made.ceiling is not None:
        if made.ceiling > 0:
            with np.errstate(over="ignore"):
                above = (1.0 - columns["pay"] / made.ceiling) / PAY_SPAN
            yield Component.PAY.value, _fit(above)
        else:
            yield Component.PAY.value, (columns["pay"] <= 0).astype(np.float64)


def _fit(early: Floats) -> Floats:
    """1 and more than 1 are 1, and from there down to 0; in place."""
    early += 1.0
    np.minimum(early, 1.0, out=early)
    np.maximum(early, 0.0, out=early)
    return early
