"""The reader's language: the browser's, until another is chosen."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from recruit.web.safety import local_path
from tests.factories import submit


@pytest.mark.parametrize(
    ("accepted", "shown"),
    [("ru-KG,ru;q=0.9,en;q=0.5", "ru"), ("en-GB", "en"), ("fr", "en"), ("", "en")],
)
def test_the_browsers_language_is_taken_where_it_is_offered(
    session: Session, client: FlaskClient, accepted: str, shown: str
) -> None:
    html = client.get("/", headers={"Accept-Language": accepted}).get_data(as_text=True)

    assert f'<html lang="{shown}" dir="ltr">' in html


def test_a_chosen_language_stays_and_leads_back(session: Session, client: FlaskClient) -> None:
    answer = submit(client, "/language", {"language": "ru", "next": "/vacancies?q=швея"}, page="/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/vacancies?q=")
    assert '<html lang="ru"' in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize("language", ["", "xx", "ur\x00", "../en"])
def test_a_language_that_is_not_offered_changes_nothing(
    session: Session, client: FlaskClient, language: str
) -> None:
    answer = submit(client, "/language", {"language": language}, page="/")

    assert answer.headers["Location"] == "/"
    assert '<html lang="en"' in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "/\t/example.org",
        "javascript:alert(1)",
        "",
        None,
    ],
)
def test_nobody_is_led_off_the_site(address: str | None) -> None:
    assert local_path(address) is None


@given(st.text(max_size=60))
def test_an_address_that_is_led_to_stays_here(rest: str) -> None:
    found = local_path("/" + rest)

    assert found is None or (found.startswith("/") and not found.startswith(("//", "/\\")))


def test_the_language_is_not_changed_by_another_sites_form(
    session: Session, client: FlaskClient
) -> None:
    assert client.post("/language", data={"language": "ru"}).status_code == 400
