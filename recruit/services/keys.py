"""API keys: given to an agency by an administrator, shown once, kept as a hash."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import uuid

from recruit.errors import Fault, Forbidden, Invalid, NotFound, fault
from recruit.models import Actor, ActorKind, ApiKey, Employer, EmployerKind
from recruit.permissions import can_administer
from recruit.queries import keys as queries
from recruit.services.sign_in import token_hash
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

SEEN_EVERY = dt.timedelta(minutes=5)
OPERATOR = Actor(kind=ActorKind.ADMINISTRATOR, display="operator")
"""Who acts when a command is typed on the server."""


def create(agency_name: str, label: str, *, actor: Actor, now: dt.datetime) -> tuple[ApiKey, str]:
    """A new key for an agency (made if there is none of that name), and its text, shown once.

    Raises `Forbidden` or `Invalid`.
    """
    if not can_administer(actor):
        raise Forbidden
    agency_name, label = agency_name.strip(), label.strip()
    faults = [
        fault(field, Fault.TOO_LONG if value else Fault.REQUIRED, maximum=100)
        for field, value in (("agency", agency_name), ("label", label))
        if not any(c.isalnum() for c in value) or len(value) > 100
    ]
    if faults:
        raise Invalid(faults)
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    text = f"iyne_{prefix}_{secret}"
    with transaction() as session:
        agency = queries.agency(session, agency_name)
        if agency is None:
            agency = Employer(kind=EmployerKind.AGENCY, legal_name=agency_name, created_at=now)
            session.add(agency)
            session.flush()
        key = ApiKey(
            employer_id=agency.id,
            label=label,
            prefix=prefix,
            key_hash=token_hash(text),
            created_at=now,
        )
        session.add(key)
    logger.info("API key made", extra={"key_id": key.id})
    return key, text


def listed(*, actor: Actor) -> list[ApiKey]:
    """Every key with its agency, newest first. Raises `Forbidden`."""
    if not can_administer(actor):
        raise Forbidden
    with reading() as session:
        return queries.newest(session)


def revoke(key_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> None:
    """End a key at once; a second time changes nothing. Raises `Forbidden` or `NotFound`."""
    if not can_administer(actor):
        raise Forbidden
    with transaction() as session:
        key = queries.by_id(session, key_id)
        if key is None:
            raise NotFound("API key")
        key.revoked_at = key.revoked_at or now
    logger.info("API key revoked", extra={"key_id": key_id})


def key_actor(text: str, *, now: dt.datetime) -> Actor | None:
    """The actor behind a key's text; None where it is unknown, revoked or expired."""
    with reading() as session:
        key = queries.by_hash(session, token_hash(text))
        if key is None or not key.works(now):
            return None
        stale = key.last_used_at is None or now - key.last_used_at > SEEN_EVERY
    if stale:
        with transaction() as session:
            queries.note_use(session, key.id, now)
    return Actor(
        kind=ActorKind.RECRUITER,
        employer_ids=frozenset({key.employer_id}),
        key_id=key.id,
        display=key.agency,
    )
