"""Signing in and out: server-side records; the browser holds only a random token."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import secrets
import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from recruit.errors import NotFound
from recruit.models import Actor, ActorKind, Role, SignInLink, User, UserSession
from recruit.queries import users as queries
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

SESSION_LASTS = dt.timedelta(days=30)
SESSION_IDLE = dt.timedelta(days=7)
SEEN_EVERY = dt.timedelta(minutes=10)
LINK_LASTS = dt.timedelta(hours=24)

_KINDS = {
    Role.CANDIDATE: ActorKind.CANDIDATE,
    Role.EMPLOYER: ActorKind.EMPLOYER,
    Role.OVERSEER: ActorKind.OVERSEER,
    Role.ADMINISTRATOR: ActorKind.ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class SessionActor:
    """Who a browser's token stands for, and the language they chose."""

    actor: Actor
    language: str


def token_hash(token: str) -> str:
    """What is kept of a random token: enough to recognise it, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def actor_of(session: Session, user: User) -> Actor:
    """What a user stands for at this moment."""
    kind = _KINDS[user.role]
    return Actor(
        kind=kind,
        user_id=user.id,
        candidate_id=queries.candidate_id(session, user.id)
        if kind is ActorKind.CANDIDATE
        else None,
        employer_ids=queries.employer_ids(session, user.id)
        if kind is ActorKind.EMPLOYER
        else frozenset(),
        display=user.contact,
    )


def session_actor(token: str, *, now: dt.datetime) -> SessionActor | None:
    """The actor behind a browser's token; None when it is unknown, ended, idle or too old."""
    with reading() as session:
        record = queries.session_by_hash(session, token_hash(token))
        if record is None or record.user.disabled_at is not None:
            return None
        if now >= record.expires_at or now >= record.last_seen_at + SESSION_IDLE:
            return None
        found = SessionActor(actor_of(session, record.user), record.user.language)
        stale = now - record.last_seen_at > SEEN_EVERY
    if stale:
        with transaction():
            record.last_seen_at = now
    return found


def open_session(session: Session, user: User, *, client: str, now: dt.datetime) -> str:
    """Record a new sign-in inside the caller's transaction and return its token."""
    token = secrets.token_urlsafe(32)
    session.add(
        UserSession(
            user_id=user.id,
            token_hash=token_hash(token),
            created_at=now,
            last_seen_at=now,
            expires_at=now + SESSION_LASTS,
            client=client[:200],
        )
    )
    return token


def sign_out(token: str) -> None:
    """End one sign-in; an unknown token is already out."""
    with transaction() as session:
        record = queries.session_by_hash(session, token_hash(token))
        if record is not None:
            session.delete(record)
    logger.info("signed out")


def make_link(user_id: uuid.UUID, *, now: dt.datetime) -> str:
    """A fresh one-time sign-in token for a user. Raises `NotFound`."""
    token = secrets.token_urlsafe(32)
    with transaction() as session:
        if queries.by_id(session, user_id) is None:
            raise NotFound("user")
        session.add(
            SignInLink(
                user_id=user_id,
                token_hash=token_hash(token),
                created_at=now,
                expires_at=now + LINK_LASTS,
            )
        )
    return token


def use_link(token: str, *, client: str, now: dt.datetime) -> str:
    """Sign in by a one-time link and return the session's token.

    Raises `NotFound` where the link is unknown, used or too old.
    """
    with transaction() as session:
        link = queries.link_by_hash(session, token_hash(token))
        if link is None or link.used_at is not None or now >= link.expires_at:
            raise NotFound("sign-in link")
        if link.user.disabled_at is not None:
            raise NotFound("sign-in link")
        link.used_at = now
        opened = open_session(session, link.user, client=client, now=now)
    logger.info("signed in by link", extra={"user_id": link.user_id})
    return opened


def forget_finished(*, now: dt.datetime) -> int:
    """Delete sign-ins that are over and return how many there were."""
    with transaction() as session:
        finished = queries.sessions_over(session, now)
        for record in finished:
            session.delete(record)
    return len(finished)
