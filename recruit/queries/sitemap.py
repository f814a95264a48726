"""What search engines are told of: the addresses of vacancies and when each last changed."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from recruit.models import Vacancy
from recruit.queries.vacancy_search import listed


def count(session: Session, today: dt.date) -> int:
    statement = select(func.count()).select_from(Vacancy).where(_told(today))
    return session.scalar(statement) or 0


def page(
    session: Session, today: dt.date, limit: int, offset: int
) -> list[tuple[uuid.UUID, dt.datetime]]:
    """Ids and last changes, the oldest vacancy first so that parts stay as they are."""
    statement = (
        select(Vacancy.id, Vacancy.updated_at)
        .where(_told(today))
        .order_by(Vacancy.created_at, Vacancy.id)
        .limit(limit)
        .offset(offset)
    )
    return [(row.id, row.updated_at) for row in session.execute(statement)]


def _told(today: dt.date) -> ColumnElement[bool]:
    """Open to everybody and real."""
    return and_(listed(today), Vacancy.demo_key.is_(None))
