"""An account is hidden at once, kept for seven days, then erased with what is its own alone."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from recruit.errors import Fault, Invalid, NotFound
from recruit.models import (
    Application,
    Candidate,
    CandidatePrivate,
    Claim,
    Employer,
    Membership,
    Role,
    User,
    UserSession,
    Vacancy,
    VacancyState,
    Visibility,
)
from recruit.services import confirmation, deletion, demonstration, keys, sign_in
from recruit.services.confirmation import Presence
from recruit.services.throttle import Visitor
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_key,
    make_member,
    make_user,
    make_vacancy,
)

PASSWORD = "three green spools"
DOOR = Visitor("Firefox", "192.0.2.7", "a key")
DAY = dt.timedelta(days=1)


def present(session, user, since=NOON):
    token = sign_in.open_session(session, user, client="", now=since)
    session.commit()
    found = sign_in.session_actor(token, now=since)
    return Presence(found.actor, found.sign_in_id, DOOR)


def ask(session, user, password=PASSWORD, now=NOON):
    return deletion.ask(password, presence=present(session, user, now), now=now)


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def test_a_profile_is_hidden_at_once_and_every_sign_in_ends(session):
    user = make_user(session, password=PASSWORD)
    candidate = make_candidate(session, user, "overlock_machine", visibility=Visibility.EMPLOYERS)

    due_at = ask(session, user)

    assert due_at == NOON + 7 * DAY
    assert candidate.visibility is Visibility.HIDDEN
    assert candidate.revision == 2
    assert count(session, UserSession) == 0


def test_undoing_it_brings_back_what_was_there(session):
    user = make_user(session, password=PASSWORD)
    candidate = make_candidate(session, user, "overlock_machine", visibility=Visibility.EMPLOYERS)
    ask(session, user)

    deletion.undo(actor=actor_of(session, user), now=NOON + DAY)

    assert candidate.visibility is Visibility.EMPLOYERS
    assert user.deletion_due_at is None
    assert deletion.erase_due(now=NOON + 8 * DAY) == 0
    with pytest.raises(NotFound):
        deletion.undo(actor=actor_of(session, user), now=NOON + DAY)


def test_a_workshops_open_vacancies_are_paused_and_opened_again(session):
    employer = make_employer(session)
    user = make_member(session, employer, password=PASSWORD)
    open_ = make_vacancy(session, employer, "overlock_machine")
    draft = make_vacancy(session, employer, "overlock_machine", state=VacancyState.DRAFT)
    gone = make_vacancy(session, employer, expires_on=NOON.date() + DAY)

    ask(session, user)
    assert [v.state for v in (open_, draft, gone)] == [
        VacancyState.PAUSED,
        VacancyState.DRAFT,
        VacancyState.PAUSED,
    ]

    deletion.undo(actor=actor_of(session, user), now=NOON + 3 * DAY)
    assert [v.state for v in (open_, draft, gone)] == [
        VacancyState.OPEN,
        VacancyState.DRAFT,
        VacancyState.PAUSED,
    ]


def test_nothing_happens_to_a_workshop_for_which_somebody_else_acts_too(session):
    employer = make_employer(session, "Ак-Кийим")
    user, _ = make_member(session, employer, password=PASSWORD), make_member(session, employer)
    vacancy = make_vacancy(session, employer, "overlock_machine")

    ask(session, user)
    deletion.erase_due(now=NOON + 7 * DAY)

    assert vacancy.state is VacancyState.OPEN
    assert session.get(Employer, employer.id).legal_name == "Ак-Кийим"
    assert count(session, Membership) == 1


def test_a_wrong_password_deletes_nothing(session):
    user = make_user(session, password=PASSWORD)

    with pytest.raises(Invalid) as refused:
        ask(session, user, "not the password")

    assert refused.value.faults[0].fault is Fault.WRONG_PASSWORD
    assert user.deletion_due_at is None


def test_who_has_no_password_must_have_just_signed_in(session):
    user = make_user(session)
    presence = present(session, user)

    with pytest.raises(Invalid) as refused:
        deletion.ask("", presence=presence, now=NOON + confirmation.FRESH + DAY / 86400)
    assert refused.value.faults[0].fault is Fault.SIGN_IN_AGAIN

    assert deletion.ask("", presence=presence, now=NOON + confirmation.FRESH)


def test_after_seven_days_nothing_of_a_specialist_is_left(session):
    user = make_user(session, password=PASSWORD)
    candidate = make_candidate(session, user, "overlock_machine")
    vacancy = make_vacancy(session, None, "overlock_machine")
    session.add(
        Application(
            candidate_id=candidate.id,
            vacancy_id=vacancy.id,
            score=1,
            created_at=NOON,
            updated_at=NOON,
        )
    )
    session.commit()
    ask(session, user)

    assert deletion.erase_due(now=NOON + 7 * DAY - DAY / 86400) == 0
    assert deletion.erase_due(now=NOON + 7 * DAY) == 1

    for model in (User, Candidate, CandidatePrivate, Claim, Application):
        assert count(session, model) == 0, model
    assert count(session, Vacancy) == 1


def test_a_workshop_without_anybody_keeps_neither_name_nor_words_nor_keys(session):
    employer = make_employer(session, "Ак-Кийим", tax_id="123", place="Бишкек")
    user = make_member(session, employer, password=PASSWORD)
    vacancy = make_vacancy(session, employer, description="Звоните 0700 123456")
    _, text = make_key(session, employer)
    ask(session, user)

    deletion.erase_due(now=NOON + 7 * DAY)

    session.expire_all()
    left = session.get(Employer, employer.id)
    assert (left.legal_name, left.tax_id, left.place) == ("—", None, "")
    assert session.get(Vacancy, vacancy.id).state is VacancyState.CLOSED
    assert session.get(Vacancy, vacancy.id).description == ""
    assert keys.key_actor(text, now=NOON) is None


def test_the_demonstration_outlives_whoever_tries_deletion_out(session):
    demonstration.load(now=NOON, count=60)
    demonstration.open_doors(now=NOON)
    shown = session.scalar(select(func.count()).where(Candidate.visibility == Visibility.PUBLIC))
    names = set(session.scalars(select(Employer.legal_name).where(Employer.demo_key.is_not(None))))
    for role in (Role.EMPLOYER, Role.CANDIDATE):
        ask(session, session.scalar(select(User).where(User.role == role)), "")
    assert session.scalar(select(func.count()).where(Vacancy.state == VacancyState.PAUSED))

    assert deletion.erase_due(now=NOON + 7 * DAY) == 2

    session.expire_all()
    assert shown == session.scalar(
        select(func.count()).where(Candidate.visibility == Visibility.PUBLIC)
    )
    assert names == set(
        session.scalars(select(Employer.legal_name).where(Employer.demo_key.is_not(None)))
    )
    assert session.scalar(select(func.count()).where(Vacancy.state == VacancyState.OPEN)) == 72
    assert demonstration.open_doors(now=NOON + 8 * DAY).tokens


def test_what_is_logged_of_a_deletion_names_nobody(session, caplog):
    user = make_user(session, email="aida@example.org", password=PASSWORD)
    with caplog.at_level("INFO", "recruit"):
        ask(session, user)
        deletion.erase_due(now=NOON + 7 * DAY)

    assert [r.message for r in caplog.records] == ["account deletion asked for", "account erased"]
    assert "aida" not in "".join(str(record.__dict__) for record in caplog.records)
