"""The first page, how ranking works, and the health of the site."""

from __future__ import annotations

from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from recruit.services.matching import DEFAULT_WEIGHTS
from recruit.services.matching.example import worked_example
from tests.factories import make_candidate, make_vacancy


def test_the_first_page_opens_two_doors_and_tells_live_figures(
    session: Session, client: FlaskClient
) -> None:
    make_vacancy(session, title="Свежая", headcount=7)
    make_candidate(session, country="UZ")

    html = unescape(client.get("/").get_data(as_text=True))

    assert 'href="/register/employer"' in html
    assert 'href="/register/specialist"' in html
    assert "Свежая" in html
    assert '<bdi class="number">7</bdi><span>people wanted</span>' in html
    assert '<bdi class="number">1</bdi><span>country</span>' in html
    assert "Nobody may keep your passport" in html
    assert "You pay nothing to anyone" in html


def test_the_first_page_stands_on_an_empty_database(session: Session, client: FlaskClient) -> None:
    html = client.get("/").get_data(as_text=True)

    assert "No open vacancies at the moment" in html
    assert '<bdi class="number">0</bdi>' in html


def test_how_ranking_works_tells_each_weight_and_an_example_that_adds_up(
    app: Flask, client: FlaskClient
) -> None:
    html = unescape(client.get("/how-ranking-works").get_data(as_text=True))
    with app.app_context():
        match = worked_example()[2]

    assert sum(DEFAULT_WEIGHTS.values()) == 100
    for weight in DEFAULT_WEIGHTS.values():
        assert f"<td>{weight:g}</td>" in html
    for never in ("name", "sex", "age", "photo", "nationality or country", "phone number"):
        assert f"<li>{never}</li>" in html
    assert not match.blocked
    assert sum(reason.points for reason in match.reasons) == match.score
    assert f"{match.score / 100:.2f}" in html
    for reason in match.reasons:
        if reason.possible:
            assert f"<b>{reason.points / 100:.2f}</b> / {reason.possible / 100:.2f}" in html


def test_the_site_says_that_it_is_well(client: FlaskClient) -> None:
    answer = client.get("/health")

    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})
