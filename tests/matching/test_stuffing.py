"""What a list of bare claims brings: forty do not beat eight, and stuffing gains almost nothing."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.ranking import Ranker
from matching.records import Claim, Experience, Profile, Requirement
from matching.scoring import BARE_BELIEVED, bare_trust
from tests.matching.people import TAXONOMY, asking, postings, profiles

RANKER = Ranker(TAXONOMY)
SKILLS = [f"operation_{n}" for n in range(40)]
TWO_POINTS = 200


def test_a_dozen_bare_claims_are_believed_beside_work_and_four_without():
    assert [bare_trust(n, True) for n in (0, 12, 21, 30, 90)] == [1, 1, 0.5, 0.025, 0.025]
    assert [bare_trust(n, False) for n in (0, 4, 12, 20, 90)] == [1, 1, 0.5, 0.025, 0.025]


@given(st.integers(0, 60), st.booleans())
def test_one_more_bare_claim_never_makes_the_rest_more_believed(bare, has_work):
    assert bare_trust(bare + 1, has_work) <= bare_trust(bare, has_work) <= bare_trust(bare, True)


@given(st.integers(1, 8), st.integers(4, 8), st.sampled_from([0.5, 1, 3, 10]))
def test_forty_bare_claims_do_not_beat_eight_with_work_behind_that_cover_half(asked, eight, years):
    posting = asking(
        *(Requirement(f"r{n}", skill) for n, skill in enumerate(SKILLS[:asked])),
        occupation="seamstress",
    )
    honest = Profile(
        "honest",
        claims=tuple(Claim(skill, skill, years=years) for skill in SKILLS[(asked // 2) :][:eight]),
        experience=(Experience("seamstress", years),),
    )
    listed = Profile("listed", claims=tuple(Claim(skill, skill) for skill in SKILLS))

    assert RANKER.score(posting, honest).score > RANKER.score(posting, listed).score


@given(postings, profiles, st.integers(30, 60), st.randoms())
def test_stuffing_gains_at_most_two_points(posting, profile, many, chance: random.Random):
    """Thirty bare claims or more, everything asked among them, on top of any profile.

    A few bare claims of what is asked may be true and may gain more: nobody can tell them from
    an honest line. A list cannot.
    """
    asked = [requirement.concept for requirement in posting.requirements]
    filling = chance.sample(SKILLS, max(0, min(40, many - len(asked))))
    listed = [*asked, *filling, *SKILLS][: max(many, len(asked))]
    chance.shuffle(listed)
    stuffed = replace(
        profile,
        claims=(*profile.claims, *(Claim(f"s{n}", c) for n, c in enumerate(listed))),
    )

    gain = RANKER.score(posting, stuffed).score - RANKER.score(posting, profile).score

    assert gain <= TWO_POINTS


@pytest.mark.parametrize("bare", range(5, BARE_BELIEVED[True] + 1))
def test_somebody_with_work_behind_loses_nothing_by_a_dozen_short_lines(bare):
    posting = asking(Requirement("r", SKILLS[0]))
    work = (Experience("seamstress", 3),)
    few, more = (
        Profile("p", claims=tuple(Claim(s, s) for s in SKILLS[:n]), experience=work)
        for n in (1, bare)
    )

    assert RANKER.score(posting, few).score == RANKER.score(posting, more).score


def test_what_somebody_stands_behind_is_believed_in_a_list_of_any_length():
    posting = asking(Requirement("r", SKILLS[0]))
    listed = tuple(Claim(skill, skill) for skill in SKILLS[1:])

    for told in ({"years": 2}, {"level": 3}, {"evidence": "confirmed"}):
        claim = Claim("own", SKILLS[0], **told)
        alone, among = (
            RANKER.score(posting, Profile("p", claims=claims)).score
            for claims in ((claim,), (claim, *listed))
        )
        assert alone == among > 5_000
