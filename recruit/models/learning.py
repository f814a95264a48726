"""What became of applications, and the models that learn what counts from it."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruit.models.application import Application
from recruit.models.base import Base, Identified, Json, choice


class OutcomeKind(StrEnum):
    """What an employer made of an application. ``stayed``: still there after thirty days."""

    INVITED = "invited"
    TESTED = "tested"
    HIRED = "hired"
    STAYED = "stayed"
    DECLINED = "declined"


class Outcome(Identified, Base):
    """One thing an application came to, with the score and reasons as they stood when it was made;
    what is taken back by moving the application to an earlier stage is taken back here."""

    __tablename__ = "outcome"
    __table_args__ = (
        UniqueConstraint("application_id", "kind"),
        CheckConstraint("score BETWEEN 0 AND 10000", name="score_range"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("application.id", ondelete="CASCADE")
    )
    kind: Mapped[OutcomeKind] = mapped_column(choice(OutcomeKind))
    at: Mapped[dt.datetime] = mapped_column(index=True)
    user_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    score: Mapped[int]
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)

    application: Mapped[Application] = relationship(lazy="raise_on_sql")


class RankingModel(Identified, Base):
    """Learnt weights that an administrator can switch on.

    ``version`` is a hash of ``factors``: by what each part of the score weighs more or less than
    the rules say, 0 or more. ``figures`` are what it gained on vacancies held out, and how it
    treats groups.
    """

    __tablename__ = "ranking_model"

    version: Mapped[str] = mapped_column(String(40), unique=True)
    trained_at: Mapped[dt.datetime]
    factors: Mapped[dict[str, float]] = mapped_column(Json, default=dict)
    figures: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class RankingState(Base):
    """One row: the model in force, none where the rules' own weights are."""

    __tablename__ = "ranking_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    model_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("ranking_model.id", ondelete="RESTRICT")
    )

    model: Mapped[RankingModel | None] = relationship(lazy="raise_on_sql")


class RankingModelChange(Identified, Base):
    """A switch from one model to another; rows are added, never changed. None is the rules."""

    __tablename__ = "ranking_model_change"

    at: Mapped[dt.datetime] = mapped_column(index=True)
    user_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    from_model_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("ranking_model.id", ondelete="RESTRICT")
    )
    to_model_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("ranking_model.id", ondelete="RESTRICT")
    )
