"""The vocabulary itself, for programs that read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from matching import Concept, Taxonomy
from recruit.errors import NotFound
from recruit.services.matching.engine import engine


@dataclass(frozen=True, slots=True)
class ConceptName:
    """A concept by its id, with its name in a reader's language."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ConceptLabel:
    """One way people write a concept; ``kind`` is preferred, synonym or misspelling."""

    language: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept in a list."""

    id: str
    type: str
    label: str
    isco08: str | None
    esco: str | None


@dataclass(frozen=True, slots=True)
class ConceptDetails:
    """A concept with every label and its neighbours.

    ``broader`` and ``narrower`` are direct neighbours; ``essential`` and ``optional`` are the
    skills of an occupation.
    """

    entry: ConceptEntry
    labels: tuple[ConceptLabel, ...]
    broader: tuple[ConceptName, ...]
    narrower: tuple[ConceptName, ...]
    related: tuple[ConceptName, ...]
    essential: tuple[ConceptName, ...]
    optional: tuple[ConceptName, ...]


def taxonomy_version() -> str:
    """A short hash of the vocabulary's content: the same words, the same version."""
    return engine().taxonomy.version


def label_words(languages: Collection[str]) -> frozenset[str]:
    """Every word of every label in some languages."""
    return _label_words(engine().taxonomy, tuple(sorted(languages)))


@lru_cache(maxsize=4)
def _label_words(taxonomy: Taxonomy, languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        word
        for entry in taxonomy.entries()
        if entry.language in languages
        for word in entry.label.split()
    )


def concept_types() -> tuple[str, ...]:
    """The types of concepts there are, by name."""
    return tuple(sorted({concept.type for concept in engine().taxonomy}))


def concepts(
    language: str, *, types: Collection[str] | None = None, text: str = ""
) -> list[ConceptEntry]:
    """Every concept of some types whose label in the language holds a text, by label."""
    taxonomy = engine().taxonomy
    found = [
        _entry(taxonomy, concept, language)
        for concept in taxonomy
        if types is None or concept.type in types
    ]
    wanted = text.casefold()
    return sorted(
        (entry for entry in found if wanted in entry.label.casefold()),
        key=lambda entry: (entry.label.casefold(), entry.id),
    )


def concept(concept_id: str, language: str) -> ConceptDetails:
    """One concept whole. Raises `NotFound`."""
    taxonomy = engine().taxonomy
    if concept_id not in taxonomy:
        raise NotFound("concept")
    found = taxonomy.concept(concept_id)

    def named(ids: Collection[str]) -> tuple[ConceptName, ...]:
        return tuple(ConceptName(id_, taxonomy.label(id_, language)) for id_ in ids)

    def skills(relation: str) -> tuple[ConceptName, ...]:
        return named(
            [
                r.target
                for r in taxonomy.relations
                if r.source == concept_id and r.relation == relation
            ]
        )

    return ConceptDetails(
        entry=_entry(taxonomy, found, language),
        labels=tuple(ConceptLabel(x.language, x.text, x.kind) for x in found.labels),
        broader=named(found.broader),
        narrower=named(
            sorted(
                below
                for below in taxonomy.narrower(concept_id)
                if concept_id in taxonomy.concept(below).broader
            )
        ),
        related=named(found.related),
        essential=skills("essential"),
        optional=skills("optional"),
    )


def _entry(taxonomy: Taxonomy, concept: Concept, language: str) -> ConceptEntry:
    return ConceptEntry(
        concept.id,
        concept.type,
        taxonomy.label(concept.id, language),
        concept.isco08,
        concept.esco_id,
    )
