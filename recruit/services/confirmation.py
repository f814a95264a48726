"""Being sure that it is still the account's owner, before something that an intruder would do;
and changing the password, which begins with it."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from dataclasses import dataclass

from recruit.errors import Fault, FieldFault, Invalid, NotSignedIn, fault
from recruit.models import Actor, AttemptKind, User
from recruit.queries import access as access_queries
from recruit.queries import users as queries
from recruit.services import passwords, throttle
from recruit.services.throttle import Visitor
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

FRESH = dt.timedelta(minutes=15)
"""How long after signing in somebody without a password counts as just seen."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody signed in, in which of their sign-ins, and from where."""

    actor: Actor
    sign_in_id: uuid.UUID | None
    visitor: Visitor


def has_password(actor: Actor) -> bool:
    """Whether somebody has a password, or signs in by links alone. Raises `NotSignedIn`."""
    with reading() as session:
        user = queries.by_id(session, actor.user_id) if actor.user_id else None
    if user is None:
        raise NotSignedIn
    return user.password_hash is not None


def confirm(
    password: str, *, presence: Presence, now: dt.datetime, field: str = "password"
) -> User:
    """The user, once their password is right, or, where they have none, just signed in.

    Raises `NotSignedIn`, `TooManyTries`, or `Invalid` at the password's field.
    """
    actor = presence.actor
    with reading() as session:
        user = queries.by_id(session, actor.user_id) if actor.user_id else None
        record = (
            queries.session_by_id(session, presence.sign_in_id) if presence.sign_in_id else None
        )
    if user is None or record is None or record.user_id != user.id:
        raise NotSignedIn
    if user.password_hash is None:
        if now - record.created_at > FRESH:
            raise Invalid([fault(field, Fault.SIGN_IN_AGAIN)])
        return user
    attempt = throttle.begin(
        AttemptKind.PASSWORD, throttle.account_name(user, ""), presence.visitor, now=now
    )
    if not passwords.matches(user.password_hash, password):
        logger.info("password not confirmed", extra={"user_id": user.id})
        raise Invalid([fault(field, Fault.WRONG_PASSWORD)])
    with transaction() as session:
        throttle.succeeded(session, attempt)
    return user


def change_password(current: str, password: str, *, presence: Presence, now: dt.datetime) -> None:
    """Give oneself a new password; every other sign-in ends.

    Raises `NotSignedIn`, `TooManyTries`, or `Invalid` at `current` or `password`.
    """
    faults: list[FieldFault] = []
    with reading() as session:
        found = queries.by_id(session, presence.actor.user_id) if presence.actor.user_id else None
        if found is None:
            raise NotSignedIn
        about = [found.contact, *access_queries.known_about(session, found.id)]
    passwords.check_password("password", password, faults, about=about)
    try:
        user = confirm(current, presence=presence, now=now, field="current")
    except Invalid as error:
        raise Invalid([*error.faults, *faults]) from None
    if faults:
        raise Invalid(faults)
    kept = passwords.hash_password(password)
    with transaction() as session:
        user.password_hash = kept
        access_queries.end_everything(session, user.id, but=presence.sign_in_id)
    logger.info("password changed", extra={"user_id": user.id})
