"""An employer's browser, and what tests of an employer's pages read from them."""

from __future__ import annotations

import re
import uuid
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from recruit.extensions import db
from recruit.models import Employer, Vacancy
from tests.factories import make_employer, make_member, make_vacancy, signed_in, submit

NEW = "/employer/vacancies/new"
ADVERT = (
    "Требуется швея на 4-нитку и распошив, трикотаж, опыт от 1 года, жильё, "
    "оплата сдельная 35-50 тыс"
)


@pytest.fixture
def workshop(app: Flask) -> uuid.UUID:
    with app.app_context():
        employer = make_employer(db.session())
        return employer.id


@pytest.fixture
def browser(app: Flask, workshop: uuid.UUID) -> FlaskClient:
    """A browser in which a member of the workshop is signed in."""
    return member_of(app, workshop)


def member_of(app: Flask, employer_id: uuid.UUID) -> FlaskClient:
    with app.app_context():
        user = make_member(db.session(), db.session.get_one(Employer, employer_id))
        db.session.remove()
    return signed_in(app, user)


def stored(app: Flask) -> list[Vacancy]:
    with app.app_context():
        rows = list(db.session.scalars(select(Vacancy)))
        db.session.remove()
    return rows


def inputs(html: str) -> dict[str, str]:
    """What a browser would send back of a page's form, as it stands."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", html):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in attributes:
            found[attributes["name"]] = unescape(attributes.get("value", ""))
    for name, body in re.findall(r'<select[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', body)
        first = re.search(r'<option[^>]* value="([^"]*)"', body)
        found[name] = (chosen or first).group(1) if (chosen or first) else ""  # type: ignore[union-attr]
    for name, body in re.findall(
        r'<textarea[^>]*\bname="([^"]+)"[^>]*>(.*?)</textarea>', html, re.S
    ):
        found[name] = unescape(body).strip()
    return found


def send(browser: FlaskClient, data: dict[str, Any], address: str = NEW) -> Any:
    return submit(browser, address, data, page=NEW)


def text_of(answer: Any) -> str:
    return unescape(answer.get_data(as_text=True))


def vacancy_of(app: Flask, workshop: uuid.UUID, *requirements: str, **values: Any) -> uuid.UUID:
    with app.app_context():
        session = db.session()
        vacancy = make_vacancy(
            session, session.get_one(Employer, workshop), *requirements, **values
        )
        db.session.remove()
    return vacancy.id
