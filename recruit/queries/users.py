"""Users, their sign-ins and what they stand for."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from recruit.models import Candidate, Membership, SignInLink, User, UserSession


def by_id(session: Session, user_id: uuid.UUID) -> User | None:
    return session.get(User, user_id)


def by_email(session: Session, email: str) -> User | None:
    return session.scalar(select(User).where(User.email == email))


def by_phone(session: Session, phone: str) -> User | None:
    return session.scalar(select(User).where(User.phone == phone))


def session_by_hash(session: Session, token_hash: str) -> UserSession | None:
    return session.scalar(
        select(UserSession)
        .where(UserSession.token_hash == token_hash)
        .options(joinedload(UserSession.user))
    )


def link_by_hash(session: Session, token_hash: str) -> SignInLink | None:
    return session.scalar(
        select(SignInLink)
        .where(SignInLink.token_hash == token_hash)
        .options(joinedload(SignInLink.user))
        .with_for_update(of=SignInLink)
    )


def sessions_over(session: Session, now: dt.datetime) -> list[UserSession]:
    return list(session.scalars(select(UserSession).where(UserSession.expires_at <= now)))


def employer_ids(session: Session, user_id: uuid.UUID) -> frozenset[uuid.UUID]:
    return frozenset(
        session.scalars(select(Membership.employer_id).where(Membership.user_id == user_id))
    )


def candidate_id(session: Session, user_id: uuid.UUID) -> uuid.UUID | None:
    return session.scalar(select(Candidate.id).where(Candidate.user_id == user_id))


def sessions_of(session: Session, user_id: uuid.UUID, now: dt.datetime) -> list[UserSession]:
    """A user's sign-ins that are not over, the last used first."""
    return list(
        session.scalars(
            select(UserSession)
            .where(UserSession.user_id == user_id, UserSession.expires_at > now)
            .order_by(UserSession.last_seen_at.desc(), UserSession.id)
        )
    )


def session_by_id(session: Session, session_id: uuid.UUID) -> UserSession | None:
    return session.get(UserSession, session_id)
