"""Specialists are found by what they can do, and only by whoever may see them."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from sqlalchemy.orm import Session

from recruit.errors import NotFound
from recruit.models import ANONYMOUS, Actor, ActorKind, Application, Candidate, Visibility
from recruit.services import candidate_search
from recruit.services.candidate_search import CandidateFilters
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
)

ADMINISTRATOR = Actor(kind=ActorKind.ADMINISTRATOR, user_id=uuid.uuid4())
TODAY = NOON.date()


def headlines(actor: Actor = ANONYMOUS, **filters: object) -> set[str]:
    found = candidate_search.browse(CandidateFilters(**filters), actor=actor, now=NOON)  # type: ignore[arg-type]
    return {candidate.headline for candidate in found.page.rows}


@pytest.mark.parametrize("typed", ["оверлок", "overlock", "ওভারলক", "اوورلاک"])
def test_a_word_in_any_script_finds_the_skill_the_narrower_and_the_trade(
    session: Session, typed: str
) -> None:
    make_candidate(session, None, "overlock_4_thread", headline="Ayesha's own words")
    make_candidate(session, headline="অপারেটর", experience={"overlock_operator": 3.0})
    make_candidate(session, None, "ironing", headline="Утюг")

    assert headlines(text=typed) == {"Ayesha's own words", "অপারেটর"}


def test_words_of_the_headline_and_the_town_find_as_letters(session: Session) -> None:
    make_candidate(session, headline="БЫСТРАЯ мастерица", place="Нарын")
    make_candidate(session, headline="Другая", place="Ош")

    assert headlines(text="быстрая") == {"БЫСТРАЯ мастерица"}
    assert headlines(text="нарын") == {"БЫСТРАЯ мастерица"}


def test_a_level_is_asked_of_the_very_skill(session: Session) -> None:
    make_candidate(
        session, None, ("overlock_machine", 2, None), ("tshirt", 5, None), headline="Слабый оверлок"
    )
    make_candidate(session, None, ("overlock_4_thread", 4, None), headline="Крепкий оверлок")
    make_candidate(session, None, "overlock_machine", headline="Не сказано")

    assert headlines(skills=("overlock_machine",), level=4) == {"Крепкий оверлок"}
    assert headlines(skills=("overlock_machine",), level=1) == {
        "Слабый оверлок",
        "Крепкий оверлок",
        "Не сказано",
    }
    assert headlines(level=5) == {"Слабый оверлок"}


def test_filters_hold_together(session: Session) -> None:
    soon = TODAY + dt.timedelta(days=10)
    make_candidate(session, headline="Всё", country="BD", available_from=TODAY, ready_to_move=True)
    make_candidate(session, headline="Позже", country="BD", available_from=soon, ready_to_move=True)
    make_candidate(session, headline="Дома", country="KG", available_from=TODAY)
    make_candidate(session, headline="Молчит", country="BD")

    assert headlines(country="BD") == {"Всё", "Позже", "Молчит"}
    assert headlines(free_by=TODAY) == {"Всё", "Дома"}
    assert headlines(free_by=soon, country="BD", ready_to_move=True) == {"Всё", "Позже"}
    assert headlines(free_by=TODAY, country="BD", ready_to_move=True) == {"Всё"}


def people(session: Session) -> dict[Visibility, Candidate]:
    return {
        level: make_candidate(session, headline=level.value, visibility=level)
        for level in Visibility
    }


def test_each_sees_what_their_kind_may_see(session: Session) -> None:
    people(session)
    employer = actor_of(session, make_member(session, make_employer(session)))
    candidate = actor_of(session, make_user(session))

    assert headlines(ANONYMOUS) == {"public"}
    assert headlines(candidate) == {"public"}
    assert headlines(employer) == {"public", "employers"}
    assert headlines(ADMINISTRATOR) == {"public", "employers", "applied", "hidden"}


def test_a_profile_one_may_not_see_is_not_there(session: Session) -> None:
    levels = people(session)
    employer = actor_of(session, make_member(session, make_employer(session)))

    assert not candidate_search.show(levels[Visibility.EMPLOYERS].id, actor=employer).own
    for level in (Visibility.APPLIED, Visibility.HIDDEN):
        with pytest.raises(NotFound):
            candidate_search.show(levels[level].id, actor=employer)
    with pytest.raises(NotFound):
        candidate_search.show(levels[Visibility.EMPLOYERS].id, actor=ANONYMOUS)
    with pytest.raises(NotFound):
        candidate_search.show(uuid.uuid4(), actor=ADMINISTRATOR)


def test_who_applied_is_seen_where_they_applied_and_nowhere_else(session: Session) -> None:
    workshop = make_employer(session)
    vacancy = make_vacancy(session, workshop)
    candidate = make_candidate(session, visibility=Visibility.APPLIED)
    session.add(
        Application(
            candidate_id=candidate.id,
            vacancy_id=vacancy.id,
            score=0,
            created_at=NOON,
            updated_at=NOON,
        )
    )
    session.commit()
    member = actor_of(session, make_member(session, workshop))
    stranger = actor_of(session, make_member(session, make_employer(session)))

    assert candidate_search.show(candidate.id, actor=member).candidate is candidate
    with pytest.raises(NotFound):
        candidate_search.show(candidate.id, actor=stranger)


def test_ones_own_hidden_profile_is_shown_to_oneself(session: Session) -> None:
    user = make_user(session)
    candidate = make_candidate(session, user, visibility=Visibility.HIDDEN)

    assert candidate_search.show(candidate.id, actor=actor_of(session, user)).own


def test_the_latest_edited_come_first_a_page_at_a_time(session: Session) -> None:
    for day in range(21):
        make_candidate(session, headline=str(day), updated_at=NOON - dt.timedelta(days=day))

    second = candidate_search.browse(CandidateFilters(), actor=ANONYMOUS, page=2, now=NOON).page

    assert [candidate.headline for candidate in second.rows] == ["20"]
    assert (second.total, second.pages) == (21, 2)
