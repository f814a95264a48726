from dataclasses import replace
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.advice import Change, Step, what_would_raise
from matching.gaps import skill_gaps
from matching.likeness import similar_postings, similar_profiles
from matching.ranking import Ranker
from matching.records import (
    Claim,
    Direction,
    Experience,
    PayOffer,
    Posting,
    Profile,
    Requirement,
)
from tests.matching.people import TAXONOMY, asking, populations, postings, profiles

RANKER = Ranker(TAXONOMY)
SEWER = Profile(
    "p",
    claims=(Claim("c", "overlock", level=3, years=3),),
    experience=(Experience("flatlock_operator", 3),),
)


def post(posting_id, *skills, pay=None, importance="must"):
    return Posting(
        posting_id,
        occupation="seamstress",
        requirements=tuple(Requirement(skill, skill, importance) for skill in skills),
        pay=PayOffer(pay, pay) if pay else None,
    )


@settings(max_examples=200)
@given(postings, profiles, st.sampled_from(Direction))
def test_doing_exactly_that_raises_by_exactly_that(posting, profile, direction):
    before = RANKER.score(posting, profile, direction)

    for advice in what_would_raise(posting, profile, RANKER, direction=direction, limit=None):
        after = RANKER.score(posting, advice.change.apply(profile), direction)
        assert after.score - before.score == advice.gain >= 0
        assert after.score == advice.score
        assert advice.unblocks == (bool(before.blocked) and not after.blocked)
        assert advice.gain > 0 or len(after.blocked) < len(before.blocked)


@given(postings, profiles)
def test_what_lifts_a_block_comes_first_then_the_largest_gain(posting, profile):
    found = what_would_raise(posting, profile, RANKER, limit=None)

    assert found == sorted(found, key=lambda advice: (not advice.unblocks, -advice.gain))
    assert len({advice.change for advice in found}) == len(found)
    assert what_would_raise(posting, profile, RANKER, limit=2) == found[:2]


def test_a_missing_must_is_the_first_thing_to_learn():
    posting = asking(Requirement("r", "overlock"), Requirement("m", "cutting", "must", min_level=4))

    first = what_would_raise(posting, SEWER, RANKER)[0]

    assert first.unblocks
    assert first.change == Change(Step.LEARN, "m", None, "cutting", level=4, years=1)


def test_a_bare_claim_is_asked_for_its_years_and_a_stated_one_for_a_test():
    posting = asking(Requirement("r", "overlock", min_years=2))
    bare = Profile("p", claims=(Claim("c", "overlock"),))

    steps = [a.change.step for a in what_would_raise(posting, bare, RANKER)]

    assert steps[0] is Step.SAY_YEARS
    assert Step.BE_TESTED in steps


def test_job_fit_is_advised_on_too():
    posting = asking(
        Requirement("r", "overlock"),
        occupation="cutter",
        languages=("ru", "ky"),
        pay=PayOffer(30_000, 40_000),
    )
    person = replace(
        SEWER, languages=("bn",), pay_wanted=70_000, ready_to_move=False, wishes={"housing"}
    )

    steps = {a.change.step for a in what_would_raise(posting, person, RANKER, limit=None)}

    assert steps >= {
        Step.SPEAK,
        Step.ASK_PAY,
        Step.BE_READY,
        Step.FORGO_HOUSING,
        Step.WORK_AS,
    }


def test_a_perfect_match_needs_no_advice():
    best = Profile("p", claims=(Claim("c", "overlock", level=5, evidence="tested"),))

    assert what_would_raise(asking(Requirement("r", "overlock")), best, RANKER) == []


def test_the_skill_that_opens_the_most_posts_at_the_best_pay_comes_first():
    found = skill_gaps(
        SEWER,
        [
            *(post(f"a{n}", "overlock", "lockstitch", pay=60_000) for n in range(3)),
            *(post(f"b{n}", "overlock", "cutting", pay=30_000) for n in range(3)),
            post("mine", "overlock", pay=40_000),
        ],
        RANKER,
    )

    assert [gap.concept for gap in found] == ["lockstitch", "cutting"]
    assert found[0].opens == ("a0", "a1", "a2")
    assert (found[0].pay, found[1].pay) == (60_000, 30_000)
    assert found[0].nearness > found[1].nearness == 0


def test_what_is_nearer_comes_first_where_all_else_is_equal():
    found = skill_gaps(
        SEWER, [post("a", "overlock", "cutting"), post("b", "overlock", "lockstitch")], RANKER
    )

    assert [gap.concept for gap in found] == ["lockstitch", "cutting"]


def test_nothing_is_advised_that_is_held_or_asked_by_nobody():
    assert skill_gaps(SEWER, [post("a", "overlock")], RANKER) == []
    assert skill_gaps(SEWER, [], RANKER) == []


@given(profiles, st.lists(postings, max_size=6, unique_by=lambda posting: posting.id))
def test_each_gap_opens_and_raises_just_what_it_says(profile, among):
    for gap in skill_gaps(profile, among, RANKER, limit=None):
        learnt = Change(Step.LEARN, concept=gap.concept, level=3, years=1.0).apply(profile)
        before = {p.id: RANKER.score(p, profile) for p in among}
        after = {p.id: RANKER.score(p, learnt) for p in among}
        assert set(gap.raises) <= {i for i in after if after[i].score > before[i].score}
        assert set(gap.opens) <= {i for i in after if not after[i].blocked}
        pays = [p.pay for p in among if p.id in gap.opens and p.pay is not None]
        assert gap.pay is None or pays
        assert gap.pay is None or gap.pay <= max(max(p.low or 0, p.high or 0) for p in pays)
        gains = [after[i].score - before[i].score for i in gap.raises]
        assert min(gains) <= gap.gain <= max(gains) + 1
        assert median(gains) > 0


def test_the_likest_posts_ask_the_same_then_the_near_and_never_the_unrelated():
    one = post("one", "overlock_4", "coverstitch")
    others = [
        post("far", "cutting"),
        post("near", "overlock_3", "coverstitch"),
        post("same", "overlock_4", "coverstitch"),
        Posting("cutters", occupation="cutter", requirements=(Requirement("r", "cutting"),)),
        one,
    ]

    found = similar_postings(one, others, RANKER.closeness)

    assert [like.id for like in found] == ["same", "near", "far"]
    assert found[0].likeness == 1


@given(populations)
def test_likeness_is_the_same_both_ways_and_at_most_one(people):
    closeness = RANKER.closeness
    likeness = {
        (one.id, like.id): like.likeness
        for one in people
        for like in similar_profiles(one, people, closeness, None)
    }

    for (one, other), value in likeness.items():
        assert 0 < value <= 1 + 1e-9
        assert abs(value - likeness[other, one]) < 1e-9
