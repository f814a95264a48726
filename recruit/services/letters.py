"""Letters to be mailed: taken from their table one by one, never inside a transaction."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from recruit.models import MailKind, OutgoingMail, RecoveryToken
from recruit.queries import access as queries
from recruit.queries import users as user_queries
from recruit.services.recovery import TOKEN_LASTS
from recruit.services.sign_in import token_hash
from recruit.services.transactions import transaction

logger = logging.getLogger(__name__)

AT_ONCE = 20
TRIES = 5
FIRST_PAUSE = dt.timedelta(minutes=1)
"""The pause before a letter is tried again; it doubles each time."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be written to whom."""

    kind: MailKind
    address: str
    language: str
    token: str


def deliver(send: Callable[[Letter], None], *, now: dt.datetime) -> int:
    """Send the letters that are due and return how many went out.

    The link's token is made here: only its hash is ever stored. A letter that could not be sent
    is tried again with a fresh token; so is one whose worker was killed, which may send it twice.
    """
    with transaction() as session:
        taken = [
            (row.id, _letter(session, row, now))
            for row in queries.due_letters(session, now, AT_ONCE)
            if _try_again(session, row, now)
        ]
    sent = 0
    for letter_id, letter in taken:
        if letter is not None:
            try:
                send(letter)
            except Exception as error:
                logger.warning("letter not sent", extra={"reason": type(error).__name__})
                continue
            sent += 1
        with transaction() as session:
            queries.delete_letter(session, letter_id)
    if sent:
        logger.info("letters sent", extra={"letters": sent})
    return sent


def _try_again(session: Session, row: OutgoingMail, now: dt.datetime) -> bool:
    """Count a try; a letter that failed too often is given up."""
    if row.attempts >= TRIES:
        logger.error("letter given up", extra={"letter_id": row.id})
        session.delete(row)
        return False
    row.due_at = now + FIRST_PAUSE * 2**row.attempts
    row.attempts += 1
    return True


def _letter(session: Session, row: OutgoingMail, now: dt.datetime) -> Letter | None:
    """The letter with its fresh link, None where nobody has the address."""
    user = user_queries.by_email(session, row.address)
    if user is None or user.disabled_at is not None:
        return None
    token = secrets.token_urlsafe(32)
    session.add(
        RecoveryToken(
            user_id=user.id,
            token_hash=token_hash(token),
            created_at=now,
            expires_at=now + TOKEN_LASTS,
        )
    )
    return Letter(row.kind, row.address, user.language, token)
