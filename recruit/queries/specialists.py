"""Specialists as lists of matches show them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from recruit.models import (
    Candidate,
    CandidateExperience,
    Claim,
    HeldClaim,
    HeldTime,
    Specialist,
)
from recruit.queries.among import among_given, dialect_of, table_of

# A person a row, with a list for each column of their lines: a tenth of the rows, and half of the
# work, of the same told line by line. The order is the same whatever way texts are collated here.
_WHOLE = text(
    """
    SELECT id, user_id, agency_id, reference, headline, country, place, available_from,
           said.*, worked.*
    FROM candidate,
    LATERAL (
        SELECT array_agg(id::text ORDER BY position, concept_id COLLATE "C"),
               array_agg(concept_id ORDER BY position, concept_id COLLATE "C"),
               array_agg(text ORDER BY position, concept_id COLLATE "C"),
               array_agg(level ORDER BY position, concept_id COLLATE "C"),
               array_agg(years ORDER BY position, concept_id COLLATE "C")
        FROM claim WHERE candidate_id = candidate.id AND concept_id IS NOT NULL
    ) AS said (claim_id, skill, words, level, years),
    LATERAL (
        SELECT array_agg(concept_id ORDER BY position, concept_id COLLATE "C"),
               array_agg(title ORDER BY position, concept_id COLLATE "C"),
               array_agg(years ORDER BY position, concept_id COLLATE "C")
        FROM candidate_experience WHERE candidate_id = candidate.id AND concept_id IS NOT NULL
    ) AS worked (trade, title, time)
    WHERE id = ANY(:ids)
    """
)
_OWN = 8
"""Columns of somebody's own, before those of claims."""


def shown(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Specialist]:
    """Some specialists as lists show them."""
    if not ids:
        return {}
    if dialect_of(session) != "postgresql":
        return _line_by_line(session, ids)
    found: dict[uuid.UUID, Specialist] = {}
    rows = session.connection().execute(_WHOLE, {"ids": list(ids)}).all()
    for row in rows:
        claims, times = row[_OWN : _OWN + 5], row[_OWN + 5 :]
        values: tuple[Any, ...] = (
            *row[:_OWN],
            tuple(map(HeldClaim, *claims)) if claims[0] else (),
            tuple(map(HeldTime, *times)) if times[0] else (),
        )
        found[row[0]] = Specialist(*values)
    return found


def _line_by_line(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Specialist]:
    run, given = session.connection().execute, {"ids": list(ids)}
    people, said, worked = _lines(dialect_of(session))
    claims: dict[uuid.UUID, list[HeldClaim]] = defaultdict(list)
    for _, _, owner, id_, *claim in sorted(run(said, given).all(), key=itemgetter(0, 1)):
        claims[owner].append(HeldClaim(str(id_), *claim))
    times: dict[uuid.UUID, list[HeldTime]] = defaultdict(list)
    for _, _, owner, *time in sorted(run(worked, given).all(), key=itemgetter(0, 1)):
        times[owner].append(HeldTime(*time))
    found: dict[uuid.UUID, Specialist] = {}
    for row in run(people, given).all():
        values: tuple[Any, ...] = (*row, tuple(claims[row[0]]), tuple(times[row[0]]))
        found[row[0]] = Specialist(*values)
    return found


@cache
def _lines(dialect: str) -> tuple[Select[Any], Select[Any], Select[Any]]:
    person, claim = table_of(Candidate).c, table_of(Claim).c
    line = table_of(CandidateExperience).c
    return (
        select(
            *(person.id, person.user_id, person.agency_id, person.reference),
            *(person.headline, person.country, person.place, person.available_from),
        ).where(among_given(dialect, person.id, "ids")),
        select(
            *(claim.position, claim.concept_id, claim.candidate_id),
            *(claim.id, claim.concept_id, claim.text, claim.level, claim.years),
        ).where(among_given(dialect, claim.candidate_id, "ids"), claim.concept_id.is_not(None)),
        select(
            *(line.position, line.concept_id, line.candidate_id),
            *(line.concept_id, line.title, line.years),
        ).where(among_given(dialect, line.candidate_id, "ids"), line.concept_id.is_not(None)),
    )
