"""The specialists' pages: skills, never persons, and only to whom they may be shown."""

from __future__ import annotations

import datetime as dt
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from recruit.models import CandidatePrivate, Role, Visibility
from tests.factories import (
    make_candidate,
    make_employer,
    make_member,
    make_user,
    signed_in,
)


def read(client: FlaskClient, address: str, **query: Any) -> str:
    answer = client.get(address, query_string=query)
    assert answer.status_code == 200, answer.status
    return unescape(answer.get_data(as_text=True))


def test_a_card_and_a_page_tell_skills_and_no_person(session: Session, client: FlaskClient) -> None:
    user = make_user(session, email="ayesha@example.org", phone="+8801712345678")
    candidate = make_candidate(
        session,
        user,
        ("overlock_machine", 4, 3.0),
        experience={"overlock_operator": 3.0},
        headline="ওভারলক অপারেটর",
        about="আমি সেলাই করি",
        country="BD",
        place="গাজীপুর",
        languages=["bn", "en"],
        wishes=["housing"],
        pay_wanted=40_000,
        available_from=dt.date(2027, 1, 11),
        ready_to_move=True,
    )
    candidate.claims[0].text = "ওভারলক মেশিন"
    private = session.get(CandidatePrivate, candidate.id)
    assert private is not None
    private.full_name, private.phone, private.email = "Ayesha Khatun", "+8801700000000", "a@b.org"
    session.commit()

    cards, page = read(client, "/specialists"), read(client, f"/specialists/{candidate.id}")

    for html in (cards, page):
        for fact in (
            "ওভারলক অপারেটর",
            f"Specialist {candidate.number}",
            "overlock operator, 3 years",
            "Bangladesh",
            "Level 4 of 5",
        ):
            assert fact in html, fact
        for secret in ("Ayesha", "ayesha@", "+880", "a@b.org"):
            assert secret not in html, secret
    for fact in (
        "ওভারলক মেশিন",
        "আমি সেলাই করি",
        "Bangla, English",
        "housing",
        "from 40,000 som a month",
        "January 11, 2027",
    ):
        assert fact in page, fact


def test_a_profile_without_a_headline_is_called_by_its_trade_or_number(
    session: Session, client: FlaskClient
) -> None:
    make_candidate(session, headline="", experience={"cutter": 2.0})
    unknown = make_candidate(session, headline="")

    html = read(client, "/specialists")

    assert '<bdi lang="en">cutter</bdi>' in html
    assert f'<bdi lang="en">Specialist {unknown.number}</bdi>' in html


def test_a_profile_is_shown_only_to_whom_its_owner_says(
    session: Session, app: Flask, client: FlaskClient
) -> None:
    owner = make_user(session)
    hidden = make_candidate(session, owner, headline="Скрыта", visibility=Visibility.HIDDEN)
    shared = make_candidate(session, headline="Цехам", visibility=Visibility.EMPLOYERS)
    employer = signed_in(app, make_member(session, make_employer(session)))
    own = signed_in(app, owner)
    overseer = signed_in(app, make_user(session, Role.OVERSEER))

    assert "Цехам" in read(employer, "/specialists")
    assert "Цехам" in read(employer, f"/specialists/{shared.id}")
    for browser in (client, own, overseer):
        assert "Цехам" not in read(browser, "/specialists")
        assert browser.get(f"/specialists/{shared.id}").status_code == 404
    for browser in (client, employer, overseer):
        assert "Скрыта" not in read(browser, "/specialists")
        assert browser.get(f"/specialists/{hidden.id}").status_code == 404
    assert "This is your profile" in read(own, f"/specialists/{hidden.id}")


def test_filters_hold_together(session: Session, client: FlaskClient) -> None:
    today = dt.datetime.now(dt.UTC).date()
    fits: dict[str, Any] = {"country": "BD", "available_from": today, "ready_to_move": True}
    make_candidate(session, None, ("overlock_4_thread", 4, None), headline="Подходит", **fits)
    make_candidate(session, None, ("overlock_4_thread", 2, None), headline="Слабо", **fits)
    make_candidate(
        session, None, ("overlock_4_thread", 5, None), headline="Дома", **{**fits, "country": "KG"}
    )
    query = {
        "q": "ওভারলক",
        "skill": "overlock_machine",
        "level": "3",
        "country": "bd",
        "free_now": "1",
        "ready": "1",
    }

    html = read(client, "/specialists", **query)

    assert "Подходит" in html
    assert "Слабо" not in html
    assert "Дома" not in html
    assert "Дома" in read(client, "/specialists", **{**query, "country": ""})
    assert "Подходит" in read(client, "/specialists", free_by=today.isoformat())


@pytest.mark.parametrize(
    "query",
    [
        {"page": "abc"},
        {"page": "9" * 400},
        {"level": "7"},
        {"level": "x"},
        {"country": "Бангладеш"},
        {"free_by": "2026-02-31"},
        {"free_by": "\x00"},
        {"skill": "no_such_concept"},
        {"q": "\x00\u202e"},
    ],
)
def test_what_cannot_be_read_in_an_address_is_left_out(
    session: Session, client: FlaskClient, query: dict[str, str]
) -> None:
    make_candidate(session, headline="Швея")

    assert "Швея" in read(client, "/specialists", **query)


def test_nobody_found_and_too_far_both_help_on(session: Session, client: FlaskClient) -> None:
    assert "Nobody has registered yet" in read(client, "/specialists")
    make_candidate(session)
    assert "Nobody fits all of this" in read(client, "/specialists", country="PK")
    assert "There are not that many pages" in read(client, "/specialists", page="999")
