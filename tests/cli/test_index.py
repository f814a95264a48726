"""The index's commands, and filling a database for measuring."""

import pytest
from sqlalchemy import delete, func, select, text

from matching import Index
from recruit.extensions import db
from recruit.models import Candidate, Change, Claim, Label
from recruit.queries import changes
from tests.conftest import DATABASES
from tests.indexed import a_sewer, a_worker, held_ids, made_site


@pytest.fixture
def run(shared_site):
    def run(*words):
        db.session.remove()
        return shared_site.test_cli_runner().invoke(args=list(words))

    return run


def test_a_rebuilt_index_is_what_the_database_is(run, folder):
    people = {str(a_sewer(db.session()).id) for _ in range(3)}

    assert "Index of 3 specialists written." in run("index", "rebuild").output
    assert set(Index.open(folder).ids) == people
    verified = run("index", "verify")
    assert verified.exit_code == 0
    assert "The index holds what the database holds." in verified.output


def test_verify_follows_the_feed_first(run):
    a_sewer(db.session())
    run("index", "rebuild")
    a_sewer(db.session())

    assert run("index", "verify").exit_code == 0


def test_verify_names_who_differs_and_fails(run):
    session = db.session()
    hidden, gone, there = (a_sewer(session) for _ in range(3))
    run("index", "rebuild")
    # As if the feed had missed them.
    session.execute(text("UPDATE candidate SET visibility = 'hidden', pay_wanted = 7 "
                         "WHERE id = :id").bindparams(id=dialect_id(hidden.id)))  # fmt: skip
    session.execute(text("DELETE FROM candidate WHERE id = :id").bindparams(id=dialect_id(gone.id)))
    session.execute(text("DELETE FROM change"))
    session.commit()

    verified = run("index", "verify")
    assert verified.exit_code == 1
    assert f"stale: {hidden.id}" in verified.output
    assert f"surplus: {gone.id}" in verified.output
    assert str(there.id) not in verified.output


def dialect_id(id_):
    return id_ if db.engine.dialect.name == "postgresql" else id_.hex


def test_verify_says_when_there_is_no_index_to_compare(run, folder):
    verified = run("index", "verify")

    assert verified.exit_code == 1
    assert "the index cannot be used: there is none" in verified.output


def test_status_tells_what_there_is(run):
    assert "state: there is none" in run("index", "status").output

    a_sewer(db.session())
    run("index", "rebuild")
    a_sewer(db.session())
    said = run("index", "status").output

    assert "state: up to date" in said
    assert "people: 1" in said
    assert "changes since: 1" in said
    assert "generation: generation-1" in said


@pytest.fixture(params=DATABASES)
def full_site(request, tmp_path):
    """A site with every word of the seeds."""
    with made_site(request, tmp_path) as app, app.app_context(), app.test_request_context():
        yield app


def test_a_database_is_filled_with_invented_people_whom_workers_notice(full_site):
    runner = full_site.test_cli_runner()
    worker = a_worker(db.session())
    assert held_ids(worker, db.session()) == set()
    db.session.remove()

    for _ in range(2):
        loaded = runner.invoke(args=["bench", "load", "200", "--seed", "5"])
        assert "200 invented specialists added." in loaded.output

    session = db.session()
    keys = list(session.scalars(select(Candidate.demo_key)))
    assert len(set(keys)) == 400
    assert all(key.startswith("bench-5-") for key in keys)
    claims = session.scalar(select(func.count()).select_from(Claim))
    assert 13 < claims / 400 < 17
    assert session.scalar(select(func.count()).select_from(Change)) == 400
    assert len(worker.follow(session).index) == 400
    seen = changes.position(session)
    session.rollback()
    one = a_sewer(session, "plotter")
    assert changes.since(session, seen)[0] == [one.id]
    db.session.remove()
    assert runner.invoke(args=["index", "verify"]).exit_code == 0


def test_a_database_with_real_people_is_not_filled_by_mistake(run):
    a_sewer(db.session())

    refused = run("bench", "load", "5")
    assert refused.exit_code == 1
    assert "Say --yes" in refused.output
    assert db.session().scalar(select(func.count()).select_from(Candidate)) == 1


def test_without_the_vocabulary_a_database_is_not_filled_and_the_command_is_named(run):
    session = db.session()
    session.execute(delete(Label))
    session.commit()

    refused = run("bench", "load", "5")
    assert refused.exit_code == 1
    assert "`flask seed`" in refused.output
    assert db.session().scalar(select(func.count()).select_from(Candidate)) == 0
