"""What outcomes teach: by how much each part of a score should weigh more or less.

The model is logistic regression (scikit-learn) on pairs of people of one vacancy, the better
against the worse, with coefficients of 0 or more: monotone, because a better fit never lowers a
score, and additive, because a score stays the sum of its components. So its contributions are the
reasons themselves, and all it gives back is one factor a component.

Beside each component's points stands their sum, the score by the rules. What the outcomes say
nothing of keeps the rules' proportions, and the less they say, the nearer the model is to the
rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from matching._arrays import Floats, Ints
from matching._weights import default_weights
from matching.evaluation import ndcg
from matching.records import Component
from matching.scoring import DEFAULT_WEIGHTS, share_points

LEARNABLE: tuple[Component, ...] = tuple(DEFAULT_WEIGHTS)
"""The columns of `Outcomes`: the components of an employer's direction."""

MIN_OUTCOMES = 200
MIN_VACANCIES = 30
"""Fewer people, or fewer vacancies where one fared better than another, teach nothing."""

TOP = 10
FOLDS = 5
INNER_FOLDS = 3
STRENGTHS = (1.0, 10.0, 100.0)
"""Inverse strengths of the penalty that are tried, inside the training part only."""

PAIRS_A_VACANCY = 200
RESAMPLES = 2000
SURE = 0.95
LEAST_CHANCE = 0.01


class TooFewOutcomes(ValueError):
    """There is too little to learn from: ``outcomes`` people, ``vacancies`` that tell apart."""

    def __init__(self, outcomes: int, vacancies: int) -> None:
        super().__init__(f"{outcomes} outcomes at {vacancies} vacancies are too few")
        self.outcomes, self.vacancies = outcomes, vacancies


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of n applications, and how each part of their scores stood.

    ``fits`` is float64, shape (n, 8), points over possible in [0, 1] in the order of ``LEARNABLE``,
    NaN where a component was not asked or not known; ``usual`` of the same shape are the rules'
    weights, 0 or more. ``vacancies`` is int64, shape (n,), any number for each vacancy. ``grades``
    is int64, shape (n,), 0 (declined) upwards.

    Raises `ValueError` if shapes or ranges are wrong.
    """

    fits: Floats
    usual: Floats
    vacancies: Ints
    grades: Ints

    def __post_init__(self) -> None:
        n = len(self.grades)
        if self.fits.shape != (n, len(LEARNABLE)) or self.usual.shape != self.fits.shape:
            raise ValueError("fits and usual need a column for each component")
        if self.vacancies.shape != (n,):
            raise ValueError("each outcome needs a vacancy")
        known = self.fits[~np.isnan(self.fits)]
        if ((known < 0) | (known > 1)).any() or (self.usual < 0).any() or (self.grades < 0).any():
            raise ValueError("fits lie in [0, 1], weights and grades are 0 or more")

    def part(self, rows: npt.NDArray[Any]) -> Outcomes:
        return Outcomes(self.fits[rows], self.usual[rows], self.vacancies[rows], self.grades[rows])


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt, and what it is worth on vacancies that it was not learnt from.

    ``factors`` by component name average 1 by the rules' weights. ``gain`` is the mean nDCG@10 of
    the model less that of the rules, ``low`` and ``high`` the ends of its 95 % bootstrap interval
    over vacancies. Log-losses are of calibrated chances to be invited at least. ``chances`` are
    (score in [0, 100], chance) knots of the calibration, rising. ``by_model`` and ``by_rules`` are
    the held-out scores, shape (n,), in [0, 1].
    """

    factors: Mapping[str, float]
    outcomes: int
    vacancies: int
    ndcg_rules: float
    ndcg_model: float
    gain: float
    low: float
    high: float
    log_loss_rules: float
    log_loss_model: float
    chances: tuple[tuple[float, float], ...]
    by_model: Floats
    by_rules: Floats

    @property
    def wins(self) -> bool:
        """Whether the model is better beyond chance: the whole interval lies above 0."""
        return self.low > 0


def learnt_weights(
    occupation: str | None, factors: Mapping[str, float]
) -> Mapping[Component, float]:
    """The usual weights of an occupation, each times its factor (1 where none is given), in whole
    numbers of the same sum, like those an employer moves.

    Raises `ValueError` if a factor is negative or not a component's.
    """
    by_component = {Component(name): factor for name, factor in factors.items()}
    if any(not factor >= 0 for factor in by_component.values()):
        raise ValueError("factors must be 0 or more")
    usual = default_weights(occupation)
    raw = {c: weight * by_component.get(c, 1.0) for c, weight in usual.items()}
    if not factors or not any(raw.values()):
        return usual
    shared = share_points(list(raw.values()), round(sum(usual.values())))
    return MappingProxyType({c: float(w) for c, w in zip(raw, shared, strict=True)})


