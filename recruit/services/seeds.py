"""Loading ``seeds/`` into the database: as often as one likes, never over a person's edit."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from recruit.config import resource
from recruit.models import (
    Concept,
    ConceptRelation,
    Label,
    LabelKind,
    Origin,
    ReferenceValue,
    RelationKind,
)
from recruit.queries import esco as esco_queries
from recruit.queries import reference as reference_queries
from recruit.queries import taxonomy as queries
from recruit.services.esco import seed_part
from recruit.services.transactions import transaction

logger = logging.getLogger(__name__)

_FILES = ("concepts.csv", "labels.csv", "relations.csv")


def load_vocabulary(directory: Path | None = None) -> bool:
    """Bring the vocabulary's rows in line with its CSV files; True if anything changed.

    What an administrator added or changed (`origin`) stays as it is, and so does what came with
    ESCO.
    """
    directory = directory or resource("seeds") / "taxonomy"
    digest = _digest(directory)
    with transaction() as session:
        state = queries.state(session)
        loaded = seed_part(state.digest)
        if loaded == digest:
            return False
        _load_concepts(session, directory)
        session.flush()
        _load_labels(session, directory)
        _load_relations(session, directory)
        state.digest = digest + state.digest.removeprefix(loaded)
        state.revision += 1
        revision = state.revision
    logger.info("vocabulary loaded", extra={"revision": revision})
    return True


def load_reference(directory: Path | None = None) -> int:
    """Add the reference figures that are not there yet and return how many were added."""
    directory = directory or resource("seeds") / "reference"
    added = 0
    with transaction() as session:
        known = reference_queries.keys(session)
        for path in sorted(directory.glob("*.csv")):
            for row in _rows(path):
                valid_from = dt.date.fromisoformat(row["valid_from"])
                if (row["key"], row["dimension"], valid_from) in known:
                    continue
                session.add(
                    ReferenceValue(
                        key=row["key"],
                        dimension=row["dimension"],
                        value=float(row["value"]),
                        unit=row["unit"],
                        valid_from=valid_from,
                        valid_to=_date(row["valid_to"]),
                        source=row["source"],
                        confidence=row["confidence"],
                        last_checked=_date(row["last_checked"]),
                    )
                )
                added += 1
    return added


def _load_concepts(session: Session, directory: Path) -> None:
    known = queries.concepts(session)
    for row in _rows(directory / "concepts.csv"):
        concept = known.get(row["id"])
        if concept is None:
            concept = Concept(id=row["id"])
            session.add(concept)
        elif concept.origin is not Origin.SEED:
            continue
        concept.type = row["type"]
        concept.isco08 = row["isco08"] or None
        concept.esco_id = row["esco_id"] or None


def _load_labels(session: Session, directory: Path) -> None:
    known = {
        (label.concept_id, label.language, label.text): label for label in queries.labels(session)
    }
    edited = {
        (label.concept_id, label.language)
        for label in known.values()
        if label.origin is not Origin.SEED and label.kind is LabelKind.PREFERRED
    }
    wanted: dict[tuple[str, str, str], tuple[LabelKind, str]] = {}
    for row in _rows(directory / "labels.csv"):
        kind = LabelKind(row["kind"])
        if kind is LabelKind.PREFERRED and (row["concept_id"], row["language"]) in edited:
            kind = LabelKind.SYNONYM
        wanted[row["concept_id"], row["language"], row["text"]] = (kind, row["review"])
    shown = {k[:2] for k, (kind, _) in wanted.items() if kind is LabelKind.PREFERRED}
    for key, label in list(known.items()):
        if label.origin is not Origin.SEED:
            continue
        # A preferred label may move from one text to another: first none, then the new one.
        if key in wanted:
            if label.kind is not wanted[key][0]:
                label.kind = LabelKind.SYNONYM
        elif label.review != esco_queries.MARK:
            session.delete(known.pop(key))
        elif key[:2] in shown:
            label.kind = LabelKind.SYNONYM
    session.flush()
    for key, (kind, review) in wanted.items():
        found = known.get(key)
        if found is None:
            session.add(
                Label(concept_id=key[0], language=key[1], text=key[2], kind=kind, review=review)
            )
        elif found.origin is Origin.SEED:
            found.kind, found.review = kind, review


def _load_relations(session: Session, directory: Path) -> None:
    known = {(r.source_id, r.relation, r.target_id): r for r in queries.relations(session)}
    wanted = {
        (row["source"], RelationKind(row["relation"]), row["target"]): float(row["strength"])
        for row in _rows(directory / "relations.csv")
    }
    for key, relation in known.items():
        came_with_esco = any(end.startswith(esco_queries.PREFIX) for end in (key[0], key[2]))
        if relation.origin is Origin.SEED and key not in wanted and not came_with_esco:
            session.delete(relation)
    for key, strength in wanted.items():
        found = known.get(key)
        if found is None:
            session.add(
                ConceptRelation(
                    source_id=key[0], relation=key[1], target_id=key[2], strength=strength
                )
            )
        elif found.origin is Origin.SEED:
            found.strength = strength


def _digest(directory: Path) -> str:
    whole = hashlib.sha256()
    for name in _FILES:
        whole.update((directory / name).read_bytes())
    return whole.hexdigest()[:40]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
