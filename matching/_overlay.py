"""A vocabulary edited by hand, in force at once beside a linker that was fitted before the edit.

Fitting takes seconds; a few labels more or less need not wait for it. They are looked up as exact
forms before the fitted tables are asked; being like them begins to count with the next fit.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from matching._features import Form
from matching._spans import SpanFinder
from matching.linking import Link, Linker
from matching.reading import Reader
from matching.taxonomy import Concept, Entry, Label, Relation, Taxonomy

Types = Collection[str] | None

_TABLES = ("_exact", "_stem", "_turned", "_key")


@dataclass(frozen=True, slots=True)
class Edits:
    """What came to a vocabulary and what went.

    ``concepts`` are (id, type, isco08, esco_id) with None for an unknown code; ``labels`` and
    ``labels_gone`` are (concept_id, language, text, kind), ``concepts_gone`` ids. A label of a
    concept that is gone need not be named.
    """

    concepts: Collection[tuple[str, str, str | None, str | None]] = ()
    labels: Collection[tuple[str, str, str, str]] = ()
    relations: Collection[Relation] = ()
    concepts_gone: Collection[str] = ()
    labels_gone: Collection[tuple[str, str, str, str]] = ()
    relations_gone: Collection[Relation] = ()


def amend(
    taxonomy: Taxonomy, linker: Linker, reader: Reader, edits: Edits
) -> tuple[Taxonomy, Linker, Reader]:
    """The three with edits in force; those given stay as they are.

    Takes some tens of milliseconds for twenty thousand labels. Raises `ValueError` or `KeyError`
    where an edit names a concept that is not there.
    """
    amended = _taxonomy(taxonomy, edits)
    added = [
        Entry(concept, text, language, amended.concept(concept).type, kind)
        for concept, language, text, kind in edits.labels
    ]
    held = {row[0] for row in edits.labels_gone} & {concept.id for concept in amended}
    still = {(id_, Form.of(x.text).text) for id_ in held for x in amended.concept(id_).labels}
    lost = {(row[0], Form.of(row[2]).text) for row in edits.labels_gone}
    gone = _Gone(frozenset(edits.concepts_gone), frozenset(lost - still))
    overlaid = OverlaidLinker(linker, added, gone)
    return amended, overlaid, _reader(reader, amended, overlaid, added, gone)


@dataclass(frozen=True, slots=True)
class _Gone:
    """Concepts, and forms of concepts, that are in force no longer."""

    concepts: frozenset[str] = frozenset()
    forms: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.concepts or self.forms)

    def has(self, concept_id: str, form: str) -> bool:
        return concept_id in self.concepts or (concept_id, form) in self.forms


class OverlaidLinker(Linker):
    """A fitted linker with exact forms added and others taken out."""

    def __init__(self, base: Linker, entries: Iterable[Entry] = (), gone: _Gone = _Gone()) -> None:
        super().__init__(threshold=base.threshold)
        self.base, self.entries, self.gone = base, tuple(entries), gone
        self._exact: dict[str, list[Entry]] = {}
        for entry in self.entries:
            form = Form.of(entry.label).text
            if form:
                self._exact.setdefault(form, []).append(entry)

    def link(self, text: str, k: int = 5, types: Types = None) -> list[Link]:
        return self.link_many([text], k=k, types=types)[0]

    def link_many(self, texts: Sequence[str], k: int = 5, types: Types = None) -> list[list[Link]]:
        return self._merged(texts, self.base.link_many(texts, k=k, types=types), k, types)

    def rank(self, text: str, k: int = 10, types: Types = None) -> list[str]:
        return self.rank_many([text], k=k, types=types)[0]

    def rank_many(self, texts: Sequence[str], k: int = 10, types: Types = None) -> list[list[str]]:
        return [[found.concept_id for found in row] for row in self.search(texts, k, types)]

    def search(self, texts: Sequence[str], k: int = 10, types: Types = None) -> list[list[Link]]:
        return self._merged(texts, self.base.search(texts, k=k, types=types), k, types)

    def learnt(self) -> list[tuple[Entry, Form]]:
        kept = [
            (entry, form)
            for entry, form in self.base.learnt()
            if not self.gone.has(entry.concept_id, form.text)
        ]
        return kept + [(entry, Form.of(entry.label)) for entry in self.entries]

    def _merged(
        self, texts: Sequence[str], found: list[list[Link]], k: int, types: Types
    ) -> list[list[Link]]:
        if not self._exact and not self.gone:
            return found
        merged = []
        for text, links in zip(texts, found, strict=True):
            sure = self._sure(Form.of(text).text, types)
            named = {link.concept_id for link in sure}
            rest = [x for x in links if x.concept_id not in named and self._standing(x)]
            merged.append([*sure, *rest][: max(0, k)])
        return merged

    def _sure(self, form: str, types: Types) -> list[Link]:
        wanted = {types} if isinstance(types, str) else types
        entries = [
            entry for entry in self._exact.get(form, ()) if wanted is None or entry.type in wanted
        ]
        named = {entry.concept_id: entry for entry in reversed(entries)}
        return [Link(entry.concept_id, entry.label, 1.0) for entry in reversed(named.values())]

    def _standing(self, link: Link | None) -> Link | None:
        """A link of the fitted tables, None where what it rests on is gone."""
        if link is None or not self.gone:
            return link
        return None if self.gone.has(link.concept_id, Form.of(link.label).text) else link


def _taxonomy(taxonomy: Taxonomy, edits: Edits) -> Taxonomy:
    gone = set(edits.concepts_gone)
    concepts = {c.id: c for c in taxonomy if c.id not in gone}
    for id_, type_, isco, esco in edits.concepts:
        concepts[id_] = Concept(id_, type_, isco, esco, (), (), ())
    dropped = {(row[0], Label(*row[1:])) for row in edits.labels_gone if row[0] in concepts}
    for id_ in {id_ for id_, _ in dropped}:
        kept = tuple(x for x in concepts[id_].labels if (id_, x) not in dropped)
        concepts[id_] = replace(concepts[id_], labels=kept)
    for id_, *label in edits.labels:
        concepts[id_] = replace(concepts[id_], labels=(*concepts[id_].labels, Label(*label)))
    taken = set(edits.relations_gone)
    relations = [
        line
        for line in (*taxonomy.relations, *edits.relations)
        if line not in taken and line.source in concepts and line.target in concepts
    ]
    if len(relations) != len(taxonomy.relations) or edits.relations:
        _join(concepts, relations)
    return Taxonomy(concepts, relations)


def _join(concepts: dict[str, Concept], relations: Sequence[Relation]) -> None:
    """Each concept's neighbours, by the relations there are now."""
    broader: defaultdict[str, list[str]] = defaultdict(list)
    related: defaultdict[str, list[str]] = defaultdict(list)
    for line in relations:
        if line.relation == "broader":
            broader[line.source].append(line.target)
        elif line.relation == "related":
            related[line.source].append(line.target)
            related[line.target].append(line.source)
    for id_, concept in concepts.items():
        above, beside = tuple(dict.fromkeys(broader[id_])), tuple(dict.fromkeys(related[id_]))
        if (above, beside) != (concept.broader, concept.related):
            concepts[id_] = replace(concept, broader=above, related=beside)


