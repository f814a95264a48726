"""Fairness over pooled lists: the figures beside their plain functions and beside fairlearn."""

import math
import random

import numpy as np
import pytest
from fairlearn.metrics import (
    MetricFrame,
    demographic_parity_difference,
    demographic_parity_ratio,
    selection_rate,
)
from hypothesis import given
from hypothesis import strategies as st

from matching import (
    PooledLists,
    exposure,
    exposure_ratio,
    impact_ratio,
    ndkl,
    selection_rates,
    skew,
)

lists = st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=25), min_size=1, max_size=12)
cuts = st.integers(1, 25)


def frame(rankings: list[list[str]], k: int) -> MetricFrame:
    """What fairlearn makes of the same people: each one selected or not."""
    chosen, groups = table(rankings, k)
    return MetricFrame(
        metrics=selection_rate, y_true=chosen, y_pred=chosen, sensitive_features=groups
    )


def table(rankings: list[list[str]], k: int) -> tuple[np.ndarray, np.ndarray]:
    chosen = [int(rank < k) for ranking in rankings for rank in range(len(ranking))]
    return np.array(chosen), np.array([group for ranking in rankings for group in ranking])


@given(lists, cuts)
def test_selection_and_impact_are_fairlearns(rankings, k):
    judged = frame(rankings, k)
    chosen, groups = table(rankings, k)
    rates = selection_rates(rankings, k)

    assert rates == pytest.approx(judged.by_group.to_dict())
    assert min(impact_ratio(rates).values()) == pytest.approx(
        demographic_parity_ratio(chosen, chosen, sensitive_features=groups)
    )
    assert min(impact_ratio(rates).values()) == pytest.approx(judged.ratio("between_groups"))
    assert max(rates.values()) - min(rates.values()) == pytest.approx(
        demographic_parity_difference(chosen, chosen, sensitive_features=groups)
    )


@given(lists, cuts)
def test_pooled_figures_are_those_of_the_plain_functions(rankings, k):
    pooled = PooledLists(rankings, k, samples=5)
    rates = selection_rates(rankings, k)
    chosen = [group for ranking in rankings for group in ranking[:k]]

    assert {g: e.value for g, e in pooled.selection().items()} == pytest.approx(rates)
    assert {g: e.value for g, e in pooled.impact().items()} == pytest.approx(impact_ratio(rates))
    assert pooled.least_impact().value == pytest.approx(min(impact_ratio(rates).values()))
    assert pooled.exposure_ratio().value == pytest.approx(exposure_ratio(rankings))
    assert pooled.ndkl().value == pytest.approx(
        sum(ndkl(ranking, k=k) for ranking in rankings) / len(rankings)
    )
    scored = [group for ranking in rankings for group in ranking]
    wanted = {group: scored.count(group) / len(scored) for group in set(scored)}
    assert {g: e.value for g, e in pooled.skew().items()} == pytest.approx(
        skew(chosen, len(chosen), wanted)
    )


@given(lists, cuts, st.integers(0, 5))
def test_intervals_are_in_order_and_repeat_with_their_seed(rankings, k, seed):
    first = PooledLists(rankings, k, samples=40, seed=seed)

    for estimate in (*first.impact().values(), first.exposure_ratio(), first.ndkl()):
        assert estimate.low <= estimate.high
    again = PooledLists(rankings, k, samples=40, seed=seed)
    assert first.impact() == again.impact()
    assert 0 <= first.p_value() <= 1


def test_people_stopped_by_a_gate_count_as_scored_and_not_selected():
    shown = [["a", "b"], ["a"], []]
    scored = {"a": 2, "b": 2}

    assert selection_rates(shown, 2, scored) == {"a": 2 / 6, "b": 1 / 6}
    assert exposure(shown, scored) == {"a": 2 / 6, "b": pytest.approx(1 / math.log2(3) / 6)}
    pooled = PooledLists(shown, 2, scored)
    assert pooled.counts() == {"a": (2, 6), "b": (1, 6)}
    assert pooled.least_impact().value == pytest.approx(0.5)
    assert pooled.exposure_ratio().value == pytest.approx(exposure_ratio(shown, scored))


def test_a_fair_order_is_within_its_interval_and_a_skewed_one_is_flagged():
    rng = random.Random(1)
    fair = [rng.sample("ab" * 100, 200) for _ in range(200)]
    skewed = [sorted(ranking, key=lambda g: g == "b" and rng.random() < 0.5) for ranking in fair]

    even, uneven = PooledLists(fair, 20), PooledLists(skewed, 20)

    assert even.impact()["a"].low <= 1 <= max(e.high for e in even.impact().values())
    assert even.least_impact().value > 0.9
    assert even.flag() == "even"
    assert uneven.impact()["b"].high < 0.8
    assert uneven.flag() == "flag"
    assert uneven.p_value() < 1e-6


def test_about_19_of_20_intervals_hold_the_rate_that_made_the_lists():
    rng = np.random.default_rng(3)
    held = 0
    for seed in range(200):
        drawn = [["a" if rng.random() < 0.4 else "b", "a", "b"] for _ in range(60)]
        low, high = PooledLists(drawn, 1, samples=200, seed=seed).skew()["a"][1:]
        expected = math.log(0.4 / (1.4 / 3))
        held += low <= expected <= high

    assert 0.88 <= held / 200 <= 0.99


def test_variants_of_one_vacancy_are_drawn_together():
    rng = random.Random(2)
    once = [rng.sample("ab" * 20, 40) for _ in range(30)]
    often = [ranking for ranking in once for _ in range(4)]

    alone = PooledLists(once, 5).impact()["b"]
    together = PooledLists(often, 5, clusters=[n // 4 for n in range(120)]).impact()["b"]
    apart = PooledLists(often, 5).impact()["b"]

    assert together == pytest.approx(alone)
    assert apart.high - apart.low < 0.7 * (alone.high - alone.low)


def test_nobody_selected_is_nobody_favoured():
    none = PooledLists([[], []], 3, {"a": 1, "b": 1})

    assert none.least_impact().value == 1
    assert none.p_value() == 1
    assert none.skew()["a"].value == -math.inf
    assert PooledLists([], 3).impact() == {}
    with pytest.raises(ValueError, match="no lists"):
        PooledLists([], 3).least_impact()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"samples": 0}, "samples"),
        ({"confidence": 1.0}, "confidence"),
        ({"clusters": ["v"]}, "cluster"),
    ],
)
def test_what_cannot_be_pooled_is_refused(more, message):
    with pytest.raises(ValueError, match=message):
        PooledLists([["a"], ["b"]], 1, **more)
    with pytest.raises(ValueError, match="k must"):
        PooledLists([["a"]], 0)
