"""A real database beneath every test: SQLite and PostgreSQL in turn, made by the migrations.

Each test runs inside one transaction of one connection and is rolled back.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import hypothesis
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from recruit.app import create_app
from recruit.config import Settings
from recruit.extensions import WRITES, db
from recruit.services import passwords, seeds
from tests.postgres import PostgresServer

DATABASES = ("sqlite", "postgresql")

# Properties are searched without a clock: a shared machine pauses when it likes.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A real PostgreSQL server for the whole run."""
    with PostgresServer(tmp_path_factory.mktemp("pg")) as server:
        yield server


class Browser(FlaskClient):
    """A client whose every request has a context of its own, as a server's has, also where the
    test holds one."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        with self.application.app_context():
            return super().open(*args, **kwargs)


def make_settings(url: str, data_dir: Path) -> Settings:
    return Settings(
        environment="test",
        secret_key="a secret only for tests",
        database_url=url,
        data_dir=data_dir,
        rate_limits=False,
    )


@pytest.fixture(scope="session", params=DATABASES)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The application over a migrated database that holds the vocabulary and nothing else."""
    folder = tmp_path_factory.mktemp("data")
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    else:
        url = f"sqlite:///{folder / 'test.sqlite3'}"
    app = create_app(make_settings(url, folder))
    app.test_client_class = Browser
    with app.app_context():
        flask_migrate.upgrade()
        seeds.load_vocabulary()
        seeds.load_reference()
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Passwords hashed as cheaply as argon2id allows: hundreds are tried in these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
        yield


@pytest.fixture
def app(site: Flask) -> Iterator[Flask]:
    """The application for one test; whatever the test stores is rolled back after it."""
    with site.app_context():
        engines = db.engines
        engine = engines[None]
    connection = engine.connect().execution_options(**{WRITES: True})
    outer = connection.begin()
    engines[None] = connection  # type: ignore[assignment]
    try:
        yield site
    finally:
        engines[None] = engine
        outer.rollback()
        connection.close()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session inside an application context, for tests below the pages."""
    with app.app_context(), app.test_request_context():
        yield db.session()
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript and without cookies so far."""
    return app.test_client()


@pytest.fixture
def database(site: Flask) -> str:
    """Which database a test runs on."""
    with site.app_context():
        return db.engine.dialect.name
