from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.ranking import Ranker
from matching.records import (
    Claim,
    Component,
    Experience,
    PayOffer,
    Posting,
    Profile,
    Requirement,
    Verdict,
)
from tests.matching.people import MAY, TAXONOMY, asking, populations, postings, profiles, reason_of

RANKER = Ranker(TAXONOMY)


@settings(max_examples=300)
@given(postings, profiles)
def test_the_reasons_sum_to_the_score_and_the_possible_to_ten_thousand(posting, profile):
    match = RANKER.score(posting, profile)

    assert match.score == sum(reason.points for reason in match.reasons)
    assert sum(reason.possible for reason in match.reasons) in (0, 10_000)
    for reason in match.reasons:
        assert type(reason.points) is type(reason.possible) is int
        assert 0 <= reason.points <= reason.possible


@given(postings, profiles)
def test_every_requirement_has_its_reason_in_order(posting, profile):
    match = RANKER.score(posting, profile)

    skills = [r.requirement_id for r in match.reasons if r.component is Component.SKILL]
    assert skills == [requirement.id for requirement in posting.requirements]


@given(postings, profiles)
def test_the_factors_of_a_reason_make_its_points(posting, profile):
    for reason in RANKER.score(posting, profile).reasons:
        if reason.evidence is not None:
            value = reason.closeness * reason.level * reason.evidence
            assert abs(reason.points - reason.possible * value) <= 0.5 + 1e-6


@given(postings, profiles)
def test_what_is_unknown_has_no_weight_and_costs_nothing(posting, profile):
    for reason in RANKER.score(posting, profile).reasons:
        if reason.verdict is Verdict.UNKNOWN:
            assert (reason.points, reason.possible) == (0, 0)


def test_somebody_who_has_everything_asked_gets_every_point():
    posting = asking(
        Requirement("r1", "overlock", "must", min_level=3),
        Requirement("r2", "coverstitch", "nice"),
        occupation="seamstress",
        languages=("ru",),
        start=MAY,
        pay=PayOffer(30_000, 50_000),
        conditions={"dormitory"},
    )
    profile = Profile(
        "p",
        claims=(
            Claim("c1", "overlock_4", level=4, evidence="tested"),
            Claim("c2", "coverstitch", level=3, evidence="certified"),
        ),
        experience=(Experience("overlock_operator", 3),),
        languages=("bn", "ru"),
        available_from=MAY,
        pay_wanted=45_000,
        ready_to_move=True,
        wishes={"housing"},
    )

    match = RANKER.score(posting, profile)

    assert match.score == 10_000
    assert not match.blocked
    assert {reason.verdict for reason in match.reasons} == {Verdict.MET}
    assert len(match.reasons) == 8


def test_a_vacancy_that_asks_nothing_scores_nobody():
    match = RANKER.score(Posting("v"), Profile("p", ready_to_move=True, wishes={"housing"}))

    assert (match.score, match.reasons, match.blocked) == (0, (), ())


def test_without_requirements_the_job_fit_decides():
    even = {"experience": 50, "language": 50}
    posting = Posting("v", occupation="seamstress", languages=("ru", "ky"), weights=even)
    skilled = Profile("p", experience=(Experience("seamstress", 1),), languages=("ru",))

    match = RANKER.score(posting, skilled)

    assert match.score == 5_000
    assert reason_of(match, Component.EXPERIENCE).claim_id == "experience:seamstress"


def test_where_no_skill_is_asked_silence_about_experience_is_none():
    posting = Posting("v", occupation="seamstress")

    match = RANKER.score(posting, Profile("p", ready_to_move=True))

    assert reason_of(match, Component.EXPERIENCE).verdict is Verdict.MISSING
    assert match.score < 2_000


@given(postings, populations, st.randoms())
def test_neither_the_order_of_the_list_nor_who_else_is_in_it_matters(posting, people, chance):
    ranked = RANKER.rank(posting, people, None)
    shuffled = list(people)
    chance.shuffle(shuffled)
    half = people[::2]

    assert RANKER.rank(posting, shuffled, None) == ranked
    assert RANKER.rank(posting, half, None) == [
        match for match in ranked if match.profile_id in {person.id for person in half}
    ]
    assert ranked == sorted(ranked, key=lambda m: (bool(m.blocked), -m.score, ranked.index(m)))
    for person in people:
        assert RANKER.score(posting, person) in ranked


@given(postings, profiles, st.randoms())
def test_the_order_within_a_profile_does_not_matter(posting, profile, chance):
    claims, experience, languages = (
        chance.sample(part, len(part))
        for part in (profile.claims, profile.experience, profile.languages)
    )
    shuffled = replace(profile, claims=claims, experience=experience, languages=languages)

    assert RANKER.score(posting, shuffled) == RANKER.score(posting, profile)


@given(postings, profiles, st.text(max_size=40))
def test_free_text_changes_nothing(posting, profile, text):
    assert RANKER.score(posting, replace(profile, text=text)) == RANKER.score(posting, profile)


def test_the_cut_keeps_the_first():
    people = [Profile(f"p{i}", claims=(Claim("c", "overlock", i % 5 + 1),)) for i in range(20)]
    posting = asking(Requirement("r", "overlock", min_level=5))

    everyone = RANKER.rank(posting, people, None)

    assert len(everyone) == 20
    assert [RANKER.rank(posting, people, k) for k in (0, 1, 7)] == [
        everyone[:0],
        everyone[:1],
        everyone[:7],
    ]


def test_the_salt_reorders_only_the_equal():
    people = [Profile(f"p{i}", claims=(Claim("c", "overlock", i % 3 + 1),)) for i in range(30)]
    posting = asking(Requirement("r", "overlock", min_level=5))

    plain, salted = (Ranker(TAXONOMY, salt=salt).rank(posting, people) for salt in ("", "other"))

    assert [match.score for match in plain] == [match.score for match in salted]
    assert [match.profile_id for match in plain] != [match.profile_id for match in salted]


def test_two_people_with_one_id_are_refused():
    with pytest.raises(ValueError, match="'p'"):
        RANKER.rank(asking(), [Profile("p"), Profile("p")])


def test_a_negative_cut_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        RANKER.rank(asking(), [], k=-1)


def test_a_ranker_needs_something_to_measure_closeness_by():
    with pytest.raises(ValueError, match="closeness"):
        Ranker(None)
