import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, ndcg_score

from matching.evaluation import (
    average_precision,
    dcg,
    mean_average_precision,
    mean_reciprocal_rank,
    ndcg,
    precision_at,
    reciprocal_rank,
)

grades = st.lists(st.integers(0, 4), min_size=2, max_size=20)
hits = st.lists(st.booleans(), min_size=1, max_size=20)


def test_gain_is_two_to_the_grade_less_one_discounted_by_rank():
    assert dcg([3, 0, 1]) == 7 + 1 / math.log2(4)
    assert dcg([3, 0, 1], k=2) == 7


@given(grades, st.none() | st.integers(1, 25))
def test_ndcg_is_scikit_learns_with_exponential_gain(relevance, k):
    gains = [[2.0**grade - 1 for grade in relevance]]
    order = [[-float(rank) for rank in range(len(relevance))]]

    assert ndcg(relevance, k) == pytest.approx(float(ndcg_score(gains, order, k=k)))


def test_the_best_order_is_one_and_nothing_relevant_is_nought():
    assert ndcg([3, 2, 1, 0]) == 1
    assert ndcg([0, 0]) == ndcg([]) == 0


def test_what_was_left_out_counts_where_it_is_told():
    assert ndcg([1, 1]) == 1
    assert ndcg([1, 1], all_relevances=[1, 1, 3]) < 0.21


def test_a_negative_grade_is_refused():
    with pytest.raises(ValueError, match="grades"):
        ndcg([1, -1])
    with pytest.raises(ValueError, match="k must"):
        ndcg([1], k=-1)


@given(hits.filter(any))
def test_average_precision_is_scikit_learns(relevant):
    scores = [-rank for rank in range(len(relevant))]

    expected = float(average_precision_score(relevant, scores))
    assert average_precision(relevant) == pytest.approx(expected)


def test_average_precision_counts_what_was_never_ranked():
    assert average_precision([True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([True, False, True], total=4) == pytest.approx((1 + 2 / 3) / 4)
    assert average_precision([True, True, False, True], k=2) == 1
    assert average_precision([False]) == 0
    with pytest.raises(ValueError, match="total"):
        average_precision([True, True], total=1)


def test_means_are_over_rankings():
    assert mean_average_precision([[True], [False, True]]) == 0.75
    assert mean_average_precision([[True], [True]], totals=[1, 2]) == 0.75
    assert mean_reciprocal_rank([[True], [False, False, True], [False]]) == pytest.approx(4 / 9)
    assert mean_reciprocal_rank([]) == mean_average_precision([]) == 0


def test_reciprocal_rank_is_of_the_first_hit():
    assert reciprocal_rank([False, True, True]) == 0.5
    assert reciprocal_rank([]) == 0


def test_a_short_ranking_has_empty_places():
    assert precision_at([True, False, True], 2) == 0.5
    assert precision_at([True], 4) == 0.25
    with pytest.raises(ValueError, match="k must"):
        precision_at([True], 0)
