"""One application for a specialist and a vacancy, with the score as it stood."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from recruit.errors import Conflict, Fault, Forbidden, Invalid, NotFound, NotSignedIn
from recruit.models import (
    ANONYMOUS,
    Actor,
    ActorKind,
    Application,
    ApplicationEvent,
    OutboxKind,
    OutboxMessage,
    Stage,
    VacancyState,
    Visibility,
)
from recruit.services import applications, candidates, matching
from recruit.services.applications import AlreadyApplied, ProfileHidden
from recruit.services.candidate_facts import ClaimLine, Facts
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
)

LATER = NOON + dt.timedelta(days=1)


def steps(session: Session, application: Application) -> list[tuple[Stage | None, Stage]]:
    rows = session.scalars(
        select(ApplicationEvent)
        .where(ApplicationEvent.application_id == application.id)
        .order_by(ApplicationEvent.at)
    )
    return [(row.from_stage, row.to_stage) for row in rows]


def test_an_application_keeps_the_score_and_reasons_shown(session: Session) -> None:
    user = make_user(session)
    candidate = make_candidate(session, user, ("overlock_machine", 4, 5.0))
    vacancy = make_vacancy(session, None, "overlock_machine", "coverstitch_machine")
    actor = actor_of(session, user)
    [shown] = matching.vacancies_for(candidate.id, actor=actor).ranked

    made = applications.apply(vacancy.id, "Могу с понедельника", actor=actor, now=NOON)
    candidates.save_skills(Facts(claims=(ClaimLine("трикотаж"),)), actor=actor, now=LATER)

    session.expire_all()
    [kept] = applications.own(actor)
    assert kept.id == made.id
    assert kept.score == shown.match.score > 0
    assert sum(reason["points"] for reason in kept.reasons) == kept.score
    assert [r["concept"] for r in kept.reasons if r["component"] == "skill"] == [
        "overlock_machine",
        "coverstitch_machine",
    ]
    assert kept.message == "Могу с понедельника"
    assert steps(session, kept) == [(None, Stage.NEW)]
    [told] = session.scalars(select(OutboxMessage))
    assert told.kind is OutboxKind.APPLICATION_CREATED
    assert told.payload == {
        "application_id": str(made.id),
        "vacancy_id": str(vacancy.id),
        "employer_id": str(vacancy.employer_id),
        "title": vacancy.title,
    }


def test_nobody_applies_twice(session: Session) -> None:
    user = make_user(session)
    candidate = make_candidate(session, user, "overlock_machine")
    vacancy = make_vacancy(session, None, "overlock_machine")
    actor = actor_of(session, user)
    applications.apply(vacancy.id, actor=actor, now=NOON)

    with pytest.raises(AlreadyApplied):
        applications.apply(vacancy.id, actor=actor, now=LATER)

    again = Application(
        candidate_id=candidate.id, vacancy_id=vacancy.id, score=0, created_at=NOON, updated_at=NOON
    )
    session.add(again)
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_who_withdrew_applies_again_with_the_score_of_that_day(session: Session) -> None:
    user = make_user(session)
    make_candidate(session, user, ("overlock_machine", 1, 0.5))
    vacancy = make_vacancy(session, None, "overlock_machine")
    actor = actor_of(session, user)
    first = applications.apply(vacancy.id, actor=actor, now=NOON)
    before = first.score

    applications.withdraw(first.id, actor=actor, now=LATER)
    with pytest.raises(Conflict):
        applications.withdraw(first.id, actor=actor, now=LATER)
    better = Facts(claims=(ClaimLine("оверлок", level=5, years=6),))
    candidates.save_skills(better, actor=actor, now=LATER)
    second = applications.apply(vacancy.id, actor=actor, now=LATER + dt.timedelta(days=1))

    assert second.id == first.id
    assert second.score > before
    assert steps(session, second) == [
        (None, Stage.NEW),
        (Stage.NEW, Stage.WITHDRAWN),
        (Stage.WITHDRAWN, Stage.NEW),
    ]
    kinds = session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.created_at)).all()
    assert kinds == [
        OutboxKind.APPLICATION_CREATED,
        OutboxKind.APPLICATION_WITHDRAWN,
        OutboxKind.APPLICATION_CREATED,
    ]


@pytest.mark.parametrize(
    "state", [s for s in VacancyState if s is not VacancyState.OPEN], ids=lambda s: s.value
)
def test_only_an_open_vacancy_takes_applications(session: Session, state: VacancyState) -> None:
    user = make_user(session)
    make_candidate(session, user, "overlock_machine")
    vacancy = make_vacancy(session, None, "overlock_machine", state=state)

    with pytest.raises(NotFound):
        applications.apply(vacancy.id, actor=actor_of(session, user), now=NOON)


def test_a_hidden_profile_is_asked_to_show_itself_first(session: Session) -> None:
    user = make_user(session)
    make_candidate(session, user, "overlock_machine", visibility=Visibility.HIDDEN)
    vacancy = make_vacancy(session, None, "overlock_machine")

    with pytest.raises(ProfileHidden):
        applications.apply(vacancy.id, actor=actor_of(session, user), now=NOON)


def test_applying_shows_a_quiet_profile_to_that_employer_only(session: Session) -> None:
    user = make_user(session)
    candidate = make_candidate(session, user, "overlock_machine", visibility=Visibility.APPLIED)
    ours, theirs = make_employer(session), make_employer(session)
    our_vacancy = make_vacancy(session, ours, "overlock_machine")
    their_vacancy = make_vacancy(session, theirs, "overlock_machine")
    boss = actor_of(session, make_member(session, ours))
    rival = actor_of(session, make_member(session, theirs))

    made = applications.apply(our_vacancy.id, actor=actor_of(session, user), now=NOON)

    seen = matching.specialists_for(our_vacancy.id, actor=boss).ranked
    assert [row.candidate.id for row in seen] == [candidate.id]
    assert matching.specialists_for(their_vacancy.id, actor=rival).ranked == ()
    with pytest.raises(NotFound):
        matching.pair(their_vacancy.id, candidate.id, actor=rival)

    applications.withdraw(made.id, actor=actor_of(session, user), now=LATER)
    assert matching.specialists_for(our_vacancy.id, actor=boss).ranked == ()


def test_a_recruiters_ranking_does_not_say_who_has_applied(session: Session) -> None:
    user = make_user(session)
    make_candidate(session, user, "overlock_machine")
    workshop, agency = make_employer(session), make_employer(session)
    vacancy = make_vacancy(session, workshop, "overlock_machine")
    boss = actor_of(session, make_member(session, workshop))
    recruiter = Actor(ActorKind.RECRUITER, employer_ids=frozenset({agency.id}))
    made = applications.apply(vacancy.id, actor=actor_of(session, user), now=NOON)

    [own] = matching.specialists_for(vacancy.id, actor=boss).ranked
    [others] = matching.specialists_for(vacancy.id, actor=recruiter).ranked

    assert own.application is not None
    assert own.application.id == made.id
    assert (others.match, others.application) == (own.match, None)


def test_nobody_withdraws_for_another(session: Session) -> None:
    user, other = make_user(session), make_user(session)
    make_candidate(session, user, "overlock_machine")
    make_candidate(session, other, "overlock_machine")
    vacancy = make_vacancy(session, None, "overlock_machine")
    made = applications.apply(vacancy.id, actor=actor_of(session, user), now=NOON)

    with pytest.raises(NotFound):
        applications.withdraw(made.id, actor=actor_of(session, other), now=LATER)


@pytest.mark.parametrize("stage", [Stage.HIRED, Stage.ARRIVED, Stage.DECLINED])
def test_what_is_over_is_not_withdrawn(session: Session, stage: Stage) -> None:
    user = make_user(session)
    make_candidate(session, user, "overlock_machine")
    vacancy = make_vacancy(session, None, "overlock_machine")
    made = applications.apply(vacancy.id, actor=actor_of(session, user), now=NOON)
    made.stage = stage
    session.commit()

    with pytest.raises(Conflict):
        applications.withdraw(made.id, actor=actor_of(session, user), now=LATER)


def test_only_a_specialist_with_a_profile_applies(session: Session) -> None:
    vacancy = make_vacancy(session, None, "overlock_machine")
    boss = actor_of(session, make_member(session, make_employer(session)))
    newcomer = actor_of(session, make_user(session))

    with pytest.raises(NotSignedIn):
        applications.apply(vacancy.id, actor=ANONYMOUS, now=NOON)
    for actor in (boss, newcomer):
        with pytest.raises(Forbidden):
            applications.apply(vacancy.id, actor=actor, now=NOON)
        with pytest.raises(Forbidden):
            applications.own(actor)
        assert applications.own_among(actor, [vacancy.id]) == {}


def test_a_message_too_long_is_refused_at_its_field(session: Session) -> None:
    user = make_user(session)
    make_candidate(session, user, "overlock_machine")
    vacancy = make_vacancy(session, None, "overlock_machine")

    with pytest.raises(Invalid) as error:
        applications.apply(vacancy.id, "ы" * 2_001, actor=actor_of(session, user), now=NOON)

    [found] = error.value.faults
    assert (found.field, found.fault) == ("message", Fault.TOO_LONG)
    assert session.scalars(select(Application)).all() == []
