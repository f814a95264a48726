"""The vocabulary as the CSV files of ``seeds/taxonomy``, administrators' edits among them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from recruit.config import resource
from recruit.errors import Forbidden
from recruit.models import Actor
from recruit.permissions import can_administer
from recruit.queries import taxonomy as queries
from recruit.services import matching
from recruit.services.transactions import reading
from recruit.services.vocabulary_rows import COLUMNS, LANGUAGES

Row = Sequence[str]

_KINDS = ("preferred", "synonym", "misspelling")
_AMBIGUOUS = "ambiguous.csv"
_FOREIGN = "esco"


def files() -> dict[str, str]:
    """Every file by its name. Rows of the seeds keep their order, so that only what is new
    differs: a label follows those of its concept and language, a concept comes last. What came
    with ESCO stays out."""
    with reading() as session:
        concepts: list[Row] = list(queries.concept_rows(session))
        labels: list[Row] = [row for row in queries.label_rows(session) if row[4] != _FOREIGN]
        relations: list[Row] = [
            (source, relation, target, str(strength))
            for source, relation, target, strength in queries.relation_rows(session)
        ]
    concepts = [row for row in concepts if not _foreign(row[0])]
    labels = [row for row in labels if not _foreign(row[0])]
    relations = [row for row in relations if not (_foreign(row[0]) or _foreign(row[2]))]
    seeds = {name: _read(name) for name in COLUMNS}
    concepts = _placed(concepts, seeds["concepts.csv"], 1)
    rank = {row[0]: n for n, row in enumerate(concepts)}
    codes = {code: n for n, code in enumerate(LANGUAGES)}

    def among_labels(row: Row) -> tuple[Any, ...]:
        return rank[row[0]], codes.get(row[1], len(codes)), row[1], _KINDS.index(row[3]), row[2]

    return {
        "concepts.csv": _text("concepts.csv", concepts),
        "labels.csv": _text("labels.csv", _labels(labels, seeds["labels.csv"], among_labels)),
        "relations.csv": _text("relations.csv", _placed(relations, seeds["relations.csv"], 3)),
        _AMBIGUOUS: _text(_AMBIGUOUS, _ambiguous(labels, seeds[_AMBIGUOUS])),
    }


def labels_table(*, actor: Actor) -> str:
    """``labels.csv`` alone. Raises `Forbidden`."""
    if not can_administer(actor):
        raise Forbidden
    return files()["labels.csv"]


def write(directory: Path) -> list[Path]:
    """Write every file into a directory, which is made where it is not there."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in files().items():
        path = directory / name
        path.write_text(text, encoding="utf-8", newline="")
        written.append(path)
    return written


def _read(name: str) -> list[Row]:
    with (resource("seeds") / "taxonomy" / name).open(encoding="utf-8", newline="") as file:
        rows: list[Row] = [tuple(row) for row in csv.reader(file)]
    return rows[1:]


def _foreign(concept_id: str) -> bool:
    return concept_id.startswith(f"{_FOREIGN}:")


def _placed(rows: Iterable[Row], seeds: Sequence[Row], width: int) -> list[Row]:
    """Rows as the seeds have them, by their first cells; then the others."""
    place = {tuple(row[:width]): n for n, row in enumerate(seeds)}
    return sorted(rows, key=lambda row: (place.get(tuple(row[:width]), len(place)), tuple(row)))


def _labels(
    rows: Sequence[Row], seeds: Sequence[Row], order: Callable[[Row], tuple[Any, ...]]
) -> list[Row]:
    """Labels as the seeds have them, each new one after the last of its concept and language."""
    place = {tuple(row[:3]): n for n, row in enumerate(seeds)}
    last: dict[tuple[str, ...], int] = {}
    ends: dict[str, int] = {}
    for n, row in enumerate(seeds):
        last[tuple(row[:2])] = n
        ends[row[0]] = n

    def standing(row: Row) -> tuple[Any, ...]:
        own = place.get(tuple(row[:3]))
        if own is not None:
            return own, 0, ()
        return last.get(tuple(row[:2]), ends.get(row[0], len(seeds))), 1, order(row)

    return sorted(rows, key=standing)


def _ambiguous(labels: Sequence[Row], seeds: Sequence[Row]) -> list[Row]:
    """The forms declared ambiguous, where their concepts are still named by them."""
    wanted = {matching.normalise(row[0]) for row in seeds}
    held: dict[str, set[str]] = {}
    for row in labels:
        key = matching.normalise(row[2])
        if key in wanted:
            held.setdefault(key, set()).add(row[0])
    return [
        row
        for row in seeds
        if set(row[1].split("|")) <= held.get(matching.normalise(row[0]), set())
    ]


def _text(name: str, rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS[name])
    writer.writerows(rows)
    return out.getvalue()
