"""The vocabulary of the trade: concepts, their labels in six languages, how they stand together."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from matching._letters import words

TYPES = words(
    "occupation machine operation garment part fabric software standard metric defect "
    "document condition pay place language level brand skill other_trade"
)
TRADES = words("occupation other_trade")
"""Types that name what somebody works as: in our trade, and in another, which is no experience
here."""
LABEL_KINDS = ("preferred", "synonym", "misspelling")
RELATION_KINDS = ("broader", "related", "essential", "optional")
CONCEPT_COLUMNS = ("id", "type", "isco08", "esco_id")
LABEL_COLUMNS = ("concept_id", "language", "text", "kind", "review")
RELATION_COLUMNS = ("source", "relation", "target", "strength")

Row = Mapping[str, object] | Sequence[object]


class Entry(NamedTuple):
    """One label of one concept, as the Linker learns it."""

    concept_id: str
    label: str
    language: str = ""
    type: str = ""
    kind: str = "synonym"


@dataclass(frozen=True, slots=True)
class Label:
    """A form of a concept in one language; ``kind`` is preferred, synonym or misspelling."""

    language: str
    text: str
    kind: str = "synonym"


@dataclass(frozen=True, slots=True)
class Relation:
    """``source`` stands to ``target``: broader, related, essential or optional.

    ``broader``: the target is broader. ``essential`` and ``optional``: the source is an
    occupation, the target a skill. ``strength`` is in (0, 1].
    """

    source: str
    relation: str
    target: str
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of the taxonomy. ``broader`` and ``related`` name its direct neighbours only."""

    id: str
    type: str
    isco08: str | None
    esco_id: str | None
    labels: tuple[Label, ...]
    broader: tuple[str, ...]
    related: tuple[str, ...]


class Taxonomy:
    """Concepts with labels and relations, checked when made.

    Build it with `from_csv` or `from_rows`. Raises `ValueError` naming the row for an unknown
    type, kind, relation or concept, a repeated concept, a strength outside (0, 1] and a circle
    of broader concepts.
    """

    def __init__(
        self,
        concepts: Mapping[str, Concept],
        relations: Sequence[Relation],
    ) -> None:
        self._concepts = MappingProxyType(dict(concepts))
        self.relations: tuple[Relation, ...] = tuple(relations)
        narrower: dict[str, set[str]] = {}
        self._above = {key: self._climb(key) for key in self._concepts}
        for key, above in self._above.items():
            for other in above:
                narrower.setdefault(other, set()).add(key)
        self._below = {key: frozenset(narrower.get(key, ())) for key in self._concepts}
        self.version = self._hash()

    @classmethod
    def from_csv(cls, directory: str | Path) -> Taxonomy:
        """Read ``concepts.csv``, ``labels.csv`` and ``relations.csv`` (UTF-8, header row)."""
        tables = [
            _read(Path(directory) / f"{name}.csv") for name in ("concepts", "labels", "relations")
        ]
        return cls.from_rows(*tables)

    @classmethod
    def from_rows(
        cls,
        concepts: Iterable[Row],
        labels: Iterable[Row],
        relations: Iterable[Row] = (),
    ) -> Taxonomy:
        """Build from rows: mappings by column name, or sequences in the order of the columns."""
        heads: dict[str, dict[str, str]] = {}
        for number, raw in enumerate(concepts, 1):
            row, where = _row(raw, CONCEPT_COLUMNS), f"concepts row {number}"
            if not row["id"] or row["id"] in heads:
                raise ValueError(f"{where}: concept {row['id']!r} is empty or repeated")
            if row["type"] not in TYPES:
                raise ValueError(f"{where}: unknown type {row['type']!r} of {row['id']!r}")
            heads[row["id"]] = row
        named: dict[str, list[Label]] = {key: [] for key in heads}
        for number, raw in enumerate(labels, 1):
            concept_id, label = _label(_row(raw, LABEL_COLUMNS), f"labels row {number}", heads)
            named[concept_id].append(label)
        joined = [
            _relation(_row(raw, RELATION_COLUMNS), f"relations row {number}", heads)
            for number, raw in enumerate(relations, 1)
        ]
        _refuse_circles(joined)
        return cls(_assemble(heads, named, joined), joined)

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._concepts

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __len__(self) -> int:
        return len(self._concepts)

    def concept(self, concept_id: str) -> Concept:
        """The concept of an id; `KeyError` if there is none."""
        return self._concepts[concept_id]

    def entries(self) -> Iterator[Entry]:
        """Every label of every concept."""
        for concept in self:
            for label in concept.labels:
                yield Entry(concept.id, label.text, label.language, concept.type, label.kind)

    def broader(self, concept_id: str) -> frozenset[str]:
        """Every concept above, however far; `KeyError` for an unknown id."""
        return self._above[concept_id]

    def narrower(self, concept_id: str) -> frozenset[str]:
        """Every concept below, however far; `KeyError` for an unknown id."""
        return self._below[concept_id]

    def of_type(self, type_name: str) -> tuple[Concept, ...]:
        """The concepts of a type, in the order of the file."""
        return tuple(concept for concept in self if concept.type == type_name)

    def label(self, concept_id: str, language: str) -> str:
        """The preferred label in a language, else in Russian, else in English, else the id."""
        preferred = {
            label.language: label.text
            for label in reversed(self.concept(concept_id).labels)
            if label.kind == "preferred"
        }
        for choice in (language, "ru", "en"):
            if choice in preferred:
                return preferred[choice]
        return concept_id

    def _climb(self, key: str) -> frozenset[str]:
        above: set[str] = set()
        waiting = list(self._concepts[key].broader)
        while waiting:
            step = waiting.pop()
            if step not in above:
                above.add(step)
                waiting.extend(self._concepts[step].broader)
        return frozenset(above)

    def _hash(self) -> str:
        """A short digest of the content; the order of rows does not change it."""
        lines = [repr(("c", c.id, c.type, c.isco08 or "", c.esco_id or "")) for c in self]
        lines += [repr(("l", *entry)) for entry in self.entries()]
        lines += [repr(("r", r.source, r.relation, r.target, r.strength)) for r in self.relations]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:12]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _row(raw: Row, columns: tuple[str, ...]) -> dict[str, str]:
    given = raw if isinstance(raw, Mapping) else dict(zip(columns, raw, strict=False))
    return {name: "" if given.get(name) is None else str(given[name]).strip() for name in columns}


