"""Posting and editing vacancies, as a browser without JavaScript meets it."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from recruit.extensions import db
from recruit.models import Requirement, Vacancy, VacancyState
from tests.web.employers import (
    NEW,
    browser,
    inputs,
    send,
    stored,
    text_of,
    vacancy_of,
    workshop,
)

__all__ = ["browser", "workshop"]


def test_words_we_do_not_know_are_told_and_kept(browser: FlaskClient) -> None:
    answer = send(browser, {"action": "read", "description": "Нужна швея, zzqqxx wwvv"})

    assert answer.status_code == 200
    assert "In these words we recognised nothing" in text_of(answer)
    assert '<li dir="auto">zzqqxx wwvv</li>' in text_of(answer)


@pytest.mark.parametrize(
    ("advert", "told"),
    [
        ("", "Please fill this in."),
        ("\x00", "Please fill this in."),
        ("😀🧵🪡", "There is nothing readable here."),
        ("zzqqxx wwvv", "We found no machine, operation, garment or trade"),
        ("швея " * 20_000, "at most 10000 characters fit"),
    ],
    ids=["empty", "nul", "emoji", "unknown", "100 kB"],
)
def test_an_advert_we_cannot_read_is_told_at_its_field_and_kept(
    app: Flask, browser: FlaskClient, advert: str, told: str
) -> None:
    answer = send(browser, {"action": "read", "description": advert})

    assert answer.status_code == 422
    html = text_of(answer)
    assert told in html
    assert 'id="description-error"' in html
    assert inputs(answer.get_data(as_text=True))["description"] == advert.strip()
    assert stored(app) == []


def test_a_form_with_faults_keeps_everything_typed(app: Flask, browser: FlaskClient) -> None:
    typed = {
        "action": "publish",
        "title": "Шв\x00ея",
        "requirements-0-text": "оверлок",
        "requirements-0-importance": "must",
        "requirements-1-text": "",
        "requirements-2-text": "zzqqxx",
        "requirements-2-min_years": "много",
        "requirements-3-text": "цыганская песня",
        "requirements-3-remove": "1",
        "headcount": "0",
        "pay_min": "50 000",
        "pay_max": "-1",
        "hours_per_day": "7,5",
        "start_on": "завтра",
        "place": "\u202eБишкек",
    }

    answer = send(browser, typed)

    assert answer.status_code == 422
    html = text_of(answer)
    form = inputs(answer.get_data(as_text=True))
    for name, value in typed.items():
        if name not in ("action", "title", "requirements-3-remove"):
            assert form[name] == value, name
    for told in (
        "This must be from 1 to 1000.",
        "This must be from 0 to 10000000.",
        "We do not know “<bdi>zzqqxx</bdi>” yet.",
        "Please write a number in digits.",
        "Please write the day as year-month-day",
    ):
        assert told in html
    assert 'id="requirements-2-text-error"' in html
    assert 'id="requirements-3-text-error"' not in html
    assert stored(app) == []


def test_a_typed_number_may_have_spaces_or_a_comma(app: Flask, browser: FlaskClient) -> None:
    send(
        browser,
        {
            "action": "draft",
            "title": "Швея",
            "headcount": "2",
            "pay_min": "35 000",
            "hours_per_day": "7,5",
            "days_per_week": "6",
        },
    )

    (vacancy,) = stored(app)
    assert (vacancy.state, vacancy.pay_min, vacancy.hours_per_day) == (
        VacancyState.DRAFT,
        35_000,
        7.5,
    )


def test_changed_words_are_read_anew(app: Flask, browser: FlaskClient) -> None:
    send(
        browser,
        {
            "action": "draft",
            "title": "Швея",
            "headcount": "1",
            "requirements-0-text": "распошив",
            "requirements-0-reading": "overlock_4_thread",
            "requirements-0-read_from": "4-нитка",
            "requirements-1-text": "4-нитка",
            "requirements-1-reading": "overlock_4_thread",
            "requirements-1-read_from": "4-нитка",
        },
    )

    (vacancy,) = stored(app)
    with app.app_context():
        asked = select(Requirement.concept_id).where(Requirement.vacancy_id == vacancy.id)
        rows = db.session.scalars(asked.order_by(Requirement.position)).all()
        db.session.remove()
    assert rows == ["coverstitch_machine", "overlock_4_thread"]


def test_a_line_is_added_without_javascript(browser: FlaskClient) -> None:
    answer = send(
        browser,
        {"title": "Швея", "requirements-0-text": "распошив", "add_row": "requirements"},
    )

    form = inputs(answer.get_data(as_text=True))
    assert answer.status_code == 200
    assert form["requirements-0-text"] == "распошив"
    assert form["requirements-1-text"] == ""
    assert form["title"] == "Швея"


def test_a_vacancy_is_edited_in_the_same_form(
    app: Flask, browser: FlaskClient, workshop: uuid.UUID
) -> None:
    id_ = vacancy_of(app, workshop, "overlock_4_thread", pay_min=30_000)
    address = f"/employer/vacancies/{id_}/edit"

    form = inputs(browser.get(address).get_data(as_text=True))
    assert (form["title"], form["pay_min"]) == ("Швея на оверлок", "30000")
    answer = send(browser, {**form, "title": "Оверлочница", "action": "save"}, address)

    assert answer.status_code == 302
    (vacancy,) = stored(app)
    assert (vacancy.title, vacancy.revision, vacancy.pay_min) == ("Оверлочница", 2, 30_000)
    wrong = send(browser, {**form, "title": "", "action": "save"}, address)
    assert wrong.status_code == 422
    assert stored(app)[0].title == "Оверлочница"


def test_nothing_is_kept_without_the_forms_token(app: Flask, browser: FlaskClient) -> None:
    answer = browser.post(NEW, data={"title": "Швея", "headcount": "1", "action": "publish"})

    assert answer.status_code == 400
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Vacancy)) == 0
        db.session.remove()
