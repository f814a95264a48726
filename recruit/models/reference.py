"""Figures that change by law or market: rows with dates and sources, never constants."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruit.models.base import Base, Identified, choice
from recruit.models.taxonomy import Origin


class ReferenceValue(Identified, Base):
    """One figure for one dimension (a currency, a country...) from a day on."""

    __tablename__ = "reference_value"
    __table_args__ = (
        UniqueConstraint("key", "dimension", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates_order"),
    )

    key: Mapped[str] = mapped_column(String(64))
    dimension: Mapped[str] = mapped_column(String(64), default="")
    value: Mapped[float]
    unit: Mapped[str] = mapped_column(String(32))
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str] = mapped_column(String(500))
    confidence: Mapped[str] = mapped_column(String(16))
    last_checked: Mapped[dt.date | None]
    origin: Mapped[Origin] = mapped_column(choice(Origin), default=Origin.SEED)