def _known(concept_id: str, where: str, known: Mapping[str, object]) -> str:
    if concept_id not in known:
        raise ValueError(f"{where}: unknown concept {concept_id!r}")
    return concept_id


def _label(row: Mapping[str, str], where: str, known: Mapping[str, object]) -> tuple[str, Label]:
    concept_id = _known(row["concept_id"], where, known)
    kind = row["kind"] or "synonym"
    if kind not in LABEL_KINDS:
        raise ValueError(f"{where}: unknown kind {kind!r} of a label of {concept_id!r}")
    if not row["text"]:
        raise ValueError(f"{where}: empty label of {concept_id!r}")
    return concept_id, Label(row["language"], row["text"], kind)


def _relation(row: Mapping[str, str], where: str, known: Mapping[str, object]) -> Relation:
    source, target = (_known(row[end], where, known) for end in ("source", "target"))
    if row["relation"] not in RELATION_KINDS:
        raise ValueError(f"{where}: unknown relation {row['relation']!r} of {source!r}")
    if source == target:
        raise ValueError(f"{where}: {source!r} is related to itself")
    try:
        strength = float(row["strength"] or 1.0)
    except ValueError:
        strength = 0.0
    if not 0 < strength <= 1:
        raise ValueError(f"{where}: strength {row['strength']!r} is not in (0, 1]")
    return Relation(source, row["relation"], target, strength)


def _refuse_circles(relations: Sequence[Relation]) -> None:
    above: dict[str, list[str]] = {}
    for number, relation in enumerate(relations, 1):
        if relation.relation != "broader":
            continue
        waiting, seen = [relation.target], set[str]()
        while waiting:
            step = waiting.pop()
            if step == relation.source:
                raise ValueError(
                    f"relations row {number}: {relation.source!r} would be broader than itself"
                )
            if step not in seen:
                seen.add(step)
                waiting.extend(above.get(step, ()))
        above.setdefault(relation.source, []).append(relation.target)


def _assemble(
    heads: Mapping[str, Mapping[str, str]],
    labels: Mapping[str, Sequence[Label]],
    relations: Sequence[Relation],
) -> dict[str, Concept]:
    broader: dict[str, list[str]] = {key: [] for key in heads}
    related: dict[str, list[str]] = {key: [] for key in heads}
    for relation in relations:
        if relation.relation == "broader":
            broader[relation.source].append(relation.target)
        elif relation.relation == "related":
            related[relation.source].append(relation.target)
            related[relation.target].append(relation.source)
    return {
        key: Concept(
            key,
            row["type"],
            row["isco08"] or None,
            row["esco_id"] or None,
            tuple(labels[key]),
            tuple(dict.fromkeys(broader[key])),
            tuple(dict.fromkeys(related[key])),
        )
        for key, row in heads.items()
    }
