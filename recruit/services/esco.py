"""Opening the platform to every trade: ESCO's concepts beside ours.

Ours stay as they are: a concept of ours that stands for one of ESCO gains its labels, and no
relation of ours changes, so nothing that is ranked today is ranked otherwise tomorrow. Whatever
came with ESCO is known by its id or its mark, and seeds loaded again leave it alone.
"""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from recruit.models import LabelKind, RelationKind
from recruit.queries import esco as rows_of
from recruit.queries import taxonomy as queries
from recruit.queries.esco import MARK, PREFIX, ConceptRow, LabelRow, RelationRow
from recruit.services.esco_files import EscoConcept, Release, Tell, read
from recruit.services.transactions import transaction

logger = logging.getLogger(__name__)

ATTRIBUTION = "This service uses the ESCO classification of the European Commission."
CHUNK = 2000
STRENGTHS = {"essential": 0.4, "optional": 0.3}
"""How far a skill stands in for another one that it is essential or useful to."""

Key = tuple[str, str, str]
"""A label: its concept, language and text."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed. ``attached`` counts concepts of ours that stand for one of ESCO;
    ``skipped`` relations to what no file tells of, ``too_long`` labels left out or cut."""

    languages: tuple[str, ...]
    concepts: int
    labels: int
    relations: int
    removed: int
    attached: int
    skipped: int
    too_long: int

    @property
    def unchanged(self) -> bool:
        return not (self.concepts or self.labels or self.relations or self.removed)


def import_release(
    directory: Path, languages: Collection[str] = (), tell: Tell | None = None
) -> Imported:
    """Bring what came with ESCO in line with a release's files, in one transaction.

    Raises `esco_files.BadFile`, which names file and line; nothing is kept then.
    """
    release = read(directory, languages, tell)
    say = tell or (lambda *_: None)
    with transaction() as session:
        state = queries.state(session)
        session.flush()
        plan = _Plan(session, release)
        _write(session, plan, say)
        done = plan.outcome()
        if not done.unchanged:
            state.revision += 1
            state.digest = with_esco(state.digest, f"{state.revision}:{plan.mark()}")
    facts = {"concepts": done.concepts, "labels": done.labels, "removed": done.removed}
    logger.info("esco imported", extra=facts)
    return done


def with_esco(digest: str, esco: str) -> str:
    """The vocabulary's digest with what came with ESCO, so that engines are built anew."""
    return f"{seed_part(digest)}+{hashlib.sha256(esco.encode()).hexdigest()[:16]}"


def seed_part(digest: str) -> str:
    """What of the vocabulary's digest stands for the seeds."""
    return digest.partition("+")[0]


