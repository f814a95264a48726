"""Specialists' profiles: made, shown to their owners, changed; checked whole each time."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from recruit.errors import (
    Conflict,
    Fault,
    FieldFault,
    Forbidden,
    Invalid,
    NotFound,
    NotSignedIn,
    fault,
)
from recruit.models import (
    Actor,
    ActorKind,
    Candidate,
    CandidatePrivate,
    Role,
    User,
    Visibility,
)
from recruit.permissions import can_edit_candidate, can_see_candidate
from recruit.queries import candidates as queries
from recruit.queries import users as user_queries
from recruit.services import accounts, sign_in
from recruit.services.candidate_facts import Facts, check, check_skills, check_wishes
from recruit.services.candidate_rows import facts_of, fill, fill_skills, fill_wishes, touch
from recruit.services.text import check_text
from recruit.services.transactions import reading, transaction
from recruit.services.vocabulary_queue import keep_profile

logger = logging.getLogger(__name__)

MAX_NAME = 200
MAX_REFERENCE = 100
MAX_PAGE = 200


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is: kept apart from the profile, shown only to those they apply to."""

    full_name: str = ""
    adult: bool = False


@dataclass(frozen=True, slots=True)
class Registered:
    """A new specialist, signed in."""

    token: str
    candidate: Candidate


def checked_skills(facts: Facts) -> Facts:
    """The skills' half as it would be kept, for a form's next step. Raises `Invalid`."""
    faults: list[FieldFault] = []
    checked = check_skills(facts, faults)
    if faults:
        raise Invalid(faults)
    return checked


def register(
    facts: Facts,
    person: Person,
    *,
    contact: str,
    password: str,
    language: str,
    client: str,
    now: dt.datetime,
) -> Registered:
    """A new account with its profile, signed in: all of it is stored, or nothing. Raises
    `Invalid`."""
    faults: list[FieldFault] = []
    facts = check(facts, now, faults)
    person = _check_person(person, faults)
    credentials = accounts.check(contact, password, faults, about=[person.full_name])
    if faults:
        raise Invalid(faults)
    with transaction() as session:
        user = accounts.add_user(session, credentials, Role.CANDIDATE, language=language, now=now)
        candidate = _add_own(session, user, facts, person, now)
        token = sign_in.open_session(session, user, client=client, now=now)
    logger.info("specialist registered", extra={"candidate_id": candidate.id})
    return Registered(token, candidate)


def join(facts: Facts, person: Person, *, actor: Actor, now: dt.datetime) -> Candidate:
    """A profile for somebody who has an account already.

    Raises `NotSignedIn`, `Forbidden`, `Invalid`, or `Conflict` where there is a profile.
    """
    _require_candidate(actor)
    faults: list[FieldFault] = []
    facts = check(facts, now, faults)
    person = _check_person(person, faults)
    if faults:
        raise Invalid(faults)
    try:
        with transaction() as session:
            user = user_queries.by_id(session, actor.user_id) if actor.user_id else None
            if user is None:
                raise NotFound("user")
            candidate = _add_own(session, user, facts, person, now)
    except IntegrityError:
        raise Conflict("there is a profile already") from None
    logger.info("profile made", extra={"candidate_id": candidate.id})
    return candidate


def create_for_agency(facts: Facts, reference: str, *, actor: Actor, now: dt.datetime) -> Candidate:
    """A specialist whom a recruiter's agency submits under a reference of its own.

    Raises `Forbidden`, `Invalid`, or `Conflict` where the agency has used the reference.
    """
    if actor.kind is not ActorKind.RECRUITER or actor.employer_id is None:
        raise Forbidden
    faults: list[FieldFault] = []
    reference = check_text(
        "reference", reference, maximum=MAX_REFERENCE, faults=faults, required=True
    )
    facts = check(facts, now, faults)
    if faults:
        raise Invalid(faults)
    candidate = Candidate(
        agency_id=actor.employer_id, reference=reference, created_at=now, updated_at=now
    )
    fill(candidate, facts)
    try:
        with transaction() as session:
            session.add(candidate)
            session.flush()
            session.add(CandidatePrivate(candidate_id=candidate.id))
            keep_profile(session, candidate, now)
    except IntegrityError:
        raise Conflict("a specialist with this reference was submitted already") from None
    logger.info("specialist submitted", extra={"candidate_id": candidate.id})
    return candidate


