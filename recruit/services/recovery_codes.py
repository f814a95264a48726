"""A printed sheet of ten codes, each good once: the way back for who has no e-mail, and in place
of a second factor's code."""

from __future__ import annotations

import datetime as dt
import hmac
import logging
import secrets

from argon2.low_level import Type, hash_secret_raw
from sqlalchemy.orm import Session

from recruit.errors import NotSignedIn
from recruit.models import Actor, RecoveryCode, User
from recruit.queries import access as queries
from recruit.queries import users as user_queries
from recruit.services import confirmation
from recruit.services.confirmation import Presence
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

ON_A_SHEET = 10
LENGTH = 12
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty-two signs, five bits each, without those that are taken for one another on paper."""

_LONGEST_TYPED = 64
_READ_AS = str.maketrans("OILАВЕКМНОРСТХУ", "011ABEKMH0PCTXY")


def make(password: str, *, presence: Presence, now: dt.datetime) -> list[str]:
    """A new sheet's codes, told this once; those of an older sheet end.

    Raises `NotSignedIn`, `TooManyTries` or `Invalid`, as confirming the password does.
    """
    user = confirmation.confirm(password, presence=presence, now=now)
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(ON_A_SHEET)]
    salt = secrets.token_hex(16)
    hashed = [_hash(code, salt) for code in codes]
    with transaction() as session:
        queries.delete_recovery_codes(session, user.id)
        session.add_all(
            RecoveryCode(user_id=user.id, salt=salt, code_hash=kept, created_at=now)
            for kept in hashed
        )
    logger.info("recovery codes made", extra={"user_id": user.id})
    return ["-".join(code[at : at + 4] for at in range(0, LENGTH, 4)) for code in codes]


def left(actor: Actor) -> int:
    """How many of one's codes can still be used. Raises `NotSignedIn`."""
    if actor.user_id is None:
        raise NotSignedIn
    with reading() as session:
        return queries.count_recovery_codes(session, actor.user_id)


def advised(actor: Actor) -> bool:
    """Whether somebody has no way back yet: a telephone only, and no sheet."""
    with reading() as session:
        user = user_queries.by_id(session, actor.user_id) if actor.user_id else None
        if user is None or user.email is not None:
            return False
        return queries.count_recovery_codes(session, user.id) == 0


def looks_like_one(text: str) -> bool:
    return len(normal(text)) == LENGTH


def normal(text: str) -> str:
    """A code as it was made, however it was typed: without dashes, O for 0, Cyrillic letters.
    What is much longer is none."""
    if len(text) > _LONGEST_TYPED:
        return ""
    return "".join(sign for sign in text.upper().translate(_READ_AS) if sign.isalnum())


def use(session: Session, user: User | None, text: str, *, now: dt.datetime) -> bool:
    """Use a code up inside the caller's transaction; False where it is none of the user's.

    It takes the same time for somebody who has no codes, and for nobody.
    """
    codes = queries.recovery_codes(session, user.id, lock=True) if user is not None else []
    hashed = _hash(normal(text)[:LENGTH], codes[0].salt if codes else "0" * 32)
    found = [code for code in codes if hmac.compare_digest(code.code_hash, hashed)]
    if not found or len(normal(text)) != LENGTH:
        return False
    found[0].used_at = now
    return True


def _hash(code: str, salt: str) -> str:
    return hash_secret_raw(
        code.encode(),
        bytes.fromhex(salt),
        time_cost=2,
        memory_cost=19_456,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    ).hex()
