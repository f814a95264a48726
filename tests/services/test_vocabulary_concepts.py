"""Concepts administrators make, what is taken back, and what outlives a loading of files."""

import pytest
from sqlalchemy import func, select

from recruit.config import resource
from recruit.errors import Conflict, Fault, Invalid
from recruit.models import (
    Concept,
    ConceptRelation,
    FormState,
    Label,
    Origin,
    UnlinkedForm,
)
from recruit.services import matching, seeds, vocabulary, vocabulary_relink
from recruit.services.matching import engine
from recruit.services.vocabulary import NewConcept
from tests.engines import followed
from tests.factories import NOON, make_candidate, make_form
from tests.services.test_vocabulary import BOSS, LATER, linked, specialist, waiting

__all__ = ["followed"]

pytestmark = pytest.mark.usefixtures("followed")

NAMES = {
    "en": "bobbin turner",
    "ru": "шпулеверт",
    "ky": "шпулеверт аппараты",
    "uz": "shpulevert",
    "bn": "শপুলেভার্ট",
    "ur": "شپولیورٹ",
}


def test_a_new_concept_has_a_name_in_each_language_and_counts_at_once(session):
    candidate = specialist(session, "зюзюблик")
    form = session.scalar(select(UnlinkedForm))
    new = NewConcept("machine", NAMES, broader="overlock_machine", review=True)

    vocabulary.create_concept(form.id, new, actor=BOSS, now=NOON)

    assert matching.as_claim("зюзюблик") == "bobbin_turner"
    assert matching.as_claim("শপুলেভার্ট") == "bobbin_turner"
    assert matching.label("bobbin_turner", "ky") == "шпулеверт аппараты"
    assert "bobbin_turner" in matching.narrower(["overlock_machine"])
    vocabulary_relink.relink_due(now=LATER)
    session.expire_all()
    assert linked(session, candidate)["зюзюблик"] == "bobbin_turner"


def test_every_fault_of_a_new_concept_is_told_at_once(session):
    form = make_form(session, "зюзюблик", make_candidate(session))
    labels = {**NAMES, "en": "", "ru": "шпулевeрт", "uz": "шпулеверт", "bn": "ওভারলক মেশিন"}
    new = NewConcept("occupation", labels, broader="plotter", isco08="81")

    with pytest.raises(Invalid) as error:
        vocabulary.create_concept(form.id, new, actor=BOSS, now=NOON)

    assert {found.field: found.fault for found in error.value.faults} == {
        "label_en": Fault.REQUIRED,
        "label_ru": Fault.NOT_A_LABEL,
        "label_uz": Fault.NOT_A_LABEL,
        "broader": Fault.BROADER_UNFIT,
        "isco08": Fault.NOT_AN_ISCO,
    }
    assert session.scalar(select(func.count()).where(Concept.origin != Origin.SEED)) == 0


def test_a_form_that_is_a_label_of_another_concept_of_the_type_is_refused(session):
    form = make_form(session, "плоттер", make_candidate(session))

    with pytest.raises(Invalid) as error:
        vocabulary.attach(form.id, "overlock_machine", actor=BOSS, now=NOON)

    assert error.value.faults[0].fault is Fault.LABEL_TAKEN
    assert session.get(UnlinkedForm, form.id).state is FormState.WAITING


def test_what_was_attached_is_taken_back_whole(session):
    candidate = specialist(session, "зюзюблик")
    form = session.scalar(select(UnlinkedForm))
    vocabulary.attach(form.id, "plotter", actor=BOSS, now=NOON)
    vocabulary_relink.relink_due(now=NOON)
    engine.refit_now(session)

    vocabulary.undo(form.id, actor=BOSS)

    assert matching.as_claim("зюзюблик") is None
    assert matching.mentions("зюзюблик") == []
    assert waiting() == {"зюзюблик": 1}
    session.expire_all()
    assert linked(session, candidate)["зюзюблик"] is None
    assert session.scalar(select(func.count()).where(Label.text == "зюзюблик")) == 0


def test_a_concept_made_and_taken_back_leaves_nothing(session):
    specialist(session, "зюзюблик")
    form = session.scalar(select(UnlinkedForm))
    new = NewConcept("machine", NAMES, broader="overlock_machine")
    vocabulary.create_concept(form.id, new, actor=BOSS, now=NOON)
    vocabulary_relink.relink_due(now=NOON)

    vocabulary.undo(form.id, actor=BOSS)

    assert session.get(Concept, "bobbin_turner") is None
    made = select(func.count()).where(ConceptRelation.origin == Origin.ADMINISTRATOR)
    assert session.scalar(made) == 0
    assert matching.concept_type("bobbin_turner") is None


def test_a_concept_that_others_use_is_not_taken_back(session):
    specialist(session, "зюзюблик")
    form = session.scalar(select(UnlinkedForm))
    vocabulary.create_concept(form.id, NewConcept("machine", NAMES), actor=BOSS, now=NOON)
    make_candidate(session, None, "bobbin_turner")

    with pytest.raises(Conflict):
        vocabulary.undo(form.id, actor=BOSS)

    assert session.get(Concept, "bobbin_turner") is not None
    assert matching.as_claim("зюзюблик") == "bobbin_turner"


def test_an_administrators_words_survive_a_loading_of_other_files(session, tmp_path):
    form = make_form(session, "зюзюблик", make_candidate(session))
    vocabulary.create_concept(form.id, NewConcept("machine", NAMES), actor=BOSS, now=NOON)
    for path in (resource("seeds") / "taxonomy").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "labels.csv").open("a", encoding="utf-8") as file:
        file.write("overlock_machine,ru,оверлочище,synonym,\n")

    assert seeds.load_vocabulary(tmp_path) is True

    assert matching.as_claim("зюзюблик") == "bobbin_turner"
    assert matching.as_claim("оверлочище") == "overlock_machine"
    kept = session.scalars(select(Label.text).where(Label.concept_id == "bobbin_turner")).all()
    assert set(kept) == {*NAMES.values(), "зюзюблик"}
