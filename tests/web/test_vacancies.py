"""The vacancies' pages: found in every script, terms whole, nothing shown to whom it is not for."""

from __future__ import annotations

import datetime as dt
import uuid
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from recruit.models import Currency, PayBasis, Shift, VacancyState, Verification
from tests.factories import (
    NOON,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
    signed_in,
)


def read(client: FlaskClient, address: str, **query: Any) -> str:
    answer = client.get(address, query_string=query)
    assert answer.status_code == 200, answer.status
    return unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize("typed", ["оверлок", "overlock", "ওভারলক"])
def test_a_russian_vacancy_is_found_in_any_script(
    session: Session, client: FlaskClient, typed: str
) -> None:
    make_vacancy(session, None, "overlock_4_thread", title="Швея на четырёхнитку")
    make_vacancy(session, None, "ironing", title="Утюжница", occupation_id="presser")

    page = read(client, "/vacancies", q=typed)

    assert "Швея на четырёхнитку" in page
    assert "Утюжница" not in page
    assert f"We read “<bdi>{typed}</bdi>” as: overlock machine." in page
    assert "1 vacancy" in page


def test_a_paused_vacancy_is_listed_to_nobody_and_shown_only_to_its_own(
    session: Session, app: Flask, client: FlaskClient
) -> None:
    employer = make_employer(session)
    paused = make_vacancy(session, employer, title="Стоит", state=VacancyState.PAUSED)
    own = signed_in(app, make_member(session, employer))
    other = signed_in(app, make_member(session, make_employer(session)))

    for browser in (client, own, other):
        assert "Стоит" not in read(browser, "/vacancies")
    assert client.get(f"/vacancies/{paused.id}").status_code == 404
    assert other.get(f"/vacancies/{paused.id}").status_code == 404
    page = read(own, f"/vacancies/{paused.id}")
    assert "Paused" in page
    assert f"/employer/vacancies/{paused.id}/specialists" in page
    assert client.get(f"/vacancies/{uuid.uuid4()}").status_code == 404
    assert client.get("/vacancies/not-an-id").status_code == 404


def test_filters_hold_together_and_each_can_be_taken_away(
    session: Session, client: FlaskClient
) -> None:
    offer: dict[str, Any] = {
        "place": "Ош",
        "shift": Shift.DAY,
        "housing": True,
        "pay_max": 50_000,
        "pay_basis": PayBasis.PIECE,
    }
    make_vacancy(session, None, "overlock_machine", title="Подходит", **offer)
    make_vacancy(session, None, "overlock_machine", title="Дёшево", **{**offer, "pay_max": 20_000})
    make_vacancy(session, None, "lockstitch_machine", title="Не то", **offer)
    query = {
        "skill": "overlock_machine",
        "place": "Osh",
        "shift": "day",
        "housing": "1",
        "pay": "45000",
    }

    page = read(client, "/vacancies", **query)

    assert "Подходит" in page
    assert "Дёшево" not in page
    assert "Не то" not in page
    assert "/vacancies?skill=overlock_machine&place=%D0%9E%D1%88&shift=day&housing=1" in page
    assert "Дёшево" in read(client, "/vacancies", **{**query, "pay": "1000"})


@pytest.mark.parametrize(
    "query",
    [
        {"page": "abc"},
        {"page": "-1"},
        {"page": "9" * 5000},
        {"pay": "много"},
        {"pay": "-5"},
        {"pay": "9" * 12},
        {"shift": "never"},
        {"skill": "no_such_concept"},
        {"skill": "x\x00'"},
        {"q": "\x00"},
        {"q": "\u202e😀"},
        {"housing": "maybe"},
    ],
)
def test_what_cannot_be_read_in_an_address_is_left_out(
    session: Session, client: FlaskClient, query: dict[str, str]
) -> None:
    make_vacancy(session, title="Швея")

    answer = client.get("/vacancies", query_string=query)

    assert answer.status_code == 200
    if "q" not in query or not query["q"].strip("\x00"):
        assert "Швея" in answer.get_data(as_text=True)


@pytest.mark.parametrize("query", ["q=%ff%fe", "q=%00%00", "q=" + "%D1%88" * 5000, "place=%00"])
def test_broken_and_huge_searches_are_answered(client: FlaskClient, query: str) -> None:
    assert client.get(f"/vacancies?{query}").status_code == 200


