"""Tries are counted in the database, for each account and each address, and nobody's contact or
address is kept."""

import datetime as dt

import pytest
from sqlalchemy import select

from recruit.errors import TooManyTries
from recruit.models import AttemptKind, SignInAttempt
from recruit.services import accounts, throttle
from recruit.services.throttle import Visitor
from tests.factories import NOON, make_user

PASSWORD = "three green spools"
DOOR = Visitor("Firefox", "192.0.2.7", "a key")
MINUTE = dt.timedelta(minutes=1)


def tried(contact="aida@example.org", password=PASSWORD + "!", visitor=DOOR, now=NOON):
    return accounts.sign_in_with_password(contact, password, visitor=visitor, now=now)


def test_ten_tries_may_fail_and_the_eleventh_waits_even_with_the_right_password(session):
    make_user(session, email="aida@example.org", password=PASSWORD)
    for _ in range(10):
        assert tried() is None

    with pytest.raises(TooManyTries) as refused:
        tried(password=PASSWORD)

    assert refused.value.minutes == 5


def test_an_unknown_contact_is_throttled_like_a_known_one(session):
    make_user(session, email="aida@example.org", password=PASSWORD)
    waits = []
    for contact, address in (("aida@example.org", "192.0.2.1"), ("beka@example.org", "192.0.2.2")):
        visitor = Visitor("", address, "a key")
        for _ in range(10):
            assert tried(contact, visitor=visitor) is None
        with pytest.raises(TooManyTries) as refused:
            tried(contact, visitor=visitor, now=NOON + MINUTE)
        waits.append(refused.value.wait)

    assert waits == [4 * MINUTE, 4 * MINUTE]


def test_a_phone_number_written_differently_is_the_same_account(session):
    for written in ("+996 700 123456", "00996700123456") * 5:
        assert tried(written) is None

    with pytest.raises(TooManyTries):
        tried("0700 123 456")


def test_after_five_minutes_there_may_be_another_try_and_throttled_ones_do_not_prolong_it(session):
    make_user(session, email="aida@example.org", password=PASSWORD)
    for _ in range(10):
        tried()
    for minute in (1, 2, 3, 4):
        with pytest.raises(TooManyTries):
            tried(now=NOON + minute * MINUTE)

    assert tried(password=PASSWORD, now=NOON + 5 * MINUTE)


def test_a_right_password_takes_the_accounts_earlier_failures_back(session):
    make_user(session, email="aida@example.org", password=PASSWORD)
    for _ in range(3):
        for _ in range(9):
            assert tried() is None
        assert tried(password=PASSWORD)


def test_fifty_failures_from_one_address_stop_it_at_every_account_and_others_go_on(session):
    make_user(session, email="aida@example.org", password=PASSWORD)
    for number in range(50):
        assert tried(f"somebody{number}@example.org") is None

    with pytest.raises(TooManyTries):
        tried(password=PASSWORD)
    assert tried(password=PASSWORD, visitor=Visitor("", "192.0.2.8", "a key"))


def test_an_ipv6_address_counts_by_the_half_its_owner_cannot_choose(session):
    near, far = Visitor("", "2001:db8:1:2::1", "k"), Visitor("", "2001:db8:1:2:ffff::9", "k")

    assert near.address_hash == far.address_hash
    assert near.address_hash != Visitor("", "2001:db8:1:3::1", "k").address_hash


def test_neither_contact_nor_address_is_kept_and_without_the_key_they_cannot_be_guessed(session):
    tried()

    (attempt,) = session.scalars(select(SignInAttempt)).all()
    other = Visitor("", DOOR.address, "another key")
    assert "aida" not in attempt.account_hash
    assert "192.0.2.7" not in attempt.address_hash
    assert other.hashed("account", "aida@example.org") != attempt.account_hash
    assert other.address_hash != attempt.address_hash


def test_tries_of_one_kind_do_not_count_for_another(session):
    for _ in range(10):
        throttle.begin(AttemptKind.PASSWORD, "aida", DOOR, now=NOON)

    assert throttle.begin(AttemptKind.CODE, "aida", DOOR, now=NOON)


def test_what_is_older_than_a_day_is_forgotten(session):
    throttle.begin(AttemptKind.PASSWORD, "aida", DOOR, now=NOON - dt.timedelta(days=1, seconds=1))
    throttle.begin(AttemptKind.PASSWORD, "aida", DOOR, now=NOON)

    assert throttle.forget_old(now=NOON) == 1
    assert len(session.scalars(select(SignInAttempt)).all()) == 1


def test_what_is_logged_names_neither_contact_nor_address(session, caplog):
    user = make_user(session, email="aida@example.org", password=PASSWORD)
    with caplog.at_level("INFO", "recruit"):
        tried(password=PASSWORD)
        for _ in range(10):
            tried()
        with pytest.raises(TooManyTries):
            tried()

    assert [record.message for record in caplog.records] == [
        "signed in",
        *["sign-in refused"] * 10,
        "too many tries",
    ]
    assert caplog.records[0].user_id == user.id
    for record in caplog.records:
        assert "aida" not in str(record.__dict__)
        assert "192.0.2.7" not in str(record.__dict__)
