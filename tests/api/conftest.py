"""A program that calls the API over HTTP, with its agency's key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from recruit.models import ApiKey, Employer, EmployerKind
from tests.factories import make_employer, make_key

V1 = "/api/v1"


@dataclass
class Program:
    """Calls with one key; ``get`` and the like take paths below ``/api/v1``."""

    client: FlaskClient
    agency: Employer
    key: ApiKey
    text: str

    def call(self, method: str, path: str, **kwargs: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.text}", **kwargs.pop("headers", {})}
        address = path if path.startswith(V1) else V1 + path
        return self.client.open(address, method=method, headers=headers, **kwargs)

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        return self.call("GET", path, **kwargs)

    def post(self, path: str, json: Any = None, **kwargs: Any) -> TestResponse:
        return self.call("POST", path, json=json, **kwargs)

    def patch(self, path: str, json: Any) -> TestResponse:
        return self.call("PATCH", path, json=json)


def program_of(app: Flask, session: Session, name: str, **key: Any) -> Program:
    """A program of a new agency."""
    agency = make_employer(session, name, kind=EmployerKind.AGENCY)
    row, text = make_key(session, agency, **key)
    return Program(app.test_client(), agency, row, text)


@pytest.fixture
def program(app: Flask, session: Session) -> Program:
    """The program of an agency in Dhaka."""
    return program_of(app, session, "Dhaka Agency")


@pytest.fixture
def stranger(app: Flask, session: Session) -> Program:
    """The program of another agency."""
    return program_of(app, session, "Lahore Agency")


def fields_of(answer: TestResponse) -> list[str]:
    """The fields a problem names."""
    assert answer.content_type == "application/problem+json", answer.get_data(as_text=True)
    return [error["field"] for error in answer.get_json(force=True).get("errors", [])]
