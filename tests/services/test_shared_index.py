"""Several processes share an index's files, follow every edit, and never answer from damage."""

import datetime as dt
import threading
import uuid

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from matching import Index
from recruit.extensions import db
from recruit.models import Candidate, Claim, Visibility
from recruit.services.matching import IndexWriter, generation, writer
from recruit.services.matching.sight import tags_of
from tests.indexed import a_sewer, a_worker, held_ids


@pytest.fixture
def eager(monkeypatch):
    """A writer that lays down every change."""
    monkeypatch.setattr(writer, "ENOUGH", 1)
    return IndexWriter()


def test_two_workers_name_whom_a_third_connection_added_edited_hid_and_erased(shared_site, folder):
    session = db.session()
    one = a_sewer(session)
    workers = [a_worker(session), a_worker(session)]
    assert [held_ids(w, session) for w in workers] == [{str(one.id)}] * 2
    assert workers[1].follow(session).stamp == generation.stamp(folder)  # Mapped, not built.

    two = a_sewer(session)
    assert [held_ids(w, session) for w in workers] == [{str(one.id), str(two.id)}] * 2

    session.execute(
        update(Candidate).where(Candidate.id == one.id).values(visibility=Visibility.HIDDEN)
    )
    session.commit()
    seen = tags_of({Visibility.PUBLIC})
    assert [held_ids(w, session, seen) for w in workers] == [{str(two.id)}] * 2

    session.execute(delete(Candidate).where(Candidate.id == two.id))
    session.commit()
    assert [held_ids(w, session) for w in workers] == [{str(one.id)}] * 2


def test_a_late_commit_reaches_a_worker_that_has_seen_later_ones(shared_site):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("writers queue on SQLite")
    session = db.session()
    worker = a_worker(session)
    held_ids(worker, session)
    with Session(db.engine, expire_on_commit=False) as early:
        early.execute(text("SELECT pg_current_xact_id()"))
        early.execute(
            text("INSERT INTO change (candidate_id, xid, at) VALUES (:id, 0, now())"),
            {"id": uuid.uuid4()},
        )
        later = a_sewer(session)
        assert held_ids(worker, session) == {str(later.id)}
        slow = a_sewer(early)

    assert held_ids(worker, session) == {str(later.id), str(slow.id)}


def test_the_writer_lays_changes_down_and_workers_go_over_to_it(shared_site, folder, eager):
    session = db.session()
    one = a_sewer(session)
    worker = a_worker(session)
    held_ids(worker, session)
    assert not eager.step()
    two = a_sewer(session)
    before = generation.stamp(folder)

    assert eager.step()
    assert generation.stamp(folder) != before
    assert held_ids(worker, session) == {str(one.id), str(two.id)}
    assert worker.settled()

    held = worker.follow(session)
    assert held.stamp == generation.stamp(folder)
    assert held.index.edits == 0
    assert held_ids(worker, session) == {str(one.id), str(two.id)}
    assert not eager.step()


def test_searches_go_on_while_the_writer_writes(shared_site, eager):
    session = db.session()
    expected = {str(a_sewer(session).id) for _ in range(30)}
    worker = a_worker(session)
    held_ids(worker, session)
    done, wrong = threading.Event(), []

    def search():
        with shared_site.app_context(), Session(db.engine) as mine:
            while not done.is_set():
                if not held_ids(worker, mine) >= expected:
                    wrong.append(1)
                mine.rollback()

    searching = [threading.Thread(target=search) for _ in range(2)]
    for thread in searching:
        thread.start()
    for _ in range(3):
        a_sewer(session)
        assert eager.step()
        session.rollback()
    done.set()
    for thread in searching:
        thread.join(30)

    assert wrong == []
    assert worker.settled()


@pytest.mark.parametrize("harm", ["cut", "flip", "missing", "note", "pointer"])
def test_damaged_files_are_noticed_and_made_anew(shared_site, folder, eager, harm):
    session = db.session()
    one = a_sewer(session)
    held_ids(a_worker(session), session)
    damage(folder, harm)

    assert held_ids(a_worker(session), session) == {str(one.id)}
    assert Index.open(folder).ids == (str(one.id),)

    damage(folder, harm)
    assert eager.step()
    assert Index.open(folder).ids == (str(one.id),)


def damage(folder, harm):
    generation_folder = folder / generation.name(folder)
    column = generation_folder / "people.hash.npy"
    if harm == "cut":
        column.write_bytes(column.read_bytes()[:-1])
    elif harm == "flip":
        content = bytearray(column.read_bytes())
        content[-1] ^= 1
        column.write_bytes(content)
    elif harm == "missing":
        column.unlink()
    elif harm == "note":
        (generation_folder / "about.json").write_text("{}")
    else:
        (folder / "current.json").write_text("{")


