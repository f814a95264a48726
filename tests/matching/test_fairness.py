import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.fairness import (
    exposure,
    exposure_ratio,
    impact_ratio,
    infeasible_index,
    ndkl,
    scoring_rates,
    selection_rates,
    shares,
    skew,
)
from matching.ranking import Ranker
from matching.records import Claim, Posting, Profile, Requirement
from tests.matching.people import TAXONOMY

rankings = st.lists(st.sampled_from("abc"), min_size=1, max_size=30)


def test_selection_is_pooled_before_it_is_divided():
    rates = selection_rates([["a", "b", "b"], ["b", "a", "a"]], k=1)

    assert rates == {"a": pytest.approx(1 / 3), "b": pytest.approx(1 / 3)}
    assert selection_rates([["a", "a", "b", "b"]], k=3) == {"a": 1.0, "b": 0.5}


def test_the_impact_ratio_is_against_the_highest_rate():
    assert impact_ratio({"a": 0.5, "b": 0.4, "c": 0.0}) == {"a": 1, "b": 0.8, "c": 0}
    assert impact_ratio({"a": 0.0, "b": 0.0}) == {"a": 1, "b": 1}
    assert impact_ratio({}) == {}
    with pytest.raises(ValueError, match="rates"):
        impact_ratio({"a": -1})


def test_the_scoring_rate_is_strictly_above_the_median_of_all():
    rates = scoring_rates([10, 20, 30, 30, 40, 50], list("aabbab"))

    assert rates == {"a": pytest.approx(1 / 3), "b": pytest.approx(1 / 3)}
    assert scoring_rates([7, 7, 7], list("aab")) == {"a": 0, "b": 0}
    assert scoring_rates([], []) == {}
    with pytest.raises(ValueError, match="group"):
        scoring_rates([1], [])


def test_exposure_falls_with_rank():
    by_group = exposure([["a", "b"], ["b", "a"]])

    assert by_group["a"] == by_group["b"] == pytest.approx((1 + 1 / math.log2(3)) / 2)
    assert exposure_ratio([["a", "b"]]) == pytest.approx(1 / math.log2(3))
    assert exposure_ratio([]) == 1


def test_skew_is_nought_at_parity_and_endless_where_a_group_is_absent():
    assert skew(list("abab"), 2) == {"a": 0, "b": 0}
    assert skew(list("aaab"), 2, {"a": 0.5, "b": 0.5}) == {
        "a": pytest.approx(math.log(2)),
        "b": -math.inf,
    }


def test_ndkl_is_the_discounted_divergence_of_every_prefix():
    first = math.log(2)
    discount = 1 / math.log2(3)

    assert ndkl(list("ab")) == pytest.approx(first / (1 + discount))
    assert ndkl(list("ab"), k=1) == pytest.approx(first)
    assert ndkl([]) == 0


@given(rankings)
def test_ndkl_is_nought_only_where_there_is_nothing_to_tell_apart(ranking):
    value = ndkl(ranking)

    assert value >= 0
    assert (value == 0) == (len(set(ranking)) == 1)


@given(rankings, st.integers(1, 30))
def test_ratios_and_shares_stay_in_range(ranking, k):
    assert math.isclose(sum(shares(ranking).values()), 1)
    assert all(0 <= ratio <= 1 for ratio in impact_ratio(selection_rates([ranking], k)).values())
    assert 0 < exposure_ratio([ranking]) <= 1
    assert set(skew(ranking, k)) == set(ranking)


def test_the_infeasible_index_counts_prefixes_short_of_a_group():
    half = {"a": 0.5, "b": 0.5}

    assert infeasible_index(list("abab"), half) == 0
    assert infeasible_index(list("aabb"), half) == 1
    assert infeasible_index(list("aaab"), half, k=3) == 2


@pytest.mark.parametrize(
    ("desired", "message"),
    [
        ({"a": 0.5, "b": 0.4}, "sum to 1"),
        ({"a": 1.0, "b": 0.0}, "above 0"),
        ({"a": 1.0}, "no desired share"),
    ],
)
def test_desired_shares_must_make_sense(desired, message):
    with pytest.raises(ValueError, match=message):
        ndkl(list("ab"), desired)
    with pytest.raises(ValueError, match=message):
        skew(list("ab"), 1, desired)


def test_a_cut_is_one_or_more():
    for measure in (lambda: skew(["a"], 0), lambda: selection_rates([], 0)):
        with pytest.raises(ValueError, match="k must"):
            measure()


def test_copies_of_one_profile_score_the_same_in_every_group():
    groups = ["kg", "bd", "pk", "uz"]
    ranker = Ranker(TAXONOMY)
    postings = [
        Posting(f"v{i}", requirements=(Requirement("r", "overlock", min_level=5),))
        for i in range(300)
    ]
    people = {
        f"{group}-{level}-{copy}": Profile(
            f"{group}-{level}-{copy}", claims=(Claim("c", "overlock", level),)
        )
        for group in groups
        for level in range(1, 6)
        for copy in range(3)
    }

    ranked = [ranker.rank(posting, people.values(), None) for posting in postings]
    by_group = [[match.profile_id.split("-")[0] for match in matches] for matches in ranked]
    scores = {match.profile_id: match.score for match in ranked[0]}

    for level in range(1, 6):
        assert len({scores[f"{group}-{level}-{c}"] for group in groups for c in range(3)}) == 1
    assert set(selection_rates(by_group, k=24).values()) == {0.4}
    assert min(impact_ratio(selection_rates(by_group, k=6)).values()) > 0.8
    assert exposure_ratio(by_group) > 0.95
