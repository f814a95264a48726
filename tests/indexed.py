"""Sites of their own with an index on disk, for tests of what several processes share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from matching import Posting, Requirement
from recruit.app import create_app
from recruit.extensions import db
from recruit.models import Candidate, Change, Employer, Membership, User, Vacancy
from recruit.services import seeds
from recruit.services.matching import engine, pool
from recruit.services.matching.pool import Pool
from recruit.services.matching.sight import Sight
from tests.conftest import DATABASES, make_settings
from tests.factories import make_candidate

EVERYBODY = 15

CONCEPTS = (
    "overlock_machine,machine,,\nplotter,machine,,\nsewing_machine_operator,occupation,8153,\n"
)
LABELS = (
    "overlock_machine,ru,оверлок,preferred,\nplotter,ru,плоттер,preferred,\n"
    "sewing_machine_operator,ru,швея,preferred,\n"
)


def small_vocabulary(folder: Path) -> Path:
    """Files of three concepts, which an engine is made of at once."""
    (folder / "concepts.csv").write_text("id,type,isco08,esco_id\n" + CONCEPTS, "utf-8")
    (folder / "labels.csv").write_text("concept_id,language,text,kind,review\n" + LABELS, "utf-8")
    (folder / "relations.csv").write_text("source,relation,target,strength\n", "utf-8")
    return folder


@contextmanager
def made_site(
    request: pytest.FixtureRequest, place: Path, vocabulary: Path | None = None
) -> Iterator[Flask]:
    """An application over a new database of the kind a fixture's parameter names."""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    else:
        url = f"sqlite:///{place / 'shared.sqlite3'}"
    app = create_app(make_settings(url, place))
    with app.app_context():
        flask_migrate.upgrade()
        seeds.load_vocabulary(vocabulary)
        db.session.remove()
    yield app
    with app.app_context():
        engine.settled(db.session())
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session", params=DATABASES)
def _shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    place = tmp_path_factory.mktemp("shared")
    with made_site(request, place, small_vocabulary(place)) as app:
        yield app


@pytest.fixture
def shared_site(_shared: Flask) -> Iterator[Flask]:
    """An application over a database whose connections are any thread's to open, empty of people
    and without an index at first."""
    with _shared.app_context(), _shared.test_request_context():
        yield _shared
        db.session.rollback()
        for model in (Vacancy, Candidate, Membership, User, Employer, Change):
            db.session.execute(delete(model))
        db.session.commit()
        db.session.remove()
        pool.forget(db.engine)
        shutil.rmtree(_shared.config["SETTINGS"].index_dir, ignore_errors=True)


@pytest.fixture
def folder(shared_site: Flask) -> Path:
    """Where the site keeps its index."""
    found: Path = shared_site.config["SETTINGS"].index_dir
    return found


def a_worker(session: Session) -> Pool:
    """A pool as another process would have it."""
    return Pool(engine.engine(session), pool.directory_of(session))


def a_sewer(session: Session, *claims: str, **values: object) -> Candidate:
    return make_candidate(session, None, *(claims or ("overlock_machine",)), **values)


def held_ids(worker: Pool, session: Session, tags: int = EVERYBODY) -> set[str]:
    """Whom a worker's next answer to a posting for overlock machines names."""
    asked = Posting("v", None, (Requirement("r", "overlock_machine"),))
    best, apart, *_ = worker.search(
        session, asked, Sight(tags), open_limit=1000, blocked_limit=1000
    )
    return {match.profile_id for match in (*best, *apart)}
