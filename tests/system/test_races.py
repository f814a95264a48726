"""What must hold when many act at the same moment, each in a transaction of their own."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import func, select

from recruit.app import create_app
from recruit.errors import Conflict, Invalid
from recruit.extensions import db
from recruit.models import (
    Actor,
    ActorKind,
    Application,
    Role,
    Stage,
    User,
    Vacancy,
    VacancyState,
)
from recruit.services import accounts, applications, seeds, stages
from tests.conftest import DATABASES, make_settings
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
)

HANDS = 8


@pytest.fixture(scope="module", params=DATABASES)
def busy_site(request, tmp_path_factory) -> Iterator[Flask]:
    """The application over a database of its own, where what is committed stays."""
    folder = tmp_path_factory.mktemp("busy")
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    else:
        url = f"sqlite:///{folder / 'busy.sqlite3'}"
    app = create_app(make_settings(url, folder))
    with app.app_context():
        flask_migrate.upgrade()
        seeds.load_vocabulary()
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


def at_once(app: Flask, acts: list[Callable[[], Any]]) -> list[Any]:
    """Do all of it at the same time and return what came of each: a result or a domain error."""

    def one(act: Callable[[], Any]) -> Any:
        with app.app_context():
            try:
                return act()
            except (Conflict, Invalid) as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(one, acts))


@pytest.mark.parametrize("posts", [1, 3])
def test_no_more_are_hired_at_once_than_there_are_posts(busy_site, posts):
    with busy_site.app_context():
        session = db.session()
        employer = make_employer(session)
        boss = actor_of(session, make_member(session, employer))
        vacancy = make_vacancy(session, employer, "overlock_machine", headcount=posts)
        made = []
        for _ in range(HANDS):
            candidate = make_candidate(session, make_user(session), "overlock_machine")
            application = Application(
                candidate_id=candidate.id,
                vacancy_id=vacancy.id,
                score=5000,
                created_at=NOON,
                updated_at=NOON,
            )
            session.add(application)
            session.commit()
            made.append(application.id)
        vacancy_id = vacancy.id
        db.session.remove()

    def hire(application_id: uuid.UUID) -> Callable[[], Any]:
        return lambda: stages.move(application_id, Stage.HIRED, actor=boss, now=NOON)

    results = at_once(busy_site, [hire(application_id) for application_id in made])

    assert sum(isinstance(result, Application) for result in results) == posts
    assert sum(isinstance(result, Conflict) for result in results) == HANDS - posts
    with busy_site.app_context():
        session = db.session()
        vacancy = session.get(Vacancy, vacancy_id)
        hired = session.scalar(
            select(func.count(Application.id)).where(
                Application.vacancy_id == vacancy_id, Application.stage == Stage.HIRED
            )
        )
        assert (vacancy.filled, hired, vacancy.state) == (posts, posts, VacancyState.FILLED)
        db.session.remove()


def test_somebody_who_presses_apply_many_times_has_applied_once(busy_site):
    with busy_site.app_context():
        session = db.session()
        vacancy = make_vacancy(session, None, "overlock_machine")
        user = make_user(session)
        candidate = make_candidate(session, user, "overlock_machine")
        actor = Actor(kind=ActorKind.CANDIDATE, user_id=user.id, candidate_id=candidate.id)
        vacancy_id = vacancy.id
        db.session.remove()

    results = at_once(
        busy_site,
        [lambda: applications.apply(vacancy_id, "", actor=actor, now=NOON)] * HANDS,
    )

    assert sum(isinstance(result, Application) for result in results) == 1
    assert sum(isinstance(result, Conflict) for result in results) == HANDS - 1
    with busy_site.app_context():
        count = select(func.count(Application.id)).where(Application.vacancy_id == vacancy_id)
        assert db.session.scalar(count) == 1
        db.session.remove()


def test_one_contact_becomes_one_account_however_many_register_it(busy_site):
    results = at_once(
        busy_site,
        [lambda: accounts.make_user("one@example.org", Role.OVERSEER, language="ru", now=NOON)]
        * HANDS,
    )

    assert sum(isinstance(result, User) for result in results) == 1
    assert sum(isinstance(result, Invalid) for result in results) == HANDS - 1
