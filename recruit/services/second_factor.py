"""A second factor: the six digits of an authenticator app (RFC 6238), each good once."""

from __future__ import annotations

import datetime as dt
import hmac
import logging
import uuid
from dataclasses import dataclass

import pyotp
from sqlalchemy.orm import Session

from recruit.errors import Conflict, Fault, Invalid, NotFound, NotSignedIn, fault
from recruit.models import Actor, AttemptKind, PendingSignIn, SecondFactor
from recruit.queries import access as queries
from recruit.services import confirmation, recovery_codes, sign_in, throttle
from recruit.services.confirmation import Presence
from recruit.services.sign_in import SignIn
from recruit.services.throttle import Visitor
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

ISSUER = "Iyne"
TRIES = 5
"""Wrong codes after which one begins again with the password."""

STEP = 30
_NEAR = (0, -1, 1)
"""Clocks of telephones are a step off at most."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What an authenticator app is to be told: as text, and as the address in the QR code."""

    secret: str
    address: str


def is_on(actor: Actor) -> bool:
    if actor.user_id is None:
        raise NotSignedIn
    with reading() as session:
        return queries.has_second_factor(session, actor.user_id)


def begin(*, actor: Actor, now: dt.datetime) -> None:
    """Make a fresh secret, which counts for nothing until it is confirmed by a code.

    Raises `NotSignedIn`, or `Conflict` where a second factor is on.
    """
    if actor.user_id is None:
        raise NotSignedIn
    with transaction() as session:
        factor = queries.second_factor(session, actor.user_id, lock=True)
        if factor is None:
            factor = SecondFactor(user_id=actor.user_id)
            session.add(factor)
        elif factor.confirmed_at is not None:
            raise Conflict("the second factor is on")
        factor.secret, factor.created_at, factor.last_step = pyotp.random_base32(), now, None


def waiting(actor: Actor) -> Setup | None:
    """What was begun and not confirmed yet."""
    with reading() as session:
        factor = queries.second_factor(session, actor.user_id) if actor.user_id else None
    if factor is None or factor.confirmed_at is not None:
        return None
    totp = pyotp.TOTP(factor.secret)
    return Setup(factor.secret, totp.provisioning_uri(name=actor.display, issuer_name=ISSUER))


def confirm(code: str, password: str, *, presence: Presence, now: dt.datetime) -> None:
    """Turn the second factor on, with a first code from the app; other sign-ins end.

    Raises `NotSignedIn`, `TooManyTries`, `Invalid`, or `NotFound` where nothing was begun.
    """
    user = confirmation.confirm(password, presence=presence, now=now)
    attempt = throttle.begin(AttemptKind.CODE, str(user.id), presence.visitor, now=now)
    with transaction() as session:
        factor = queries.second_factor(session, user.id, lock=True)
        if factor is None or factor.confirmed_at is not None:
            raise NotFound("second factor")
        if not _take(factor, code, now):
            raise Invalid([fault("code", Fault.WRONG_CODE)])
        factor.confirmed_at = now
        throttle.succeeded(session, attempt)
        queries.end_everything(session, user.id, but=presence.sign_in_id)
    logger.info("second factor turned on", extra={"user_id": user.id})


def turn_off(code: str, password: str, *, presence: Presence, now: dt.datetime) -> None:
    """Turn the second factor off, with the password and a code of the app or of the sheet.

    Raises `NotSignedIn`, `TooManyTries`, `Invalid`, or `NotFound` where it is off.
    """
    user = confirmation.confirm(password, presence=presence, now=now)
    attempt = throttle.begin(AttemptKind.CODE, str(user.id), presence.visitor, now=now)
    with transaction() as session:
        factor = queries.second_factor(session, user.id, lock=True)
        if factor is None or factor.confirmed_at is None:
            raise NotFound("second factor")
        if not _take(factor, code, now) and not recovery_codes.use(session, user, code, now=now):
            raise Invalid([fault("code", Fault.WRONG_CODE)])
        session.delete(factor)
        throttle.succeeded(session, attempt)
    logger.info("second factor turned off", extra={"user_id": user.id})


def asked(token: str, *, now: dt.datetime) -> bool:
    """Whether a half sign-in still waits for its code."""
    with reading() as session:
        pending = queries.pending_by_hash(session, sign_in.token_hash(token))
        return pending is not None and _waits(pending, now)


def complete(token: str, code: str, *, visitor: Visitor, now: dt.datetime) -> SignIn:
    """Make a half sign-in whole with a code of the app or of the sheet.

    Raises `NotFound` where it is over or the tries are used up, `Invalid`, or `TooManyTries`.
    """
    with reading() as session:
        pending = queries.pending_by_hash(session, sign_in.token_hash(token))
        if pending is None or not _waits(pending, now):
            raise NotFound("half sign-in")
        user_id = pending.user_id
    attempt = throttle.begin(AttemptKind.CODE, str(user_id), visitor, now=now)
    entered, over = None, False
    with transaction() as session:
        pending = queries.pending_by_hash(session, sign_in.token_hash(token))
        if pending is None or not _waits(pending, now):
            raise NotFound("half sign-in")
        user = pending.user
        if _right(session, pending, code, now):
            session.delete(pending)
            throttle.succeeded(session, attempt)
            opened = sign_in.open_session(session, user, client=visitor.client, now=now)
            entered = SignIn(opened, user)
        else:
            pending.tries += 1
            over = pending.tries >= TRIES
    if entered is None:
        logger.info("second factor refused", extra={"user_id": user_id})
        if over:
            raise NotFound("half sign-in")
        raise Invalid([fault("code", Fault.WRONG_CODE)])
    logger.info("second factor accepted", extra={"user_id": user_id})
    return entered


def forget(user_id: uuid.UUID) -> None:
    """Turn somebody's second factor off from the server's own shell. Raises `NotFound`."""
    with transaction() as session:
        factor = queries.second_factor(session, user_id, lock=True)
        if factor is None:
            raise NotFound("second factor")
        session.delete(factor)
    logger.info("second factor turned off by the operator", extra={"user_id": user_id})


def _waits(pending: PendingSignIn, now: dt.datetime) -> bool:
    return now < pending.expires_at and pending.tries < TRIES and pending.user.disabled_at is None


def _right(session: Session, pending: PendingSignIn, code: str, now: dt.datetime) -> bool:
    factor = queries.second_factor(session, pending.user_id, lock=True)
    if factor is None or factor.confirmed_at is None:
        return False
    if recovery_codes.looks_like_one(code):
        return recovery_codes.use(session, pending.user, code, now=now)
    return _take(factor, code, now)


def _take(factor: SecondFactor, code: str, now: dt.datetime) -> bool:
    """Whether a code is one of now and was not taken before; it is taken then."""
    typed = "".join(sign for sign in code if sign.isdecimal() and sign.isascii())
    if len(typed) != 6:
        return False
    totp = pyotp.TOTP(factor.secret)
    this = int(now.timestamp()) // STEP
    for near in _NEAR:
        step = this + near
        fresh = factor.last_step is None or step > factor.last_step
        if fresh and hmac.compare_digest(totp.generate_otp(step), typed):
            factor.last_step = step
            return True
    return False
