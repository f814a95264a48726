"""People who sign in, and the records of their signing in."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruit.models.base import Base, Identified, Json, choice


class Role(StrEnum):
    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    OVERSEER = "overseer"
    ADMINISTRATOR = "administrator"


class User(Identified, Base):
    """Somebody with a sign-in. E-mail and telephone are kept in one canonical form."""

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name="reachable"),
        CheckConstraint("email = lower(email)", name="email_lower"),
    )

    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    phone: Mapped[str | None] = mapped_column(String(20), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    role: Mapped[Role] = mapped_column(choice(Role))
    language: Mapped[str] = mapped_column(String(8), default="ru")
    created_at: Mapped[dt.datetime]
    disabled_at: Mapped[dt.datetime | None]
    deletion_due_at: Mapped[dt.datetime | None] = mapped_column(index=True)
    deletion_restores: Mapped[dict[str, Any] | None] = mapped_column(Json)

    @property
    def contact(self) -> str:
        return self.email or self.phone or ""


class UserSession(Identified, Base):
    """One signed-in browser. The token itself is only in the browser; here is its hash."""

    __tablename__ = "user_session"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime]
    last_seen_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)
    client: Mapped[str] = mapped_column(String(200), default="")

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class SignInLink(Identified, Base):
    """A link that signs its bearer in once, for a short time."""

    __tablename__ = "sign_in_link"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql")
