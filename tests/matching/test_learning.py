"""What outcomes teach, and when they teach nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import (
    DEFAULT_WEIGHTS,
    Component,
    Outcomes,
    TooFewOutcomes,
    default_weights,
    learn,
    learnt_weights,
)
from matching.learning import LEARNABLE, scores

SKILL, EXPERIENCE, LANGUAGE = (
    LEARNABLE.index(c) for c in (Component.SKILL, Component.EXPERIENCE, Component.LANGUAGE)
)
USUAL = np.array([DEFAULT_WEIGHTS[c] for c in LEARNABLE])


def people(
    likes: dict[int, float] | None,
    *,
    vacancies: int = 60,
    each: int = 12,
    seed: int = 1,
    noise: float = 0.05,
) -> Outcomes:
    """Applications whose outcome follows ``likes`` (weights by component; None: the rules')."""
    rng = np.random.default_rng(seed)
    n = vacancies * each
    fits = rng.random((n, len(LEARNABLE)))
    weights = USUAL / USUAL.sum() if likes is None else np.zeros(len(LEARNABLE))
    for column, weight in (likes or {}).items():
        weights[column] = weight
    liked = fits @ weights + noise * rng.standard_normal(n)
    groups = np.repeat(np.arange(vacancies), each)
    grades = np.zeros(n, np.int64)
    for vacancy in range(vacancies):
        rows = np.flatnonzero(groups == vacancy)
        best = rows[np.argsort(-liked[rows])]
        grades[best[0]], grades[best[1]], grades[best[2:4]] = 4, 3, 1
    return Outcomes(fits, np.tile(USUAL, (n, 1)), groups, grades)


def test_a_planted_preference_for_experience_is_found_and_wins():
    lesson = learn(people({SKILL: 0.3, EXPERIENCE: 0.7}))

    assert lesson.wins
    assert lesson.low > 0.05
    assert lesson.ndcg_model > 0.9 > lesson.ndcg_rules
    assert lesson.log_loss_model < lesson.log_loss_rules
    weights = learnt_weights(None, lesson.factors)
    assert weights[Component.EXPERIENCE] > weights[Component.SKILL]
    assert weights[Component.LANGUAGE] < 5


def test_who_is_chosen_by_the_rules_teaches_nothing_better_than_the_rules():
    lesson = learn(people(None, noise=0.02))

    assert not lesson.wins
    assert lesson.low <= 0


def test_outcomes_by_lot_give_a_model_that_does_not_win():
    lesson = learn(people({}, noise=1.0))

    assert not lesson.wins


@pytest.mark.parametrize(("vacancies", "each"), [(29, 12), (48, 4)])
def test_too_few_outcomes_or_vacancies_are_said_to_be_too_few(vacancies, each):
    with pytest.raises(TooFewOutcomes) as error:
        learn(people({SKILL: 1.0}, vacancies=vacancies, each=each))

    assert (error.value.outcomes, error.value.vacancies) == (vacancies * each, vacancies)


def test_vacancies_where_all_fared_alike_do_not_count():
    given_ = people({SKILL: 1.0}, vacancies=40)
    alike = Outcomes(
        given_.fits,
        given_.usual,
        given_.vacancies,
        np.where(given_.vacancies < 15, 0, given_.grades),
    )

    with pytest.raises(TooFewOutcomes) as error:
        learn(alike)

    assert error.value.vacancies == 25


def test_what_was_never_known_keeps_the_rules_proportion():
    given_ = people({SKILL: 0.3, EXPERIENCE: 0.7})
    given_.fits[:, LANGUAGE] = np.nan

    factors = learn(given_).factors

    others = [f for name, f in factors.items() if name not in ("experience", "language")]
    assert factors["language"] == pytest.approx(min(others), abs=2e-4)


def test_chances_rise_with_the_score():
    chances = learn(people({SKILL: 0.3, EXPERIENCE: 0.7})).chances

    assert [c for _, c in chances] == sorted(c for _, c in chances)
    assert all(0 <= score <= 100 and 0 <= chance <= 1 for score, chance in chances)


@settings(max_examples=10, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    likes=st.dictionaries(st.integers(0, len(LEARNABLE) - 1), st.floats(-1, 1), min_size=1),
    column=st.integers(0, len(LEARNABLE) - 1),
)
def test_a_better_fit_never_lowers_a_learnt_score(seed, likes, column):
    given_ = people(likes, vacancies=30, each=7, seed=seed, noise=0.3)
    learnt = learn(given_, resamples=10).factors
    factors = np.array([learnt[c.value] for c in LEARNABLE])
    better = given_.fits.copy()
    better[:, column] = np.minimum(1.0, better[:, column] + 0.25)
    raised = Outcomes(better, given_.usual, given_.vacancies, given_.grades)

    assert (factors >= 0).all()
    assert (scores(raised, factors) >= scores(given_, factors) - 1e-12).all()


def test_the_same_outcomes_teach_the_same():
    first, second = (learn(people({SKILL: 0.3, EXPERIENCE: 0.7}), seed=3) for _ in range(2))

    assert first.factors == second.factors
    assert (first.low, first.high) == (second.low, second.high)


@pytest.mark.parametrize("occupation", [None, "packer", "pattern_maker"])
def test_learnt_weights_have_the_sum_of_the_usual_ones(occupation):
    weights = learnt_weights(occupation, {"skill": 0.5, "experience": 3.0, "text": 0.0})

    usual = default_weights(occupation)
    assert sum(weights.values()) == pytest.approx(sum(usual.values()))
    assert weights[Component.TEXT] == 0
    ratio = weights[Component.EXPERIENCE] / weights[Component.SKILL]
    expected = 6 * usual[Component.EXPERIENCE] / usual[Component.SKILL]
    assert ratio == pytest.approx(expected, rel=0.05)
    assert all(weight == int(weight) for weight in weights.values())


def test_without_factors_the_weights_are_the_usual_ones_exactly():
    assert learnt_weights("packer", {}) == default_weights("packer")


def test_a_negative_factor_and_an_unknown_part_are_refused():
    for factors in ({"skill": -0.1}, {"passport": 1.0}):
        with pytest.raises(ValueError):
            learnt_weights(None, factors)


def test_fits_outside_zero_to_one_are_refused():
    good = people(None, vacancies=2)

    with pytest.raises(ValueError):
        Outcomes(good.fits + 1, good.usual, good.vacancies, good.grades)
