"""Signing in and out: server-side records; the browser holds only a random token."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import secrets
import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from recruit.errors import NotFound, NotSignedIn
from recruit.models import (
    Actor,
    ActorKind,
    PendingSignIn,
    Role,
    SignInLink,
    User,
    UserSession,
)
from recruit.queries import access as access_queries
from recruit.queries import users as queries
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

SESSION_LASTS = dt.timedelta(days=30)
SESSION_IDLE = dt.timedelta(days=7)
SEEN_EVERY = dt.timedelta(minutes=10)
LINK_LASTS = dt.timedelta(hours=24)
PENDING_LASTS = dt.timedelta(minutes=10)

_KINDS = {
    Role.CANDIDATE: ActorKind.CANDIDATE,
    Role.EMPLOYER: ActorKind.EMPLOYER,
    Role.OVERSEER: ActorKind.OVERSEER,
    Role.ADMINISTRATOR: ActorKind.ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class SessionActor:
    """Who a browser's token stands for, and the language they chose.

    ``lacks_second_factor`` is said of administrators only, who need one.
    """

    actor: Actor
    language: str
    sign_in_id: uuid.UUID
    lacks_second_factor: bool = False
    deletion_due_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class SignIn:
    """A browser's new token and whom it stands for; unless ``whole``, a code is still asked for
    and the token is only good for giving it."""

    token: str
    user: User
    whole: bool = True


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
        user = record.user
        found = SessionActor(
            actor=actor_of(session, user),
            language=user.language,
            sign_in_id=record.id,
            lacks_second_factor=user.role is Role.ADMINISTRATOR
            and not access_queries.has_second_factor(session, user.id),
            deletion_due_at=user.deletion_due_at,
        )
        stale = now - record.last_seen_at > SEEN_EVERY
    if stale:
        with transaction():
            record.last_seen_at = now
    return found


def enter(session: Session, user: User, *, client: str, now: dt.datetime) -> SignIn:
    """Sign a user in inside the caller's transaction, halfway where there is a second factor."""
    if not access_queries.has_second_factor(session, user.id):
        return SignIn(open_session(session, user, client=client, now=now), user)
    token = secrets.token_urlsafe(32)
    session.add(
        PendingSignIn(
            user_id=user.id,
            token_hash=token_hash(token),
            created_at=now,
            expires_at=now + PENDING_LASTS,
            tries=0,
        )
    )
    return SignIn(token, user, whole=False)


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
    logger.info("sign-in link made", extra={"user_id": user_id})
    return token


def use_link(token: str, *, client: str, now: dt.datetime) -> SignIn:
    """Sign in by a one-time link.

    Raises `NotFound` where the link is unknown, used or too old.
    """
    with transaction() as session:
        link = queries.link_by_hash(session, token_hash(token))
        if link is None or link.used_at is not None or now >= link.expires_at:
            raise NotFound("sign-in link")
        if link.user.disabled_at is not None:
            raise NotFound("sign-in link")
        link.used_at = now
        entered = enter(session, link.user, client=client, now=now)
    logger.info("signed in by link", extra={"user_id": link.user_id, "whole": entered.whole})
    return entered


def own(*, actor: Actor, now: dt.datetime) -> list[UserSession]:
    """One's sign-ins that work now, the last used first. Raises `NotSignedIn`."""
    if actor.user_id is None:
        raise NotSignedIn
    with reading() as session:
        found = queries.sessions_of(session, actor.user_id, now)
    return [record for record in found if now < record.last_seen_at + SESSION_IDLE]


def end(sign_in_id: uuid.UUID, *, actor: Actor) -> None:
    """End one of one's sign-ins. Raises `NotSignedIn`, or `NotFound` for anybody else's."""
    if actor.user_id is None:
        raise NotSignedIn
    with transaction() as session:
        record = queries.session_by_id(session, sign_in_id)
        if record is None or record.user_id != actor.user_id:
            raise NotFound("sign-in")
        session.delete(record)
    logger.info("sign-in ended", extra={"user_id": actor.user_id})


def end_others(*, actor: Actor, sign_in_id: uuid.UUID) -> None:
    """End all of one's sign-ins but this one, and what is half open. Raises `NotSignedIn`."""
    if actor.user_id is None:
        raise NotSignedIn
    with transaction() as session:
        access_queries.end_everything(session, actor.user_id, but=sign_in_id)
    logger.info("other sign-ins ended", extra={"user_id": actor.user_id})


def forget_finished(*, now: dt.datetime) -> int:
    """Delete sign-ins that are over, halves too, and return how many whole ones there were."""
    with transaction() as session:
        finished = queries.sessions_over(session, now)
        for record in finished:
            session.delete(record)
        access_queries.forget_pending(session, now)
    return len(finished)
