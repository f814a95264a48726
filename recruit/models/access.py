"""Getting into an account and back into it: tries, second factors, ways of recovery."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruit.models.base import Base, Identified, choice
from recruit.models.user import User


class AttemptKind(StrEnum):
    """What was tried; each kind is counted by itself."""

    PASSWORD = "password"  # noqa: S105
    CODE = "code"
    RECOVERY_CODE = "recovery_code"
    RECOVERY_MAIL = "recovery_mail"


class SignInAttempt(Identified, Base):
    """One try at a door. Whose and from where is kept as keyed hashes only."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_account", "kind", "account_hash", "at"),
        Index("ix_sign_in_attempt_address", "kind", "address_hash", "at"),
    )

    kind: Mapped[AttemptKind] = mapped_column(choice(AttemptKind))
    account_hash: Mapped[str] = mapped_column(String(64))
    address_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime] = mapped_column(index=True)
    succeeded: Mapped[bool] = mapped_column(default=False)
    forgiven: Mapped[bool] = mapped_column(default=False)


class PendingSignIn(Identified, Base):
    """A browser whose password or link was right and whose code is still asked for.

    A table of its own, so that nothing that reads sign-ins can take one of these for whole.
    """

    __tablename__ = "pending_sign_in"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class SecondFactor(Base):
    """The secret an authenticator app shares with the site, and the last code taken from it."""

    __tablename__ = "second_factor"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    secret: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[dt.datetime]
    confirmed_at: Mapped[dt.datetime | None]
    last_step: Mapped[int | None]


class RecoveryCode(Identified, Base):
    """One code of a printed sheet, kept as an argon2 hash; all of a sheet share a salt."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("user_id", "code_hash"),)

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    salt: Mapped[str] = mapped_column(String(32))
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class RecoveryToken(Identified, Base):
    """A mailed link with which its bearer may choose a new password; gone once it was used."""

    __tablename__ = "recovery_token"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class MailKind(StrEnum):
    RECOVERY = "recovery"


class OutgoingMail(Identified, Base):
    """A letter the worker is to write and send; deleted once it is sent.

    It names only the address that was typed: whether there is such an account is looked up when
    the letter is written, so that asking for one takes the same time for every address.
    """

    __tablename__ = "outgoing_mail"

    kind: Mapped[MailKind] = mapped_column(choice(MailKind))
    address: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[dt.datetime]
    due_at: Mapped[dt.datetime] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
