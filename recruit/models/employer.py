"""Workshops and agencies, who acts for them, and the keys of their programs."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruit.models.base import Base, Identified, choice


class EmployerKind(StrEnum):
    WORKSHOP = "workshop"
    AGENCY = "agency"


class Verification(StrEnum):
    UNVERIFIED = "unverified"
    VERIFIED = "verified"


class Employer(Identified, Base):
    """A workshop that hires, or an agency that acts through the API."""

    __tablename__ = "employer"

    kind: Mapped[EmployerKind] = mapped_column(choice(EmployerKind), default=EmployerKind.WORKSHOP)
    legal_name: Mapped[str] = mapped_column(String(200))
    tax_id: Mapped[str | None] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(100), default="")
    verification: Mapped[Verification] = mapped_column(
        choice(Verification), default=Verification.UNVERIFIED
    )
    demo_key: Mapped[str | None] = mapped_column(String(40), unique=True)
    created_at: Mapped[dt.datetime]

    @property
    def demo(self) -> bool:
        return self.demo_key is not None


class Membership(Identified, Base):
    """A user who acts for an employer."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "employer_id"),)

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    employer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("employer.id", ondelete="CASCADE"), index=True
    )

    employer: Mapped[Employer] = relationship(lazy="raise_on_sql")


class ApiKey(Identified, Base):
    """A key for programs: shown once, kept as a hash, ended at once when revoked."""

    __tablename__ = "api_key"

    employer_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("employer.id", ondelete="CASCADE"), index=True
    )
    label: Mapped[str] = mapped_column(String(100))
    prefix: Mapped[str] = mapped_column(String(12), unique=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]
    last_used_at: Mapped[dt.datetime | None]

    employer: Mapped[Employer] = relationship(lazy="raise_on_sql")
