"""Tries at the doors, counted in the database: every process sees the same number, and a new one
begins where the last stopped."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import ipaddress
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from recruit.errors import TooManyTries
from recruit.models import AttemptKind, SignInAttempt, User
from recruit.queries import access as queries
from recruit.services.transactions import transaction

logger = logging.getLogger(__name__)

_MINUTE = dt.timedelta(minutes=1)
_DAY = dt.timedelta(days=1)
KEPT = _DAY
"""How long a try is remembered: the longest time anything is counted over."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many tries may fail in how long a time, for one account and from one address."""

    account: tuple[tuple[int, dt.timedelta], ...]
    address: tuple[tuple[int, dt.timedelta], ...]


LIMITS: Mapping[AttemptKind, Limits] = {
    AttemptKind.PASSWORD: Limits(((10, 5 * _MINUTE),), ((50, 5 * _MINUTE),)),
    AttemptKind.CODE: Limits(((10, 5 * _MINUTE), (50, _DAY)), ((50, 5 * _MINUTE),)),
    AttemptKind.RECOVERY_CODE: Limits(((10, 5 * _MINUTE), (50, _DAY)), ((50, 5 * _MINUTE),)),
    AttemptKind.RECOVERY_MAIL: Limits(((5, _DAY),), ((50, 60 * _MINUTE),)),
}
"""A whole workshop may share one address, so an address gets more than an account. Letters are
counted each, not only those that fail."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands at a door: what the browser calls itself, its network address, and the site's
    key, with which the address is hashed before anything is kept of it."""

    client: str = ""
    address: str = ""
    key: str = field(default="", repr=False)

    def hashed(self, what: str, text: str) -> str:
        return hmac.new(self.key.encode(), f"{what}:{text}".encode(), hashlib.sha256).hexdigest()

    @property
    def address_hash(self) -> str:
        return self.hashed("address", _network(self.address))


def _network(address: str) -> str:
    """An IPv6 address without the half that its owner chooses."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return address


def account_name(user: User | None, contact: str) -> str:
    """What an account is counted by, whether there is such an account or not."""
    return str(user.id) if user is not None else contact.strip().casefold()[:300]


def begin(kind: AttemptKind, account: str, visitor: Visitor, *, now: dt.datetime) -> uuid.UUID:
    """Write a try down as failed, before it is made, and return its id.

    Raises `TooManyTries`; such a try is not counted, so that nobody is kept out for longer by
    going on. It is written first and counted then: of many tries at once none slips through.
    """
    with transaction() as session:
        attempt = SignInAttempt(
            kind=kind,
            account_hash=visitor.hashed("account", account),
            address_hash=visitor.address_hash,
            at=now,
        )
        session.add(attempt)
    with transaction() as session:
        wait = _wait(session, attempt, now)
        if wait:
            session.delete(attempt)
    if wait:
        logger.info("too many tries", extra={"door": kind.value})
        raise TooManyTries(wait)
    return attempt.id


def succeeded(session: Session, attempt_id: uuid.UUID) -> None:
    """Note inside the caller's transaction that a try was right: earlier failures at the account
    no longer count; those from the address do."""
    attempt = session.get(SignInAttempt, attempt_id)
    if attempt is None:
        return
    queries.forgive(session, [attempt.kind], attempt.account_hash, attempt.at - KEPT)
    attempt.succeeded = True


def forget_old(*, now: dt.datetime) -> int:
    """Delete tries that nothing counts any more and return how many there were."""
    with transaction() as session:
        return queries.forget_attempts(session, now - KEPT)


def _wait(session: Session, attempt: SignInAttempt, now: dt.datetime) -> dt.timedelta | None:
    """How long until there may be a try again; None if there may be one now."""
    limits = LIMITS[attempt.kind]
    waits = []
    for bounds, failures in (
        (limits.account, queries.failures_of_account),
        (limits.address, queries.failures_of_address),
    ):
        for tries, window in bounds:
            latest = failures(session, attempt, now - window, tries)
            if len(latest) == tries:
                waits.append(latest[-1] + window - now)
    return max(waits, default=None)
