"""What every answer carries, which forms are taken, and at which name the site answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from recruit.app import create_app
from recruit.extensions import db
from tests.factories import make_key, token_of

HOME = "https://iyne.example.org"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}


@pytest.fixture
def production(site: Flask) -> Iterator[FlaskClient]:
    """A browser before the site as it stands in production, behind one proxy."""
    settings = dataclasses.replace(
        site.config["SETTINGS"], environment="production", base_url=HOME, proxy_hops=1
    )
    app = create_app(settings)
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def policy_of(header: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in header.split("; "))


@pytest.mark.parametrize(
    "address",
    ["/", "/sign-in", "/no-such-page", "/employer", "/health", "/api/v1/vacancies", "/robots.txt"],
)
def test_every_answer_says_what_a_browser_may_do_with_it(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers

    assert policy_of(headers["Content-Security-Policy"]) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_static_files_and_refusals_carry_it_too(client: FlaskClient) -> None:
    for method, address in (
        ("GET", "/static/css/site.css"),
        ("GET", "/static/no-such.css"),
        ("POST", "/sign-in"),
        ("DELETE", "/"),
    ):
        with client.open(address, method=method) as answer:
            assert policy_of(answer.headers["Content-Security-Policy"]) == POLICY, answer.status


def test_a_stricter_policy_that_a_view_has_set_stays(site: Flask) -> None:
    app = create_app(site.config["SETTINGS"])
    app.add_url_rule(
        "/strict",
        view_func=lambda: ("", {"Content-Security-Policy": "sandbox; default-src 'none'"}),
    )

    answer = app.test_client().get("/strict")

    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    with app.app_context():
        db.engine.dispose()


def test_in_production_browsers_keep_to_https_for_a_year(production: FlaskClient) -> None:
    headers = production.get("/", base_url=HOME).headers

    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_in_production_the_cookie_is_bound_to_the_host(production: FlaskClient) -> None:
    (cookie,) = production.get("/", base_url=HOME).headers.getlist("Set-Cookie")
    name, *rest = cookie.split("; ")

    assert name.startswith("__Host-iyne=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(rest)
    assert "Domain" not in cookie


def test_in_development_the_cookie_works_without_https(client: FlaskClient) -> None:
    (cookie,) = client.get("/").headers.getlist("Set-Cookie")

    assert cookie.startswith("session=")
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie


@pytest.mark.parametrize("host", ["evil.example", "iyne.example.org.evil.example", "127.0.0.1"])
def test_in_production_a_foreign_name_is_refused(production: FlaskClient, host: str) -> None:
    answer = production.get("/", headers={"Host": host})

    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert host not in answer.get_data(as_text=True)
    assert policy_of(answer.headers["Content-Security-Policy"]) == POLICY
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_foreign_name_told_by_the_proxy_is_refused_as_well(production: FlaskClient) -> None:
    answer = production.get("/", base_url=HOME, headers={"X-Forwarded-Host": "evil.example"})

    assert answer.status_code == 400


def test_no_proxy_header_counts_where_no_proxy_is_told_of(client: FlaskClient) -> None:
    page = client.get(
        "/", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    ).get_data(as_text=True)

    assert "evil.example" not in page
    assert '<link rel="canonical" href="http://localhost/">' in page


def test_links_are_built_on_the_fixed_address(production: FlaskClient) -> None:
    page = production.get("/", base_url=HOME).get_data(as_text=True)

    assert f'<link rel="canonical" href="{HOME}/">' in page
    assert f"Sitemap: {HOME}/sitemap.xml" in production.get("/robots.txt", base_url=HOME).get_data(
        as_text=True
    )


ELSEWHERE = [
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:81"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
]
HERE = [
    {},
    {"Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Sec-Fetch-Site": "none"},
]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_a_form_from_another_site_is_refused_even_with_its_token(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    data = {"csrf_token": token_of(client, "/"), "language": "ru"}

    answer = client.post("/language", data=data, headers=headers)

    assert answer.status_code == 403
    assert "another site, so nothing was done" in answer.get_data(as_text=True)
    assert 'lang="en"' in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize("headers", HERE)
def test_a_form_from_here_is_taken_with_its_token_only(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    data = {"csrf_token": token_of(client, "/"), "language": "ru"}

    assert client.post("/language", data={"language": "ru"}, headers=headers).status_code == 400
    assert client.post("/language", data=data, headers=headers).status_code == 302


def test_in_production_the_origin_is_the_fixed_address(production: FlaskClient) -> None:
    def send(origin: str) -> int:
        return production.post(
            "/language", base_url=HOME, data={"language": "ru"}, headers={"Origin": origin}
        ).status_code

    assert send("http://iyne.example.org") == 403
    assert send("https://iyne.example.org:444") == 403
    assert send(HOME) == 400  # only the token is missing


def test_programs_have_no_origin_to_tell(session: Session, client: FlaskClient) -> None:
    _, key = make_key(session)
    headers = {"Authorization": f"Bearer {key}", "Origin": "https://agency.example"}

    assert client.post("/api/v1/match", json={}, headers=headers).status_code == 422
