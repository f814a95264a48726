"""What services leave for the jobs, and what jobs tell people."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from recruit.models.base import Base, Identified, Json, choice


class OutboxKind(StrEnum):
    APPLICATION_CREATED = "application_created"
    APPLICATION_WITHDRAWN = "application_withdrawn"
    APPLICATION_STAGE = "application_stage"
    MATCHES_FOUND = "matches_found"
    VACANCIES_FOUND = "vacancies_found"


class OutboxMessage(Identified, Base):
    """Something that happened, written in the transaction in which it happened."""

    __tablename__ = "outbox_message"
    __table_args__ = (Index("ix_outbox_waiting", "done_at", "created_at"),)

    kind: Mapped[OutboxKind] = mapped_column(choice(OutboxKind))
    payload: Mapped[dict[str, Any]] = mapped_column(Json)
    created_at: Mapped[dt.datetime]
    done_at: Mapped[dt.datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(500), default="")


class Notification(Identified, Base):
    """A line in somebody's list of news; the sentence is made when it is read."""

    __tablename__ = "notification"
    __table_args__ = (Index("ix_notification_unread", "user_id", "read_at"),)

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    message_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("outbox_message.id", ondelete="CASCADE")
    )
    kind: Mapped[OutboxKind] = mapped_column(choice(OutboxKind))
    payload: Mapped[dict[str, Any]] = mapped_column(Json)
    created_at: Mapped[dt.datetime]
    read_at: Mapped[dt.datetime | None]