def scores(outcomes: Outcomes, factors: Floats | None = None) -> Floats:
    """Each person's score in [0, 1], float64, shape (n,); the weight of what is not known is
    shared among the rest, as in the ranking. ``factors`` has shape (8,), by default all 1."""
    weights = outcomes.usual if factors is None else outcomes.usual * factors
    weights = np.where(np.isnan(outcomes.fits), 0.0, weights)
    whole = weights.sum(axis=1)
    points = (weights * np.nan_to_num(outcomes.fits)).sum(axis=1)
    found = np.zeros(len(whole))
    np.divide(points, whole, out=found, where=whole > 0)
    return found


def learn(outcomes: Outcomes, *, seed: int = 0, resamples: int = RESAMPLES) -> Lesson:
    """Fit, and compare with the rules on held-out vacancies (five folds by vacancy).

    Raises `TooFewOutcomes` with fewer than 200 outcomes or 30 vacancies where one person fared
    better than another.
    """
    from sklearn.model_selection import GroupKFold

    telling = _telling(outcomes)
    if len(outcomes.grades) < MIN_OUTCOMES or len(telling) < MIN_VACANCIES:
        raise TooFewOutcomes(len(outcomes.grades), len(telling))
    by_rules, by_model = scores(outcomes), np.zeros(len(outcomes.grades))
    fold = np.zeros(len(outcomes.grades), np.int64)
    splits = GroupKFold(FOLDS, shuffle=True, random_state=seed)
    for number, (train, held) in enumerate(splits.split(outcomes.fits, groups=outcomes.vacancies)):
        factors = _fit_best(outcomes.part(train), seed)
        by_model[held] = scores(outcomes.part(held), factors)
        fold[held] = number
    pairs = _quality(outcomes, telling, by_rules, by_model, seed)
    gains = pairs[:, 1] - pairs[:, 0]
    draws = np.random.default_rng(seed).integers(len(gains), size=(resamples, len(gains)))
    low, high = np.quantile(gains[draws].mean(axis=1), [(1 - SURE) / 2, (1 + SURE) / 2])
    taken = outcomes.grades > 0
    factors = _fit_best(outcomes, seed)
    return Lesson(
        factors={c.value: round(float(f), 4) for c, f in zip(LEARNABLE, factors, strict=True)},
        outcomes=len(outcomes.grades),
        vacancies=len(telling),
        ndcg_rules=float(pairs[:, 0].mean()),
        ndcg_model=float(pairs[:, 1].mean()),
        gain=float(gains.mean()),
        low=float(low),
        high=float(high),
        log_loss_rules=_log_loss(by_rules, taken, fold),
        log_loss_model=_log_loss(by_model, taken, fold),
        chances=_knots(by_model, taken),
        by_model=by_model,
        by_rules=by_rules,
    )


def _telling(outcomes: Outcomes) -> list[npt.NDArray[np.int64]]:
    """The rows of each vacancy in which one person fared better than another."""
    rows = (np.flatnonzero(outcomes.vacancies == v) for v in np.unique(outcomes.vacancies))
    return [found for found in rows if np.ptp(outcomes.grades[found]) > 0]


def _columns(outcomes: Outcomes) -> Floats:
    """The points of the sum and of each component, shape (n, 9), in parts of the rules' whole;
    what is not known counts like the rest of the person, as sharing its weight makes it."""
    filled = np.where(np.isnan(outcomes.fits), scores(outcomes)[:, None], outcomes.fits)
    whole = np.maximum(outcomes.usual.sum(axis=1, keepdims=True), np.finfo(float).tiny)
    points = filled * outcomes.usual / whole
    known = ~np.isnan(outcomes.fits).all(axis=0)
    return np.column_stack([points.sum(axis=1), points * known])


