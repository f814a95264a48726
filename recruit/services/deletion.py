"""Deleting one's account: hidden at once, erased after seven days, undone by who comes back."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from typing import Any

from sqlalchemy.orm import Session

from recruit.errors import NotFound, NotSignedIn
from recruit.models import Actor, Candidate, User, Vacancy, VacancyState, Visibility
from recruit.queries import access as access_queries
from recruit.queries import erasure as queries
from recruit.services import confirmation
from recruit.services.confirmation import Presence
from recruit.services.transactions import transaction

logger = logging.getLogger(__name__)

UNDONE_WITHIN = dt.timedelta(days=7)
NAMELESS = "—"
"""What stands for the name of a workshop whose last member is gone."""


def ask(password: str, *, presence: Presence, now: dt.datetime) -> dt.datetime:
    """Have one's account deleted; returns when. Every sign-in ends.

    The profile is hidden and the vacancies are paused, unless somebody else acts for the workshop
    too. Raises `NotSignedIn`, `TooManyTries` or `Invalid`, as confirming the password does.
    """
    user_id = confirmation.confirm(password, presence=presence, now=now).id
    due_at = now + UNDONE_WITHIN
    with transaction() as session:
        user = _locked(session, user_id)
        if user.deletion_due_at is None:
            user.deletion_due_at = due_at
            user.deletion_restores = _withdraw(session, user, now)
        access_queries.end_everything(session, user.id)
    logger.info("account deletion asked for", extra={"user_id": user_id})
    return user.deletion_due_at


def undo(*, actor: Actor, now: dt.datetime) -> None:
    """Keep the account after all; profile and vacancies are as they were. Raises `NotSignedIn`,
    or `NotFound` where nothing is to be undone."""
    if actor.user_id is None:
        raise NotSignedIn
    with transaction() as session:
        user = _locked(session, actor.user_id)
        if user.deletion_due_at is None:
            raise NotFound("deletion")
        _restore(session, user, now)
        user.deletion_due_at = user.deletion_restores = None
    logger.info("account deletion undone", extra={"user_id": actor.user_id})


def erase_due(*, now: dt.datetime) -> int:
    """Erase the accounts whose seven days are over and return how many there were."""
    with transaction() as session:
        due = access_queries.users_to_erase(session, now)
    erased = 0
    for user_id in due:
        try:
            erased += _erase(user_id, now)
        except Exception:
            logger.exception("account not erased", extra={"user_id": user_id})
    return erased


def _erase(user_id: uuid.UUID, now: dt.datetime) -> bool:
    """Erase one account whole: its profile, claims and applications go with it, and a workshop
    that nobody acts for any more keeps neither its name nor what it wrote of itself."""
    with transaction() as session:
        user = access_queries.locked_user(session, user_id)
        if user is None or user.deletion_due_at is None or user.deletion_due_at > now:
            return False
        _give_back_demonstration(session, user, now)
        for employer in queries.employers_alone(session, user.id):
            if employer.demo:
                continue
            employer.legal_name, employer.tax_id, employer.place = NAMELESS, None, ""
            for vacancy in queries.vacancies_of(session, employer.id):
                vacancy.state = VacancyState.CLOSED
                vacancy.description = ""
                _touch(vacancy, now)
            queries.revoke_keys(session, employer.id, now)
        session.flush()
        session.delete(user)
    logger.info("account erased", extra={"user_id": user_id})
    return True


def _locked(session: Session, user_id: uuid.UUID) -> User:
    user = access_queries.locked_user(session, user_id)
    if user is None:
        raise NotSignedIn
    return user


def _withdraw(session: Session, user: User, now: dt.datetime) -> dict[str, Any]:
    """Hide what a user shows, and return what there was to see."""
    shown: dict[str, Any] = {"vacancies": []}
    candidate = queries.candidate_of(session, user.id)
    if candidate is not None and candidate.visibility is not Visibility.HIDDEN:
        shown["visibility"] = candidate.visibility.value
        candidate.visibility = Visibility.HIDDEN
        _touch(candidate, now)
    for employer in queries.employers_alone(session, user.id):
        for vacancy in queries.vacancies_of(session, employer.id):
            if vacancy.state is VacancyState.OPEN:
                shown["vacancies"].append(str(vacancy.id))
                vacancy.state = VacancyState.PAUSED
                _touch(vacancy, now)
    return shown


def _restore(session: Session, user: User, now: dt.datetime) -> None:
    shown = user.deletion_restores or {}
    candidate = queries.candidate_of(session, user.id)
    if candidate is not None and "visibility" in shown:
        candidate.visibility = Visibility(shown["visibility"])
        _touch(candidate, now)
    for text in shown.get("vacancies", ()):
        vacancy = session.get(Vacancy, uuid.UUID(text), with_for_update=True)
        if vacancy is None or vacancy.state is not VacancyState.PAUSED:
            continue
        if vacancy.expires_on is None or vacancy.expires_on >= now.date():
            vacancy.state = VacancyState.OPEN
            _touch(vacancy, now)


def _give_back_demonstration(session: Session, user: User, now: dt.datetime) -> None:
    """What is made up belongs to the demonstration, not to who tries it out: it stays, as it was
    before the deletion was asked for."""
    candidate = queries.candidate_of(session, user.id)
    employers = queries.employers_alone(session, user.id)
    if (candidate is not None and candidate.demo) or any(e.demo for e in employers):
        _restore(session, user, now)
    if candidate is not None and candidate.demo:
        candidate.user_id = None
        queries.forget_person(session, candidate.id)


def _touch(row: Candidate | Vacancy, now: dt.datetime) -> None:
    row.revision += 1
    row.updated_at = now