class _Plan:
    """What has to change for the database to hold a release."""

    def __init__(self, session: Session, release: Release) -> None:
        self._release = release
        held = rows_of.concepts(session)
        self._ours = {id_: row for id_, row in held.items() if not id_.startswith(PREFIX)}
        self._home = self._homes(rows_of.broader_pairs(session))
        self.new_concepts: list[dict[str, Any]] = []
        self.other_concepts: list[dict[str, Any]] = []
        for concept in release.concepts.values():
            self._concept(concept, held)
        self.new_labels, self.gone_labels = self._labels(rows_of.labels(session))
        self.new_relations, self.gone_relations = self._relations(
            rows_of.imported_relations(session)
        )

    def outcome(self) -> Imported:
        return Imported(
            languages=self._release.languages,
            concepts=len(self.new_concepts) + len(self.other_concepts),
            labels=len(self.new_labels),
            relations=len(self.new_relations),
            removed=len(self.gone_labels) + len(self.gone_relations),
            attached=sum(not id_.startswith(PREFIX) for id_ in self._home.values()),
            skipped=self._release.skipped,
            too_long=self._release.too_long,
        )

    def mark(self) -> str:
        return repr((self._release.languages, len(self.new_labels), len(self.gone_labels)))

    def _homes(self, broader: Sequence[tuple[str, str]]) -> dict[str, str]:
        """The concept that holds each of ESCO's: ours where one alone stands for it or stands
        above all others that do, else one of its own."""
        sharing: defaultdict[str, list[str]] = defaultdict(list)
        for id_, row in self._ours.items():
            if row.esco_id:
                sharing[row.esco_id].append(id_)
        above: defaultdict[str, set[str]] = defaultdict(set)
        for source, target in broader:
            above[source].add(target)
        homes = {}
        for id_ in self._release.concepts:
            several = sharing.get(id_, [])
            tops = [
                one
                for one in several
                if all(other == one or one in _climb(other, above) for other in several)
            ]
            homes[id_] = tops[0] if len(tops) == 1 else PREFIX + id_
        return homes

    def _concept(self, concept: EscoConcept, held: Mapping[str, ConceptRow]) -> None:
        id_ = self._home[concept.id]
        if not id_.startswith(PREFIX):
            return
        wanted = ConceptRow(concept.type, concept.isco08, concept.id)
        if id_ not in held:
            self.new_concepts.append({"id": id_, **wanted._asdict()})
        elif held[id_] != wanted:
            self.other_concepts.append({"id": id_, **wanted._asdict()})

    def _labels(self, held: Sequence[LabelRow]) -> tuple[list[dict[str, Any]], list[Any]]:
        """Labels to add, and the ids of those to take away; one that changes its kind is both."""
        own = {(row.concept_id, row.language, row.text) for row in held if not row.imported}
        folded = {(concept, language, text.casefold()) for concept, language, text in own}
        shown = {
            (row.concept_id, row.language)
            for row in held
            if row.kind is LabelKind.PREFERRED and not row.imported
        }
        words = self._words_of_ours(own)
        wanted: dict[Key, LabelKind] = {}
        for concept in self._release.concepts.values():
            id_ = self._home[concept.id]
            attached = not id_.startswith(PREFIX)
            for label in concept.labels.values():
                text = label.text.casefold()
                if (id_, label.language, text) in folded:
                    continue
                if not attached and not label.preferred and text in words[concept.type]:
                    continue  # a word of the trade keeps its one meaning
                leading = label.preferred and (id_, label.language) not in shown
                kind = LabelKind.PREFERRED if leading else LabelKind.SYNONYM
                wanted[id_, label.language, label.text] = kind
        imported = {(r.concept_id, r.language, r.text): r for r in held if r.imported}
        homes, languages = set(self._home.values()), set(self._release.languages)
        gone = [
            row.id
            for key, row in imported.items()
            if key[0] in homes and key[1] in languages and wanted.get(key) is not row.kind
        ]
        new = [
            {"concept_id": key[0], "language": key[1], "text": key[2], "kind": kind, "review": MARK}
            for key, kind in wanted.items()
            if key not in imported or imported[key].kind is not kind
        ]
        return new, gone

    def _words_of_ours(self, own: Collection[Key]) -> dict[str, set[str]]:
        """The labels of our trades, and those of everything else, without regard to case."""
        words: dict[str, set[str]] = {"occupation": set(), "skill": set()}
        for concept, _language, text in own:
            if concept in self._ours:
                trade = self._ours[concept].type in ("occupation", "other_trade")
                words["occupation" if trade else "skill"].add(text.casefold())
        return words

    def _relations(
        self, held: Sequence[RelationRow]
    ) -> tuple[list[dict[str, Any]], list[RelationRow]]:
        wanted: dict[RelationRow, float] = {}
        for relation in self._release.relations:
            source, target = self._home[relation.source], self._home[relation.target]
            if not source.startswith(PREFIX):
                continue
            if relation.table == "skillSkillRelations":
                if not target.startswith(PREFIX):
                    continue
                # It holds both ways and is stored once.
                source, target = sorted((source, target))
                key = RelationRow(source, RelationKind.RELATED, target)
                wanted[key] = max(wanted.get(key, 0.0), STRENGTHS[relation.kind])
            else:
                wanted[RelationRow(source, RelationKind(relation.kind), target)] = 1.0
        known = set(held)
        new = [
            {
                "source_id": key.source,
                "relation": key.kind,
                "target_id": key.target,
                "strength": strength,
            }
            for key, strength in wanted.items()
            if key not in known
        ]
        told_of = set(self._home.values())
        gone = [
            row
            for row in held
            if row not in wanted
            and self._table(row) in self._release.tables
            and told_of.issuperset((row.source, row.target))
        ]
        return new, gone

    def _table(self, row: RelationRow) -> str:
        """The table a relation in the database came from."""
        if row.kind is RelationKind.BROADER:
            concept = self._release.concepts.get(row.source.removeprefix(PREFIX))
            if concept is None:
                return ""
            skill = concept.type == "skill"
            return "broaderRelationsSkillPillar" if skill else "broaderRelationsOccPillar"
        related = row.kind is RelationKind.RELATED
        return "skillSkillRelations" if related else "occupationSkillRelations"


def _climb(start: str, above: Mapping[str, Collection[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for step in above.get(waiting.pop(), ()):
            if step not in found:
                found.add(step)
                waiting.append(step)
    return found


def _write(session: Session, plan: _Plan, tell: Tell) -> None:
    """What goes first, what comes after: a preferred label may move to another text."""
    steps: list[tuple[Callable[[Session, Any], None], list[Any]]] = [
        (rows_of.drop_relations, plan.gone_relations),
        (rows_of.drop_labels, plan.gone_labels),
        (rows_of.add_concepts, plan.new_concepts),
        (rows_of.change_concepts, plan.other_concepts),
        (rows_of.add_labels, plan.new_labels),
        (rows_of.add_relations, plan.new_relations),
    ]
    total = sum(len(rows) for _, rows in steps)
    done = 0
    for step, rows in steps:
        for chunk in _chunks(rows):
            tell("rows", done, total)
            step(session, chunk)
            done += len(chunk)
    tell("rows", total, total)


def _chunks(rows: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
