"""The rows that came with ESCO, beside those of the trade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from recruit.models import Concept, ConceptRelation, Label, LabelKind, RelationKind

PREFIX = "esco:"
"""How the ids of concepts begin that came with ESCO."""
MARK = "esco"
"""What stands as `review` on labels that came with ESCO, also on concepts of ours."""


class LabelRow(NamedTuple):
    id: Any
    concept_id: str
    language: str
    text: str
    kind: LabelKind
    imported: bool


class RelationRow(NamedTuple):
    source: str
    kind: RelationKind
    target: str


class ConceptRow(NamedTuple):
    type: str
    isco08: str | None
    esco_id: str | None


def concepts(session: Session) -> dict[str, ConceptRow]:
    found = session.execute(select(Concept.id, Concept.type, Concept.isco08, Concept.esco_id))
    return {id_: ConceptRow(type_, isco, esco) for id_, type_, isco, esco in found}


def labels(session: Session) -> list[LabelRow]:
    columns = (Label.id, Label.concept_id, Label.language, Label.text, Label.kind, Label.review)
    return [
        LabelRow(id_, concept, language, text, kind, review == MARK)
        for id_, concept, language, text, kind, review in session.execute(select(*columns))
    ]


def imported_relations(session: Session) -> list[RelationRow]:
    """Every relation with a concept of ESCO at one of its ends."""
    columns = (ConceptRelation.source_id, ConceptRelation.relation, ConceptRelation.target_id)
    ends = or_(*(column.startswith(PREFIX, autoescape=True) for column in (columns[0], columns[2])))
    return [RelationRow(*row) for row in session.execute(select(*columns).where(ends))]


def broader_pairs(session: Session) -> list[tuple[str, str]]:
    """Concepts with what stands directly above them."""
    statement = select(ConceptRelation.source_id, ConceptRelation.target_id)
    found = session.execute(statement.where(ConceptRelation.relation == RelationKind.BROADER))
    return [(source, target) for source, target in found]


Rows = Sequence[Mapping[str, Any]]


def add_concepts(session: Session, rows: Rows) -> None:
    session.execute(insert(Concept), list(rows))


def change_concepts(session: Session, rows: Rows) -> None:
    session.execute(update(Concept), list(rows))


def add_labels(session: Session, rows: Rows) -> None:
    session.execute(insert(Label), list(rows))


def add_relations(session: Session, rows: Rows) -> None:
    session.execute(insert(ConceptRelation), list(rows))


def drop_labels(session: Session, ids: Sequence[Any]) -> None:
    session.execute(delete(Label).where(Label.id.in_(ids)))


def drop_relations(session: Session, gone: Sequence[RelationRow]) -> None:
    table = ConceptRelation.__table__
    named = and_(
        table.c.source_id == bindparam("source"),
        table.c.relation == bindparam("kind"),
        table.c.target_id == bindparam("target"),
    )
    session.connection().execute(
        delete(ConceptRelation).where(named), [row._asdict() for row in gone]
    )
