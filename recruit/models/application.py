"""Applications: one for each candidate and vacancy, with a history that is only added to."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruit.models.base import Base, Identified, Json, choice
from recruit.models.candidate import Candidate
from recruit.models.vacancy import Vacancy


class Stage(StrEnum):
    """What a stage means to the machine, whatever people call it."""

    NEW = "new"
    SCREENING = "screening"
    TEST = "test"
    INTERVIEW = "interview"
    OFFER = "offer"
    HIRED = "hired"
    ARRIVED = "arrived"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Application(Identified, Base):
    """A candidate's answer to a vacancy, with the score and reasons as they stood."""

    __tablename__ = "application"
    __table_args__ = (
        UniqueConstraint("candidate_id", "vacancy_id"),
        CheckConstraint("score BETWEEN 0 AND 10000", name="score_range"),
    )

    candidate_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("candidate.id", ondelete="CASCADE"))
    vacancy_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("vacancy.id", ondelete="CASCADE"), index=True
    )
    stage: Mapped[Stage] = mapped_column(choice(Stage), default=Stage.NEW)
    message: Mapped[str] = mapped_column(Text, default="")
    score: Mapped[int]
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]

    candidate: Mapped[Candidate] = relationship(lazy="raise_on_sql")
    vacancy: Mapped[Vacancy] = relationship(lazy="raise_on_sql")


class ApplicationEvent(Identified, Base):
    """A step of an application; rows are added, never changed."""

    __tablename__ = "application_event"

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("application.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[dt.datetime]
    user_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL")
    )
    from_stage: Mapped[Stage | None] = mapped_column(choice(Stage, "from_stage"))
    to_stage: Mapped[Stage] = mapped_column(choice(Stage, "to_stage"))
