"""Telling employers and specialists of new matches: a line of news a day, of good ones only."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from recruit.models import Candidate, Employer, MatchDigest, OutboxKind, OutboxMessage
from recruit.queries import match_news as queries
from recruit.queries.match_news import NewMatch
from recruit.services.transactions import transaction

logger = logging.getLogger(__name__)

STRONG = 7_000
"""Hundredths of a point from which a match is worth a line of news."""

EVERY = dt.timedelta(hours=23)
"""Nobody is told twice within it."""


def tell(*, now: dt.datetime) -> int:
    """Leave a message for each reader whom new matches concern; how many there were.

    An employer is told of specialists who came into a vacancy's list after it was first made: who
    was there from the beginning stands on the page they saw when they posted it. Messages and the
    note that their readers were told are stored together.
    """
    before = now - EVERY
    with transaction() as session:
        for_employers = queries.for_employers(session, least=STRONG, told_before=before)
        for_candidates = queries.for_candidates(session, least=STRONG, told_before=before)
        said = _tell(session, Employer, OutboxKind.MATCHES_FOUND, for_employers, now)
        said += _tell(session, Candidate, OutboxKind.VACANCIES_FOUND, for_candidates, now)
    if said:
        logger.info("new matches told", extra={"readers": said})
    return said


def _tell(
    session: Session,
    reader: type[Employer] | type[Candidate],
    kind: OutboxKind,
    found: Iterable[NewMatch],
    now: dt.datetime,
) -> int:
    column = "employer_id" if reader is Employer else "candidate_id"
    told = queries.told(session, reader)
    fresh: list[dict[str, Any]] = []
    again: list[uuid.UUID] = []
    for reader_id, group in groupby(found, key=lambda match: match.reader_id):
        matches = list(group)
        if reader_id in told:
            again.append(told[reader_id])
        else:
            fresh.append({"id": uuid.uuid4(), column: reader_id, "told_at": now})
        session.add(OutboxMessage(kind=kind, payload=_payload(column, matches), created_at=now))
    if fresh:
        session.execute(insert(MatchDigest), fresh)
    if again:
        session.execute(update(MatchDigest), [{"id": id_, "told_at": now} for id_ in again])
    return len(fresh) + len(again)


def _payload(column: str, matches: list[NewMatch]) -> dict[str, Any]:
    """How many matches of how many vacancies, and the vacancy with the most of them."""
    of = [match.vacancy_id for match in matches]
    first = max(matches, key=lambda match: of.count(match.vacancy_id))
    return {
        column: str(matches[0].reader_id),
        "vacancy_id": str(first.vacancy_id),
        "title": first.title,
        "matches": len(matches),
        "vacancies": len(set(of)),
    }
