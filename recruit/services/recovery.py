"""The way back for who forgot their password: a mailed link, or a code of the printed sheet."""

from __future__ import annotations

import datetime as dt
import logging

from sqlalchemy.orm import Session

from recruit.errors import Fault, FieldFault, Invalid, NotFound, fault
from recruit.models import (
    AttemptKind,
    MailKind,
    OutgoingMail,
    RecoveryToken,
    Role,
    User,
)
from recruit.queries import access as queries
from recruit.services import accounts, passwords, recovery_codes, throttle
from recruit.services.sign_in import token_hash
from recruit.services.throttle import Visitor
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

TOKEN_LASTS = dt.timedelta(minutes=30)
_AT_THE_DOOR = (AttemptKind.PASSWORD, AttemptKind.RECOVERY_CODE)


def ask(contact: str, *, visitor: Visitor, now: dt.datetime) -> None:
    """Have a link mailed to an e-mail address, if it has an account.

    Whether it has is not looked up here, so nobody can tell from the answer or from the time it
    takes. Raises `Invalid` where it is no address, or `TooManyTries`.
    """
    email, _ = accounts.canonical_contact(contact)
    if email is None:
        kind = Fault.NOT_AN_EMAIL if contact.strip() else Fault.REQUIRED
        raise Invalid([fault("contact", kind)])
    throttle.begin(AttemptKind.RECOVERY_MAIL, email, visitor, now=now)
    with transaction() as session:
        session.add(OutgoingMail(kind=MailKind.RECOVERY, address=email, created_at=now, due_at=now))
    logger.info("recovery asked for")


def link_works(token: str, *, now: dt.datetime) -> bool:
    with reading() as session:
        return _open(queries.recovery_token(session, token_hash(token)), now)


def renew_by_link(token: str, password: str, *, visitor: Visitor, now: dt.datetime) -> None:
    """A new password by a mailed link, which is used up then; every sign-in ends.

    Raises `NotFound` where the link is unknown, used or too old, or `Invalid`.
    """
    with reading() as session:
        found = queries.recovery_token(session, token_hash(token))
        if found is None or not _open(found, now):
            raise NotFound("recovery link")
        about = [found.user.contact, *queries.known_about(session, found.user_id)]
    faults: list[FieldFault] = []
    passwords.check_password("password", password, faults, about=about)
    if faults:
        raise Invalid(faults)
    kept = passwords.hash_password(password)
    with transaction() as session:
        found = queries.recovery_token(session, token_hash(token))
        if found is None or not _open(found, now):
            raise NotFound("recovery link")
        _renew(session, found.user, kept, visitor, now)
    logger.info("password renewed by link", extra={"user_id": found.user_id})


def renew_by_code(
    contact: str, code: str, password: str, *, visitor: Visitor, now: dt.datetime
) -> None:
    """A new password by a code of the printed sheet; every sign-in ends.

    A wrong code and an unknown contact get the same answer in the same time. An administrator's
    sheet does not do: they get back in by mail or by an operator's link. Raises `Invalid` or
    `TooManyTries`.
    """
    faults: list[FieldFault] = []
    for field, value in (("contact", contact), ("code", code)):
        if not value.strip():
            faults.append(fault(field, Fault.REQUIRED))
    passwords.check_password("password", password, faults, about=[contact])
    if faults:
        raise Invalid(faults)
    user = accounts.find(contact)
    name = next(filter(None, accounts.canonical_contact(contact)), contact)
    attempt = throttle.begin(
        AttemptKind.RECOVERY_CODE, throttle.account_name(user, name), visitor, now=now
    )
    kept = passwords.hash_password(password)
    with transaction() as session:
        right = recovery_codes.use(session, user if _may(user) else None, code, now=now)
        if right and user is not None:
            throttle.succeeded(session, attempt)
            _renew(session, user, kept, visitor, now)
    if not right or user is None:
        logger.info("recovery refused")
        raise Invalid([fault("code", Fault.WRONG_RECOVERY_CODE)])
    logger.info("password renewed by code", extra={"user_id": user.id})


def _may(user: User | None) -> bool:
    """Whether somebody may get back in by a printed code."""
    return user is not None and user.disabled_at is None and user.role is not Role.ADMINISTRATOR


def _open(token: RecoveryToken | None, now: dt.datetime) -> bool:
    return token is not None and now < token.expires_at and token.user.disabled_at is None


def _renew(session: Session, user: User, kept: str, visitor: Visitor, now: dt.datetime) -> None:
    user.password_hash = kept
    queries.end_everything(session, user.id)
    queries.forgive(
        session, _AT_THE_DOOR, visitor.hashed("account", str(user.id)), now - throttle.KEPT
    )
