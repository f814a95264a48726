"""Registering without a CV, as a browser without JavaScript meets it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruit.models import Candidate, CandidatePrivate, User, Visibility
from tests.factories import make_user, make_vacancy, signed_in
from tests.pages import sent, words_of

START = "/register/specialist"
PASSWORD = "four words make one"


def go_on(client: FlaskClient, html: str, **changes: Any) -> Any:
    return client.post(START, data=sent(html, **changes))


def test_somebody_registers_in_bengali_and_sees_what_fits(session: Session, app: Flask) -> None:
    make_vacancy(session, None, "overlock_machine", title="Швея на оверлок")
    client = app.test_client()

    first = client.get(START).text
    second = go_on(client, first, words="ওভারলক, ফ্ল্যাটলক, ৫ বছর, অজানাশব্দ")
    assert second.status_code == 200
    assert "ফ্ল্যাটলক" in second.text
    assert session.scalar(select(func.count()).select_from(User)) == 0
    third = go_on(
        client,
        second.text,
        **{"claims-0-level": "4", "more-0-text": "трикотаж", "more-0-years": "1,5"},
    )
    assert third.status_code == 200, words_of(third.text)
    last = go_on(
        client,
        third.text,
        contact="+880 1711 123456",
        password=PASSWORD,
        adult="y",
        country="BD",
        pay_wanted="45 000",
        languages=["bn", "en"],
        full_name="Rahim",
    )

    assert last.status_code == 302, words_of(last.text)
    assert last.location == "/profile/vacancies"
    page = client.get(last.location)
    assert "Швея на оверлок" in page.text
    candidate = session.scalars(select(Candidate)).one()
    session.refresh(candidate, ["claims"])
    assert [(c.text, c.concept_id, c.level, c.years) for c in candidate.claims] == [
        ("ওভারলক", "overlock_machine", 4, 5.0),
        ("ফ্ল্যাটলক", "coverstitch_machine", None, 5.0),
        ("трикотаж", "knitwear_fabric", None, 1.5),
    ]
    assert (candidate.country, candidate.pay_wanted, candidate.languages) == (
        "BD",
        45_000,
        ["bn", "en"],
    )
    assert candidate.visibility is Visibility.PUBLIC
    private = session.get(CandidatePrivate, candidate.id)
    assert private is not None
    assert (private.full_name, private.phone) == ("Rahim", "+8801711123456")
    assert "অজানাশব্দ" not in client.get("/profile").text


def test_unknown_words_are_kept_when_ticked(session: Session, app: Flask) -> None:
    client = app.test_client()
    second = go_on(client, client.get(START).text, words="оверлок, хурджуноплётка")
    assert "хурджуноплётка" in second.text

    third = go_on(client, second.text, **{"claims-1-keep": "y"})
    go_on(client, third.text, contact="a@example.org", password=PASSWORD, adult="y")

    page = words_of(client.get("/profile").text)
    assert "We do not know these words yet" in page
    assert "хурджуноплётка" in page


def test_a_taken_contact_keeps_everything_typed(session: Session, app: Flask) -> None:
    make_user(session, email="taken@example.org")
    client = app.test_client()
    second = go_on(client, client.get(START).text, words="ওভারলক ৫ বছর, খাবার")
    third = go_on(client, second.text)

    answer = go_on(
        client,
        third.text,
        contact="Taken@example.org",
        password=PASSWORD,
        adult="y",
        place="গাজীপুর",
        country="BD",
        pay_wanted="40000",
        ready_to_move="yes",
        available_from="2027-01-31",
        visibility="applied",
        languages=["bn"],
        wishes=["housing"],
    )

    assert answer.status_code == 422
    assert "There is already an account with this. Sign in instead." in words_of(answer.text)
    kept = sent(answer.text)
    assert kept["contact"] == ["Taken@example.org"]
    assert kept["place"] == ["গাজীপুর"]
    assert kept["country"] == ["BD"]
    assert kept["pay_wanted"] == ["40000"]
    assert kept["ready_to_move"] == ["yes"]
    assert kept["available_from"] == ["2027-01-31"]
    assert kept["visibility"] == ["applied"]
    assert kept["languages"] == ["bn"]
    assert kept["wishes"] == ["housing"]
    assert "adult" in kept
    assert kept["claims-0-text"] == ["ওভারলক"]
    assert kept["words"] == ["ওভারলক ৫ বছর, খাবার"]
    assert PASSWORD not in answer.text
    assert session.scalar(select(func.count()).select_from(Candidate)) == 0
    again = go_on(client, answer.text, contact="free@example.org", password=PASSWORD)
    assert again.status_code == 302


def test_one_goes_back_and_loses_nothing(session: Session, app: Flask) -> None:
    client = app.test_client()
    second = go_on(client, client.get(START).text, words="оверлок")
    third = go_on(client, second.text, **{"claims-0-years": "7"})

    back = go_on(client, third.text, back="skills", place="Ош")
    assert sent(back.text)["claims-0-years"] == ["7"]
    words = go_on(client, back.text, back="words")
    assert sent(words.text)["words"] == ["оверлок"]
    more = go_on(client, words.text, words="оверлок, трикотаж")
    assert sent(more.text)["claims-0-years"] == ["7"]
    assert sent(more.text)["claims-1-concept_id"] == ["knitwear_fabric"]
    assert sent(go_on(client, more.text).text)["place"] == ["Ош"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Please fill this in."),
        ("\x00\u202e", "Please fill this in."),
        ("🧵🪡🧵", "There is nothing readable here."),
        ("ы" * 100_000, "This is too long: at most 5000 characters fit."),
        ("qwrtpsdf zxcvbnm", "We found no machine, operation, garment or trade"),
    ],
    ids=["nothing", "marks", "emoji", "huge", "unknown"],
)
def test_words_nobody_can_use_are_told_so_and_kept(
    client: FlaskClient, words: str, told: str
) -> None:
    answer = go_on(client, client.get(START).text, words=words)

    assert answer.status_code == 422
    assert told in words_of(answer.text)
    if "\x00" not in words:
        assert sent(answer.text)["words"] == [words]


def test_wrong_figures_are_marked_where_they_stand(client: FlaskClient) -> None:
    second = go_on(client, client.get(START).text, words="оверлок")

    changes = {"claims-0-years": "много", "more-0-text": "трикотаж", "more-0-years": "99"}
    answer = go_on(client, second.text, **changes)

    assert answer.status_code == 422
    page = words_of(answer.text)
    assert "Please write a number, for example 5." in page
    assert "This must be from 0 to 60." in page
    kept = sent(answer.text)
    assert kept["claims-0-years"] == ["много"]
    assert kept["claims-1-text"] == ["трикотаж"]
    assert kept["claims-1-years"] == ["99"]


def test_a_line_is_added_without_javascript(client: FlaskClient) -> None:
    second = go_on(client, client.get(START).text, words="оверлок")

    answer = go_on(client, second.text, add_row="more", **{"more-0-text": "трикотаж"})

    kept = sent(answer.text)
    assert kept["claims-1-concept_id"] == ["knitwear_fabric"]
    assert [name for name in kept if name.startswith("more-") and name.endswith("-text")]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("password", "short", "This is too short: at least 12 characters are needed."),
        ("contact", "0700\x00", "This is neither an e-mail address nor a phone number"),
        ("adult", None, "Please fill this in."),
        ("pay_wanted", "-5", "This must be from 0 to 10000000."),
        ("pay_wanted", "много", "Please write a whole number"),
        ("available_from", "завтра", "Please write a day"),
        ("available_from", "9999-12-31", "This must be from"),
        ("country", "XX", "Please choose one of the answers offered."),
        ("place", "x" * 101, "This is too long: at most 100 characters fit."),
        ("full_name", "x" * 100_000, "This is too long: at most 200 characters fit."),
        ("languages", ["??"], "Please choose one of the answers offered."),
    ],
)
def test_the_last_step_names_each_fault(
    client: FlaskClient, field: str, value: Any, told: str
) -> None:
    third = go_on(client, go_on(client, client.get(START).text, words="оверлок").text)
    right = {"contact": "a@example.org", "password": PASSWORD, "adult": "y"}

    answer = go_on(client, third.text, **{**right, field: value})

    assert answer.status_code == 422
    assert told in words_of(answer.text)
    assert client.get("/profile").status_code == 302


def test_a_form_made_up_by_hand_is_no_error_of_ours(client: FlaskClient) -> None:
    token = sent(client.get(START).text)["csrf_token"]
    for data in (
        {"step": "wishes"},
        {"step": "nonsense", "claims-9999999-text": "оверлок"},
        {"step": "skills", "claims-x-text": "оверлок", "add_row": "csrf_token"},
        {"step": "skills", "claims-0-text": "x", "claims-0-keep": "y", "claims-0-level": "٣٣٣٣"},
        {
            "step": "skills",
            "claims-0-text": "x",
            "claims-0-linked_text": "x",
            "claims-0-keep": "y",
            "claims-0-concept_id": "\x00",
        },
        {"back": "csrf_token"},
    ):
        answer = client.post(START, data={"csrf_token": token, **data})
        assert answer.status_code in (200, 422), data


def test_an_account_without_a_profile_is_led_to_making_one(session: Session, app: Flask) -> None:
    client = signed_in(app, make_user(session))

    assert client.get("/profile/vacancies").location == START
    third = go_on(client, go_on(client, client.get(START).text, words="оверлок").text)
    assert 'name="password"' not in third.text
    answer = go_on(client, third.text, adult="y")

    assert answer.location == "/profile/vacancies"
    assert client.get(START).location == "/profile"
