"""Which vacancies search engines are told of: open and real, not the demonstration's."""

from __future__ import annotations

import datetime as dt
import uuid

from recruit.queries import sitemap as queries
from recruit.services.transactions import reading


def count(*, now: dt.datetime) -> int:
    """How many there are."""
    with reading() as session:
        return queries.count(session, now.date())


def vacancies(*, now: dt.datetime, limit: int, offset: int) -> list[tuple[uuid.UUID, dt.datetime]]:
    """Some of them: id and last change, the oldest first."""
    with reading() as session:
        return queries.page(session, now.date(), limit, offset)
