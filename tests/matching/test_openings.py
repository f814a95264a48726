"""Openings give one person the vacancies that ranking all of them one by one does."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import CANDIDATE_WEIGHTS, Openings, Ranker, similar_postings
from matching._opening_columns import Coder
from matching._opening_points import JOB, Seen
from matching._opening_terms import Terms
from matching._person import person_of
from matching._plan import JOB_FIT
from matching.records import Claim, Component, Experience, PayOffer, Posting, Profile, Requirement
from tests.matching.people import MAY, TAXONOMY, postings, profiles

RANKER = Ranker(TAXONOMY, salt="s")
sets_of_postings = st.lists(postings, max_size=25, unique_by=lambda posting: posting.id)


def one_by_one(profile, among, open_k, blocked_k):
    ranked = RANKER.rank_postings(profile, among, k=None)
    told = [(posting.id, match.score, bool(match.blocked)) for posting, match in ranked]
    ready = [line for line in told if not line[2]]
    apart = [line for line in told if line[2]]
    return ready[:open_k], apart[:blocked_k], len(ready), len(apart)


@settings(max_examples=400)
@given(profiles, sets_of_postings, st.none() | st.integers(0, 30), st.none() | st.integers(0, 12))
def test_a_page_is_that_of_ranking_them_one_by_one(profile, among, open_k, blocked_k):
    page = Openings(RANKER, among).page(profile, open_k, blocked_k)

    assert page == one_by_one(profile, among, open_k, blocked_k)


@given(profiles, postings, st.integers(2, 60), st.integers(0, 60))
def test_ties_come_in_the_order_of_the_tie_break_whatever_k_cuts(profile, posting, size, k):
    among = [dataclasses.replace(posting, id=f"v{n}") for n in range(size)]

    page = Openings(RANKER, among).page(profile, k, k)

    assert page == one_by_one(profile, among, k, k)


@given(profiles, sets_of_postings, sets_of_postings, st.sets(st.sampled_from("vw0123")))
def test_edits_leave_what_building_anew_would(profile, before, edits, gone):
    held = Openings(RANKER, before)
    held.upsert(edits)
    held.remove(gone)

    now = {posting.id: posting for posting in [*before, *edits]}
    left = [posting for id_, posting in now.items() if id_ not in gone]
    assert sorted(held.ids) == sorted(posting.id for posting in left)
    assert held.page(profile, None, None) == one_by_one(profile, left, None, None)


@given(postings, sets_of_postings, st.none() | st.integers(0, 8))
def test_the_likest_are_those_of_comparing_one_by_one(posting, among, k):
    found = Openings(RANKER, among).alike(posting, k)

    assert found == similar_postings(posting, among, RANKER.closeness, k)


def test_a_presser_of_shirts_is_blocked_where_tshirts_are_to_be_cut_and_a_sewer_of_polos_is_not():
    posting = Posting("v", requirements=(Requirement("r", "tshirt", "must"),))
    presser = Profile("p", claims=(Claim("1", "cutting"), Claim("2", "tshirt")))
    elsewhere = Profile("q", claims=(Claim("1", "cutting"), Claim("2", "polo")))
    sibling = Posting("w", requirements=(Requirement("r", "polo", "must"),))

    held = Openings(RANKER, [posting, sibling])
    for profile in (presser, elsewhere):
        assert held.page(profile, None, None) == one_by_one(profile, [posting, sibling], None, None)
    assert held.page(presser).blocked_count == 1


def test_whose_skill_vouches_for_the_trade_works_at_what_is_asked():
    profile = Profile("p", claims=(Claim("1", "cutting"), Claim("2", "tshirt")))
    polo = (Requirement("r", "polo", "must"),)
    among = [
        Posting("v", occupation="cutter", requirements=polo),
        Posting("w", occupation="accountant", requirements=polo),
    ]

    found = Openings(RANKER, among).page(profile)

    assert found == one_by_one(profile, among, None, None)
    assert [line.posting_id for line in found.open] == ["v"]


@given(profiles, sets_of_postings)
def test_every_score_lies_within_its_bounds(profile, among):
    coder = Coder(Terms(RANKER.closeness), RANKER.salt)
    columns = coder.columns(among)
    seen = Seen(columns, coder, person_of(profile))
    exact = seen.scores(np.arange(len(columns)))

    assert (seen.least <= exact).all()
    assert (exact <= seen.most).all()


def test_nobody_at_all_and_nothing_at_all():
    assert Openings(RANKER).page(Profile("p")) == ([], [], 0, 0)
    empty = Posting("v")
    assert Openings(RANKER, [empty]).page(Profile("p")) == ([("v", 0, False)], [], 1, 0)
    assert Openings(RANKER).alike(empty) == []


def test_who_is_free_too_late_and_wants_more_than_is_paid_is_told_both():
    paid = Posting("v", start=MAY, pay=PayOffer(20_000, 30_000))
    free = Posting("w", pay=PayOffer(0, 0), occupation="seamstress")
    profile = Profile(
        "p",
        experience=(Experience("seamstress"),),
        available_from=MAY.replace(month=8),
        pay_wanted=30_000,
    )

    found = Openings(RANKER, [paid, free]).page(profile)

    assert found == one_by_one(profile, [paid, free], None, None)
    assert [line.posting_id for line in found.blocked] == ["v"]


def test_two_postings_with_one_id_and_two_requirements_with_one_are_refused():
    twice = (Requirement("r", "overlock"), Requirement("r", "cutting"))

    with pytest.raises(ValueError, match="same id"):
        Openings(RANKER, [Posting("v"), Posting("v")])
    with pytest.raises(ValueError, match="same id"):
        Openings(RANKER, [Posting("v", requirements=twice)])
    with pytest.raises(ValueError, match="k must be"):
        Openings(RANKER).page(Profile("p"), -1)


def test_every_part_that_carries_weight_for_a_person_has_a_column():
    weighed = {component for component, weight in CANDIDATE_WEIGHTS.items() if weight > 0}

    assert weighed == {Component.SKILL, *JOB}
    assert [component for component in JOB_FIT if component in weighed] == list(JOB)
