"""Learning from outcomes: rows into the engine's arrays, and what it is worth into figures."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matching import (
    Lesson,
    Outcomes,
    TooFewOutcomes,
    default_weights,
    exposure_ratio,
    impact_ratio,
    learn,
    selection_rates,
)
from matching.learning import LEARNABLE
from recruit.models import OutcomeKind
from recruit.queries import learning as queries
from recruit.queries.learning import Fared
from recruit.services.transactions import reading

__all__ = [
    "Learnt",
    "TooFewOutcomes",
    "fits_of",
    "grade",
    "learn_from_outcomes",
    "outcomes_of",
]

TOP_OF_APPLICANTS = 3
"""Places at the top of a vacancy's applicants that a group's share of is looked at."""

LEAST_OF_GROUP = 20
"""People of a group below whom a ratio says nothing."""

UNMEASURED = ("sex", "age", "citizenship")
"""What is asked of a fair ranking and cannot be measured, as it is not kept."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """A lesson with its fairness figures, as plain data."""

    lesson: Lesson
    figures: dict[str, Any]


def learn_from_outcomes(*, seed: int = 0) -> Learnt:
    """Fit on every outcome but the demonstration's.

    Raises `TooFewOutcomes`.
    """
    with reading() as session:
        rows = queries.fared(session)
    people = list(_by_application(rows).values())
    outcomes = outcomes_of(people)
    lesson = learn(outcomes, seed=seed)
    return Learnt(lesson, _figures(lesson, outcomes, [person[0].country for person in people]))


def outcomes_of(people: Sequence[Sequence[Fared]]) -> Outcomes:
    """Everything each application came to, as the engine's arrays."""
    numbers: dict[uuid.UUID, int] = {}
    n = len(people)
    fits = np.full((n, len(LEARNABLE)), np.nan)
    usual = np.zeros((n, len(LEARNABLE)))
    for row, person in enumerate(people):
        first = person[0]
        numbers.setdefault(first.vacancy_id, len(numbers))
        weights = default_weights(first.occupation_id)
        usual[row] = [weights[component] for component in LEARNABLE]
        fits[row] = fits_of(first.reasons)
    vacancies = np.array([numbers[person[0].vacancy_id] for person in people], np.int64)
    grades = np.array([grade({line.kind for line in person}) for person in people], np.int64)
    return Outcomes(fits, usual, vacancies.reshape(n), grades.reshape(n))


def fits_of(reasons: Sequence[Mapping[str, Any]]) -> list[float]:
    """Points over possible of each component, NaN where nothing was possible."""
    points: dict[str, int] = defaultdict(int)
    possible: dict[str, int] = defaultdict(int)
    for reason in reasons:
        points[reason["component"]] += reason["points"]
        possible[reason["component"]] += reason["possible"]
    return [
        points[c.value] / possible[c.value] if possible[c.value] else float("nan")
        for c in LEARNABLE
    ]


def grade(kinds: Collection[OutcomeKind]) -> int:
    """How well somebody fared: declined 0, invited 1, tested 2, hired 3, stayed 4; who was
    declined after an invitation or a test got no further than an invitation."""
    if OutcomeKind.STAYED in kinds:
        return 4
    if OutcomeKind.HIRED in kinds:
        return 3
    reached = 2 if OutcomeKind.TESTED in kinds else int(OutcomeKind.INVITED in kinds)
    return min(reached, 1) if OutcomeKind.DECLINED in kinds else reached


def _by_application(rows: Sequence[Fared]) -> dict[uuid.UUID, list[Fared]]:
    found: dict[uuid.UUID, list[Fared]] = {}
    for row in rows:
        found.setdefault(row.application_id, []).append(row)
    return found


def _figures(lesson: Lesson, outcomes: Outcomes, countries: Sequence[str | None]) -> dict[str, Any]:
    return {
        "outcomes": lesson.outcomes,
        "vacancies": lesson.vacancies,
        "ndcg": {"rules": _round(lesson.ndcg_rules), "model": _round(lesson.ndcg_model)},
        "gain": _round(lesson.gain),
        "low": _round(lesson.low),
        "high": _round(lesson.high),
        "log_loss": {
            "rules": _round(lesson.log_loss_rules),
            "model": _round(lesson.log_loss_model),
        },
        "chances": [list(knot) for knot in lesson.chances],
        "fairness": {
            "top": TOP_OF_APPLICANTS,
            "rules": _fairness(outcomes.vacancies, lesson.by_rules, countries),
            "model": _fairness(outcomes.vacancies, lesson.by_model, countries),
            "unmeasured": list(UNMEASURED),
        },
    }


def _fairness(
    vacancies: npt.NDArray[np.int64],
    by: npt.NDArray[np.float64],
    countries: Sequence[str | None],
) -> dict[str, Any]:
    """How the held-out lists treat countries: each one's share of the top places over that of the
    country best off, and the least exposure over the greatest. Countries of few people are left
    out of the ratios, not out of the lists."""
    groups = np.array([country or "" for country in countries])
    counts = {str(g): int((groups == g).sum()) for g in np.unique(groups) if g}
    told = {group for group, number in counts.items() if number >= LEAST_OF_GROUP}
    rankings = []
    for vacancy in np.unique(vacancies):
        rows = np.flatnonzero(vacancies == vacancy)
        rankings.append(groups[rows[np.argsort(-by[rows], kind="stable")]].tolist())
    rates = selection_rates(rankings, TOP_OF_APPLICANTS)
    ratios = impact_ratio({group: rates[group] for group in sorted(told)})
    only = [[g for g in ranking if g in told] for ranking in rankings]
    return {
        "people": {group: counts[group] for group in sorted(told)},
        "impact_ratio": {group: _round(ratio) for group, ratio in ratios.items()},
        "exposure_ratio": _round(exposure_ratio(only)),
    }


def _round(value: float) -> float:
    return round(float(value), 4)
