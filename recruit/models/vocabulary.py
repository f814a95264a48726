"""Words nobody has linked yet: what was typed, by whom it is held, and what became of it."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruit.models.base import Base, Identified, Json, choice
from recruit.models.taxonomy import Concept


class FormState(StrEnum):
    WAITING = "waiting"
    ATTACHED = "attached"
    DISMISSED = "dismissed"


class UnlinkedForm(Identified, Base):
    """A short text that meant no concept when somebody typed it.

    ``added`` names what attaching it added to the vocabulary, so that it can be taken back.
    ``relinked_at`` is empty while rows that hold the text wait to be linked anew.
    """

    __tablename__ = "unlinked_form"
    __table_args__ = (Index("ix_unlinked_form_relink", "state", "relinked_at"),)

    key: Mapped[str] = mapped_column(String(200), unique=True)
    text: Mapped[str] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(8))
    state: Mapped[FormState] = mapped_column(choice(FormState), default=FormState.WAITING)
    concept_id: Mapped[str | None] = mapped_column(
        ForeignKey("concept.id", ondelete="SET NULL"), index=True
    )
    added: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    first_seen: Mapped[dt.datetime]
    last_seen: Mapped[dt.datetime]
    decided_at: Mapped[dt.datetime | None]
    relinked_at: Mapped[dt.datetime | None]

    concept: Mapped[Concept | None] = relationship(lazy="raise_on_sql")


class FormUse(Identified, Base):
    """Who holds a form: a profile, a vacancy, or an employer whose program sent it."""

    __tablename__ = "form_use"
    __table_args__ = (
        CheckConstraint(
            "(candidate_id IS NULL AND vacancy_id IS NULL AND employer_id IS NOT NULL)"
            " OR (candidate_id IS NULL AND vacancy_id IS NOT NULL AND employer_id IS NULL)"
            " OR (candidate_id IS NOT NULL AND vacancy_id IS NULL AND employer_id IS NULL)",
            name="one_holder",
        ),
        UniqueConstraint("form_id", "candidate_id", name="uq_form_use_candidate"),
        UniqueConstraint("form_id", "vacancy_id", name="uq_form_use_vacancy"),
        UniqueConstraint("form_id", "employer_id", name="uq_form_use_employer"),
    )

    form_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unlinked_form.id", ondelete="CASCADE"))
    candidate_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    vacancy_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("vacancy.id", ondelete="CASCADE"), index=True
    )
    employer_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("employer.id", ondelete="CASCADE"), index=True
    )
