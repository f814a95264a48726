"""Moving applications on, and the posts they take."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from recruit.errors import Conflict, Forbidden, NotFound
from recruit.models import (
    Actor,
    Application,
    ApplicationEvent,
    CandidatePrivate,
    Employer,
    OutboxMessage,
    Stage,
    Vacancy,
    VacancyState,
    Visibility,
)
from recruit.services import stages
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
)


@pytest.fixture
def workshop(session: Session) -> Employer:
    return make_employer(session)


@pytest.fixture
def employer(session: Session, workshop: Employer) -> Actor:
    return actor_of(session, make_member(session, workshop))


def apply(
    session: Session, vacancy: Vacancy, stage: Stage = Stage.NEW, **person: object
) -> Application:
    candidate = make_candidate(session, None, "overlock_4_thread", **person)
    application = Application(
        candidate_id=candidate.id,
        vacancy_id=vacancy.id,
        stage=stage,
        score=5000,
        created_at=NOON,
        updated_at=NOON,
    )
    session.add(application)
    session.commit()
    return application


def test_a_step_is_written_down_and_told(
    session: Session, workshop: Employer, employer: Actor
) -> None:
    vacancy = make_vacancy(session, workshop)
    application = apply(session, vacancy)

    stages.move(application.id, Stage.INTERVIEW, actor=employer, now=NOON)

    assert application.stage is Stage.INTERVIEW
    event = session.scalars(select(ApplicationEvent)).one()
    assert (event.from_stage, event.to_stage, event.user_id, event.at) == (
        Stage.NEW,
        Stage.INTERVIEW,
        employer.user_id,
        NOON,
    )
    message = session.scalars(select(OutboxMessage)).one()
    assert message.payload == {
        "application_id": str(application.id),
        "vacancy_id": str(vacancy.id),
        "candidate_id": str(application.candidate_id),
        "title": "Швея на оверлок",
        "stage": "interview",
    }


def test_the_stage_it_is_at_changes_nothing(
    session: Session, workshop: Employer, employer: Actor
) -> None:
    application = apply(session, make_vacancy(session, workshop), Stage.TEST)

    stages.move(application.id, Stage.TEST, actor=employer, now=NOON)

    assert session.scalars(select(ApplicationEvent)).all() == []
    assert session.scalars(select(OutboxMessage)).all() == []


def test_one_post_takes_one_person(session: Session, workshop: Employer, employer: Actor) -> None:
    vacancy = make_vacancy(session, workshop, headcount=1)
    first, second = apply(session, vacancy), apply(session, vacancy)

    stages.move(first.id, Stage.HIRED, actor=employer, now=NOON)
    session.refresh(vacancy)
    assert (vacancy.filled, vacancy.state) == (1, VacancyState.FILLED)

    with pytest.raises(Conflict):
        stages.move(second.id, Stage.HIRED, actor=employer, now=NOON)

    session.refresh(second)
    session.refresh(vacancy)
    assert (second.stage, vacancy.filled) == (Stage.NEW, 1)
    assert len(session.scalars(select(ApplicationEvent)).all()) == 1


def test_who_leaves_gives_the_post_back(
    session: Session, workshop: Employer, employer: Actor
) -> None:
    vacancy = make_vacancy(session, workshop, headcount=2)
    application = apply(session, vacancy)

    stages.move(application.id, Stage.HIRED, actor=employer, now=NOON)
    stages.move(application.id, Stage.ARRIVED, actor=employer, now=NOON)
    session.refresh(vacancy)
    assert (vacancy.filled, vacancy.state) == (1, VacancyState.OPEN)

    stages.move(application.id, Stage.DECLINED, actor=employer, now=NOON)
    session.refresh(vacancy)
    assert vacancy.filled == 0


def test_what_is_withdrawn_stays_withdrawn(
    session: Session, workshop: Employer, employer: Actor
) -> None:
    application = apply(session, make_vacancy(session, workshop), Stage.WITHDRAWN)

    with pytest.raises(Conflict):
        stages.move(application.id, Stage.OFFER, actor=employer, now=NOON)


def test_nobody_arrives_who_is_not_hired(
    session: Session, workshop: Employer, employer: Actor
) -> None:
    application = apply(session, make_vacancy(session, workshop), Stage.OFFER)

    with pytest.raises(Conflict):
        stages.move(application.id, Stage.ARRIVED, actor=employer, now=NOON)


@given(stage=st.sampled_from(Stage))
def test_no_stage_leads_to_itself_to_the_beginning_or_to_a_withdrawal(stage: Stage) -> None:
    assert not {stage, Stage.NEW, Stage.WITHDRAWN} & set(stages.next_stages(stage))


def test_another_employers_application_is_not_there(session: Session, workshop: Employer) -> None:
    application = apply(session, make_vacancy(session, workshop))
    rival = actor_of(session, make_member(session, make_employer(session, "Rival")))

    with pytest.raises(NotFound):
        stages.move(application.id, Stage.HIRED, actor=rival, now=NOON)
    with pytest.raises(NotFound):
        stages.move(uuid.uuid4(), Stage.HIRED, actor=rival, now=NOON)


def test_the_candidate_does_not_move_their_own(session: Session, workshop: Employer) -> None:
    user = make_user(session)
    application = apply(session, make_vacancy(session, workshop))
    application.candidate_id = make_candidate(session, user).id
    session.commit()

    with pytest.raises(Forbidden):
        stages.move(application.id, Stage.HIRED, actor=actor_of(session, user), now=NOON)


def test_contacts_are_of_those_who_applied_and_stand(
    session: Session, workshop: Employer, employer: Actor
) -> None:
    vacancy = make_vacancy(session, workshop)
    stands = apply(session, vacancy, visibility=Visibility.APPLIED)
    apply(session, vacancy, Stage.WITHDRAWN)
    apply(session, vacancy, visibility=Visibility.HIDDEN)
    make_candidate(session)
    private = session.get(CandidatePrivate, stands.candidate_id)
    assert private is not None
    private.full_name, private.phone = "Айгүл", "+996700000001"
    session.commit()

    assert stages.contacts(vacancy.id, actor=employer) == {
        stands.candidate_id: stages.Contact("Айгүл", "+996700000001", None)
    }
    rival = actor_of(session, make_member(session, make_employer(session, "Rival")))
    with pytest.raises(NotFound):
        stages.contacts(vacancy.id, actor=rival)
