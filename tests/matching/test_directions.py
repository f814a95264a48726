"""The same pair seen from the other side: which post fits the person."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching._weights import TABLE, default_weights
from matching.ranking import Ranker
from matching.records import (
    Claim,
    Component,
    Direction,
    Experience,
    PayOffer,
    Posting,
    Profile,
    Requirement,
)
from matching.scoring import CANDIDATE_WEIGHTS, DEFAULT_WEIGHTS
from tests.matching.people import MAY, TAXONOMY, asking, postings, profiles, reason_of

RANKER = Ranker(TAXONOMY)
SEWER = Profile(
    "p",
    claims=(Claim("c", "overlock", level=3),),
    experience=(Experience("seamstress", 3),),
    pay_wanted=50_000,
    wishes={"housing", "meals", "transport"},
)


def post(posting_id, **more):
    return Posting(
        posting_id,
        occupation="seamstress",
        requirements=(Requirement("r", "overlock"),),
        **more,
    )


@given(postings, profiles)
def test_both_directions_add_up_and_block_alike(posting, profile):
    there, back = (RANKER.score(posting, profile, direction) for direction in Direction)

    assert there.blocked == back.blocked
    for match in (there, back):
        assert match.score == sum(reason.points for reason in match.reasons)
        assert sum(reason.possible for reason in match.reasons) in (0, 10_000)


def test_of_equal_work_the_better_paid_post_fits_better():
    posts = [post("low", pay=PayOffer(20_000, 30_000)), post("high", pay=PayOffer(45_000, 60_000))]

    ranked = RANKER.rank_postings(SEWER, posts)

    assert [posting.id for posting, _ in ranked] == ["high", "low"]
    assert {RANKER.score(posting, SEWER).blocked for posting in posts} == {()}


def test_a_range_is_taken_at_its_middle_by_who_must_live_on_it():
    posting = post("v", pay=PayOffer(20_000, 50_000))

    assert reason_of(RANKER.score(posting, SEWER), "pay").verdict == "met"
    back = RANKER.score(posting, SEWER, Direction.CANDIDATE)
    assert reason_of(back, "pay").verdict == "partly"


@pytest.mark.parametrize(
    ("conditions", "verdict", "share"),
    [({"meals", "transport"}, "met", 1), ({"meals"}, "partly", 0.5), (set(), "missing", 0)],
)
def test_wishes_count_for_who_has_them(conditions, verdict, share):
    match = RANKER.score(post("v", conditions=conditions), SEWER, Direction.CANDIDATE)

    reason = reason_of(match, "wishes")
    assert reason.verdict == verdict
    assert reason.points == pytest.approx(reason.possible * share, abs=0.5)


def test_who_wishes_nothing_loses_nothing_by_it():
    match = RANKER.score(post("v"), Profile("p"), Direction.CANDIDATE)

    assert reason_of(match, "wishes").possible == 0


def test_an_employers_weights_do_not_move_the_candidates_order():
    posting = asking(Requirement("r", "overlock"), weights={"skill": 1, "readiness": 99})

    plain = asking(Requirement("r", "overlock"))
    assert RANKER.score(posting, SEWER, Direction.CANDIDATE) == RANKER.score(
        plain, SEWER, Direction.CANDIDATE
    )


def test_postings_that_block_come_last_and_ties_do_not_follow_the_list():
    blocked = Posting("x", requirements=(Requirement("r", "cutting", "must"),))
    same = [post(f"v{n}") for n in range(6)]

    ranked = [p.id for p, _ in RANKER.rank_postings(SEWER, [blocked, *same])]

    assert ranked == [p.id for p, _ in RANKER.rank_postings(SEWER, [*same[::-1], blocked])]
    assert ranked[-1] == "x"
    assert ranked != sorted(ranked)
    assert [p.id for p, _ in RANKER.rank_postings(SEWER, same, k=2)] == ranked[:2]


def test_two_postings_with_one_id_are_refused():
    with pytest.raises(ValueError, match="'v'"):
        RANKER.rank_postings(SEWER, [post("v"), post("v")])


def test_weights_are_whole_in_both_directions_and_for_every_occupation_of_the_table():
    occupations = [line.split(",")[0] for line in TABLE.read_text("utf-8").splitlines()[1:]]

    assert sum(DEFAULT_WEIGHTS.values()) == sum(CANDIDATE_WEIGHTS.values()) == 100
    assert len(set(occupations)) == len(occupations) > 20
    for occupation in occupations:
        assert sum(default_weights(occupation).values()) == 100
    assert default_weights(None) == default_weights("nobody_knows") == DEFAULT_WEIGHTS


def test_a_helpers_post_weighs_the_start_and_a_pattern_makers_the_work():
    helper, maker = default_weights("helper"), default_weights("pattern_maker")

    assert helper[Component.DATES] > maker[Component.DATES]
    assert helper[Component.READINESS] > maker[Component.READINESS]
    assert maker[Component.SKILL] > helper[Component.SKILL]
    assert maker[Component.EXPERIENCE] > helper[Component.EXPERIENCE]


@given(st.integers(31, 400))
def test_too_late_is_too_late_from_both_sides(days):
    late = Profile("p", available_from=MAY + dt.timedelta(days=days))

    for direction in Direction:
        assert RANKER.score(post("v", start=MAY), late, direction).blocked
