import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.records import Evidence, PayOffer
from matching.scoring import (
    dates_fit,
    evidence_factor,
    hash64,
    level_factor,
    level_from_years,
    pay_ceiling,
    pay_fit,
    share_points,
    tie_break,
    tie_breaks,
    tie_seed,
    to_points,
)
from tests.matching.people import levels, years

asked_years = st.none() | st.floats(0.1, 40)


@given(st.lists(st.sampled_from([0, 1, 2, 70]) | st.floats(0, 1e300), max_size=30))
def test_shares_sum_to_the_total_and_weightless_parts_get_nothing(weights):
    shares = share_points(weights)

    assert sum(shares) == (10_000 if any(weight > 0 for weight in weights) else 0)
    assert all(share == 0 for share, weight in zip(shares, weights, strict=True) if weight == 0)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30))
def test_a_share_is_within_a_point_of_its_exact_part(weights):
    for share, weight in zip(share_points(weights), weights, strict=True):
        assert abs(share - 10_000 * weight / sum(weights)) < 1 + 1e-6


def test_the_largest_remainder_takes_the_point_left_over():
    assert share_points([1, 1, 1]) == [3334, 3333, 3333]
    assert share_points([4, 3, 1], total=10) == [5, 4, 1]


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_a_weight_that_is_no_number_is_refused(weight):
    with pytest.raises(ValueError, match="finite"):
        share_points([1, weight])


@pytest.mark.parametrize(
    ("worked", "level"),
    [(0, 1), (0.5, 2), (1, 3), (2.9, 3), (3, 4), (5.9, 4), (6, 5), (30, 5)],
)
def test_years_speak_for_a_level(worked, level):
    assert level_from_years(worked) == level


@pytest.mark.parametrize(
    ("level", "worked", "min_level", "min_years", "factor"),
    [
        (3, None, None, None, 1.0),
        (None, 2, None, None, 1.0),
        (None, None, None, None, 0.8),
        (1, None, None, None, 0.8),
        (4, None, 4, None, 1.0),
        (5, None, 4, None, 1.0),
        (2, None, 4, None, 0.5),
        (None, None, 4, None, 0.25),
        (None, None, 1, None, 0.8),
        (1, None, 1, None, 1.0),
        (None, 3, 4, None, 1.0),
        (2, 30, 4, None, 0.5),
        (3, 1, None, 2, 0.5),
        (3, 9, None, 2, 1.0),
        (3, None, None, 2, 0.5),
        (None, None, None, 2, 0.5),
        (2, 1, 4, 4, 0.25),
        (3, 1, None, 0, 1.0),
    ],
)
def test_level_and_years_against_what_is_asked(level, worked, min_level, min_years, factor):
    assert level_factor(level, worked, min_level, min_years) == factor


@given(levels, years, levels, asked_years)
def test_there_is_no_bonus_above_what_is_asked(level, worked, min_level, min_years):
    assert 0 <= level_factor(level, worked, min_level, min_years) <= 1


@given(st.integers(1, 4), years, levels, asked_years)
def test_a_higher_level_never_counts_less(level, worked, min_level, min_years):
    lower = level_factor(level, worked, min_level, min_years)

    assert level_factor(level + 1, worked, min_level, min_years) >= lower


@given(st.floats(0, 30), st.floats(0, 30), levels, asked_years)
def test_more_years_never_count_less(fewer, more, min_level, min_years):
    fewer, more = sorted((fewer, more))
    lower = level_factor(None, fewer, min_level, min_years)

    assert level_factor(None, more, min_level, min_years) >= lower


@given(levels, asked_years)
def test_saying_nothing_is_never_better_than_having_worked(min_level, min_years):
    silent = level_factor(None, None, min_level, min_years)

    assert level_factor(None, (min_years or 1), min_level, min_years) >= silent


def test_evidence_grows_with_who_stands_behind_it_and_fades_with_time():
    factors = [evidence_factor(evidence, None) for evidence in Evidence]

    assert factors == [0.9, 0.95, 1.0, 1.0]
    assert evidence_factor(Evidence.TESTED, 5) == 1
    assert evidence_factor(Evidence.TESTED, 7) == pytest.approx(0.9)
    assert evidence_factor(Evidence.TESTED, 40) == 0.7


def test_dates_fall_to_nothing_over_sixty_days():
    assert [dates_fit(days) for days in (-400, 0, 15, 30, 60, 61, 900)] == [
        1,
        1,
        0.75,
        0.5,
        0,
        0,
        0,
    ]


def test_pay_falls_to_nothing_at_one_and_a_half_times_the_offer():
    fits = [pay_fit(wanted, 40_000) for wanted in (0, 40_000, 50_000, 60_000, 90_000)]

    assert fits == pytest.approx([1, 1, 0.5, 0, 0])
    assert pay_fit(0, 0) == 1
    assert pay_fit(1, 0) == 0


def test_the_ceiling_is_the_high_end_of_an_offer_where_it_has_one():
    offers = [PayOffer(30, 40), PayOffer(30), PayOffer(high=40), PayOffer(), None]

    assert [pay_ceiling(offer) for offer in offers] == [40, 30, 40, None, None]


def test_points_round_half_up_once():
    assert [to_points(fit, 5) for fit in (0, 0.09, 0.1, 0.5, 1)] == [0, 0, 1, 3, 5]


def test_the_tie_break_is_the_same_in_every_process_and_over_columns():
    seed = tie_seed("vacancy-1", "salt")
    hashes = [hash64(f"person-{i}") for i in range(1000)]

    assert hash64("person") == 0x6BDB815D9B3FD131
    assert [tie_break(seed, h) for h in hashes] == tie_breaks(
        seed, np.array(hashes, dtype=np.uint64)
    ).tolist()


def test_neither_the_order_of_ids_nor_another_vacancys_luck_decides_a_tie():
    people = [hash64(f"person-{i:04}") for i in range(400)]
    orders = []
    for vacancy in ("one", "two"):
        seed = tie_seed(vacancy, "")
        orders.append(np.argsort([tie_break(seed, person) for person in people]))

    assert abs(np.corrcoef(orders[0], orders[1])[0, 1]) < 0.2
    assert abs(np.corrcoef(orders[0], np.arange(400))[0, 1]) < 0.2
