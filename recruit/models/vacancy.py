"""Vacancies: a post or several, what they ask, what they offer."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruit.errors import Conflict
from recruit.models.base import Base, Identified, Json, choice
from recruit.models.employer import Employer
from recruit.models.taxonomy import Concept


class VacancyState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"
    FILLED = "filled"
    CLOSED = "closed"
    EXPIRED = "expired"


class PayBasis(StrEnum):
    PIECE = "piece"
    HOUR = "hour"
    MONTH = "month"
    GUARANTEED_PIECE = "guaranteed_piece"


class Currency(StrEnum):
    KGS = "KGS"
    USD = "USD"
    RUB = "RUB"


class Shift(StrEnum):
    DAY = "day"
    NIGHT = "night"
    ROTATING = "rotating"


class RequirementImportance(StrEnum):
    MUST = "must"
    ESSENTIAL = "essential"
    NICE = "nice"


class Vacancy(Identified, Base):
    """A post an employer wants filled. Pay amounts are a month's, an hour's for basis `hour`."""

    __tablename__ = "vacancy"
    __table_args__ = (
        CheckConstraint("headcount BETWEEN 1 AND 1000", name="headcount_range"),
        CheckConstraint("filled >= 0 AND filled <= headcount", name="filled_within_headcount"),
        CheckConstraint("pay_min >= 0", name="pay_min_not_negative"),
        CheckConstraint("pay_max >= 0", name="pay_max_not_negative"),
        CheckConstraint("pay_min <= pay_max", name="pay_order"),
        CheckConstraint("guaranteed_minimum >= 0", name="guarantee_not_negative"),
        CheckConstraint("hours_per_day > 0 AND hours_per_day <= 24", name="hours_range"),
        CheckConstraint("days_per_week BETWEEN 1 AND 7", name="days_range"),
        CheckConstraint("contract_months BETWEEN 1 AND 120", name="contract_range"),
        Index("ix_vacancy_browse", "state", "published_at"),
    )

    employer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("employer.id", ondelete="CASCADE"), index=True
    )
    demo_key: Mapped[str | None] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    occupation_id: Mapped[str | None] = mapped_column(ForeignKey("concept.id"), index=True)
    headcount: Mapped[int] = mapped_column(default=1)
    filled: Mapped[int] = mapped_column(default=0)
    pay_basis: Mapped[PayBasis | None] = mapped_column(choice(PayBasis))
    pay_min: Mapped[int | None]
    pay_max: Mapped[int | None]
    pay_currency: Mapped[Currency] = mapped_column(choice(Currency), default=Currency.KGS)
    guaranteed_minimum: Mapped[int | None]
    deductions: Mapped[str] = mapped_column(String(300), default="")
    hours_per_day: Mapped[float | None]
    days_per_week: Mapped[int | None]
    overtime: Mapped[str] = mapped_column(String(300), default="")
    shift: Mapped[Shift | None] = mapped_column(choice(Shift))
    housing: Mapped[bool | None]
    meals: Mapped[bool | None]
    transport: Mapped[bool | None]
    travel_paid: Mapped[bool | None]
    contract_months: Mapped[int | None]
    floor_languages: Mapped[list[str]] = mapped_column(Json, default=list)
    place: Mapped[str] = mapped_column(String(100), default="")
    start_on: Mapped[dt.date | None]
    expires_on: Mapped[dt.date | None] = mapped_column(index=True)
    weights: Mapped[dict[str, float]] = mapped_column(Json, default=dict)
    state: Mapped[VacancyState] = mapped_column(choice(VacancyState), default=VacancyState.DRAFT)
    revision: Mapped[int] = mapped_column(default=1)
    published_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]

    employer: Mapped[Employer] = relationship(lazy="raise_on_sql")
    occupation: Mapped[Concept | None] = relationship(lazy="raise_on_sql")
    requirements: Mapped[list[Requirement]] = relationship(
        lazy="raise_on_sql",
        order_by="Requirement.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    @property
    def demo(self) -> bool:
        return self.demo_key is not None

    @property
    def weekly_hours(self) -> float | None:
        if self.hours_per_day is None or self.days_per_week is None:
            return None
        return self.hours_per_day * self.days_per_week

    def publish(self, now: dt.datetime) -> None:
        """Open to candidates: a draft, or one that was paused or has run out."""
        if self.state not in (VacancyState.DRAFT, VacancyState.PAUSED, VacancyState.EXPIRED):
            raise Conflict(f"vacancy is {self.state}")
        self.state = VacancyState.OPEN
        self.published_at = self.published_at or now

    def pause(self) -> None:
        if self.state is not VacancyState.OPEN:
            raise Conflict(f"vacancy is {self.state}")
        self.state = VacancyState.PAUSED

    def close(self) -> None:
        if self.state is VacancyState.CLOSED:
            raise Conflict(f"vacancy is {self.state}")
        self.state = VacancyState.CLOSED

    def reopen(self) -> None:
        """Undo a closing: back to a pause, so that nothing goes public by itself."""
        if self.state is not VacancyState.CLOSED:
            raise Conflict(f"vacancy is {self.state}")
        self.state = VacancyState.PAUSED


class Requirement(Identified, Base):
    """One thing a vacancy asks: the employer's words, and the concept they stand for.

    A requirement without a concept is kept as typed; nobody is ranked by it until it is linked.
    """

    __tablename__ = "requirement"
    __table_args__ = (
        CheckConstraint("min_level BETWEEN 1 AND 5", name="level_range"),
        CheckConstraint("min_years >= 0 AND min_years <= 60", name="years_range"),
        UniqueConstraint("vacancy_id", "concept_id"),
    )

    vacancy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(String(200))
    concept_id: Mapped[str | None] = mapped_column(ForeignKey("concept.id"), index=True)
    importance: Mapped[RequirementImportance] = mapped_column(
        choice(RequirementImportance), default=RequirementImportance.ESSENTIAL
    )
    min_level: Mapped[int | None]
    min_years: Mapped[float | None]

    concept: Mapped[Concept | None] = relationship(lazy="raise_on_sql")
