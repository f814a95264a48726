"""The outbox and people's news."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from recruit.models import Membership, Notification, OutboxMessage


def unread(session: Session, user_id: uuid.UUID) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(Notification)
            .where(Notification.user_id == user_id, Notification.read_at.is_(None))
        )
        or 0
    )


def latest(session: Session, user_id: uuid.UUID, limit: int) -> list[Notification]:
    return list(
        session.scalars(
            select(Notification)
            .where(Notification.user_id == user_id)
            .order_by(Notification.created_at.desc(), Notification.id)
            .limit(limit)
        )
    )


def mark_read(session: Session, user_id: uuid.UUID, now: dt.datetime) -> None:
    session.execute(
        update(Notification)
        .where(Notification.user_id == user_id, Notification.read_at.is_(None))
        .values(read_at=now)
        .execution_options(synchronize_session=False)
    )


def waiting(session: Session, limit: int) -> list[OutboxMessage]:
    """Messages nobody has handled, oldest first; a second worker skips those being handled."""
    return list(
        session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.done_at.is_(None))
            .order_by(OutboxMessage.created_at, OutboxMessage.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )


def members(session: Session, employer_id: uuid.UUID) -> list[uuid.UUID]:
    return list(
        session.scalars(select(Membership.user_id).where(Membership.employer_id == employer_id))
    )
