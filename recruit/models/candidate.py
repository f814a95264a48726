"""Specialists: the working part apart from the private part."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruit.models.base import Base, Identified, Json, choice
from recruit.models.taxonomy import Concept


class Visibility(StrEnum):
    """Who may see a profile."""

    PUBLIC = "public"
    EMPLOYERS = "employers"
    APPLIED = "applied"
    HIDDEN = "hidden"


class ClaimEvidence(StrEnum):
    """Who stands behind a claim."""

    STATED = "stated"
    CONFIRMED = "confirmed"
    TESTED = "tested"
    CERTIFIED = "certified"


class Candidate(Identified, Base):
    """The working part of a specialist: what they can do and what they wish."""

    __tablename__ = "candidate"
    __table_args__ = (
        CheckConstraint("pay_wanted >= 0", name="pay_not_negative"),
        UniqueConstraint("agency_id", "reference"),
        Index("ix_candidate_browse", "visibility", "updated_at"),
    )

    user_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), unique=True
    )
    agency_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("employer.id", ondelete="CASCADE"), index=True
    )
    reference: Mapped[str | None] = mapped_column(String(100))
    demo_key: Mapped[str | None] = mapped_column(String(40), unique=True)
    headline: Mapped[str] = mapped_column(String(200), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    country: Mapped[str | None] = mapped_column(String(2), index=True)
    place: Mapped[str] = mapped_column(String(100), default="")
    languages: Mapped[list[str]] = mapped_column(Json, default=list)
    available_from: Mapped[dt.date | None]
    pay_wanted: Mapped[int | None]
    ready_to_move: Mapped[bool | None]
    wishes: Mapped[list[str]] = mapped_column(Json, default=list)
    visibility: Mapped[Visibility] = mapped_column(choice(Visibility), default=Visibility.PUBLIC)
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]

    claims: Mapped[list[Claim]] = relationship(
        lazy="raise_on_sql",
        order_by="Claim.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    experience: Mapped[list[CandidateExperience]] = relationship(
        lazy="raise_on_sql",
        order_by="CandidateExperience.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    @property
    def number(self) -> str:
        """What an anonymous card calls this specialist."""
        return self.id.hex[:6].upper()

    @property
    def demo(self) -> bool:
        return self.demo_key is not None


class CandidatePrivate(Base):
    """Who a specialist is and how to reach them; the engine never reads this table."""

    __tablename__ = "candidate_private"

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), primary_key=True
    )
    full_name: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(254))
    adult_confirmed_at: Mapped[dt.datetime | None]


class Claim(Identified, Base):
    """One thing a specialist says they can do: their words, and the concept they stand for.

    A claim without a concept is kept as typed; nobody is ranked by it until it is linked.
    """

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 5", name="level_range"),
        CheckConstraint("years >= 0 AND years <= 60", name="years_range"),
        CheckConstraint("last_used_years >= 0 AND last_used_years <= 60", name="last_used_range"),
        UniqueConstraint("candidate_id", "concept_id"),
    )

    candidate_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("candidate.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(String(200))
    concept_id: Mapped[str | None] = mapped_column(ForeignKey("concept.id"), index=True)
    level: Mapped[int | None]
    years: Mapped[float | None]
    last_used_years: Mapped[float | None]
    evidence: Mapped[ClaimEvidence] = mapped_column(
        choice(ClaimEvidence), default=ClaimEvidence.STATED
    )

    concept: Mapped[Concept | None] = relationship(lazy="raise_on_sql")


class CandidateExperience(Identified, Base):
    """Years in an occupation: the title as typed, and the concept it stands for."""

    __tablename__ = "candidate_experience"
    __table_args__ = (CheckConstraint("years >= 0 AND years <= 60", name="years_range"),)

    candidate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("candidate.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(200))
    concept_id: Mapped[str | None] = mapped_column(ForeignKey("concept.id"), index=True)
    years: Mapped[float | None]

    concept: Mapped[Concept | None] = relationship(lazy="raise_on_sql")
