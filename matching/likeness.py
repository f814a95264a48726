"""Postings like a posting, people like a person: by what they ask or can do, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.records import Posting, Profile
from matching.scoring import IMPORTANCE_WEIGHTS
from matching.similarity import Closeness

TRADE_WEIGHT = 4.0
"""What the trade weighs beside requirements and claims."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The likeness of another record, in [0, 1]: 1 where both name the same concepts."""

    id: str
    likeness: float


def similar_postings(
    posting: Posting, others: Iterable[Posting], closeness: Closeness, k: int | None = 6
) -> list[Likeness]:
    """The likest other postings, by occupation and requirements. See ``similar_profiles``."""
    return _likest(
        posting.id, asked_of(posting), ((o.id, asked_of(o)) for o in others), closeness, k
    )


def similar_profiles(
    profile: Profile, others: Iterable[Profile], closeness: Closeness, k: int | None = 6
) -> list[Likeness]:
    """The likest other people, by occupations and claims.

    A symmetric mean: of how well the other's concepts stand for one's own (each by its best), and
    one's own for the other's. Who shares nothing is left out; of equals the lower id goes first.
    """
    return _likest(profile.id, _held(profile), ((o.id, _held(o)) for o in others), closeness, k)


def asked_of(posting: Posting) -> dict[str, float]:
    """The concepts a posting is compared by, each with its weight."""
    weights = {
        asked.concept: IMPORTANCE_WEIGHTS[asked.importance] for asked in posting.requirements
    }
    if posting.occupation is not None:
        weights[posting.occupation] = TRADE_WEIGHT
    return weights


def _held(profile: Profile) -> dict[str, float]:
    weights = {claim.concept: 1.0 for claim in profile.claims}
    return weights | {time.concept: TRADE_WEIGHT for time in profile.experience}


def _likest(
    own_id: str,
    own: Mapping[str, float],
    others: Iterable[tuple[str, Mapping[str, float]]],
    closeness: Closeness,
    k: int | None,
) -> list[Likeness]:
    near = {concept: closeness.substitutes(concept) for concept in own}
    seen: dict[str, float] = {}
    found = []
    for other_id, other in others:
        if other_id == own_id or not other or not own:
            continue
        there = sum(
            weight * max(near[concept].get(held, 0.0) for held in other)
            for concept, weight in own.items()
        )
        back = 0.0
        for concept, weight in other.items():
            if concept not in seen:
                stand_in = closeness.substitutes(concept)
                seen[concept] = max(stand_in.get(held, 0.0) for held in own)
            back += weight * seen[concept]
        mean = (there / sum(own.values()) + back / sum(other.values())) / 2
        if mean > 0:
            found.append(Likeness(other_id, mean))
    return sorted(found, key=lambda like: (-like.likeness, like.id))[:k]
