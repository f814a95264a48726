"""Advice as the site gives it: exact, and only about what the asker may see."""

import pytest

from recruit.errors import Forbidden, NotFound
from recruit.models import ANONYMOUS, VacancyState, Visibility
from recruit.services import matching
from tests.factories import (
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
)


def a_workshop(session):
    employer = make_employer(session)
    return employer, actor_of(session, make_member(session, employer))


def test_the_employer_reads_what_would_raise_a_score_by_how_much(session):
    employer, actor = a_workshop(session)
    vacancy = make_vacancy(
        session, employer, ("overlock_machine", "must"), ("coverstitch_machine", "essential")
    )
    candidate = make_candidate(session, None, ("overlock_machine", 3, 5))

    found = matching.raise_advice(vacancy.id, candidate.id, actor=actor)

    assert found.match == matching.pair(vacancy.id, candidate.id, actor=actor).match
    assert found.advice
    assert all(a.score == found.match.score + a.gain for a in found.advice)
    assert "coverstitch_machine" in {a.change.concept for a in found.advice}


def test_a_stranger_reads_no_advice_about_a_pair(session):
    employer, _ = a_workshop(session)
    vacancy = make_vacancy(session, employer, ("overlock_machine", "must"))
    candidate = make_candidate(session, None, ("overlock_machine", 3, 5))

    with pytest.raises((Forbidden, NotFound)):
        matching.raise_advice(vacancy.id, candidate.id, actor=ANONYMOUS)


def test_the_skill_that_opens_open_vacancies_is_advised_to_nobody_else(session):
    employer, actor = a_workshop(session)
    make_vacancy(session, employer, ("coverstitch_machine", "must"), occupation_id=None)
    make_vacancy(
        session,
        employer,
        ("cutting", "must"),
        occupation_id=None,
        state=VacancyState.DRAFT,
    )
    user = make_user(session)
    candidate = make_candidate(session, user, ("overlock_machine", 3, 5))
    owner = actor_of(session, user)

    found = matching.gap_advice(candidate.id, actor=owner)

    assert [gap.concept for gap in found.gaps] == ["coverstitch_machine"]
    assert set(found.gaps[0].opens) <= set(found.vacancies)
    with pytest.raises(Forbidden):
        matching.gap_advice(candidate.id, actor=actor)


def test_similar_vacancies_are_open_ones_that_ask_much_the_same(session):
    employer, actor = a_workshop(session)
    one = make_vacancy(session, employer, ("overlock_4_thread", "must"), occupation_id=None)
    near = make_vacancy(session, employer, ("overlock_3_thread", "must"), occupation_id=None)
    make_vacancy(session, employer, ("sw_gerber", "must"), occupation_id=None)
    make_vacancy(
        session,
        employer,
        ("overlock_4_thread", "must"),
        occupation_id=None,
        state=VacancyState.CLOSED,
    )

    found = matching.similar_vacancies(one.id, actor=actor)

    assert [like.vacancy.id for like in found] == [near.id]


def test_similar_specialists_are_those_the_asker_may_see(session):
    _, actor = a_workshop(session)
    one = make_candidate(session, None, ("overlock_4_thread", 3, 5))
    near = make_candidate(session, None, ("overlock_3_thread", 3, 5))
    make_candidate(session, None, ("sw_gerber", 3, 5))
    make_candidate(session, None, ("overlock_4_thread", 3, 5), visibility=Visibility.HIDDEN)

    found = matching.similar_specialists(one.id, actor=actor)

    assert [like.candidate.id for like in found] == [near.id]
    with pytest.raises(NotFound):
        matching.similar_specialists(make_employer(session).id, actor=actor)
