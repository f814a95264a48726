"""Words of vacancies and of programs that nobody could link."""

import dataclasses

import pytest
from sqlalchemy import select

from recruit.errors import Fault, Invalid
from recruit.models import EmployerKind, FormUse, UnlinkedForm
from recruit.services import keys, match_calls, matching, vacancies, vocabulary, vocabulary_relink
from recruit.services.match_calls import MatchCall
from recruit.services.vacancies import RequirementLine, Terms
from tests.engines import followed
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_key,
    make_member,
)
from tests.services.test_vocabulary import BOSS, LATER, waiting

__all__ = ["followed"]

pytestmark = pytest.mark.usefixtures("followed")

OVERLOCK = RequirementLine("оверлок")
ODD = RequirementLine("зюзюблик", keep=True, min_years=2)


@pytest.fixture
def employer(session):
    return actor_of(session, make_member(session, make_employer(session)))


def test_words_for_which_a_vacancy_is_refused_are_asked_all_the_same(session, employer):
    terms = Terms(title="Швея", requirements=(OVERLOCK, RequirementLine("зюзюблик")))

    for _ in range(2):
        with pytest.raises(Invalid) as error:
            vacancies.create(terms, actor=employer, now=NOON)

    assert [found.fault for found in error.value.faults] == [Fault.NOT_A_CONCEPT]
    assert waiting() == {"зюзюблик": 1}
    assert session.scalars(select(FormUse.employer_id)).all() == [employer.employer_id]


def test_words_kept_as_they_are_stand_in_the_vacancy_and_rank_nobody(session, employer):
    terms = Terms(title="Швея", requirements=(OVERLOCK, ODD))

    made = vacancies.create(terms, actor=employer, now=NOON, publish=True)
    again = vacancies.update(made.id, terms, actor=employer, now=LATER)

    assert [(r.text, r.concept_id) for r in again.requirements] == [
        ("оверлок", "overlock_machine"),
        ("зюзюблик", None),
    ]
    posting = matching.specialists_for(made.id, actor=employer).posting
    assert [r.concept for r in posting.requirements] == ["overlock_machine"]
    assert waiting() == {"зюзюблик": 1}


def test_a_vacancy_of_nothing_but_unknown_words_is_refused(session, employer):
    terms = Terms(title="Зюзюбликовед", requirements=(ODD,))

    with pytest.raises(Invalid) as error:
        vacancies.create(terms, actor=employer, now=NOON)

    assert {f.field: f.fault for f in error.value.faults} == {
        "requirements": Fault.NOTHING_RECOGNISED
    }


def test_requirements_and_titles_are_linked_anew_and_ranking_follows(session, employer):
    terms = Terms(title="Зюзюбликовед", requirements=(OVERLOCK, ODD))
    made = vacancies.create(terms, actor=employer, now=NOON, publish=True)
    revision = made.revision
    able = make_candidate(session, None, "overlock_machine", "plotter")
    make_candidate(session, None, "overlock_machine")
    forms = {form.text: form.id for form in session.scalars(select(UnlinkedForm))}
    assert set(forms) == {"зюзюблик", "Зюзюбликовед"}

    vocabulary.attach(forms["зюзюблик"], "plotter", actor=BOSS, now=NOON)
    vocabulary.attach(forms["Зюзюбликовед"], "cutter", actor=BOSS, now=NOON)
    assert vocabulary_relink.relink_due(now=LATER) == 2

    session.expire_all()
    ranking = matching.specialists_for(made.id, actor=employer)
    assert ranking.vacancy.occupation_id == "cutter"
    assert ranking.vacancy.revision == revision + 2
    odd = ranking.vacancy.requirements[1]
    assert (odd.text, odd.concept_id, odd.min_years) == ("зюзюблик", "plotter", 2)
    assert ranking.ranked[0].candidate.id == able.id

    vocabulary.undo(forms["зюзюблик"], actor=BOSS)

    session.expire_all()
    asked = vacancies.own(made.id, actor=employer).requirements
    assert [r.concept_id for r in asked] == ["overlock_machine", None]


def test_what_a_program_asks_in_vain_is_written_down_once_for_its_agency(session):
    agency = make_employer(session, "Agency", kind=EmployerKind.AGENCY)
    _, text = make_key(session, agency)
    actor = keys.key_actor(text, now=NOON)
    terms = Terms(title="Швея", requirements=(OVERLOCK, RequirementLine("зюзюблик")))

    for call in (MatchCall(terms=terms), MatchCall(terms=dataclasses.replace(terms, title="x"))):
        with pytest.raises(Invalid):
            match_calls.answer(call, actor=actor, now=NOON)

    assert waiting() == {"зюзюблик": 1}
