"""What becomes of an application is written down with the reasons as they stood."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from recruit.errors import Conflict, Forbidden, NotFound
from recruit.models import (
    Actor,
    Application,
    Employer,
    Outcome,
    OutcomeKind,
    Role,
    Stage,
)
from recruit.services import applications, outcomes, stages
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
)

DAY = dt.timedelta(days=1)


@pytest.fixture
def workshop(session: Session) -> Employer:
    return make_employer(session)


@pytest.fixture
def employer(session: Session, workshop: Employer) -> Actor:
    return actor_of(session, make_member(session, workshop))


@pytest.fixture
def specialist(session: Session) -> Actor:
    user = make_user(session)
    make_candidate(session, user, ("overlock_4_thread", 3, 2.0))
    return actor_of(session, user)


@pytest.fixture
def application(session: Session, workshop: Employer, specialist: Actor) -> Application:
    vacancy = make_vacancy(session, workshop, "overlock_4_thread")
    return applications.apply(vacancy.id, actor=specialist, now=NOON)


def kinds(session: Session) -> set[OutcomeKind]:
    return set(session.scalars(select(Outcome.kind)))


def move(application: Application, actor: Actor, *to: Stage, now: dt.datetime = NOON) -> None:
    for stage in to:
        stages.move(application.id, stage, actor=actor, now=now)


def test_each_stage_that_says_something_is_written_once(session, application, employer):
    move(
        application,
        employer,
        Stage.SCREENING,
        Stage.INTERVIEW,
        Stage.TEST,
        Stage.INTERVIEW,
        Stage.HIRED,
    )

    rows = session.scalars(select(Outcome)).all()
    assert sorted(row.kind for row in rows) == ["hired", "invited", "tested"]
    assert {row.score for row in rows} == {application.score}
    assert all(row.reasons == application.reasons for row in rows)
    assert all(row.user_id == employer.user_id for row in rows)


def test_declining_and_taking_it_back_leaves_nothing(session, application, employer):
    move(application, employer, Stage.DECLINED)
    assert kinds(session) == {OutcomeKind.DECLINED}

    move(application, employer, Stage.SCREENING)

    assert kinds(session) == set()


def test_who_was_hired_by_mistake_was_not_hired(session, application, employer):
    move(application, employer, Stage.INTERVIEW, Stage.HIRED, Stage.INTERVIEW)

    assert kinds(session) == {OutcomeKind.INVITED}


def test_who_was_hired_and_is_declined_later_was_hired_all_the_same(session, application, employer):
    move(application, employer, Stage.HIRED, Stage.DECLINED)

    assert kinds(session) == {OutcomeKind.HIRED, OutcomeKind.DECLINED}


def test_a_move_that_fails_leaves_no_outcome(session, application, employer):
    with pytest.raises(Conflict):
        move(application, employer, Stage.ARRIVED)

    assert kinds(session) == set()


def test_who_applies_anew_begins_anew(session, application, employer, specialist):
    move(application, employer, Stage.INTERVIEW)
    applications.withdraw(application.id, actor=specialist, now=NOON)

    applications.apply(application.vacancy_id, actor=specialist, now=NOON + DAY)

    assert kinds(session) == set()


def test_they_stayed_can_be_said_thirty_days_after_arrival(session, application, employer):
    move(application, employer, Stage.HIRED, Stage.ARRIVED)
    vacancy_id = application.vacancy_id
    early, due = NOON + 30 * DAY - dt.timedelta(seconds=1), NOON + 30 * DAY
    assert outcomes.stays_to_confirm(vacancy_id, actor=employer, now=early) == set()
    with pytest.raises(Conflict):
        outcomes.confirm_stay(application.id, actor=employer, now=early)
    assert outcomes.stays_to_confirm(vacancy_id, actor=employer, now=due) == {application.id}

    outcomes.confirm_stay(application.id, actor=employer, now=due)
    outcomes.confirm_stay(application.id, actor=employer, now=due + DAY)

    assert kinds(session) == {OutcomeKind.HIRED, OutcomeKind.STAYED}
    assert outcomes.stays_to_confirm(vacancy_id, actor=employer, now=due + DAY) == set()


def test_who_has_not_arrived_has_not_stayed(session, application, employer):
    move(application, employer, Stage.HIRED)

    with pytest.raises(Conflict):
        outcomes.confirm_stay(application.id, actor=employer, now=NOON + 90 * DAY)


def test_nobody_but_the_workshop_says_that_somebody_stayed(session, application, employer):
    move(application, employer, Stage.HIRED, Stage.ARRIVED)
    stranger = actor_of(session, make_member(session, make_employer(session)))
    office = actor_of(session, make_user(session, Role.ADMINISTRATOR))

    with pytest.raises(NotFound):
        outcomes.confirm_stay(application.id, actor=stranger, now=NOON + 90 * DAY)
    with pytest.raises(Forbidden):
        outcomes.confirm_stay(application.id, actor=office, now=NOON + 90 * DAY)
    with pytest.raises(NotFound):
        outcomes.stays_to_confirm(application.vacancy_id, actor=stranger, now=NOON)


def test_erasing_an_application_erases_its_outcomes(session, application, employer):
    move(application, employer, Stage.INTERVIEW)
    session.delete(session.get_one(Application, application.id))
    session.commit()

    assert kinds(session) == set()
