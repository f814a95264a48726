"""Reading the vocabulary's CSV files with a stern eye: every fault with its file and row."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from recruit.config import resource
from recruit.services.matching import normalise
from recruit.services.vocabulary_labels import (
    clean_text_fault,
    preferred_script_fault,
    script_fault,
)
from recruit.services.vocabulary_rows import (
    COLUMNS,
    LANGUAGES,
    concept_faults,
    label_faults,
    relation_faults,
)


class Problem(NamedTuple):
    """A fault of a file; ``row`` is the line in it, 1 being the header."""

    file: str
    row: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.text}"


class _Row(NamedTuple):
    number: int
    cells: Mapping[str, str]


Table = list[_Row]


def check(directory: Path | None = None) -> list[Problem]:
    """Every fault of the vocabulary in a directory (the seeds' by default); empty if sound."""
    directory = directory or resource("seeds") / "taxonomy"
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for name in COLUMNS:
        try:
            tables[name] = _read(directory / name, COLUMNS[name])
        except ValueError as error:
            problems.append(Problem(name, 1, str(error)))
    if problems:
        return problems
    types = {row.cells["id"]: row.cells["type"] for row in tables["concepts.csv"]}
    ambiguous = {
        normalise(row.cells["text"]): set(row.cells["concept_ids"].split("|"))
        for row in tables["ambiguous.csv"]
    }
    labels = tables["labels.csv"]
    problems += _each("concepts.csv", _concepts(tables["concepts.csv"]))
    problems += _each("labels.csv", _labels(labels, types))
    problems += _each("labels.csv", _shared(labels, types, ambiguous))
    problems += _each("concepts.csv", _unlabelled(tables["concepts.csv"], labels))
    problems += _each("relations.csv", _relations(tables["relations.csv"], types))
    problems += _each("relations.csv", _circles(tables["relations.csv"]))
    problems += _each("ambiguous.csv", _ambiguous(tables["ambiguous.csv"], labels, types))
    return sorted(problems)


def _read(path: Path, columns: tuple[str, ...]) -> Table:
    """The rows of a file; ValueError if it cannot be read or its columns are others."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != columns:
                raise ValueError(f"the columns are not {','.join(columns)}")
            rows: Table = []
            for cells in reader:
                if len(cells) != len(columns) or None in cells.values():
                    raise ValueError(f"line {reader.line_num} has too many or too few cells")
                rows.append(_Row(reader.line_num, cells))
            return rows
    except FileNotFoundError:
        raise ValueError("the file is missing") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"the file cannot be read: {error}") from error


Found = Iterator[tuple[int, str]]


def _each(file: str, found: Found) -> list[Problem]:
    return [Problem(file, row, text) for row, text in found]


def _concepts(rows: Table) -> Found:
    seen: set[str] = set()
    for number, cells in rows:
        for fault in concept_faults(cells):
            yield number, fault
        if cells["id"] in seen:
            yield number, f"concept {cells['id']!r} is there twice"
        seen.add(cells["id"])


def _labels(rows: Table, types: Mapping[str, str]) -> Found:
    seen: set[tuple[str, str, str]] = set()
    shown: set[tuple[str, str]] = set()
    for number, cells in rows:
        concept, language, text = cells["concept_id"], cells["language"], cells["text"]
        faults = list(label_faults(cells, types))
        fault = clean_text_fault(text)
        if not faults and fault is None:
            fault = script_fault(text, language)
            if fault is None and cells["kind"] == "preferred":
                fault = preferred_script_fault(text, language, types[concept])
        for each in (*faults, *filter(None, [fault])):
            yield number, f"label {text!r} of {concept!r}: {each}"
        if (concept, language, text.casefold()) in seen:
            yield number, f"label {text!r} of {concept!r} is there twice in {language}"
        seen.add((concept, language, text.casefold()))
        if cells["kind"] == "preferred":
            if (concept, language) in shown:
                yield number, f"{concept!r} has a second preferred label in {language}"
            shown.add((concept, language))


def _meaning(text: str) -> str:
    """What a label is compared by; a lone sign ("$") has no words and stands for itself."""
    return normalise(text) or unicodedata.normalize("NFKC", text).casefold()


def _shared(rows: Table, types: Mapping[str, str], ambiguous: Mapping[str, set[str]]) -> Found:
    holders: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for number, cells in rows:
        concept, key = cells["concept_id"], _meaning(cells["text"])
        held = holders[types.get(concept, ""), key]
        held.add(concept)
        others = held - {concept}
        if others and not held <= ambiguous.get(key, set()):
            yield (
                number,
                f"label {cells['text']!r} of {concept!r} is a label of "
                f"{', '.join(sorted(others))} too, and ambiguous.csv does not say so",
            )


def _unlabelled(concepts: Table, labels: Table) -> Found:
    shown = {
        (cells["concept_id"], cells["language"])
        for _, cells in labels
        if cells["kind"] == "preferred"
    }
    for number, cells in concepts:
        for language in LANGUAGES:
            if (cells["id"], language) not in shown:
                yield number, f"{cells['id']!r} has no preferred label in {language}"


def _relations(rows: Table, types: Mapping[str, str]) -> Found:
    seen: set[frozenset[str]] = set()
    for number, cells in rows:
        for fault in relation_faults(cells, types):
            yield number, fault
        pair = frozenset((cells["source"], cells["target"]))
        if pair in seen:
            yield number, f"{cells['source']!r} and {cells['target']!r} are joined twice"
        seen.add(pair)


def _circles(rows: Table) -> Found:
    above: defaultdict[str, set[str]] = defaultdict(set)
    for number, cells in rows:
        source, target = cells["source"], cells["target"]
        if cells["relation"] != "broader" or source == target:
            continue
        waiting, reached = [target], set[str]()
        while waiting:
            step = waiting.pop()
            if step not in reached:
                reached.add(step)
                waiting.extend(above[step])
        if source in reached:
            yield number, f"{source!r} would be broader than itself"
        else:
            above[source].add(target)


def _ambiguous(rows: Table, labels: Table, types: Mapping[str, str]) -> Found:
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for _, cells in labels:
        holders[_meaning(cells["text"])].add(cells["concept_id"])
    for number, cells in rows:
        declared = set(cells["concept_ids"].split("|"))
        missing = declared - holders[_meaning(cells["text"])]
        if missing:
            yield number, f"{cells['text']!r} is no label of {', '.join(sorted(missing))}"
        elif len(declared) < 2 or len({types.get(concept) for concept in declared}) > 1:
            yield number, f"{cells['text']!r} does not name two concepts of one type"
