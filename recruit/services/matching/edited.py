"""Some specialists as the index holds them, read one by one: what `bulk` does to everybody.

Claims are named "c1", "c2"... by their place among the linked ones, which costs the index nothing;
`by_row` puts the rows' own identifiers back.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy.orm import Session

from matching import Index, Match, ProfileTable, Reason
from recruit.models import Specialist
from recruit.queries import candidates as queries
from recruit.services.matching.keeping import Held, Said, said_in_work
from recruit.services.matching.records import profiles_of
from recruit.services.matching.sight import tags_of

CHUNK = 500

_PLACE_OF = {f"c{number}": number - 1 for number in range(1, 1001)}


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


def by_row(match: Match, specialist: Specialist) -> tuple[Match, Held]:
    """A match out of the index with the identifiers of the specialist's own claims, and what the
    claims said that it names."""
    claims, worked = specialist.claims, None
    held: dict[str, Said] = {}
    reasons = []
    for reason in match.reasons:
        named = reason.claim_id
        if named is None:
            reasons.append(reason)
            continue
        place = _PLACE_OF.get(named)
        if place is None:
            worked = said_in_work(specialist) if worked is None else worked
            if named in worked:
                held[named] = worked[named]
        elif place < len(claims):
            claim = claims[place]
            held[claim.id] = claim[1:]
            reason = Reason(
                reason.component,
                reason.requirement_id,
                claim.id,
                reason.verdict,
                reason.closeness,
                reason.level,
                reason.evidence,
                reason.points,
                reason.possible,
            )
        reasons.append(reason)
    return Match(match.profile_id, match.score, match.blocked, tuple(reasons)), held
