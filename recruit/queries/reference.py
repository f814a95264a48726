"""Reference figures by key, dimension and day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from recruit.models import ReferenceValue


def keys(session: Session) -> set[tuple[str, str, dt.date]]:
    statement = select(ReferenceValue.key, ReferenceValue.dimension, ReferenceValue.valid_from)
    return {(key, dimension, day) for key, dimension, day in session.execute(statement)}


def values(session: Session, key: str, on: dt.date) -> dict[str, float]:
    """The figures of a key in force on a day, by dimension; the latest wins."""
    statement = (
        select(ReferenceValue.dimension, ReferenceValue.value)
        .where(
            ReferenceValue.key == key,
            ReferenceValue.valid_from <= on,
            or_(ReferenceValue.valid_to.is_(None), ReferenceValue.valid_to >= on),
        )
        .order_by(ReferenceValue.valid_from)
    )
    return {row.dimension: row.value for row in session.execute(statement)}
