from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.ranking import Ranker
from matching.records import (
    Claim,
    Experience,
    Profile,
    Requirement,
    Verdict,
)
from tests.matching.people import SKILLS, TAXONOMY, asking, postings, profiles

RANKER = Ranker(TAXONOMY)


def skill_of(posting, *claims, **more):
    """The reason for the first requirement."""
    return RANKER.score(posting, Profile("p", claims=claims, **more)).reasons[0]


def test_importance_divides_the_skill_points_four_three_one():
    posting = asking(
        Requirement("m", "overlock", "must"),
        Requirement("e", "coverstitch", "essential"),
        Requirement("n", "cutting", "nice"),
    )

    match = RANKER.score(posting, Profile("p"))

    assert [reason.possible for reason in match.reasons[:3]] == [5000, 3750, 1250]


@pytest.mark.parametrize(
    ("claim", "verdict", "points"),
    [
        (Claim("c", "overlock_4", level=3, evidence="tested"), Verdict.MET, 10_000),
        (Claim("c", "overlock_4", level=3), Verdict.MET, 9_000),
        (Claim("c", "overlock_4"), Verdict.MET, 7_200),
        (Claim("c", "overlock", level=3), Verdict.PARTLY, 5_400),
        (Claim("c", "overlock_3", level=3), Verdict.PARTLY, 4_860),
        (Claim("c", "cutting", level=5), Verdict.MISSING, 0),
    ],
)
def test_a_requirement_is_served_as_closely_as_the_claim_is(claim, verdict, points):
    reason = skill_of(asking(Requirement("r", "overlock_4")), claim)

    assert (reason.verdict, reason.points) == (verdict, points)


def test_a_level_below_what_is_asked_is_partly_met():
    reason = skill_of(
        asking(Requirement("r", "overlock", min_level=4)), Claim("c", "overlock", level=2)
    )

    assert (reason.verdict, reason.level, reason.points) == (Verdict.PARTLY, 0.5, 4_500)


def test_the_best_claim_serves_wherever_it_stands_in_the_list():
    claims = [
        Claim("weak", "overlock_4", level=1),
        Claim("best", "overlock_4", level=4),
        Claim("other", "overlock", level=5),
    ]
    posting = asking(Requirement("r", "overlock_4", min_level=4))

    assert skill_of(posting, *claims).claim_id == "best"
    assert skill_of(posting, *claims[::-1]) == skill_of(posting, *claims)


def test_time_in_an_occupation_stands_for_its_skills():
    reason = skill_of(
        asking(Requirement("r", "overlock")), experience=(Experience("overlock_operator", 4),)
    )

    assert reason.claim_id == "experience:overlock_operator"
    assert (reason.closeness, reason.level, reason.evidence) == (0.85, 1.0, 0.9)
    assert reason.verdict is Verdict.MET


def test_years_are_asked_of_the_occupation_itself():
    posting = asking(Requirement("r", "seamstress", min_years=4))

    half = skill_of(posting, experience=(Experience("seamstress", 2),))
    enough = skill_of(posting, experience=(Experience("overlock_operator", 4),))

    assert (half.level, half.verdict) == (0.5, Verdict.PARTLY)
    assert (enough.level, enough.verdict) == (1.0, Verdict.MET)


@given(st.integers(1, 5), st.integers(0, 40))
def test_surplus_in_one_skill_never_pays_for_another(level, extra):
    posting = asking(
        Requirement("r1", "overlock", min_level=2), Requirement("r2", "cutting", min_level=2)
    )
    plain = Profile("p", claims=(Claim("c", "overlock", level=2, years=2, evidence="tested"),))
    more = Profile("p", claims=(Claim("c", "overlock", level=5, years=40, evidence="tested"),))

    assert RANKER.score(posting, plain).score == RANKER.score(posting, more).score == 5_000


@given(postings, profiles, st.sampled_from(SKILLS))
def test_another_claim_never_takes_points_from_a_requirement(posting, profile, concept):
    added = replace(profile, claims=(*profile.claims, Claim("z", concept, level=3)))

    before, after = (RANKER.score(posting, person).reasons for person in (profile, added))

    for old, new in zip(before, after, strict=True):
        assert new.points >= old.points


def test_forty_bare_claims_do_not_beat_eight_with_experience_behind():
    concepts = [f"operation_{i}" for i in range(40)]
    posting = asking(
        *(Requirement(f"r{i}", concept) for i, concept in enumerate(concepts[:8])),
        occupation="seamstress",
    )
    stuffed = Profile("p", claims=tuple(Claim(c, c) for c in concepts))
    honest = Profile(
        "q",
        claims=tuple(Claim(c, c, years=1) for c in concepts[:8]),
        experience=(Experience("seamstress", 1),),
    )

    assert RANKER.score(posting, honest).score > RANKER.score(posting, stuffed).score
    assert [match.profile_id for match in RANKER.rank(posting, [stuffed, honest])] == ["q", "p"]
