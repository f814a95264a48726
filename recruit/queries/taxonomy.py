"""The vocabulary's rows."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruit.models import Concept, ConceptRelation, Label, Origin, TaxonomyState


def state(session: Session) -> TaxonomyState:
    """The vocabulary's one row of state, locked for changing it, made if it is not there."""
    found = session.scalar(select(TaxonomyState).where(TaxonomyState.id == 1).with_for_update())
    if found is None:
        found = TaxonomyState(id=1, revision=0, digest="")
        session.add(found)
    return found


def stamp(session: Session) -> tuple[str, int]:
    """Which files the vocabulary was loaded from, and how often it has changed in all."""
    row = session.execute(
        select(TaxonomyState.digest, TaxonomyState.revision).where(TaxonomyState.id == 1)
    ).first()
    return ("", 0) if row is None else (row.digest, row.revision)


def concepts(session: Session) -> dict[str, Concept]:
    return {concept.id: concept for concept in session.scalars(select(Concept))}


def labels(session: Session) -> list[Label]:
    return list(session.scalars(select(Label)))


def label(session: Session, concept_id: str, language: str, text: str) -> Label | None:
    return session.scalar(
        select(Label).where(
            Label.concept_id == concept_id, Label.language == language, Label.text == text
        )
    )


def relations(session: Session) -> list[ConceptRelation]:
    return list(session.scalars(select(ConceptRelation)))


def concept_rows(session: Session) -> list[tuple[str, str, str, str]]:
    """Every concept as the row of ``concepts.csv``."""
    statement = select(Concept.id, Concept.type, Concept.isco08, Concept.esco_id)
    return [
        (id_, type_, isco or "", esco or "")
        for id_, type_, isco, esco in session.execute(statement.order_by(Concept.id))
    ]


def label_rows(session: Session) -> list[tuple[str, str, str, str, str]]:
    """Every label as the row of ``labels.csv``."""
    statement = select(Label.concept_id, Label.language, Label.text, Label.kind, Label.review)
    ordered = statement.order_by(Label.concept_id, Label.language, Label.kind, Label.text)
    return [
        (concept, language, text, str(kind.value), review)
        for concept, language, text, kind, review in session.execute(ordered)
    ]


def relation_rows(session: Session) -> list[tuple[str, str, str, float]]:
    """Every relation as the row of ``relations.csv``."""
    statement = select(
        ConceptRelation.source_id,
        ConceptRelation.relation,
        ConceptRelation.target_id,
        ConceptRelation.strength,
    ).order_by(ConceptRelation.source_id, ConceptRelation.relation, ConceptRelation.target_id)
    return [
        (source, str(kind.value), target, strength)
        for source, kind, target, strength in session.execute(statement)
    ]


def own_concepts(session: Session) -> list[tuple[str, str, str | None, str | None]]:
    """The concepts administrators made: id, type, codes."""
    statement = select(Concept.id, Concept.type, Concept.isco08, Concept.esco_id)
    found = session.execute(statement.where(Concept.origin == Origin.ADMINISTRATOR))
    return [(id_, type_, isco, esco) for id_, type_, isco, esco in found]


def own_labels(session: Session) -> list[tuple[str, str, str, str]]:
    """The labels administrators added: concept, language, text, kind."""
    statement = select(Label.concept_id, Label.language, Label.text, Label.kind)
    found = session.execute(statement.where(Label.origin == Origin.ADMINISTRATOR))
    return [(concept, language, text, str(kind.value)) for concept, language, text, kind in found]


def own_relations(session: Session) -> list[tuple[str, str, str, float]]:
    """The relations administrators added: source, relation, target, strength."""
    statement = select(
        ConceptRelation.source_id,
        ConceptRelation.relation,
        ConceptRelation.target_id,
        ConceptRelation.strength,
    ).where(ConceptRelation.origin == Origin.ADMINISTRATOR)
    found = session.execute(statement)
    return [(source, str(kind.value), target, value) for source, kind, target, value in found]
