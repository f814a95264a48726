"""ESCO's CSV release, read whole before anything of it is kept.

Columns are found by their names, so both the layout of v1.1 and that of v1.2, which adds some and
moves others, are read. Labels stand in one cell, a line each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from recruit.services.esco_tables import BadFile, rows
from recruit.services.text import clean_line

__all__ = ["BadFile", "EscoConcept", "EscoLabel", "EscoRelation", "Release", "Tell", "read"]

TABLES: Mapping[str, str] = {
    "occupations": "occupation",
    "ISCOGroups": "occupation",
    "skills": "skill",
    "skillGroups": "skill",
}
"""Tables of concepts, and which type of ours they become."""

RELATIONS: Mapping[str, tuple[str, ...]] = {
    "broaderRelationsOccPillar": ("conceptUri", "broaderUri"),
    "broaderRelationsSkillPillar": ("conceptUri", "broaderUri"),
    "occupationSkillRelations": ("occupationUri", "skillUri", "relationType"),
    "skillSkillRelations": ("originalSkillUri", "relatedSkillUri", "relationType"),
}
"""Tables of relations: the columns of source, target, and kind where it is not always broader."""

_OCCUPATIONS = frozenset({"occupations", "ISCOGroups"})
_SKILLS = frozenset({"skills", "skillGroups"})
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "broaderRelationsOccPillar": (_OCCUPATIONS, _OCCUPATIONS),
    "broaderRelationsSkillPillar": (_SKILLS, _SKILLS),
    "occupationSkillRelations": (_OCCUPATIONS, _SKILLS),
    "skillSkillRelations": (_SKILLS, _SKILLS),
}
_CODES = {"occupations": "iscoGroup", "ISCOGroups": "code"}
_CONCEPT = ("conceptUri", "preferredLabel", "altLabels")
_ADDRESS = re.compile(
    r"https?://data\.europa\.eu/esco/(?P<kind>occupation|isco|skill|isced-f)/"
    r"(?P<id>[A-Za-z0-9._-]{1,48})"
)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ISCO = re.compile(r"C?(\d{1,4})")
_NAME = re.compile(
    rf"({'|'.join((*TABLES, *RELATIONS))})(?:_(?P<language>[a-z]{{2,3}}(?:-[a-z]{{2,4}})?))?\.csv"
)
LONGEST = 200
"""Characters a label may have."""
HOLES = 2000
"""For so many relations one concept may be missing: v1.1.1 itself names one that it does not tell
of. More of them say that a table is not whole."""


class EscoLabel(NamedTuple):
    language: str
    text: str
    preferred: bool


class EscoRelation(NamedTuple):
    """``kind`` is broader, essential or optional; ``table`` is where it stands."""

    table: str
    source: str
    kind: str
    target: str


@dataclass(slots=True)
class EscoConcept:
    """``id`` is the last part of its address; ``labels`` are kept by language and folded text."""

    id: str
    type: str
    isco08: str | None
    labels: dict[tuple[str, str], EscoLabel] = field(default_factory=dict)


@dataclass(slots=True)
class Release:
    """What a directory holds. ``tables`` names the relation tables that were there; ``skipped``
    counts relations to concepts that no file tells of, ``too_long`` labels left out or cut."""

    languages: tuple[str, ...]
    tables: frozenset[str]
    concepts: dict[str, EscoConcept] = field(default_factory=dict)
    relations: dict[EscoRelation, None] = field(default_factory=dict)
    skipped: int = 0
    too_long: int = 0


Tell = Callable[[str, int, int], None]
"""Told of progress: what is being done, how much of it is done, and of how much."""


def read(directory: Path, languages: Collection[str] = (), tell: Tell | None = None) -> Release:
    """Everything a release says in some languages, by default in all that are there.

    Raises `BadFile` for the first file or line that is wrong.
    """
    found = _files(directory)
    there = {language for table, language in found if table in ("occupations", "skills")}
    for language in sorted(set(languages) - there) or ([] if there else ["en"]):
        raise BadFile(f"occupations_{language}.csv", 1, "the file is missing")
    chosen = tuple(sorted(set(languages) or there))
    concept_files = [
        (table, path, language)
        for (table, language), path in sorted(found.items())
        if table in TABLES and language in chosen
    ]
    relation_files = [
        (table, _one_of(table, chosen, found)) for table in RELATIONS if _any(table, found)
    ]
    release = Release(chosen, frozenset(table for table, _ in relation_files))
    reader = _Reader(release, frozenset(table for table, _, _ in concept_files))
    total = len(concept_files) + len(relation_files)
    say = tell or (lambda *_: None)
    for done, (table, path, language) in enumerate(concept_files):
        say(path.name, done, total)
        reader.concepts(path, table, language)
    for done, (table, path) in enumerate(relation_files, len(concept_files)):
        say(path.name, done, total)
        reader.relations(path, table)
    say("", total, total)
    return release


_Files = Mapping[tuple[str, str], Path]


def _files(directory: Path) -> _Files:
    found = {}
    for path in sorted(directory.iterdir()):
        match = _NAME.fullmatch(path.name)
        if match and (match["language"] or match[1] in RELATIONS):
            found[match[1], match["language"] or ""] = path
    return found


def _any(table: str, found: _Files) -> bool:
    return any(name == table for name, _ in found)


def _one_of(table: str, chosen: Collection[str], found: _Files) -> Path:
    """A file of relations: in v1.2 each language has its own, and all say the same."""
    languages = sorted(language for name, language in found if name == table)
    best = [language for language in languages if language in chosen] or languages
    return found[table, best[0]]


def _table_of(kind: str, id_: str) -> str:
    """The table that a concept stands in, by its address."""
    if kind in ("occupation", "isco"):
        return "occupations" if kind == "occupation" else "ISCOGroups"
    return "skills" if kind == "skill" and _UUID.fullmatch(id_) else "skillGroups"


class _Reader:
    """Takes over file after file into a release; ``given`` are the tables of concepts there."""

    def __init__(self, release: Release, given: frozenset[str]) -> None:
        self._release = release
        self._given = given
        self._left_out: set[str] = set()
        self._above: dict[str, list[str]] = {}

    def concepts(self, path: Path, table: str, language: str) -> None:
        code = _CODES.get(table)
        seen: set[str] = set()
        for line, cells in rows(path, (*_CONCEPT, *([code] if code else ()))):
            address = cells["conceptUri"]
            id_ = self._id(address, {table}, path.name, line)
            if id_ in seen:
                raise BadFile(path.name, line, f"{address} is there twice")
            seen.add(id_)
            if cells.get("status", "").strip() not in ("released", ""):
                self._left_out.add(id_)
                continue
            concept = self._release.concepts.get(id_)
            if concept is None:
                isco = _isco(cells[code], path.name, line) if code else None
                concept = EscoConcept(id_, TABLES[table], isco)
                self._release.concepts[id_] = concept
            self._labels(concept, language, cells)

    def _labels(self, concept: EscoConcept, language: str, cells: Mapping[str, str]) -> None:
        others = f"{cells['altLabels']}\n{cells.get('hiddenLabels', '')}".splitlines()
        for place, written in enumerate([cells["preferredLabel"], *others]):
            text = clean_line(written)
            if len(text) > LONGEST:
                self._release.too_long += 1
                text = "" if place else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
            key = (language, text.casefold())
            if text and key not in concept.labels:
                concept.labels[key] = EscoLabel(language, text, place == 0)

    def relations(self, path: Path, table: str) -> None:
        first, second, *kind = RELATIONS[table]
        holes: list[BadFile] = []
        number = 0
        for line, cells in rows(path, RELATIONS[table]):
            number += 1
            source = self._end(cells[first], _ENDS[table][0], path.name, line, holes)
            target = self._end(cells[second], _ENDS[table][1], path.name, line, holes)
            named = cells[kind[0]].strip() if kind else "broader"
            if kind and named not in ("essential", "optional"):
                raise BadFile(path.name, line, f"{named!r} is neither essential nor optional")
            if not self._left_out.isdisjoint((source, target)):
                self._release.skipped += 1
                continue
            if not kind:
                self._refuse_circle(source, target, path.name, line)
            elif source == target:
                raise BadFile(path.name, line, f"{cells[first]} is joined to itself")
            self._release.relations[EscoRelation(table, source, named, target)] = None
        if len(holes) > number // HOLES:
            raise holes[0]

    def _end(
        self, address: str, tables: Collection[str], file: str, line: int, holes: list[BadFile]
    ) -> str:
        """One end of a relation; what no file tells of is left out, and a hole if one should."""
        id_ = self._id(address, tables, file, line)
        if id_ not in self._release.concepts and id_ not in self._left_out:
            match = _ADDRESS.fullmatch(address.strip())
            if match is not None and _table_of(match["kind"], id_) in self._given:
                holes.append(BadFile(file, line, f"{address} is in none of the files"))
            self._left_out.add(id_)
        return id_

    def _id(self, address: str, tables: Collection[str], file: str, line: int) -> str:
        match = _ADDRESS.fullmatch(address.strip())
        if match is None or _table_of(match["kind"], match["id"]) not in tables:
            raise BadFile(file, line, f"{address!r} is no address of ESCO that belongs here")
        return match["id"]

    def _refuse_circle(self, source: str, target: str, file: str, line: int) -> None:
        waiting, seen = [target], set[str]()
        while waiting:
            step = waiting.pop()
            if step == source:
                raise BadFile(file, line, f"{source} would be broader than itself")
            if step not in seen:
                seen.add(step)
                waiting.extend(self._above.get(step, ()))
        self._above.setdefault(source, []).append(target)


def _isco(text: str, file: str, line: int) -> str | None:
    match = _ISCO.fullmatch(text.strip())
    if match is None:
        raise BadFile(file, line, f"{text!r} is no ISCO-08 code")
    return match[1] if len(match[1]) == 4 else None
