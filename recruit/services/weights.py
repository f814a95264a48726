"""What each part of a score weighs for a vacancy: as usual for its trade, as kept, as tried."""

from __future__ import annotations

from collections.abc import Mapping

from recruit.errors import FieldFault, Invalid
from recruit.models import Vacancy
from recruit.services import matching
from recruit.services.vacancy_terms import check_weights

SAME = 0.05
"""Weights nearer than this are the same: they are shown with one decimal place."""


def usual(vacancy: Vacancy) -> dict[str, float]:
    """The weights of the vacancy's trade, part by part, in the order they are shown."""
    defaults = matching.default_weights(vacancy.occupation_id)
    return {component.value: weight for component, weight in defaults.items()}


def kept(vacancy: Vacancy) -> dict[str, float]:
    """The weights the vacancy is ranked with."""
    return {name: vacancy.weights.get(name, weight) for name, weight in usual(vacancy).items()}


def tried(vacancy: Vacancy, typed: Mapping[str, float]) -> dict[str, float]:
    """Weights typed, those not named as usual. Raises `Invalid`."""
    whole = usual(vacancy)
    exact = (kept(vacancy), dict(whole))
    for name, weight in typed.items():
        near = (known[name] for known in exact if abs(known.get(name, -1) - weight) < SAME)
        whole[name] = next(near, weight)
    faults: list[FieldFault] = []
    checked = check_weights(whole, faults)
    if faults:
        raise Invalid(faults)
    return checked


def moved(vacancy: Vacancy, weights: Mapping[str, float]) -> dict[str, float]:
    """Only those that differ from the usual: what is kept with a vacancy."""
    defaults = usual(vacancy)
    return {name: weight for name, weight in weights.items() if weight != defaults.get(name)}