def update(
    candidate_id: uuid.UUID,
    changed: Callable[[Facts], Facts],
    *,
    actor: Actor,
    now: dt.datetime,
) -> Candidate:
    """Make a profile of facts into one of others; what comes of it is checked whole.

    Raises `NotFound`, `Forbidden` or `Invalid`.
    """
    with transaction() as session:
        candidate = _editable(session, candidate_id, actor)
        faults: list[FieldFault] = []
        stored = facts_of(candidate)
        facts = check(changed(stored), now, faults)
        if faults:
            raise Invalid(faults)
        fill(candidate, facts)
        touch(candidate, now)
        if (facts.claims, facts.experience) != (stored.claims, stored.experience):
            keep_profile(session, candidate, now)
    return candidate


def save_skills(facts: Facts, *, actor: Actor, now: dt.datetime) -> Candidate:
    """Replace the skills' half of one's own profile; the rest of ``facts`` is not looked at.

    Raises `NotSignedIn`, `Forbidden`, `NotFound` or `Invalid`.
    """
    _require_candidate(actor)
    facts = checked_skills(facts)
    with transaction() as session:
        candidate = _own(session, actor, lock=True)
        fill_skills(candidate, facts)
        touch(candidate, now)
        keep_profile(session, candidate, now)
    return candidate


def save_wishes(facts: Facts, *, actor: Actor, now: dt.datetime) -> Candidate:
    """Replace the wishes' half of one's own profile; the rest of ``facts`` is not looked at.

    Raises `NotSignedIn`, `Forbidden`, `NotFound` or `Invalid`.
    """
    _require_candidate(actor)
    faults: list[FieldFault] = []
    facts = check_wishes(facts, now, faults)
    if faults:
        raise Invalid(faults)
    with transaction() as session:
        candidate = _own(session, actor, lock=True)
        fill_wishes(candidate, facts)
        touch(candidate, now)
    return candidate


def set_visibility(visibility: Visibility, *, actor: Actor, now: dt.datetime) -> Candidate:
    """Choose who sees one's own profile, from this moment on.

    Raises `NotSignedIn`, `Forbidden` or `NotFound`.
    """
    _require_candidate(actor)
    with transaction() as session:
        candidate = _own(session, actor, lock=True)
        candidate.visibility = visibility
        touch(candidate, now)
    logger.info(
        "visibility chosen",
        extra={"candidate_id": candidate.id, "visibility": visibility.value},
    )
    return candidate


def own(actor: Actor) -> Candidate:
    """One's own profile. Raises `NotSignedIn`, `Forbidden`, or `NotFound` where there is none."""
    _require_candidate(actor)
    with reading() as session:
        return _own(session, actor)


def submitted(*, actor: Actor, limit: int = 50, offset: int = 0) -> tuple[list[Candidate], int]:
    """A page of those a recruiter's agency submitted, and how many there are. Raises
    `Forbidden`."""
    if actor.kind is not ActorKind.RECRUITER:
        raise Forbidden
    with reading() as session:
        return queries.submitted(
            session,
            actor.employer_ids,
            limit=max(1, min(limit, MAX_PAGE)),
            offset=max(0, offset),
        )


def _require_candidate(actor: Actor) -> None:
    if actor.kind is ActorKind.ANONYMOUS:
        raise NotSignedIn
    if actor.kind is not ActorKind.CANDIDATE or actor.user_id is None:
        raise Forbidden


def _own(session: Session, actor: Actor, *, lock: bool = False) -> Candidate:
    candidate = (
        queries.by_user(session, actor.user_id, lock=lock) if actor.user_id is not None else None
    )
    if candidate is None:
        raise NotFound("candidate")
    return candidate


def _editable(session: Session, candidate_id: uuid.UUID, actor: Actor) -> Candidate:
    candidate = queries.by_id(session, candidate_id, lock=True)
    if candidate is None or not can_see_candidate(actor, candidate):
        raise NotFound("candidate")
    if not can_edit_candidate(actor, candidate):
        raise Forbidden
    return candidate


def _check_person(person: Person, faults: list[FieldFault]) -> Person:
    name = check_text("full_name", person.full_name, maximum=MAX_NAME, faults=faults, line=True)
    if not person.adult:
        faults.append(fault("adult", Fault.REQUIRED))
    return Person(" ".join(name.split()), person.adult)


def _add_own(
    session: Session, user: User, facts: Facts, person: Person, now: dt.datetime
) -> Candidate:
    candidate = Candidate(user_id=user.id, created_at=now, updated_at=now)
    fill(candidate, facts)
    session.add(candidate)
    session.flush()
    session.add(
        CandidatePrivate(
            candidate_id=candidate.id,
            full_name=person.full_name,
            phone=user.phone,
            email=user.email,
            adult_confirmed_at=now,
        )
    )
    keep_profile(session, candidate, now)
    return candidate
