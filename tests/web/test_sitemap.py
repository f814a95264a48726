"""Search engines and previews find every public page, in each language, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
import struct
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from recruit.config import OFFERED_LANGUAGES
from recruit.models import VacancyState
from recruit.web import sitemap
from tests.factories import NOON, make_candidate, make_user, make_vacancy, signed_in

SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
EACH = len(OFFERED_LANGUAGES) + 1
IMAGE = Path(__file__).parents[2] / "recruit" / "static" / "img" / "social.png"


def read(client: FlaskClient, address: str = "/sitemap.xml") -> ElementTree.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/xml"
    return ElementTree.fromstring(answer.data)  # noqa: S314 - our own


def places(root: ElementTree.Element) -> list[str]:
    return [found.text or "" for found in root.iter(f"{SITE}loc")]


def test_open_real_vacancies_are_listed_with_their_last_change(
    session: Session, client: FlaskClient
) -> None:
    changed = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
    shown = make_vacancy(session, updated_at=changed)
    left_out = [
        make_vacancy(session, demo_key="d1"),
        make_vacancy(session, state=VacancyState.DRAFT),
        make_vacancy(session, state=VacancyState.CLOSED),
        make_vacancy(session, expires_on=dt.date(2020, 1, 1)),
    ]

    root = read(client)

    address = f"http://localhost/vacancies/{shown.id}"
    (entry,) = [url for url in root if url.find(f"{SITE}loc").text == address]
    assert entry.find(f"{SITE}lastmod").text == "2026-11-20T09:30:00+00:00"
    assert not [v for v in left_out if any(str(v.id) in place for place in places(root))]


def test_each_page_names_itself_in_every_language(session: Session, client: FlaskClient) -> None:
    root = read(client)

    pages = places(root)
    assert len(pages) == len(set(pages)) == len(sitemap.PAGES) * EACH
    assert "http://localhost/vacancies" in pages
    assert "http://localhost/?lang=ru" in pages
    for url in root:
        named = {link.get("hreflang"): link.get("href") for link in url.iter(LINK)}
        assert set(named) == {*OFFERED_LANGUAGES, "x-default"}
        assert url.find(f"{SITE}loc").text in named.values()


def test_every_page_listed_answers(session: Session, client: FlaskClient) -> None:
    make_vacancy(session)

    for address in places(read(client)):
        assert client.get(address.removeprefix("http://localhost")).status_code == 200, address


def test_what_does_not_fit_in_one_file_is_split(
    session: Session, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = len(sitemap.PAGES) + 7
    ids = {
        str(make_vacancy(session, created_at=NOON + dt.timedelta(minutes=n)).id) for n in range(7)
    }
    monkeypatch.setattr(sitemap, "MOST", 5 * EACH)

    parts = places(read(client))

    assert parts == [f"http://localhost/sitemap-{n}.xml" for n in range(1, -(-everything // 5) + 1)]
    files = [places(read(client, part.removeprefix("http://localhost"))) for part in parts]
    assert all(len(file) <= 5 * EACH for file in files)
    listed = [place for file in files for place in file]
    assert len(listed) == len(set(listed)) == everything * EACH
    assert ids <= set(re.findall(r"vacancies/([0-9a-f-]{36})", " ".join(listed)))
    for number in (0, len(parts) + 1):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_robots_are_led_to_the_sitemap_and_past_what_is_personal(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")

    lines = answer.get_data(as_text=True).splitlines()
    assert answer.mimetype == "text/plain"
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /employer", "Disallow: /profile", "Disallow: /admin"} <= set(lines)
    assert "Disallow: /" not in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines


def heads(client: FlaskClient, address: str) -> dict[str, str]:
    """What the head of a page tells, by name."""
    html = client.get(address).get_data(as_text=True)
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', html)
    found += re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html)
    found += re.findall(r'<link rel="(canonical)" href="([^"]+)"', html)
    return {name: unescape(value) for name, value in found}


def test_a_public_page_has_one_address_and_one_for_each_language(client: FlaskClient) -> None:
    here = "http://localhost/vacancies"

    for address, canonical in (
        ("/vacancies", here),
        ("/vacancies?lang=ru", f"{here}?lang=ru"),
        ("/vacancies?lang=xx", here),
        ("/vacancies?q=шов&housing=1", here),
        ("/vacancies?page=1", here),
        ("/vacancies?page=3&lang=ru", f"{here}?page=3&lang=ru"),
    ):
        told = heads(client, address)
        assert told["canonical"] == told["og:url"] == canonical, address
        assert told["ru"].endswith("lang=ru")
        assert "lang" not in told["x-default"]


def test_an_address_can_name_the_language_and_the_reader_stays_in_it(client: FlaskClient) -> None:
    assert 'lang="en"' in client.get("/").get_data(as_text=True)
    assert 'lang="ru"' in client.get("/vacancies?lang=ru").get_data(as_text=True)
    assert 'lang="ru"' in client.get("/").get_data(as_text=True)
    assert 'lang="ru"' in client.get("/?lang=tlh").get_data(as_text=True)


def test_the_language_chosen_by_hand_is_stronger_than_the_address_it_was_chosen_on(
    client: FlaskClient,
) -> None:
    page = client.get("/vacancies?q=&lang=ru&shift=day").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    back = unescape(re.search(r'name="next" value="([^"]+)"', page).group(1))

    answer = client.post("/language", data={"csrf_token": token, "language": "en", "next": back})

    assert "lang=ru" in back
    assert answer.headers["Location"] == "/vacancies?q=&shift=day"
    assert 'lang="en"' in client.get(answer.headers["Location"]).get_data(as_text=True)


def test_a_preview_shows_title_description_and_picture(
    session: Session, client: FlaskClient
) -> None:
    vacancy = make_vacancy(session, title='Швея "на распошив"', place="Ош", pay_max=50_000)

    told = heads(client, f"/vacancies/{vacancy.id}?lang=ru")

    assert told["og:title"] == 'Швея "на распошив"'
    assert "Ак-Кийим, Ош" in told["og:description"]
    assert "50" in told["og:description"]
    assert told["og:locale"] == "ru_RU"
    assert told["twitter:card"] == "summary_large_image"
    with client.get(told["og:image"].removeprefix("http://localhost")) as picture:
        assert picture.status_code == 200
        assert picture.mimetype == "image/png"


def test_the_picture_is_light_and_of_the_size_previews_take() -> None:
    data = IMAGE.read_bytes()

    assert struct.unpack(">II", data[16:24]) == (1200, 630)
    assert len(data) < 60_000


def test_personal_pages_have_neither_and_profiles_are_not_indexed(
    session: Session, app: Flask, client: FlaskClient
) -> None:
    person = make_candidate(session, None, "overlock_machine")
    browser = signed_in(app, make_user(session))

    for reader, address in ((client, "/sign-in"), (browser, "/news"), (client, "/no-such-page")):
        assert not {"canonical", "og:title"} & set(heads(reader, address)), address
    assert heads(client, f"/specialists/{person.id}")["robots"] == "noindex"
    assert "robots" not in heads(client, "/specialists")
