"""Vacancies are found by what is meant, in every script, and only by whoever may see them."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from recruit.errors import NotFound
from recruit.extensions import db
from recruit.models import (
    ANONYMOUS,
    Application,
    Currency,
    PayBasis,
    ReferenceValue,
    Shift,
    Stage,
    VacancyState,
)
from recruit.services import vacancy_search
from recruit.services.vacancy_search import VacancyFilters, VacancyResults
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
)


def look(page: int = 1, **filters: object) -> VacancyResults:
    return vacancy_search.browse(VacancyFilters(**filters), page=page, now=NOON)  # type: ignore[arg-type]


def titles(**filters: object) -> set[str]:
    return {vacancy.title for vacancy in look(**filters).page.rows}


@pytest.mark.parametrize("typed", ["оверлок", "ОВЕРЛОК", "overlock", "overlok", "ওভারলক", "اوورلاک"])
def test_one_word_finds_the_same_vacancies_in_every_script(session: Session, typed: str) -> None:
    make_vacancy(session, None, "overlock_machine", title="Швея А", occupation_id=None)
    make_vacancy(session, None, "overlock_4_thread", title="Швея Б", occupation_id=None)
    make_vacancy(session, None, "overlocking", title="Швея В", occupation_id=None)
    make_vacancy(session, None, title="Швея Г", occupation_id="overlock_operator")
    make_vacancy(session, None, "ironing", title="Утюг", occupation_id="presser")

    assert titles(text=typed) == {"Швея А", "Швея Б", "Швея В", "Швея Г"}


@pytest.mark.parametrize("typed", ["чырагдан", "ЧЫРАГДАН", "Чырагдан", "ырагд"])
def test_words_we_do_not_know_are_looked_for_as_letters_whatever_their_case(
    session: Session, typed: str
) -> None:
    by_name = make_employer(session, "ОсОО «Чырагдан»")
    make_vacancy(session, by_name, title="У них")
    make_vacancy(session, title="В цех ЧЫРАГДАН")
    make_vacancy(session, title="В другой цех")

    assert titles(text=typed) == {"У них", "В цех ЧЫРАГДАН"}


@pytest.mark.parametrize("typed", ["%", "_", "100%", "\\", "'; --"])
def test_signs_of_the_database_find_nothing_by_accident(session: Session, typed: str) -> None:
    make_vacancy(session, title="Швея")

    assert titles(text=typed) == ({"Швея"} if typed in ("%", "_", "\\", "'; --") else set())


def test_a_place_is_one_however_it_is_spelled(session: Session) -> None:
    make_vacancy(session, title="А", place="Бишкек")
    make_vacancy(session, title="Б", place="Бишкек")
    make_vacancy(session, title="В", place="Bishkek")
    make_vacancy(session, title="Г", place="Ош")

    found = look(place="bishkek")

    assert {vacancy.title for vacancy in found.page.rows} == {"А", "Б", "В"}
    assert found.place == "Бишкек"
    assert found.places == ("Бишкек", "Ош")
    assert titles(text="Bishkek") == {"А", "Б", "В"}
    assert titles(place="Нигде") == set()


def test_a_trade_and_a_town_are_both_needed_until_there_is_nothing(session: Session) -> None:
    make_vacancy(session, None, "overlock_machine", title="А", place="Ош")
    make_vacancy(session, None, "overlock_machine", title="Б", place="Токмок")

    assert titles(text="оверлок Ош") == {"А"}

    relaxed = look(text="оверлок Нарын")
    assert relaxed.relaxed
    assert {vacancy.title for vacancy in relaxed.page.rows} == {"А", "Б"}


def test_a_skill_is_answered_by_narrower_ones_and_by_the_trade(session: Session) -> None:
    make_vacancy(session, None, "overlock_4_thread", title="Узкое", occupation_id=None)
    make_vacancy(session, None, "lockstitch_machine", title="Чужое", occupation_id=None)
    make_vacancy(session, None, title="Ремесло", occupation_id="cutter")

    assert titles(skills=("overlock_machine",)) == {"Узкое"}
    assert titles(skills=("cutter",)) == {"Ремесло"}
    assert titles(skills=("overlock_machine", "lockstitch_machine")) == set()
    assert titles(skills=("no_such_concept",)) == {"Узкое", "Чужое", "Ремесло"}


def test_pay_is_compared_in_som_a_month(session: Session) -> None:
    session.add(
        ReferenceValue(
            key="exchange_rate",
            dimension="USD",
            value=87.5,
            unit="KGS",
            valid_from=NOON.date(),
            source="test",
            confidence="test",
        )
    )
    month = {"pay_basis": PayBasis.MONTH}
    make_vacancy(session, title="40 тысяч", pay_min=30_000, pay_max=40_000, **month)
    make_vacancy(session, title="от 45", pay_min=45_000, **month)
    make_vacancy(session, title="500$", pay_max=500, pay_currency=Currency.USD, **month)
    hourly = {"pay_basis": PayBasis.HOUR, "pay_max": 200}
    make_vacancy(session, title="в час", hours_per_day=10, days_per_week=6, **hourly)
    make_vacancy(session, title="в час, без часов", **hourly)
    make_vacancy(session, title="не сказано")

    assert titles(pay=40_000) == {"40 тысяч", "от 45", "500$", "в час"}
    assert titles(pay=43_750) == {"от 45", "500$", "в час"}
    assert titles(pay=52_001) == set()


def test_filters_hold_together(session: Session) -> None:
    both = {"shift": Shift.DAY, "housing": True}
    make_vacancy(session, None, "overlock_machine", title="Всё", place="Ош", **both)
    make_vacancy(session, None, "overlock_machine", title="Ночь", shift=Shift.NIGHT, housing=True)
    make_vacancy(session, None, "overlock_machine", title="Без жилья", shift=Shift.DAY)

    assert titles(text="overlock", shift=Shift.DAY, housing=True, place="Ош") == {"Всё"}
    assert titles(housing=True) == {"Всё", "Ночь"}


def test_only_what_is_open_and_not_over_is_listed(session: Session) -> None:
    for state in VacancyState:
        make_vacancy(session, title=state.value, state=state)
    make_vacancy(session, title="over", expires_on=NOON.date() - dt.timedelta(days=1))
    make_vacancy(session, title="last day", expires_on=NOON.date())

    assert titles() == {"open", "last day"}


def test_the_newest_come_first_a_page_at_a_time(session: Session) -> None:
    employer = make_employer(session)
    for day in range(21):
        make_vacancy(session, employer, title=str(day), published_at=NOON - dt.timedelta(days=day))

    first, second, beyond = look(1).page, look(2).page, look(999).page

    assert [vacancy.title for vacancy in first.rows] == [str(day) for day in range(20)]
    assert [vacancy.title for vacancy in second.rows] == ["20"]
    assert (first.total, first.pages) == (21, 2)
    assert (beyond.rows, beyond.total, beyond.number) == ((), 21, 999)


def test_a_page_asks_the_database_as_often_for_twenty_as_for_two(session: Session) -> None:
    def statements() -> int:
        look(text="overlock")  # so that the engine stands
        session.expire_all()
        session.expunge_all()
        seen: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
        look(text="overlock")
        return len(seen)

    for _ in range(2):
        make_vacancy(session, None, "overlock_machine", "tshirt")
    few = statements()
    for _ in range(18):
        make_vacancy(session, None, "overlock_machine", "tshirt")

    assert statements() <= few


def test_a_vacancy_is_shown_to_whom_it_is_for(session: Session) -> None:
    employer = make_employer(session)
    own = actor_of(session, make_member(session, employer))
    other = actor_of(session, make_member(session, make_employer(session)))
    paused = make_vacancy(session, employer, "tshirt", state=VacancyState.PAUSED)
    open_one = make_vacancy(session, employer, "tshirt")

    assert vacancy_search.show(paused.id, actor=own).own
    assert not vacancy_search.show(open_one.id, actor=other).own
    assert not vacancy_search.show(open_one.id, actor=ANONYMOUS).may_apply
    for actor in (other, ANONYMOUS):
        with pytest.raises(NotFound):
            vacancy_search.show(paused.id, actor=actor)
    with pytest.raises(NotFound):
        vacancy_search.show(uuid.uuid4(), actor=own)


def test_who_has_applied_may_not_apply_again_unless_withdrawn(session: Session) -> None:
    user = make_user(session)
    candidate = make_candidate(session, user, "tshirt")
    actor = actor_of(session, user)
    vacancy = make_vacancy(session)
    assert vacancy_search.show(vacancy.id, actor=actor).may_apply

    application = Application(
        candidate_id=candidate.id,
        vacancy_id=vacancy.id,
        score=5000,
        created_at=NOON,
        updated_at=NOON,
    )
    session.add(application)
    session.commit()
    found = vacancy_search.show(vacancy.id, actor=actor)
    assert found.application is not None
    assert not found.may_apply

    application.stage = Stage.WITHDRAWN
    session.commit()
    assert vacancy_search.show(vacancy.id, actor=actor).may_apply


def test_the_first_page_counts_what_there_is(session: Session) -> None:
    make_vacancy(session, title="Три места", headcount=4, filled=1)
    make_vacancy(session, state=VacancyState.CLOSED)
    make_candidate(session, country="BD")
    make_candidate(session, country="KG")
    make_candidate(session, country="KG", visibility="hidden")

    found = vacancy_search.home(now=NOON)

    assert (found.vacancies, found.people_wanted) == (1, 3)
    assert (found.specialists, found.countries) == (2, 2)
    assert [vacancy.title for vacancy in found.latest] == ["Три места"]
