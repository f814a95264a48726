"""The golden set: vacancies, people and judgements by written rules, read from their files."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matching import Verdict

Parts = Mapping[str, Any]

DIRECTORY = Path(__file__).parents[3] / "tests" / "golden"
"""Where the golden set lies beside the project; it is not part of the wheel."""

GRADES = range(5)
VERDICTS = frozenset({Verdict.MET, Verdict.PARTLY, Verdict.MISSING})


class Unsound(ValueError):
    """A golden set that cannot be read, with the file and, where it is known, the line."""


@dataclass(frozen=True, slots=True)
class SameFacts:
    """One person's facts as they would be written in each language."""

    id: str
    vacancies: tuple[str, ...]
    texts: Mapping[str, Parts]


@dataclass(slots=True)
class Golden:
    """``grades`` by vacancy and candidate; ``verdicts`` by vacancy, candidate and the number of
    the requirement in the vacancy's list, from 1."""

    vacancies: dict[str, Parts] = field(default_factory=dict)
    candidates: dict[str, Parts] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)
    grades: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    verdicts: dict[tuple[str, str, int], Verdict] = field(default_factory=dict)
    same_facts: list[SameFacts] = field(default_factory=list)


def read_golden(directory: Path | None = None) -> Golden:
    """The golden set of a directory, by default the project's own. Raises `Unsound`."""
    directory = DIRECTORY if directory is None else directory
    if not directory.is_dir():
        raise Unsound(f"there is no golden set at {directory}: name its directory")
    golden = Golden()
    for name, store in (
        ("vacancies.jsonl", golden.vacancies),
        ("candidates.jsonl", golden.candidates),
    ):
        for where, row in _lines(directory / name):
            key = _text(row, "id", where)
            if key in store:
                raise Unsound(f"{where}: {key!r} is there twice")
            store[key] = _parts(row.get("parts"), where)
            golden.languages.add(_text(row, "language", where))
    _read_judgements(directory / "judgements.csv", golden)
    _read_verdicts(directory / "verdicts.csv", golden)
    for where, row in _lines(directory / "same_facts.jsonl"):
        asked = tuple(str(name) for name in row.get("vacancies") or ())
        if not asked or not golden.vacancies.keys() >= set(asked):
            raise Unsound(f"{where}: the vacancies are not those of vacancies.jsonl")
        texts = {
            language: _parts(parts, where)
            for language, parts in _parts(row.get("texts"), where).items()
        }
        golden.same_facts.append(SameFacts(_text(row, "id", where), asked, texts))
    return golden


def _read_judgements(path: Path, golden: Golden) -> None:
    for where, row in _rows(path, ("vacancy", "candidate", "grade", "why")):
        vacancy, candidate = _pair(row, golden, where)
        if row["grade"] not in {str(grade) for grade in GRADES}:
            raise Unsound(f"{where}: a grade is 0 to 4")
        if candidate in golden.grades[vacancy]:
            raise Unsound(f"{where}: {candidate!r} is judged twice for {vacancy!r}")
        golden.grades[vacancy][candidate] = int(row["grade"])
    if golden.vacancies.keys() != golden.grades.keys():
        raise Unsound(f"{path.name}: a vacancy without a judgement")


def _read_verdicts(path: Path, golden: Golden) -> None:
    for where, row in _rows(path, ("vacancy", "candidate", "requirement", "verdict")):
        vacancy, candidate = _pair(row, golden, where)
        asked = len(golden.vacancies[vacancy].get("requirements") or ())
        if row["requirement"] not in {str(number) for number in range(1, asked + 1)}:
            raise Unsound(f"{where}: {vacancy!r} has no requirement {row['requirement']!r}")
        if row["verdict"] not in VERDICTS:
            raise Unsound(f"{where}: a verdict is met, partly or missing")
        key = (vacancy, candidate, int(row["requirement"]))
        golden.verdicts[key] = Verdict(row["verdict"])


def _pair(row: Mapping[str, str], golden: Golden, where: str) -> tuple[str, str]:
    vacancy, candidate = row["vacancy"], row["candidate"]
    if vacancy not in golden.vacancies or candidate not in golden.candidates:
        raise Unsound(f"{where}: there is no {vacancy!r} or no {candidate!r}")
    return vacancy, candidate


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(_read(path).splitlines(), 1):
        where = f"{path.name}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise Unsound(f"{where}: not JSON") from error
        if not isinstance(row, dict):
            raise Unsound(f"{where}: not an object")
        yield where, row


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    reader = csv.DictReader(_read(path).splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise Unsound(f"{path.name}: the columns are not {','.join(columns)}")
    for row in reader:
        where = f"{path.name}:{reader.line_num}"
        if len(row) != len(columns) or None in row.values():
            raise Unsound(f"{where}: too many or too few cells")
        yield where, row


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Unsound(f"{path.name} is missing from {path.parent}") from None
    except UnicodeDecodeError as error:
        raise Unsound(f"{path.name} is not UTF-8") from error


def _text(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value:
        raise Unsound(f"{where}: no {name}")
    return value


def _parts(value: object, where: str) -> Parts:
    if not isinstance(value, dict):
        raise Unsound(f"{where}: not an object of parts")
    return value
