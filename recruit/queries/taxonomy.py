"""The vocabulary's rows."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruit.models import Concept, ConceptRelation, Label, TaxonomyState


def state(session: Session) -> TaxonomyState:
    """The vocabulary's one row of state, locked for changing it, made if it is not there."""
    found = session.scalar(select(TaxonomyState).where(TaxonomyState.id == 1).with_for_update())
    if found is None:
        found = TaxonomyState(id=1, revision=0, digest="")
        session.add(found)
    return found


def stamp(session: Session) -> str:
    """What the vocabulary is at this moment, as a text that changes when it does."""
    row = session.execute(
        select(TaxonomyState.digest, TaxonomyState.revision).where(TaxonomyState.id == 1)
    ).first()
    return "" if row is None else f"{row.digest}:{row.revision}"


def concepts(session: Session) -> dict[str, Concept]:
    return {concept.id: concept for concept in session.scalars(select(Concept))}


def labels(session: Session) -> list[Label]:
    return list(session.scalars(select(Label)))


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
