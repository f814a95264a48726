"""Specialists who are shown again are not read again, and never shown as they were."""

import uuid
from contextlib import contextmanager
from types import SimpleNamespace

from sqlalchemy import event, update

from recruit.extensions import db
from recruit.models import Candidate, Specialist
from recruit.services.matching import lately_shown
from recruit.services.matching.lately_shown import LatelyShown
from tests.indexed import a_sewer, a_worker, held_ids


@contextmanager
def statements():
    said = []

    def listen(_connection, _cursor, statement, *_):
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)


def test_whoever_was_shown_is_read_again_only_after_they_changed(shared_site):
    session = db.session()
    one = a_sewer(session, headline="Overlock")
    worker = a_worker(session)
    held_ids(worker, session)
    first = worker.people(session, [one.id])

    with statements() as said:
        assert worker.people(session, [one.id]) == first
    assert bool(said) is (db.engine.dialect.name == "sqlite")

    session.execute(update(Candidate).where(Candidate.id == one.id).values(headline="Lockstitch"))
    session.commit()
    held_ids(worker, session)
    assert first[one.id].headline == "Overlock"
    assert worker.people(session, [one.id])[one.id].headline == "Lockstitch"


def test_who_is_erased_is_shown_no_more(shared_site):
    session = db.session()
    one, other = a_sewer(session), a_sewer(session)
    worker = a_worker(session)
    held_ids(worker, session)
    assert set(worker.people(session, [one.id, other.id])) == {one.id, other.id}

    session.delete(one)
    session.commit()
    held_ids(worker, session)

    assert set(worker.people(session, [one.id, other.id])) == {other.id}


def someone(id_):
    return Specialist(id_, None, None, None, "", None, "", None)


class OnPostgreSQL:
    """As much of a session as tells which database it is."""

    dialect = SimpleNamespace(name="postgresql")

    def get_bind(self):
        return self


def test_what_is_read_while_somebody_changes_is_not_kept(monkeypatch):
    kept, one, read = LatelyShown(), uuid.uuid4(), []

    def shown(_session, ids):
        read.append(list(ids))
        if len(read) == 1:
            kept.forget([one])
        return {id_: someone(id_) for id_ in ids}

    monkeypatch.setattr(lately_shown.queries, "shown", shown)
    for _ in range(3):
        kept.of(OnPostgreSQL(), [one])

    assert read == [[one], [one]]


def test_those_longest_unshown_make_room(monkeypatch):
    kept, read = LatelyShown(), []
    a, b, c = (uuid.uuid4() for _ in range(3))

    def shown(_session, ids):
        read.extend(ids)
        return {id_: someone(id_) for id_ in ids}

    monkeypatch.setattr(lately_shown, "KEPT", 2)
    monkeypatch.setattr(lately_shown.queries, "shown", shown)
    for ids in ([a, b], [a], [c], [a], [b]):
        assert set(kept.of(OnPostgreSQL(), ids)) == set(ids)

    assert read == [a, b, c, b]
