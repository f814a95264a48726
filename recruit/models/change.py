"""Who changed: what an index of specialists follows."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import BigInteger, Integer
from sqlalchemy.orm import Mapped, mapped_column

from recruit.models.base import Base


class Change(Base):
    """The last change of a specialist, in the transaction that made it: one row a person.

    Triggers write it, whatever way the change took; see the migration. ``number`` rises with each
    change, in the order of commits on SQLite only; ``xid`` is PostgreSQL's transaction, 0 on
    SQLite. A row outlives its person, so that whoever follows learns that they are gone.
    """

    __tablename__ = "change"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True
    )
    candidate_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    xid: Mapped[int] = mapped_column(BigInteger, index=True, default=0)
    at: Mapped[dt.datetime]
