"""What administrators made of the vocabulary, and what it comes to since an engine was fitted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from matching import Edits, Linker, Reader, Relation, Taxonomy, amend
from recruit.queries import taxonomy as queries


@dataclass(frozen=True, slots=True)
class OwnRows:
    """The rows of the vocabulary that no file brought."""

    concepts: frozenset[tuple[str, str, str | None, str | None]]
    labels: frozenset[tuple[str, str, str, str]]
    relations: frozenset[tuple[str, str, str, float]]


def own_rows(session: Session) -> OwnRows:
    """Administrators' rows as they are now."""
    return OwnRows(
        frozenset(queries.own_concepts(session)),
        frozenset(queries.own_labels(session)),
        frozenset(queries.own_relations(session)),
    )


def amended(
    taxonomy: Taxonomy, linker: Linker, reader: Reader, *, before: OwnRows, now: OwnRows
) -> tuple[Taxonomy, Linker, Reader]:
    """The three as they were fitted ``before``, with what has changed since in force."""
    edits = Edits(
        concepts=sorted(now.concepts - before.concepts, key=str),
        labels=sorted(now.labels - before.labels),
        relations=[Relation(*row) for row in sorted(now.relations - before.relations)],
        concepts_gone={row[0] for row in before.concepts - now.concepts},
        labels_gone=sorted(before.labels - now.labels),
        relations_gone=[Relation(*row) for row in sorted(before.relations - now.relations)],
    )
    return amend(taxonomy, linker, reader, edits)
