"""The matches of all open vacancies refreshed once a night by the worker."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

from recruit.errors import Conflict
from recruit.queries import matches as queries
from recruit.services import match_news
from recruit.services.matching import batch
from recruit.services.matching.workers import Here
from recruit.services.transactions import reading

HOUR = 21
"""UTC, three in the morning in Bishkek."""

APART = dt.timedelta(hours=20)


def refresh_due(folder: Path, *, clock: Callable[[], dt.datetime]) -> int:
    """Refresh and tell, if it is the hour and no run has finished lately; how many vacancies were
    stored. A run that goes on elsewhere is left alone."""
    now = clock()
    if now.hour != HOUR:
        return 0
    with reading() as session:
        last = queries.last_done(session)
    if last is not None and last.finished_at is not None and now - last.finished_at < APART:
        return 0
    try:
        found = batch.refresh(Here(os.cpu_count() or 1), folder, clock=clock)
    except Conflict:
        return 0
    match_news.tell(now=clock())
    return found.stored
