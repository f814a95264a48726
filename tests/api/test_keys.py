"""Who may call: only who sends a key that works, and a cookie is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from recruit.app import create_app
from recruit.extensions import db, limiter
from tests.api.conftest import program_of
from tests.conftest import make_settings
from tests.factories import NOON, make_employer, make_member, signed_in

ROUTES = [
    ("GET", "/vacancies"),
    ("POST", "/vacancies"),
    ("GET", "/candidates"),
    ("POST", "/candidates"),
    ("POST", "/match"),
    ("POST", "/taxonomy/link"),
    ("POST", "/taxonomy/mentions"),
    ("GET", "/taxonomy/concepts"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_without_a_key_every_call_is_refused_and_told_how(client, method, path):
    answer = client.open(f"/api/v1{path}", method=method)

    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "Authorization: Bearer" in answer.get_json(force=True)["detail"]


@pytest.mark.parametrize(
    "header",
    [
        "Bearer iyne_00000000_wrong",
        "Bearer ",
        "Bearer",
        "Basic dXNlcjpwYXNz",
        "iyne_00000000_wrong",
        "Bearer " + "x" * 5000,
        "Bearer ключ",
    ],
)
def test_a_wrong_key_is_refused(client, header):
    encoded = header.encode().decode("latin-1")

    answer = client.get("/api/v1/vacancies", headers={"Authorization": encoded})

    assert answer.status_code == 401


def test_a_revoked_key_stops_at_once(program, session):
    assert program.get("/vacancies").status_code == 200

    program.key.revoked_at = NOON
    session.commit()

    assert program.get("/vacancies").status_code == 401


def test_a_key_works_until_it_expires(app, session):
    now = dt.datetime.now(dt.UTC)
    fresh = program_of(app, session, "Fresh", expires_at=now + dt.timedelta(hours=1))
    over = program_of(app, session, "Over", expires_at=now - dt.timedelta(hours=1))

    assert fresh.get("/vacancies").status_code == 200
    assert over.get("/vacancies").status_code == 401


def test_a_browser_that_is_signed_in_is_nobody_here(app: Flask, session: Session):
    user = make_member(session, make_employer(session))
    browser = signed_in(app, user)

    assert browser.get("/api/v1/vacancies").status_code == 401


def test_the_word_bearer_may_be_written_in_any_case(program):
    answer = program.client.get(
        "/api/v1/vacancies", headers={"Authorization": f"bearer {program.text}"}
    )

    assert answer.status_code == 200


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Flask]:
    """A site of its own in which calls are counted."""
    app = create_app(
        replace(
            make_settings(f"sqlite:///{tmp_path / 'limited.sqlite3'}", tmp_path), rate_limits=True
        )
    )
    with app.app_context():
        flask_migrate.upgrade()
        yield app
        db.session.remove()
    limiter.enabled = limiter.initialized = False


def test_the_601st_call_of_a_key_within_a_minute_must_wait_and_other_keys_need_not(limited: Flask):
    program = program_of(limited, db.session(), "Busy")
    stranger = program_of(limited, db.session(), "Calm")
    for _ in range(600):
        assert program.get("/vacancies").status_code == 200

    refused = program.get("/vacancies")

    assert refused.status_code == 429
    assert refused.content_type == "application/problem+json"
    assert 0 < int(refused.headers["Retry-After"]) <= 61
    assert stranger.get("/vacancies").headers["X-RateLimit-Remaining"] == "599"


def test_guessing_keys_is_slowed_down_by_address(limited: Flask):
    client = limited.test_client()
    wrong = {"Authorization": "Bearer iyne_00000000_wrong"}
    statuses = [client.get("/api/v1/vacancies", headers=wrong).status_code for _ in range(61)]

    assert statuses == [401] * 60 + [429]
