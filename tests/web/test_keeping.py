"""Who may keep a copy of what, and that pages bring no script or style of their own."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from recruit.config import resource
from tests.factories import (
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
    signed_in,
)

STATIC = Path(__file__).parents[2] / "recruit" / "static"


def test_what_a_signed_in_person_sees_is_kept_by_nobody(session: Session, app: Flask) -> None:
    employer = make_employer(session)
    vacancy = make_vacancy(session, employer, "overlock_machine")
    workshop = signed_in(app, make_member(session, employer))
    user = make_user(session)
    make_candidate(session, user, "overlock_machine")
    specialist = signed_in(app, user)

    for browser, address in (
        (workshop, "/"),
        (workshop, f"/vacancies/{vacancy.id}"),
        (workshop, f"/employer/vacancies/{vacancy.id}/specialists"),
        (workshop, f"/employer/vacancies/{vacancy.id}/applicants.csv"),
        (workshop, "/news"),
        (specialist, "/profile"),
        (specialist, "/vacancies"),
        (specialist, "/no-such-page"),
    ):
        headers = browser.get(address).headers
        assert headers["Cache-Control"] == "no-store", address
        assert headers["Referrer-Policy"] == "same-origin", address
        assert "Cookie" in headers["Vary"], address


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/", "private, no-cache"),
        ("/vacancies", "private, no-cache"),
        ("/how-ranking-works", "private, no-cache"),
        ("/sign-in", "no-store"),
        ("/register/employer", "no-store"),
        ("/register/specialist", "no-store"),
        ("/sign-in/link/no-such", "no-store"),
        ("/no-such-page", "no-store"),
        ("/api/v1/vacancies", "no-store"),
        ("/health", "no-store"),
        ("/robots.txt", "public, max-age=3600"),
        ("/sitemap.xml", "public, max-age=3600"),
    ],
)
def test_pages_with_a_personal_form_are_kept_by_nobody_and_public_ones_by_the_browser(
    client: FlaskClient, address: str, kept: str
) -> None:
    headers = client.get(address).headers

    assert headers["Cache-Control"] == kept
    if kept == "private, no-cache":
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert {"Cookie", "Accept-Language"} <= set(headers["Vary"].split(", "))


def test_a_static_file_is_kept_for_a_year_under_its_own_version_only(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    address = re.search(r'href="(/static/css/site\.css\?v=[0-9a-f]{10})"', page).group(1)

    for wanted, kept in (
        (address, "public, max-age=31536000, immutable"),
        ("/static/css/site.css?v=0123456789", "no-cache"),
        ("/static/css/site.css", "no-cache"),
    ):
        with client.get(wanted) as answer:
            assert answer.headers["Cache-Control"] == kept
            assert "Set-Cookie" not in answer.headers
            assert "Cookie" not in answer.headers.get("Vary", "")


def test_no_cookie_goes_with_what_everybody_may_keep(session: Session, app: Flask) -> None:
    browser = signed_in(app, make_user(session))

    for address in ("/static/js/site.js", "/robots.txt", "/sitemap.xml"):
        with browser.get(address) as answer:
            assert "Set-Cookie" not in answer.headers
            assert "Cookie" not in answer.headers.get("Vary", "")


def test_style_and_script_are_sent_compressed_to_who_takes_that(client: FlaskClient) -> None:
    whole = (STATIC / "css" / "site.css").read_bytes()

    with client.get("/static/css/site.css", headers={"Accept-Encoding": "br, gzip"}) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.content_length == len(packed.data) < len(whole) / 3
        assert gzip.decompress(packed.data) == whole
        assert packed.headers["Vary"] == "Accept-Encoding"
    with client.get("/static/css/site.css") as plain:
        assert "Content-Encoding" not in plain.headers
        assert plain.data == whole
    again = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    with client.get("/static/css/site.css", headers=again) as same:
        assert same.status_code == 304


def test_a_page_is_never_compressed_by_us(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in answer.headers


INLINE = re.compile(
    r"<style|\sstyle\s*=|<[a-z][^>]*\son[a-z]+\s*=|javascript:|<script(?![^>]*\b(?:src=|ld\+json))",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "path", sorted(resource("templates").rglob("*.html")), ids=lambda path: path.stem
)
def test_no_template_has_script_or_style_of_its_own(path: Path) -> None:
    assert INLINE.search(path.read_text()) is None


@pytest.mark.parametrize(
    "bad",
    [
        "<style>p{}</style>",
        '<p style="color:red">',
        '<p class="a" onclick="x()">',
        '<a href="javascript:x()">',
        "<script>x()</script>",
        "<script nonce=a>x()</script>",
    ],
)
def test_the_search_for_script_and_style_finds_them(bad: str) -> None:
    assert INLINE.search(bad)
    assert not INLINE.search('<script src="/a.js" defer></script><a href="/on=1">one = two</a>')
