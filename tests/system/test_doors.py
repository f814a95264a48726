"""What the doors must hold when many knock at once, and when the process is a new one."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import flask_migrate
import pyotp
import pytest
from flask import Flask
from sqlalchemy import delete

from recruit.app import create_app
from recruit.errors import DomainError, Invalid, TooManyTries
from recruit.extensions import db
from recruit.models import SignInAttempt
from recruit.services import accounts, recovery, recovery_codes, second_factor, sign_in
from recruit.services.confirmation import Presence
from recruit.services.sign_in import SignIn
from recruit.services.throttle import Visitor
from tests.conftest import DATABASES, make_settings
from tests.factories import NOON, SECRET, make_user

PASSWORD = "three green spools"
DOOR = Visitor("", "192.0.2.7", "a key")

KNOCK = """
import sys
from tests.conftest import make_settings
from tests.factories import NOON
from pathlib import Path
from recruit.app import create_app
from recruit.errors import TooManyTries
from recruit.services import accounts
from recruit.services.throttle import Visitor
app = create_app(make_settings(sys.argv[1], Path(sys.argv[2])))
with app.app_context():
    try:
        accounts.sign_in_with_password(
            "aida@example.org", "three green spools",
            visitor=Visitor("", "192.0.2.7", "a key"), now=NOON)
        print("let in")
    except TooManyTries as error:
        print("wait", error.minutes)
"""


@pytest.fixture(scope="module", params=DATABASES)
def doors(request, tmp_path_factory) -> Iterator[Flask]:
    """The application over a database of its own, where what is committed stays."""
    folder = tmp_path_factory.mktemp("doors")
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    else:
        url = f"sqlite:///{folder / 'doors.sqlite3'}"
    app = create_app(make_settings(url, folder))
    with app.app_context():
        flask_migrate.upgrade()
        make_user(db.session(), email="aida@example.org", password=PASSWORD)
        make_user(db.session(), email="guarded@example.org", password=PASSWORD, second_factor=True)
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def _nothing_tried(doors):
    with doors.app_context():
        db.session.execute(delete(SignInAttempt))
        db.session.commit()
        db.session.remove()


def at_once(app, acts):
    def one(act):
        with app.app_context():
            try:
                return act()
            except DomainError as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(one, acts))


def knock(password=PASSWORD, contact="aida@example.org"):
    return accounts.sign_in_with_password(contact, password, visitor=DOOR, now=NOON)


def test_a_new_process_remembers_who_tried_too_often(doors):
    at_once(doors, [lambda: knock("wrong wrong wrong")] * 10)
    settings = doors.config["SETTINGS"]

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", KNOCK, settings.database_url, settings.data_dir],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.strip() == "wait 5", done.stderr


def test_of_many_tries_at_once_no_more_than_ten_are_looked_at(doors):
    came = at_once(doors, [lambda: knock("wrong wrong wrong")] * 40)

    assert sum(result is None for result in came) <= 10
    assert sum(isinstance(result, TooManyTries) for result in came) >= 30


def test_one_code_sent_from_many_browsers_lets_one_in(doors):
    tokens = [
        one.token for one in at_once(doors, [lambda: knock(contact="guarded@example.org")] * 6)
    ]
    code = pyotp.TOTP(SECRET).at(NOON)

    came = at_once(
        doors,
        [
            lambda token=token: second_factor.complete(token, code, visitor=DOOR, now=NOON)
            for token in tokens
        ],
    )

    assert sum(isinstance(result, SignIn) for result in came) == 1
    assert sum(isinstance(result, Invalid) for result in came) == 5


def test_one_printed_code_used_twice_at_once_works_once(doors):
    with doors.app_context():
        user = accounts.find("aida@example.org")
        token = sign_in.open_session(db.session(), user, client="", now=NOON)
        db.session.commit()
        found = sign_in.session_actor(token, now=NOON)
        presence = Presence(found.actor, found.sign_in_id, DOOR)
        sheet = recovery_codes.make(PASSWORD, presence=presence, now=NOON)
        db.session.remove()

    came = at_once(
        doors,
        [
            lambda: recovery.renew_by_code(
                "aida@example.org", sheet[0], PASSWORD, visitor=DOOR, now=NOON
            )
        ]
        * 6,
    )

    assert came.count(None) == 1
    assert sum(isinstance(result, Invalid) for result in came) == 5
