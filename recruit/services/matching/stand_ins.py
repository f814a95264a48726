"""What stands in for a skill and how far: the table that ranks, looked up."""

from __future__ import annotations

from dataclasses import dataclass

from recruit.services.matching.engine import Engine, engine
from recruit.services.matching.lexicon import ConceptName
from recruit.services.matching.words import as_requirement

TEXT_MOST = 200
SHOWN = 100


@dataclass(frozen=True, slots=True)
class StandIn:
    """A concept that serves where another is asked; ``closeness`` in (0, 1]."""

    concept: ConceptName
    closeness: float


@dataclass(frozen=True, slots=True)
class StandIns:
    """What was looked up in the table in force.

    ``asked`` and ``held`` are None where the words are none we know; ``closeness`` is that of the
    pair, None where one of the two is missing. ``near`` are the closest first.
    """

    asked: ConceptName | None
    held: ConceptName | None
    closeness: float | None
    near: tuple[StandIn, ...]
    version: str


def stand_ins(asked: str, held: str, language: str) -> StandIns:
    """Look up what serves where something is asked; both are words, or the ids of concepts."""
    found = engine()
    wanted, had = (_concept(found, text, language) for text in (asked, held))
    near: tuple[StandIn, ...] = ()
    if wanted is not None:
        table = found.closeness.substitutes(wanted.id)
        rows = (
            StandIn(_named(found, id_, language), value)
            for id_, value in table.items()
            if id_ != wanted.id and id_ in found.taxonomy
        )
        near = tuple(sorted(rows, key=lambda row: (-row.closeness, row.concept.label.casefold())))
    pair = None if wanted is None or had is None else found.closeness(wanted.id, had.id)
    return StandIns(wanted, had, pair, near[:SHOWN], found.closeness.version)


def _concept(found: Engine, text: str, language: str) -> ConceptName | None:
    text = text.strip()[:TEXT_MOST]
    if not text:
        return None
    id_ = text if text in found.taxonomy else as_requirement(text)
    return None if id_ is None else _named(found, id_, language)


def _named(found: Engine, concept_id: str, language: str) -> ConceptName:
    return ConceptName(concept_id, found.taxonomy.label(concept_id, language))
