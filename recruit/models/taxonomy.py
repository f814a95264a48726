"""The vocabulary of the trade as rows. `origin` tells a seed from an administrator's edit."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from recruit.models.base import Base, Identified, choice


class Origin(StrEnum):
    SEED = "seed"
    ADMINISTRATOR = "administrator"


class LabelKind(StrEnum):
    PREFERRED = "preferred"
    SYNONYM = "synonym"
    MISSPELLING = "misspelling"


class RelationKind(StrEnum):
    BROADER = "broader"
    RELATED = "related"
    ESSENTIAL = "essential"
    OPTIONAL = "optional"


class Concept(Base):
    """An entry of the taxonomy: an occupation, a machine, an operation, a garment..."""

    __tablename__ = "concept"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    type: Mapped[str] = mapped_column(String(32), index=True)
    isco08: Mapped[str | None] = mapped_column(String(4))
    esco_id: Mapped[str | None] = mapped_column(String(64))
    origin: Mapped[Origin] = mapped_column(choice(Origin), default=Origin.SEED)


class Label(Identified, Base):
    """One way people write a concept in one language."""

    __tablename__ = "label"
    __table_args__ = (
        UniqueConstraint("concept_id", "language", "text"),
        Index(
            "uq_label_one_preferred",
            "concept_id",
            "language",
            unique=True,
            sqlite_where=text("kind = 'preferred'"),
            postgresql_where=text("kind = 'preferred'"),
        ),
    )

    concept_id: Mapped[str] = mapped_column(ForeignKey("concept.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(String(200))
    kind: Mapped[LabelKind] = mapped_column(choice(LabelKind))
    review: Mapped[str] = mapped_column(String(16), default="")
    origin: Mapped[Origin] = mapped_column(choice(Origin), default=Origin.SEED)


class ConceptRelation(Base):
    """How one concept stands to another; strength is above 0, at most 1."""

    __tablename__ = "concept_relation"
    __table_args__ = (
        CheckConstraint("strength > 0 AND strength <= 1", name="strength_range"),
        CheckConstraint("source_id <> target_id", name="not_itself"),
    )

    source_id: Mapped[str] = mapped_column(
        ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True
    )
    relation: Mapped[RelationKind] = mapped_column(choice(RelationKind), primary_key=True)
    target_id: Mapped[str] = mapped_column(
        ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    strength: Mapped[float] = mapped_column(default=1.0)
    origin: Mapped[Origin] = mapped_column(choice(Origin), default=Origin.SEED)


class TaxonomyState(Base):
    """One row: counts up whenever the vocabulary changes, so that workers notice."""

    __tablename__ = "taxonomy_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    revision: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(64), default="")
