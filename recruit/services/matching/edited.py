"""Some specialists as the index holds them, read one by one: what `bulk` does to everybody.

Claims are named "c1", "c2"... by their place among the linked ones, which costs the index nothing;
`by_row` puts the rows' own identifiers back.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

import numpy as np
from sqlalchemy.orm import Session

from matching import Index, Match, ProfileTable
from recruit.models import Candidate
from recruit.queries import candidates as queries
from recruit.services.matching.records import profiles_of
from recruit.services.matching.sight import tags_of

CHUNK = 500


def take_over(session: Session, index: Index, ids: Sequence[uuid.UUID]) -> None:
    """Bring the index in line with the rows of some people, whether they are still there."""
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        table = table_of(session, some)
        held = set(table.ids.tolist())
        index.upsert(table)
        index.remove([str(id_) for id_ in some if str(id_) not in held])


def table_of(session: Session, ids: Sequence[uuid.UUID]) -> ProfileTable:
    """Those of some people who are there."""
    rows = queries.working_rows(session, ids)
    table = ProfileTable.from_profiles(
        replace(
            profile,
            claims=tuple(
                replace(claim, id=f"c{number}") for number, claim in enumerate(profile.claims, 1)
            ),
        )
        for profile in profiles_of(rows)
    )
    tags = [tags_of([person.visibility]) for person in rows.people]
    table.columns["tags"] = np.array(tags, dtype=np.uint32)
    return table


def by_row(match: Match, candidate: Candidate) -> Match:
    """A match out of the index, with the identifiers of the specialist's own claims."""
    linked = sorted(
        (claim for claim in candidate.claims if claim.concept_id is not None),
        key=attrgetter("position", "concept_id"),
    )
    rows = {f"c{number}": str(claim.id) for number, claim in enumerate(linked, 1)}
    return replace(
        match,
        reasons=tuple(
            reason
            if reason.claim_id not in rows
            else replace(reason, claim_id=rows[reason.claim_id])
            for reason in match.reasons
        ),
    )
