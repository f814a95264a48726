"""Posting and keeping vacancies."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy.orm import Session

from recruit.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from recruit.models import (
    ANONYMOUS,
    Actor,
    Currency,
    PayBasis,
    RequirementImportance,
    VacancyState,
)
from recruit.services import matching, vacancies
from recruit.services.vacancies import RequirementLine, Terms
from tests.factories import NOON, actor_of, make_employer, make_member, make_user, make_vacancy

LATER = NOON + dt.timedelta(hours=1)
OVERLOCK = RequirementLine("4-нитка", "overlock_4_thread")


@pytest.fixture
def employer(session: Session) -> Actor:
    return actor_of(session, make_member(session, make_employer(session)))


@pytest.fixture
def rival(session: Session) -> Actor:
    return actor_of(session, make_member(session, make_employer(session, "Rival")))


def test_a_draft_keeps_the_employers_words_beside_the_concepts(employer: Actor) -> None:
    made = vacancies.create(
        Terms(
            title="Швея на оверлок",
            requirements=(
                RequirementLine("распошив", importance=RequirementImportance.MUST, min_years=1.0),
                OVERLOCK,
            ),
            headcount=3,
            pay_basis=PayBasis.PIECE,
            pay_min=35_000,
            pay_max=50_000,
            pay_currency=Currency.KGS,
            housing=True,
            floor_languages=("ru", "ky", "ru"),
        ),
        actor=employer,
        now=NOON,
    )

    assert made.state is VacancyState.DRAFT
    assert made.published_at is None
    assert made.occupation_id == "overlock_operator"
    assert [(r.position, r.text, r.concept_id) for r in made.requirements] == [
        (0, "распошив", "coverstitch_machine"),
        (1, "4-нитка", "overlock_4_thread"),
    ]
    assert made.requirements[0].importance is RequirementImportance.MUST
    assert made.floor_languages == ["ru", "ky"]
    assert made.employer.legal_name == "Ак-Кийим"


def test_publishing_opens_for_45_days_where_no_last_day_is_named(employer: Actor) -> None:
    made = vacancies.create(
        Terms(title="Швея", requirements=(OVERLOCK,)), actor=employer, now=NOON, publish=True
    )

    assert made.state is VacancyState.OPEN
    assert made.published_at == NOON
    assert made.expires_on == dt.date(2027, 1, 7)


def test_an_update_keeps_the_rows_of_concepts_asked_before(
    session: Session, employer: Actor
) -> None:
    terms = Terms(
        title="Швея",
        requirements=(OVERLOCK, RequirementLine("распошив", "coverstitch_machine")),
    )
    made = vacancies.create(terms, actor=employer, now=NOON)
    kept = {r.concept_id: r.id for r in made.requirements}

    changed = vacancies.update(
        made.id,
        dataclasses.replace(
            terms,
            title="Швея-универсал",
            requirements=(
                RequirementLine("распошивалка", "coverstitch_machine", min_level=3),
                RequirementLine("трикотаж", "knitwear_fabric"),
            ),
        ),
        actor=employer,
        now=LATER,
    )

    assert (changed.title, changed.revision, changed.updated_at) == ("Швея-универсал", 2, LATER)
    assert [(r.concept_id, r.text, r.min_level) for r in changed.requirements] == [
        ("coverstitch_machine", "распошивалка", 3),
        ("knitwear_fabric", "трикотаж", None),
    ]
    assert changed.requirements[0].id == kept["coverstitch_machine"]


def test_an_update_that_is_refused_changes_nothing(session: Session, employer: Actor) -> None:
    made = vacancies.create(Terms(title="Швея", requirements=(OVERLOCK,)), actor=employer, now=NOON)

    with pytest.raises(Invalid):
        vacancies.update(made.id, Terms(title="Другая", headcount=0), actor=employer, now=LATER)

    session.refresh(made)
    assert (made.title, made.headcount, made.revision) == ("Швея", 1, 1)


def test_posts_cannot_be_fewer_than_are_filled(session: Session, employer: Actor) -> None:
    vacancy = make_vacancy(session, None, "overlock_4_thread", headcount=3, filled=2)
    vacancy.employer_id = next(iter(employer.employer_ids))
    session.commit()

    with pytest.raises(Invalid) as caught:
        vacancies.update(
            vacancy.id,
            Terms(title="Швея", requirements=(OVERLOCK,), headcount=1),
            actor=employer,
            now=LATER,
        )

    (found,) = caught.value.faults
    assert (found.field, found.fault, found.facts["minimum"]) == (
        "headcount",
        Fault.OUT_OF_RANGE,
        2,
    )


def test_a_vacancy_is_paused_opened_closed_and_taken_back(employer: Actor) -> None:
    made = vacancies.create(
        Terms(title="Швея", requirements=(OVERLOCK,)), actor=employer, now=NOON, publish=True
    )
    steps = (vacancies.pause, vacancies.publish, vacancies.close, vacancies.reopen)
    states = [step(made.id, actor=employer, now=LATER).state for step in steps]

    assert states == [
        VacancyState.PAUSED,
        VacancyState.OPEN,
        VacancyState.CLOSED,
        VacancyState.PAUSED,
    ]
    assert made.revision == 5
    with pytest.raises(Conflict):
        vacancies.reopen(made.id, actor=employer, now=LATER)


def test_a_vacancy_without_a_free_post_cannot_be_published(
    session: Session, employer: Actor
) -> None:
    vacancy = make_vacancy(session, None, filled=1, state=VacancyState.PAUSED)
    vacancy.employer_id = next(iter(employer.employer_ids))
    session.commit()

    with pytest.raises(Conflict):
        vacancies.publish(vacancy.id, actor=employer, now=LATER)


def test_a_filled_vacancy_with_more_posts_than_before_is_paused(
    session: Session, employer: Actor
) -> None:
    vacancy = make_vacancy(session, None, filled=1, state=VacancyState.FILLED)
    vacancy.employer_id = next(iter(employer.employer_ids))
    session.commit()

    changed = vacancies.update(
        vacancy.id, Terms(title="Швея", headcount=2), actor=employer, now=LATER
    )

    assert changed.state is VacancyState.PAUSED


def test_a_draft_of_another_employer_is_not_there(employer: Actor, rival: Actor) -> None:
    draft = vacancies.create(
        Terms(title="Швея", requirements=(OVERLOCK,)), actor=employer, now=NOON
    )

    for step in (vacancies.publish, vacancies.pause, vacancies.close, vacancies.reopen):
        with pytest.raises(NotFound):
            step(draft.id, actor=rival, now=LATER)
    with pytest.raises(NotFound):
        vacancies.update(draft.id, Terms(title="Моя"), actor=rival, now=LATER)
    with pytest.raises(NotFound):
        vacancies.set_weights(draft.id, {}, actor=rival, now=LATER)


def test_an_open_vacancy_of_another_employer_is_seen_and_not_changed(
    employer: Actor, rival: Actor
) -> None:
    made = vacancies.create(
        Terms(title="Швея", requirements=(OVERLOCK,)), actor=employer, now=NOON, publish=True
    )

    with pytest.raises(Forbidden):
        vacancies.close(made.id, actor=rival, now=LATER)
    with pytest.raises(NotFound):
        vacancies.own(made.id, actor=rival)


def test_who_stands_for_no_workshop_posts_nothing(session: Session) -> None:
    candidate = actor_of(session, make_user(session))

    for actor in (ANONYMOUS, candidate):
        with pytest.raises(Forbidden):
            vacancies.create(Terms(title="Швея"), actor=actor, now=NOON)
        with pytest.raises(Forbidden):
            vacancies.desk(actor)


def test_weights_are_kept_and_go_back_to_the_defaults(employer: Actor) -> None:
    made = vacancies.create(Terms(title="Швея", requirements=(OVERLOCK,)), actor=employer, now=NOON)

    weighted = vacancies.set_weights(made.id, {"skill": 10, "pay": 0}, actor=employer, now=LATER)
    assert weighted.weights == {"skill": 10.0, "pay": 0.0}
    with pytest.raises(Invalid):
        vacancies.set_weights(
            made.id, dict.fromkeys(matching.Component, 0), actor=employer, now=LATER
        )
    assert vacancies.set_weights(made.id, {}, actor=employer, now=LATER).weights == {}


def test_the_desk_and_the_list_show_what_each_may_see(
    session: Session, employer: Actor, rival: Actor
) -> None:
    mine = vacancies.create(Terms(title="Моя", requirements=(OVERLOCK,)), actor=employer, now=NOON)
    theirs = vacancies.create(
        Terms(title="Чужая", requirements=(OVERLOCK,)), actor=rival, now=LATER, publish=True
    )
    vacancies.create(Terms(title="Тайна", requirements=(OVERLOCK,)), actor=rival, now=LATER)

    assert [line.vacancy.id for line in vacancies.desk(employer)] == [mine.id]
    rows, total = vacancies.listed(actor=employer)
    assert ([row.id for row in rows], total) == ([theirs.id, mine.id], 2)
    rows, total = vacancies.listed(actor=employer, own_only=True)
    assert ([row.id for row in rows], total) == ([mine.id], 1)
    rows, total = vacancies.listed(actor=ANONYMOUS, limit=1, offset=1)
    assert (rows, total) == ([], 1)


def test_an_open_vacancy_expires_after_its_last_day(session: Session) -> None:
    past = make_vacancy(session, None, expires_on=NOON.date() - dt.timedelta(days=1))
    today = make_vacancy(session, None, expires_on=NOON.date())

    assert vacancies.expire_due(now=NOON) == 1
    assert (past.state, today.state) == (VacancyState.EXPIRED, VacancyState.OPEN)
