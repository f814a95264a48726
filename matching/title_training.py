"""Teaching the judgement of titles: which posted titles name an occupation of the trade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression

from matching._title_lessons import (
    FOLDS,
    Asked,
    Heard,
    Lesson,
    Title,
    asked,
    fifth_of,
    synthetic,
    trade_words,
    trusted,
)
from matching._title_sense import NAMES, RISING, TitleSense
from matching._trees import from_sklearn
from matching.linking import MODEL_OF_TITLES, MOST_LIKE, Linker

__all__ = [
    "MODEL_OF_TITLES",
    "Asked",
    "Heard",
    "Report",
    "Title",
    "asked",
    "held_out_fifths",
    "held_out_language",
    "synthetic",
    "train_titles",
    "unseen",
]

FloatVector = npt.NDArray[np.float64]
_PLAIN = (np.array([-20.0, 20.0]), np.array([0.0, 1.0]))
_STEPS = 60
_PASSED = 0.035
"""The share of other trades' titles that may pass; set by titles in folds that were not taught."""
_LATER = 0.3
"""A wrong candidate that is not the likeliest teaches so much less."""
_REAL = 4.0


def train_titles(
    given: Sequence[Asked], said: Sequence[Heard], about: Mapping[str, Any] | None = None
) -> TitleSense:
    """Learn to judge titles. The same titles give the same judgement."""
    lesson, odds = unseen(given, said)
    forest = from_sklearn(_grown(lesson, _weighed(given, lesson)), _PLAIN, {})
    trust = trusted(given)
    facts = {**(about or {}), "features": list(NAMES), "titles": len(given), "trust": trust}
    steps = _steps(given, lesson, odds)
    forest = replace(forest, steps_at=steps[0], steps_to=steps[1], about=facts)
    return TitleSense(trade_words(said), trust, forest)


def unseen(given: Sequence[Asked], said: Sequence[Heard]) -> tuple[Lesson, FloatVector]:
    """Every title's candidates, and their log-odds by words and trees learnt without its fifth."""
    learnt = [
        (
            trade_words([text for text in said if fifth_of(text.text) != fold]),
            trusted([one for one in given if fifth_of(one.title.text) != fold]),
        )
        for fold in range(FOLDS)
    ]
    lesson = Lesson.of(given, learnt)
    weight = _weighed(given, lesson)
    marks = np.array([fifth_of(one.title.text) for one in given])[lesson.title]
    odds = np.zeros(len(marks))
    for fold in range(FOLDS):
        seen = marks != fold
        part = Lesson(lesson.rows[seen], lesson.right[seen], lesson.title[seen])
        odds[~seen] = from_sklearn(_grown(part, weight[seen]), _PLAIN, {}).odds(lesson.rows[~seen])
    return lesson, odds


def _weighed(given: Sequence[Asked], lesson: Lesson) -> FloatVector:
    """Right and wrong weigh alike, among what was posted and among what was made up."""
    real = np.array([one.title.real for one in given])[lesson.title]
    first = np.diff(lesson.title, prepend=-1) > 0
    weight = np.where(first | lesson.right, 1.0, _LATER) * np.where(real, _REAL, 1.0)
    for of_kind in (real, ~real):
        total = weight[of_kind].sum()
        for part in (of_kind & lesson.right, of_kind & ~lesson.right):
            weight[part] *= total / max(2 * weight[part].sum(), 1e-9)
    return weight


def _grown(lesson: Lesson, weight: FloatVector) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        learning_rate=0.06,
        max_iter=260,
        max_leaf_nodes=8,
        min_samples_leaf=25,
        l2_regularization=5.0,
        max_features=0.5,
        monotonic_cst=[int(name in RISING) for name in NAMES],
        early_stopping=False,
        random_state=0,
    )
    return model.fit(lesson.rows, lesson.right, sample_weight=weight)


def _best(lesson: Lesson, odds: FloatVector) -> npt.NDArray[np.int64]:
    """The place of each title's likeliest candidate."""
    order = np.lexsort((-odds, lesson.title))
    best: npt.NDArray[np.int64] = order[np.diff(lesson.title[order], prepend=-1) > 0]
    return best


def _steps(
    given: Sequence[Asked], lesson: Lesson, odds: FloatVector
) -> tuple[FloatVector, FloatVector]:
    """Rising steps from log-odds to the share that was right, of what was posted; moved so that
    of other trades' titles no more than `_PASSED` reach the linker's threshold."""
    best = _best(lesson, odds)
    posted = np.array([one.title.real for one in given])
    ours = np.array([bool(one.title.concepts) for one in given])
    at, right = odds[best][posted], lesson.right[best][posted]
    isotonic = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    isotonic.fit(at, right)
    places = np.linspace(at.min() - 1, at.max() + 1, _STEPS)
    likely = 0.7 * isotonic.predict(places) + 0.3 / (1 + np.exp(-places))
    limit = float(np.quantile(odds[best][posted & ~ours], 1 - _PASSED))
    chance = np.interp(limit, places, likely)
    wanted = Linker().threshold / MOST_LIKE
    moved = logit(np.clip(likely, 1e-4, 1 - 1e-4)) + logit(wanted) - logit(chance)
    to = np.maximum.accumulate(expit(moved))
    return places, np.minimum(to + np.arange(_STEPS) * 1e-6, 1.0)


class Report(NamedTuple):
    """Titles of the trade and the share of them answered rightly; others and the share refused."""

    ours: int
    right: float
    others: int
    refused: float


def held_out_fifths(given: Sequence[Asked], said: Sequence[Heard], first: int) -> dict[str, Report]:
    """For each language, how the ``first`` titles given are judged, their fifth held out."""
    lesson, odds = unseen(given, said)
    limit = _limit(_steps(given, lesson, odds))
    answers = _answers(given[:first], lesson, odds, limit)
    languages = [one.title.language for one in given[:first]]
    return {
        language: _report([a for a, of in zip(answers, languages, strict=True) if of == language])
        for language in sorted(set(languages))
    }


def held_out_language(
    given: Sequence[Asked], said: Sequence[Heard], first: int, language: str
) -> Report:
    """How the ``first`` titles given that are in a language are judged by the other languages."""
    others = [one for one in given if one.title.language != language]
    mine = [one for one in given[:first] if one.title.language == language]
    sense = train_titles(others, [text for text in said if text.language != language])
    lesson = Lesson.of(mine, [(sense.weights, sense.trust)] * FOLDS)
    forest = sense.forest
    limit = _limit((forest.steps_at, forest.steps_to))
    return _report(_answers(mine, lesson, forest.odds(lesson.rows), limit))


def _limit(steps: tuple[FloatVector, FloatVector]) -> float:
    """The log-odds from which a linker accepts."""
    return float(np.interp(Linker().threshold / MOST_LIKE, steps[1], steps[0]))


class _Answer(NamedTuple):
    ours: bool
    accepted: bool
    right: bool


def _answers(
    given: Sequence[Asked], lesson: Lesson, odds: FloatVector, limit: float
) -> list[_Answer]:
    best = _best(lesson, odds)[: len(given)]
    return [
        _Answer(bool(one.title.concepts), bool(odds[at] >= limit), bool(lesson.right[at]))
        for one, at in zip(given, best, strict=True)
    ]


def _report(answers: Sequence[_Answer]) -> Report:
    ours = [a.accepted and a.right for a in answers if a.ours]
    others = [not a.accepted for a in answers if not a.ours]
    return Report(
        len(ours),
        sum(ours) / max(len(ours), 1),
        len(others),
        sum(others) / max(len(others), 1),
    )
