"""Carrying what happened to those whom it concerns: each message once, in order."""

from __future__ import annotations

import datetime as dt
import logging
import uuid

from sqlalchemy.orm import Session

from recruit.models import Notification, OutboxKind, OutboxMessage
from recruit.queries import candidates as candidate_queries
from recruit.queries import news as queries
from recruit.services.transactions import transaction

logger = logging.getLogger(__name__)

BATCH = 100


def deliver(*, now: dt.datetime) -> int:
    """Turn waiting messages into news and return how many were handled.

    News and the mark that a message is done are stored together, so that a worker killed in
    between neither loses nor repeats a message.
    """
    with transaction() as session:
        waiting = queries.waiting(session, BATCH)
        for message in waiting:
            message.attempts += 1
            for user_id in _concerned(session, message):
                session.add(
                    Notification(
                        user_id=user_id,
                        message_id=message.id,
                        kind=message.kind,
                        payload=message.payload,
                        created_at=message.created_at,
                    )
                )
            message.done_at = now
    if waiting:
        logger.info("outbox delivered", extra={"messages": len(waiting)})
    return len(waiting)


def _concerned(session: Session, message: OutboxMessage) -> list[uuid.UUID]:
    """Whose news a message is."""
    if message.kind in (OutboxKind.APPLICATION_STAGE, OutboxKind.VACANCIES_FOUND):
        candidate = candidate_queries.by_id(session, uuid.UUID(message.payload["candidate_id"]))
        return [candidate.user_id] if candidate and candidate.user_id else []
    return queries.members(session, uuid.UUID(message.payload["employer_id"]))