def _pairs(outcomes: Outcomes, seed: int) -> tuple[Floats, Floats, Ints]:
    """Differences better less worse, what each weighs (a vacancy weighs 1), and its vacancy."""
    columns, rng = _columns(outcomes), np.random.default_rng(seed)
    differences, weights, groups = [], [], []
    for rows in _telling(outcomes):
        grades = outcomes.grades[rows]
        better, worse = np.nonzero(grades[:, None] > grades[None, :])
        if len(better) > PAIRS_A_VACANCY:
            kept = rng.choice(len(better), PAIRS_A_VACANCY, replace=False)
            better, worse = better[kept], worse[kept]
        differences.append(columns[rows[better]] - columns[rows[worse]])
        weights.append(np.full(len(better), 1.0 / len(better)))
        groups.append(np.full(len(better), outcomes.vacancies[rows[0]]))
    return np.concatenate(differences), np.concatenate(weights), np.concatenate(groups)


def _fit_best(outcomes: Outcomes, seed: int) -> Floats:
    """Factors by the penalty that orders pairs of held-out vacancies best, shape (8,)."""
    from sklearn.model_selection import GroupKFold

    differences, weights, groups = _pairs(outcomes, seed)
    splits = GroupKFold(INNER_FOLDS, shuffle=True, random_state=seed)
    lost = dict.fromkeys(STRENGTHS, 0.0)
    folds = list(splits.split(differences, groups=groups))
    for strength, (train, held) in product(STRENGTHS, folds):
        found = _non_negative(differences[train], weights[train], strength)
        margin = differences[held] @ found
        lost[strength] += float((weights[held] * np.logaddexp(0.0, -margin)).sum())
    best = min(STRENGTHS, key=lambda strength: (lost[strength], strength))
    found = _non_negative(differences, weights, best)
    factors = found[0] + found[1:]
    mean = float((outcomes.usual.mean(axis=0) * factors).sum() / outcomes.usual.mean(axis=0).sum())
    return factors / mean if mean > 0 else np.ones(len(LEARNABLE))


def _non_negative(differences: Floats, weights: Floats, strength: float) -> Floats:
    """Logistic coefficients of 0 or more: those that come out negative are left out, and the rest
    is fitted anew until none does."""
    from sklearn.linear_model import LogisticRegression

    found = np.zeros(differences.shape[1])
    kept = np.flatnonzero(np.abs(differences).max(axis=0) > 0)
    both = np.concatenate([differences, -differences])
    better = np.repeat([1, 0], len(differences))
    while len(kept):
        model = LogisticRegression(C=strength, fit_intercept=False, solver="newton-cholesky")
        model.fit(both[:, kept], better, np.tile(weights, 2) / 2)
        coefficients = model.coef_[0]
        if (coefficients >= 0).all():
            found[kept] = coefficients
            break
        kept = kept[coefficients >= 0]
    return found


def _quality(
    outcomes: Outcomes,
    telling: list[npt.NDArray[np.int64]],
    by_rules: Floats,
    by_model: Floats,
    seed: int,
) -> Floats:
    """nDCG@10 of both for each vacancy, shape (n_vacancies, 2); ties fall by lot."""
    lots = np.random.default_rng(seed).random(len(outcomes.grades))

    def found(by: Floats, rows: npt.NDArray[np.int64]) -> float:
        order = np.lexsort((lots[rows], -np.round(by[rows], 4)))
        return ndcg(outcomes.grades[rows][order].tolist(), TOP)

    return np.array([[found(by_rules, rows), found(by_model, rows)] for rows in telling])


def _log_loss(by: Floats, taken: npt.NDArray[np.bool_], fold: Ints) -> float:
    """Mean log-loss of the chance that isotonic regression on the other folds gives a score."""
    from sklearn.isotonic import IsotonicRegression

    chances = np.zeros(len(by))
    for number in np.unique(fold):
        held = fold == number
        calibration = IsotonicRegression(out_of_bounds="clip").fit(by[~held], taken[~held])
        chances[held] = calibration.predict(by[held])
    chances = np.clip(chances, LEAST_CHANCE, 1 - LEAST_CHANCE)
    return float(-np.log(np.where(taken, chances, 1 - chances)).mean())


def _knots(by: Floats, taken: npt.NDArray[np.bool_]) -> tuple[tuple[float, float], ...]:
    from sklearn.isotonic import IsotonicRegression

    fitted = IsotonicRegression(out_of_bounds="clip").fit(by, taken)
    knots = zip(fitted.X_thresholds_, fitted.y_thresholds_, strict=True)
    return tuple((round(100 * float(x), 2), round(float(y), 4)) for x, y in knots)
