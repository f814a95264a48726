"""The living vocabulary: what nobody could link waits, is attached, and counts at once."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from recruit.errors import Conflict, Forbidden
from recruit.models import (
    Actor,
    ActorKind,
    Candidate,
    Claim,
    FormUse,
    Label,
    LabelKind,
    Origin,
    TaxonomyState,
    UnlinkedForm,
)
from recruit.queries import candidates as candidate_queries
from recruit.services import (
    candidates,
    matching,
    vocabulary,
    vocabulary_queue,
    vocabulary_relink,
)
from recruit.services.candidate_facts import ClaimLine, ExperienceLine, Facts
from recruit.services.matching import engine
from tests.engines import followed
from tests.factories import NOON, actor_of, make_candidate, make_form, make_user

__all__ = ["followed"]

pytestmark = pytest.mark.usefixtures("followed")

BOSS = Actor(kind=ActorKind.ADMINISTRATOR, display="operator")
LATER = NOON + dt.timedelta(minutes=5)


def specialist(session, *claims, jobs=()):
    actor = actor_of(session, make_user(session))
    facts = Facts(
        claims=tuple(ClaimLine(text) for text in ("оверлок", *claims)),
        experience=tuple(ExperienceLine(title) for title in jobs),
    )
    return candidates.join(facts, candidates.Person("Айжан", adult=True), actor=actor, now=NOON)


def waiting():
    return {entry.form.text: entry.uses for entry in vocabulary.waiting(1, actor=BOSS).entries}


def test_what_is_not_linked_waits_and_what_more_people_typed_stands_first(session):
    specialist(session, "Зюзюблик", "краказябра")
    specialist(session, "зюзюблик", "зюзюблик!")

    page = vocabulary.waiting(1, actor=BOSS)

    assert [(e.form.text, e.uses) for e in page.entries] == [("Зюзюблик", 2), ("краказябра", 1)]
    assert (page.total, page.entries[0].form.language) == (2, "ru")
    assert len(page.entries[0].nearest) == vocabulary.NEAREST


@pytest.mark.parametrize(
    "text",
    [
        "зюзюблик 0700 12 34 56",
        "zyuzyublik@example.org",
        "www.zyuzyublik.kg",
        "12345",
        "зю" * 41,
        "один два три четыре пять шесть семь восемь девять",
    ],
)
def test_contacts_numbers_and_long_texts_are_never_written_down(text):
    assert vocabulary_queue.key_of(text) is None


def test_what_a_profile_says_no_longer_is_asked_no_longer(session):
    candidate = specialist(session, "зюзюблик")
    actor = Actor(kind=ActorKind.CANDIDATE, user_id=candidate.user_id)
    assert waiting() == {"зюзюблик": 1}

    candidates.save_skills(Facts(claims=(ClaimLine("оверлок"),)), actor=actor, now=LATER)

    assert waiting() == {}
    assert vocabulary_queue.forget_unheld(now=NOON + dt.timedelta(days=8)) == 1
    assert session.scalar(select(func.count(UnlinkedForm.id))) == 0


def test_the_words_of_a_deleted_profile_go_with_it(session):
    candidate = specialist(session, "зюзюблик")

    session.delete(session.get(Candidate, candidate.id))
    session.commit()

    assert session.scalar(select(func.count(FormUse.id))) == 0
    assert waiting() == {}


def test_an_attached_form_counts_at_once_for_links_and_in_a_text(session):
    form = make_form(session, "зюзюблик", make_candidate(session))
    assert matching.as_claim("зюзюблик") is None
    before = matching.taxonomy_version()

    vocabulary.attach(form.id, "overlock_machine", actor=BOSS, now=NOON)

    assert matching.as_claim("ЗЮЗЮБЛИК") == "overlock_machine"
    found = matching.mentions("умею на зюзюблик, 5 лет")
    assert [(m.concept_id, m.score, m.facts["years"]) for m in found] == [
        ("overlock_machine", 1.0, 5)
    ]
    assert matching.taxonomy_version() != before
    label = session.scalar(select(Label).where(Label.text == "зюзюблик"))
    assert (label.language, label.kind, label.origin) == (
        "ru",
        LabelKind.SYNONYM,
        Origin.ADMINISTRATOR,
    )


def test_after_a_refit_words_like_it_are_linked_too_and_what_ranks_stays(session):
    form = make_form(session, "зюзюблик", make_candidate(session))
    vocabulary.attach(form.id, "overlock_machine", actor=BOSS, now=NOON)
    laid_over = engine.engine(session)
    assert matching.as_claim("зюзюбликом") is None

    fitted = engine.refit_now(session)

    assert matching.as_claim("зюзюбликом") == "overlock_machine"
    assert fitted.taxonomy.version == laid_over.taxonomy.version
    assert fitted.ranker is laid_over.ranker


def test_profiles_that_hold_the_form_are_linked_anew_once(session):
    candidate = specialist(session, "зюзюблик", jobs=["зюзюблик"])
    form = session.scalar(select(UnlinkedForm))
    vocabulary.attach(form.id, "plotter", actor=BOSS, now=NOON)
    revision = candidate.revision

    assert vocabulary_relink.relink_due(now=LATER) == 1
    assert vocabulary_relink.relink_due(now=LATER) == 0

    session.expire_all()
    assert linked(session, candidate) == {"оверлок": "overlock_machine", "зюзюблик": "plotter"}
    assert session.get(Candidate, candidate.id).revision == revision + 1
    assert session.get(UnlinkedForm, form.id).relinked_at == LATER


def test_a_skill_named_already_takes_in_the_words_that_turn_out_to_mean_it(session):
    actor = actor_of(session, make_user(session))
    lines = (ClaimLine("оверлок", None, 3, 1), ClaimLine("зюзюблик", None, None, 6))
    person = candidates.Person("Айжан", adult=True)
    candidate = candidates.join(Facts(claims=lines), person, actor=actor, now=NOON)
    form = session.scalar(select(UnlinkedForm))

    vocabulary.attach(form.id, "overlock_machine", actor=BOSS, now=NOON)
    vocabulary_relink.relink_due(now=LATER)

    (claim,) = session.scalars(select(Claim).where(Claim.candidate_id == candidate.id))
    assert (claim.text, claim.level, claim.years) == ("оверлок", 3, 6)


def test_a_profile_saved_by_a_worker_that_had_not_heard_is_linked_after_all(session):
    candidate = specialist(session, "зюзюблик")
    form = session.scalar(select(UnlinkedForm))
    vocabulary.attach(form.id, "plotter", actor=BOSS, now=NOON)
    vocabulary_relink.relink_due(now=NOON)
    late = candidate_queries.by_id(session, make_candidate(session).id)
    late.claims.append(Claim(position=0, text="Зюзюблик"))

    vocabulary_queue.keep_profile(session, late, LATER)
    session.commit()
    vocabulary_relink.relink_due(now=LATER)

    session.expire_all()
    assert linked(session, late) == {"Зюзюблик": "plotter"}
    assert linked(session, candidate)["зюзюблик"] == "plotter"


def test_what_is_set_aside_does_not_come_back(session):
    specialist(session, "зюзюблик")
    form = session.scalar(select(UnlinkedForm))

    vocabulary.dismiss(form.id, actor=BOSS, now=NOON)
    specialist(session, "зюзюблик")

    assert waiting() == {}
    assert [found.text for found in vocabulary.decided(actor=BOSS)] == ["зюзюблик"]


def test_a_decision_is_made_once_and_by_administrators_only(session):
    form = make_form(session, "зюзюблик", make_candidate(session))
    revision = session.scalar(select(TaxonomyState.revision))
    employer = Actor(kind=ActorKind.EMPLOYER)
    with pytest.raises(Forbidden):
        vocabulary.attach(form.id, "plotter", actor=employer, now=NOON)

    vocabulary.attach(form.id, "plotter", actor=BOSS, now=NOON)

    with pytest.raises(Conflict):
        vocabulary.attach(form.id, "overlock_machine", actor=BOSS, now=NOON)
    assert session.scalar(select(TaxonomyState.revision)) == revision + 1


def linked(session, candidate):
    rows = session.execute(
        select(Claim.text, Claim.concept_id).where(Claim.candidate_id == candidate.id)
    )
    return dict(rows.all())