def test_a_page_beyond_the_last_says_so(session: Session, client: FlaskClient) -> None:
    employer = make_employer(session)
    for number in range(21):
        make_vacancy(session, employer, title=f"Швея {number}", housing=True)

    assert "There are not that many pages" in read(client, "/vacancies", page=999)
    first = read(client, "/vacancies", housing="1")
    assert "21 vacancies" in first
    assert "Page 1 of 2" in first
    assert "/vacancies?housing=1&page=2" in first


def test_nothing_found_helps_on(client: FlaskClient) -> None:
    page = read(client, "/vacancies", q="абракадабра")

    assert "No vacancy fits all of this" in page
    assert "Show all vacancies" in page


def test_the_terms_are_told_whole(session: Session, client: FlaskClient) -> None:
    employer = make_employer(session, "ОсОО «Ак-Кийим»", verification=Verification.VERIFIED)
    vacancy = make_vacancy(
        session,
        employer,
        ("overlock_4_thread", "must"),
        title="Швея",
        description="Цех тёплый",
        demo_key="d1",
        pay_basis=PayBasis.GUARANTEED_PIECE,
        pay_min=35_000,
        pay_max=50_000,
        pay_currency=Currency.KGS,
        guaranteed_minimum=25_000,
        deductions="Нет",
        hours_per_day=10.0,
        days_per_week=6,
        overtime="в полуторном размере",
        shift=Shift.DAY,
        housing=True,
        meals=False,
        contract_months=12,
        floor_languages=["ru", "ky"],
        place="Бишкек",
        start_on=dt.date(2027, 1, 11),
        headcount=5,
        filled=2,
    )
    vacancy.requirements[0].min_level = 3
    vacancy.requirements[0].min_years = 2
    session.commit()

    page = read(client, f"/vacancies/{vacancy.id}")

    for fact in (
        "35,000 to 50,000 som a month, piece rate with a guaranteed minimum",
        "25,000 som",
        "10 hours a day, 6 days a week: 60 hours a week",
        "20 hours above the usual week of 40. How they are paid: \u2068в полуторном размере\u2069",
        "12 months",
        "Russian, Kyrgyz",
        "January 11, 2027",
        "2 of 5 found",
        "4-thread overlock</bdi>, level 3: does it alone; from 2 years",
        "Must have",
        "ОсОО «Ак-Кийим»",
        "The employer's papers have been checked.",
        "You pay nobody for this job",
        "Demonstration",
        "Цех тёплый",
        "Register to apply",
    ):
        assert fact in page, fact
    assert page.count("Not stated") == 2  # transport, travel


def test_what_is_not_stated_is_said_to_be_not_stated(session: Session, client: FlaskClient) -> None:
    vacancy = make_vacancy(session, hours_per_day=11.0, days_per_week=6)

    page = read(client, f"/vacancies/{vacancy.id}")

    assert "Pay not stated" in page
    assert "how they are paid is not stated. Ask before you agree." in page
    assert "The employer's papers have not been checked yet." in page
    assert page.count("Not stated") == 15


def test_a_candidate_with_a_profile_can_apply_here(session: Session, app: Flask) -> None:
    user = make_user(session)
    make_candidate(session, user, "overlock_machine")
    vacancy = make_vacancy(session)

    page = read(signed_in(app, user), f"/vacancies/{vacancy.id}")

    assert f'href="/vacancies/{vacancy.id}/application"' in page
    assert "Register to apply" not in page


def test_typed_text_is_shown_as_text(session: Session, client: FlaskClient) -> None:
    vacancy = make_vacancy(
        session, title="<script>alert(1)</script>", description="<b>x</b>", place="</p>"
    )

    for address in ("/vacancies", f"/vacancies/{vacancy.id}", "/vacancies?q=<script>"):
        html = client.get(address).get_data(as_text=True)
        assert "<script>alert" not in html
        assert "<b>x" not in html


def test_the_newest_are_on_the_first_page_in_russian_too(
    session: Session, client: FlaskClient
) -> None:
    make_vacancy(session, None, "overlock_machine", title="Швея", published_at=NOON)

    html = client.get("/", headers={"Accept-Language": "ru"}).get_data(as_text=True)

    assert 'lang="ru"' in html
    assert "Швея" in html
    assert "оверлок" in html.casefold()
