"""The feed of changed specialists names everybody who changed, in whatever order commits came."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from recruit.extensions import WRITES, db
from recruit.models import Candidate, Change, Claim, Visibility
from recruit.queries import changes
from recruit.queries.changes import Position
from tests.factories import NOON, make_candidate
from tests.indexed import a_sewer


@pytest.fixture
def feed(shared_site):
    """Reads what is new each time it is called."""
    seen = changes.position(db.session())

    def read() -> set[uuid.UUID]:
        nonlocal seen
        ids, seen = changes.since(db.session(), seen)
        db.session.commit()
        return set(ids)

    return read


def other_session():
    session = Session(db.engine, expire_on_commit=False)
    session.connection(execution_options={WRITES: True})
    return session


def test_every_way_of_changing_a_specialist_is_noted(feed):
    session = db.session()
    one = a_sewer(session, "overlock_machine", "plotter", experience={"sewing_machine_operator": 2})
    assert feed() == {one.id}
    assert feed() == set()

    ways = {
        "a visibility": update(Candidate).values(visibility=Visibility.HIDDEN),
        "a claim": update(Claim).where(Claim.concept_id == "plotter").values(level=3),
        "a claim that is gone": delete(Claim).where(Claim.concept_id == "plotter"),
        "time in a trade": text("UPDATE candidate_experience SET years = 3"),
        "a trade that is gone": text("DELETE FROM candidate_experience"),
        "an erasure": delete(Candidate),
    }
    for way, statement in ways.items():
        session.execute(statement)
        session.commit()
        assert feed() == {one.id}, way


def test_a_claim_that_moves_is_noted_for_both_people(feed):
    session = db.session()
    one, other = a_sewer(session, "overlock_machine"), a_sewer(session, "plotter")
    feed()

    session.execute(update(Claim).where(Claim.candidate_id == one.id).values(candidate_id=other.id))
    session.commit()

    assert feed() == {one.id, other.id}


def test_a_change_that_was_rolled_back_is_never_named(feed):
    session = db.session()
    session.add(Candidate(created_at=NOON, updated_at=NOON))
    session.flush()
    session.rollback()

    assert feed() == set()


def test_who_began_first_and_committed_last_is_not_passed_over(feed):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("writers queue on SQLite")
    with other_session() as early, other_session() as late:
        first = Candidate(id=uuid.uuid4(), created_at=NOON, updated_at=NOON)
        early.add(first)
        early.flush()
        second = make_candidate(late)
        lowest, highest = (
            late.scalar(select(Change.number).where(Change.candidate_id == second.id)),
            early.scalar(select(Change.number).where(Change.candidate_id == first.id)),
        )
        assert highest < lowest  # A reader that kept the last number would stand past the first.

        assert feed() == {second.id}
        assert feed() == set()
        early.commit()

    assert feed() == {first.id}
    assert feed() == set()


def test_a_long_transaction_holds_nobody_up(feed):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("writers queue on SQLite")
    with other_session() as long:
        slow = Candidate(id=uuid.uuid4(), created_at=NOON, updated_at=NOON)
        long.add(slow)
        long.flush()
        for _ in range(3):
            quick = a_sewer(db.session())
            assert feed() == {quick.id}
        long.commit()

    assert feed() == {slow.id}


def test_a_reader_sees_its_own_transaction_before_and_after_it_commits(feed):
    session = db.session()
    seen = changes.position(session)
    one = Candidate(created_at=NOON, updated_at=NOON)
    session.add(one)
    session.flush()
    ids, seen = changes.since(session, seen)
    assert one.id in ids

    one.pay_wanted = 1
    session.flush()
    ids, seen = changes.since(session, seen)
    assert one.id in ids
    session.commit()

    assert one.id in changes.since(session, seen)[0] or db.engine.dialect.name == "sqlite"


def test_a_position_of_a_later_time_than_the_feed_cannot_be_followed(feed):
    a_sewer(db.session())
    here = changes.position(db.session())

    assert changes.can_follow(db.session(), here)
    assert not changes.can_follow(db.session(), Position(here.ahead + 1_000_000))


def test_a_position_survives_as_json(feed):
    for here in (changes.position(db.session()), Position(7, (3, 5))):
        assert Position.from_json(here.as_json()) == Position(here.ahead, tuple(here.running))


def test_only_who_has_long_been_gone_is_forgotten(feed):
    session = db.session()
    there, gone, newest = (a_sewer(session) for _ in range(3))
    session.delete(gone)
    session.commit()
    session.execute(update(Candidate).where(Candidate.id == newest.id).values(place="Ош"))
    session.commit()
    now = dt.datetime.now(dt.UTC)

    assert changes.prune(session, now=now) == 0
    assert changes.prune(session, now=now + changes.KEPT + dt.timedelta(days=1)) == 1
    left = set(session.scalars(select(Change.candidate_id)))
    session.commit()

    assert left == {there.id, newest.id}
    assert session.scalar(select(func.count()).select_from(Change)) == 2