def test_a_writer_that_was_killed_leaves_nothing_that_counts(shared_site, folder, eager):
    session = db.session()
    one = a_sewer(session)
    held_ids(a_worker(session), session)
    half = folder / "writing-killed"
    half.mkdir()
    (half / "people.hash.npy").write_bytes(b"half")
    two = a_sewer(session)

    assert held_ids(a_worker(session), session) == {str(one.id), str(two.id)}
    assert eager.step()
    assert not half.exists()
    assert held_ids(a_worker(session), session) == {str(one.id), str(two.id)}


def test_a_second_writer_leaves_the_first_alone(shared_site, folder, eager):
    a_sewer(db.session())
    with generation.locked(folder):
        assert not eager.step()
    assert eager.step()


def test_a_folder_that_cannot_be_written_leaves_the_people_in_memory(shared_site, folder):
    session = db.session()
    one = a_sewer(session)
    folder.write_text("not a folder")
    try:
        worker = a_worker(session)
        assert held_ids(worker, session) == {str(one.id)}
        two = a_sewer(session)
        assert held_ids(worker, session) == {str(one.id), str(two.id)}
    finally:
        folder.unlink()


def test_the_index_of_another_database_is_not_used(shared_site, folder, monkeypatch):
    session = db.session()
    one = a_sewer(session)
    held_ids(a_worker(session), session)
    monkeypatch.setattr(generation.changes, "source", lambda _: "another")
    session.execute(text("DELETE FROM candidate"))
    session.commit()

    assert held_ids(a_worker(session), session) == set()
    assert one.id


def test_an_index_from_before_a_backup_was_restored_is_not_used(shared_site, folder):
    session = db.session()
    one = a_sewer(session)
    held = generation.open_or_build(session, a_worker(session)._engine, folder)
    ahead = held.position.ahead + 1_000_000
    held.position = generation.Position(ahead)
    generation.write(held, session, a_worker(session)._engine, folder)

    fresh = a_worker(session)
    assert held_ids(fresh, session) == {str(one.id)}
    assert fresh.follow(session).position.ahead < ahead


def test_a_worker_far_behind_reads_everybody_anew(shared_site, monkeypatch):
    session = db.session()
    a_sewer(session)
    worker = a_worker(session)
    held_ids(worker, session)
    monkeypatch.setattr(generation, "FOLLOWED", 2)
    more = {str(a_sewer(session).id) for _ in range(4)}

    assert held_ids(worker, session) >= more


def test_a_reader_whose_transaction_began_earlier_turns_nothing_back(shared_site):
    session = db.session()
    worker = a_worker(session)
    with Session(db.engine) as early:
        early.scalar(text("SELECT count(*) FROM candidate"))
        one = a_sewer(session)
        assert held_ids(worker, session) == {str(one.id)}
        held_ids(worker, early)

    assert held_ids(worker, session) == {str(one.id)}


def test_many_ways_of_saying_a_profile_come_out_the_same_in_bulk_and_one_by_one(shared_site):
    session = db.session()
    for values in (
        {},
        {"languages": ["ru", "bn"], "wishes": ["overlock_machine", "plotter"]},
        {"languages": ["bn", "ru"], "wishes": ["plotter", "overlock_machine"], "pay_wanted": 0},
        {"ready_to_move": False, "visibility": Visibility.APPLIED},
        {"ready_to_move": True, "available_from": dt.date(2026, 12, 31), "pay_wanted": 40_000},
    ):
        person = a_sewer(
            session, ("overlock_machine", 3, 0.1), ("plotter", None, None),
            experience={"sewing_machine_operator": 1 / 3}, **values,
        )  # fmt: skip
        say(session, person, "вязание крючком")
        say(session, person, "ручная вышивка")
    a_sewer(session, "plotter")
    worker = a_worker(session)
    ids = list(session.scalars(text("SELECT id FROM candidate")))
    built = worker.follow(session).index
    one_by_one = generation.Held(
        Index.build(None, worker._engine.closeness, ()), generation.Position(0)
    )
    generation.take_over(session, one_by_one.index, [uuid.UUID(str(id_)) for id_ in ids])

    with generation.snapshot(session) as connection:
        everybody = generation.bulk.table_of(connection)

    assert len(everybody) == 6
    assert one_by_one.index.verify(everybody).ok
    assert built.verify(everybody).ok


def say(session, person, words):
    session.add(Claim(candidate_id=person.id, position=9, text=words))
    session.commit()
