"""A changed vocabulary never makes a request wait: laid over at once, fitted beside."""

import threading

import flask_migrate
import pytest
from sqlalchemy import select

from recruit.app import create_app
from recruit.extensions import db
from recruit.models import Actor, ActorKind, Label, Origin, TaxonomyState
from recruit.services import matching, seeds, vocabulary
from recruit.services.matching import engine
from tests.conftest import make_settings
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_form,
    make_member,
    make_vacancy,
)

BOSS = Actor(kind=ActorKind.ADMINISTRATOR)
CONCEPTS = (
    "overlock_machine,machine,,\nplotter,machine,,\nsewing_machine_operator,occupation,8153,\n"
)
LABELS = (
    "overlock_machine,ru,оверлок,preferred,\nplotter,ru,плоттер,preferred,\n"
    "sewing_machine_operator,ru,швея,preferred,\n"
)


@pytest.fixture
def small_site(tmp_path, monkeypatch):
    """An application of its own, over a file whose connections are any thread's to open."""
    (tmp_path / "concepts.csv").write_text("id,type,isco08,esco_id\n" + CONCEPTS, "utf-8")
    (tmp_path / "labels.csv").write_text("concept_id,language,text,kind,review\n" + LABELS, "utf-8")
    (tmp_path / "relations.csv").write_text("source,relation,target,strength\n", "utf-8")
    app = create_app(make_settings(f"sqlite:///{tmp_path / 'small.sqlite3'}", tmp_path))
    monkeypatch.setattr(engine, "FRESH", 0.0)
    monkeypatch.setattr(engine, "SETTLING", 0.05)
    with app.app_context(), app.test_request_context():
        flask_migrate.upgrade()
        seeds.load_vocabulary(tmp_path)
        yield app
        engine.settled(db.session())
        db.session.remove()
        db.engine.dispose()


def test_an_edit_counts_at_once_while_a_thread_fits_everything(small_site, monkeypatch):
    session = db.session()
    form = make_form(session, "зюзюблик", make_candidate(session))
    first = engine.engine(session)
    fitting, go_on = threading.Event(), threading.Event()
    build = engine._build

    def slowly(*given):
        fitting.set()
        assert go_on.wait(30)
        return build(*given)

    monkeypatch.setattr(engine, "_build", slowly)

    vocabulary.attach(form.id, "overlock_machine", actor=BOSS, now=NOON)

    assert matching.as_claim("зюзюблик") == "overlock_machine"
    assert fitting.wait(30)
    assert matching.as_claim("зюзюбликом") is None
    assert engine.engine(session).ranker is first.ranker
    go_on.set()
    assert engine.settled(session)
    assert matching.as_claim("зюзюбликом") == "overlock_machine"


def test_an_edit_made_while_the_thread_fits_is_not_lost(small_site, monkeypatch):
    session = db.session()
    holder = make_candidate(session)
    forms = [make_form(session, text, holder) for text in ("зюзюблик", "краказябра")]
    engine.engine(session)
    build, later = engine._build, []

    def and_meanwhile(*given):
        if not later:
            later.append("done")
            with small_site.app_context():
                vocabulary.attach(forms[1].id, "plotter", actor=BOSS, now=NOON)
                db.session.remove()
        return build(*given)

    monkeypatch.setattr(engine, "_build", and_meanwhile)

    vocabulary.attach(forms[0].id, "overlock_machine", actor=BOSS, now=NOON)
    matching.as_claim("зюзюблик")
    assert engine.settled(session)

    assert matching.as_claim("зюзюблик") == "overlock_machine"
    assert matching.as_claim("краказябрами") == "plotter"


def test_other_files_are_taken_over_while_requests_go_on_with_the_old_engine(small_site, tmp_path):
    session = db.session()
    before = engine.engine(session)
    with (tmp_path / "labels.csv").open("a", encoding="utf-8") as file:
        file.write("plotter,ru,чертилка,synonym,\n")
    seeds.load_vocabulary(tmp_path)

    assert engine.engine(session) is before
    assert engine.settled(session)

    assert matching.as_claim("чертилка") == "plotter"


def test_a_concept_has_its_new_name_once_other_files_are_taken_over(small_site, tmp_path):
    session = db.session()
    assert matching.label("plotter", "ru") == "плоттер"
    file = tmp_path / "labels.csv"
    file.write_text(file.read_text("utf-8").replace("плоттер", "чертилка"), "utf-8")
    seeds.load_vocabulary(tmp_path)
    engine.engine(session)
    assert engine.settled(session)

    assert matching.label("plotter", "ru") == "чертилка"
    assert matching.label("no such concept", "ru") == "no such concept"


def test_a_thread_that_fails_is_logged_and_the_next_edit_tries_again(
    small_site, monkeypatch, caplog
):
    session = db.session()
    engine.engine(session)
    build = engine._build
    monkeypatch.setattr(engine, "_build", lambda *_: 1 / 0)
    edit(session, "зюзюблик")
    engine.engine(session)
    assert engine.settled(session)
    assert "engine not fitted" in caplog.text
    assert matching.as_claim("зюзюблик") == "plotter"

    monkeypatch.setattr(engine, "_build", build)
    edit(session, "краказябра")
    engine.engine(session)

    assert engine.settled(session)
    assert matching.as_claim("зюзюбликом") == matching.as_claim("краказябрами") == "plotter"


def test_specialists_are_not_taken_in_anew_for_another_word(small_site):
    session = db.session()
    employer = make_employer(session)
    actor = actor_of(session, make_member(session, employer))
    vacancy = make_vacancy(session, employer, "plotter", occupation_id=None)
    make_candidate(session, None, "plotter")
    matching.specialists_for(vacancy.id, actor=actor)
    held = matching.pool.pool(session, engine.engine(session))

    edit(session, "зюзюблик")
    matching.as_claim("зюзюблик")
    engine.settled(session)

    assert matching.pool.pool(session, engine.engine(session)) is held


def edit(session, text):
    session.add(
        Label(
            concept_id="plotter",
            language="ru",
            text=text,
            kind="synonym",
            origin=Origin.ADMINISTRATOR,
        )
    )
    session.scalar(select(TaxonomyState)).revision += 1
    session.commit()
