"""Weights: tried in the address, seen in the order, kept on request, told to everybody."""

from __future__ import annotations

import re
import uuid
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruit.extensions import db
from tests.factories import make_candidate
from tests.pages import words_of
from tests.web.employers import browser, send, stored, text_of, vacancy_of, workshop

__all__ = ["browser", "workshop"]

USUAL = {
    "weights-skill": "62",
    "weights-experience": "17",
    "weights-language": "5",
    "weights-dates": "4",
    "weights-pay": "5",
    "weights-readiness": "2",
    "weights-housing": "2",
    "weights-text": "3",
}


@pytest.fixture
def page(app: Flask, workshop: uuid.UUID) -> str:
    """The ranking of a vacancy for which the dear one has the skill, the cheap one nearly."""
    id_ = vacancy_of(app, workshop, "overlock_4_thread", pay_max=30_000, occupation_id=None)
    with app.app_context():
        session = db.session()
        make_candidate(
            session, None, ("overlock_4_thread", 5, 9.0), headline="Дорогая", pay_wanted=90_000
        )
        make_candidate(
            session, None, ("overlock_machine", 2, 0.5), headline="Дешёвая", pay_wanted=20_000
        )
        db.session.remove()
    return f"/employer/vacancies/{id_}/specialists"


def typed(html: str) -> dict[str, str]:
    """What stands in the fields of the weights."""
    tags = re.findall(r'<input type="text"[^>]*>', html)
    pairs = [re.search(r'name="([^"]+)" value="([^"]*)"', tag) for tag in tags]
    return {m.group(1): unescape(m.group(2)) for m in pairs if m and "weights-" in m.group(1)}


def order(html: str) -> list[str]:
    return re.findall(r"Дорогая|Дешёвая", html[html.index('id="ranked"') :])[:2]


def test_the_page_opens_with_the_usual_weights_and_no_note(browser: FlaskClient, page: str) -> None:
    html = text_of(browser.get(page))

    assert typed(html) == USUAL
    assert html.count('type="range"') == len(USUAL)
    assert "You moved the weights" not in html
    assert order(html) == ["Дорогая", "Дешёвая"]


def test_tried_weights_change_the_order_and_are_not_kept(
    app: Flask, browser: FlaskClient, page: str
) -> None:
    answer = browser.get(page, query_string={**USUAL, "weights-skill": "1", "weights-pay": "100"})
    html = text_of(answer)

    assert answer.status_code == 200
    assert order(html) == ["Дешёвая", "Дорогая"]
    words = words_of(html)
    assert "Not saved yet You moved the weights: Skills \u206662 → 1\u2069, Pay" in words
    assert "▲1 , 1 place up" in words
    assert "▼1 , 1 place down" in words
    assert typed(html)["weights-pay"] == "100"
    assert stored(app)[0].weights == {}
    assert order(text_of(browser.get(page))) == ["Дорогая", "Дешёвая"]


def test_the_usual_weights_typed_out_move_nothing(browser: FlaskClient, page: str) -> None:
    html = text_of(browser.get(page, query_string=USUAL))

    assert "You moved the weights" not in html
    assert "place up" not in html


def test_saved_weights_are_told_on_the_ranking_to_applicants_and_to_everybody(
    app: Flask, browser: FlaskClient, page: str
) -> None:
    tried = browser.get(page, query_string={**USUAL, "weights-skill": "40"})
    kept = dict(re.findall(r'type="hidden" name="(weights-\w+)" value="([^"]*)"', text_of(tried)))
    assert kept == {**USUAL, "weights-skill": "40"}

    answer = send(browser, kept, page.replace("specialists", "weights"))

    assert answer.status_code == 302
    vacancy = stored(app)[0]
    assert vacancy.weights == {"skill": 40.0}
    for address in (page, page.replace("specialists", "applicants")):
        assert "Skills \u206662 → 40\u2069" in words_of(text_of(browser.get(address)))
    public = words_of(text_of(app.test_client().get(f"/vacancies/{vacancy.id}")))
    assert "the employer moved the weights of the ranking: Skills \u206662 → 40\u2069." in public

    send(browser, {"action": "defaults"}, page.replace("specialists", "weights"))
    assert stored(app)[0].weights == {}
    public = words_of(text_of(app.test_client().get(f"/vacancies/{vacancy.id}")))
    assert "moved the weights" not in public


def test_what_is_tried_is_told_against_what_is_saved(browser: FlaskClient, page: str) -> None:
    send(browser, {**USUAL, "weights-skill": "40"}, page.replace("specialists", "weights"))

    words = words_of(text_of(browser.get(page, query_string={**USUAL, "weights-skill": "30"})))

    assert "Skills \u206640 → 30\u2069" in words
    assert "usually 62" in words


@pytest.mark.parametrize("wrong", ["101", "-1", "a lot", "nan", "1e9"])
def test_a_weight_that_cannot_be_used_stays_as_typed_with_why(
    browser: FlaskClient, page: str, wrong: str
) -> None:
    answer = browser.get(page, query_string={**USUAL, "weights-pay": wrong, "weights-skill": "9"})
    html = text_of(answer)

    assert answer.status_code == 422
    assert typed(html)["weights-pay"] == wrong
    assert typed(html)["weights-skill"] == "9"
    words = words_of(html)
    assert f"Pay: you typed “\u2068{wrong}\u2069”. This must be from 0 to 100." in words
    assert order(html) == ["Дорогая", "Дешёвая"]


def test_weights_cannot_all_be_nothing(app: Flask, browser: FlaskClient, page: str) -> None:
    nothing = dict.fromkeys(USUAL, "0")

    assert browser.get(page, query_string=nothing).status_code == 422
    assert send(browser, nothing, page.replace("specialists", "weights")).status_code == 422
    assert stored(app)[0].weights == {}


def test_only_the_list_comes_where_only_it_is_asked(browser: FlaskClient, page: str) -> None:
    html = text_of(browser.get(page, query_string={**USUAL, "weights-pay": "90", "part": "list"}))

    assert "<html" not in html
    assert 'id="first"' in html
    assert "Save these weights" in html
    assert "2 specialists have another place now." in html
