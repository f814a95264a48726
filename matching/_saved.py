"""A segment as files: what of it is columns, and what is said about them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matching import store
from matching._groups import Groups
from matching._packed import PackedTable
from matching._postings import Postings
from matching._segment import Segment
from matching.similarity import Closeness


def write(
    path: Path,
    segment: Segment,
    closeness: Closeness,
    salt: str,
    note: Mapping[str, Any] | None = None,
) -> Path:
    """Write a segment with lists as the current generation of ``path``; ``note`` is JSON that
    goes with it."""
    lists, groups = segment.lists, segment.groups
    if lists is None or groups is None:
        raise ValueError("only a segment with lists is kept")
    about = {
        "salt": salt,
        "names": list(segment.table.names),
        "lists": list(lists.asked),
        "languages": dict(groups.languages),
        "closeness": _nested(closeness),
        "kinds": dict(closeness.kinds),
        "note": dict(note or {}),
    }
    return store.write(path, segment.columns, about)


def read(path: Path, *, check: bool) -> tuple[Segment, Closeness, str]:
    """The segment of the current generation, memory-mapped, its closeness table and its salt."""
    columns, about = store.read(path, check=check)
    segment = Segment(
        PackedTable(about["names"], _part(columns, "people")),
        Postings(tuple(about["lists"]), _part(columns, "lists")),
        Groups(about["languages"], _part(columns, "groups")),
    )
    rows = (
        (asked, held, value)
        for asked, near in about["closeness"].items()
        for held, value in near.items()
    )
    closeness = Closeness(rows, about["kinds"])
    return segment, closeness, str(about["salt"])


def _nested(closeness: Closeness) -> dict[str, dict[str, float]]:
    """Its rows as what JSON reads with the fewest objects: a name each once, no list a row."""
    made: dict[str, dict[str, float]] = {}
    for asked, held, value in closeness.rows():
        made.setdefault(asked, {})[held] = value
    return made


def _part(columns: Mapping[str, Any], part: str) -> dict[str, Any]:
    start = f"{part}."
    return {
        name.removeprefix(start): column
        for name, column in columns.items()
        if name.startswith(start)
    }