def _reader(
    reader: Reader, taxonomy: Taxonomy, linker: Linker, added: Iterable[Entry], gone: _Gone
) -> Reader:
    """A reader that sees the edits: its chain copied, the tables of its spans amended."""
    amended, find = copy.copy(reader), copy.copy(reader._find)
    extractor = copy.copy(find._extractor)
    extractor._finder = _spans(extractor._finder, taxonomy, added, gone)
    for each in (amended, find, extractor):
        each._taxonomy = taxonomy
    find._linker = linker
    find._extractor, amended._find = extractor, find
    return amended


def _spans(
    spans: SpanFinder, taxonomy: Taxonomy, added: Iterable[Entry], gone: _Gone
) -> SpanFinder:
    amended = copy.copy(spans)
    amended._lengths = dict(spans._lengths)
    amended._taxonomy = taxonomy
    amended._remembered = {}
    if gone:
        amended._misspelt = spans._misspelt.without(gone.has)
    for name in _TABLES:
        setattr(amended, name, defaultdict(list))
    for entry in added:
        form = Form.of(entry.label)
        if form.words:
            amended._learn(entry.concept_id, form)
    for name in _TABLES:
        # The lists stay shared with the tables before, so those that change are made anew.
        table = defaultdict(list, getattr(spans, name))
        if gone:
            for place, concepts in getattr(spans, name).items():
                if any(gone.has(concept, place) for concept in concepts):
                    table[place] = [x for x in concepts if not gone.has(x, place)]
        for place, concepts in getattr(amended, name).items():
            table[place] = list(dict.fromkeys([*table[place], *concepts]))
        setattr(amended, name, table)
    return amended
