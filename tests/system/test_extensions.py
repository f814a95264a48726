"""Connections that rest, and counts of limited things."""

import time

import pytest
from sqlalchemy import text

from recruit import extensions
from recruit.extensions import Counts, db


def test_a_connection_that_died_at_rest_is_replaced_before_it_is_used(shared_site, monkeypatch):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no connection that could die")
    monkeypatch.setattr(extensions, "RESTED", 0.0)
    db.session.remove()
    with db.engine.connect() as one, db.engine.connect() as other:
        (pid,) = one.execute(text("SELECT pg_backend_pid()")).one()
        one.close()
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    for _ in range(3):
        with db.engine.connect() as again:
            assert again.execute(text("SELECT pg_backend_pid()")).scalar_one() != pid


@pytest.fixture
def clock(monkeypatch):
    """The time that counts go by."""
    now = [time.time()]
    monkeypatch.setattr(extensions.time, "time", lambda: now[0])
    return now


def test_a_count_starts_anew_when_its_window_is_over(clock):
    counts, begun = Counts(), clock[0]

    assert [counts.incr("a", 60), counts.incr("a", 60), counts.incr("b", 60, 3)] == [1, 2, 3]
    assert (counts.get("a"), counts.get_expiry("a")) == (2, begun + 60)

    clock[0] += 59
    assert counts.incr("a", 60) == 3
    clock[0] += 2
    assert counts.get("a") == 0
    assert counts.incr("a", 60) == 1


def test_counts_that_are_over_are_forgotten(clock):
    counts = Counts()
    for number in range(100):
        counts.incr(f"address {number}", 60)
    clock[0] += Counts.SWEPT_EVERY + 1

    counts.incr("a", 60)

    assert counts.reset() == 1
    counts.incr("a", 60)
    counts.clear("a")
    assert counts.get("a") == 0
    assert counts.check()
