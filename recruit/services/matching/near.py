"""What stands in for a concept nearly whole, by the same table that ranks."""

from __future__ import annotations

from recruit.services.matching.engine import engine

NEARLY_WHOLE = 0.8


def standing_in(concept_id: str) -> frozenset[str]:
    """A concept and whatever counts for more than four fifths of it where it is asked: narrower
    ones, and the machine, operation and trade that go together. Empty where it is unknown."""
    found = engine()
    if concept_id not in found.taxonomy:
        return frozenset()
    near = found.closeness.substitutes(concept_id)
    return found.taxonomy.narrower(concept_id) | {
        concept_id,
        *(held for held, part in near.items() if part > NEARLY_WHOLE),
    }
