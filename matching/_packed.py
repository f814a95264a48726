"""People in few bytes: the columns of a `ProfileTable` in their smallest exact form.

Years are kept as places in a table of the values that occur, so that a value read back is the
very number that was put in; codes take the fewest bytes that hold them. A table of a million
people with fifteen claims is about 130 MB, and can be a memory map.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from matching._rows import RAGGED, ROW_COLUMNS
from matching._table import ProfileTable

Column = npt.NDArray[Any]
Rows = npt.NDArray[np.integer[Any]]

_CODED = ("holding_years", "holding_last_used")
_KIND = "holding_kind"
_IS_EXPERIENCE = 8


class PackedTable:
    """Profiles in their smallest columns; only read.

    Attributes
    ----------
    names : tuple of str
        What the codes of concepts, languages and wishes mean, concepts first. Words are apart:
        ``words`` (bytes, in order), and ``word_code`` places in it.
    columns : mapping of str to ndarray
        Those of `ProfileTable` with ``holding_years`` and ``holding_last_used`` as places in
        ``holding_years_values`` and ``holding_last_used_values``, and ``holding_kind`` for
        ``holding_evidence`` (+ 8 for an experience). ``ids`` (bytes, UTF-8) of shape (n,), and
        ``claim_ids`` unless they are "c1", "c2"... within each profile. ``by_hash``: rows in the
        order of ``hash``.
    """

    def __init__(self, names: Iterable[str], columns: Mapping[str, Column]) -> None:
        self.names = tuple(names)
        self.columns = dict(columns)

    @classmethod
    def of(cls, table: ProfileTable) -> PackedTable:
        """Pack a table."""
        columns = {name: np.asarray(table.columns[name]) for name in ROW_COLUMNS}
        for part in RAGGED:
            offsets = table.columns[f"{part}_offsets"]
            columns[f"{part}_offsets"] = offsets.astype(_smallest(int(offsets[-1]), signed=True))
        names, places, words = _named(table)
        code = _smallest(len(names), signed=True)
        for name in ("holding_concept", "language_code", "wish_code"):
            columns[name] = places[table.columns[name]].astype(code)
        columns["words"], columns["word_code"] = words
        columns["holding_level"] = table.columns["holding_level"].astype(np.int8)
        for name in _CODED:
            columns[f"{name}_values"], columns[name] = _coded(table.columns[name])
        columns[_KIND] = table.columns["holding_evidence"].astype(np.uint8) + (
            table.columns["holding_is_experience"].astype(np.uint8) * np.uint8(_IS_EXPERIENCE)
        )
        columns["ids"] = as_bytes(table.ids)
        if table.claim_ids is not None and not _are_counted(table):
            columns["claim_ids"] = as_bytes(table.claim_ids)
        columns["by_hash"] = np.argsort(columns["hash"], kind="stable").astype(np.int32)
        return cls(names, columns)

    def __len__(self) -> int:
        return len(self.columns["ids"])

    @property
    def nbytes(self) -> int:
        """Bytes of all columns."""
        return sum(column.nbytes for column in self.columns.values())

    @cached_property
    def codes(self) -> dict[str, int]:
        """The code of each name."""
        return {name: code for code, name in enumerate(self.names)}

    def ids_of(self, rows: Rows) -> list[str]:
        """The ids of some rows."""
        return [held.decode() for held in self.columns["ids"][rows].tolist()]

    def find(self, hashes: npt.NDArray[np.uint64], ids: list[str]) -> npt.NDArray[np.int64]:
        """The row of each id, -1 for who is not there; ``hashes`` are the ids' `hash64`."""
        order, column = self.columns["by_hash"], self.columns["hash"]
        found = np.full(len(ids), -1, dtype=np.int64)
        if not len(order):
            return found
        at = np.searchsorted(column, hashes, side="left", sorter=order)
        for n, (start, hashed, wanted) in enumerate(
            zip(at.tolist(), hashes.tolist(), ids, strict=True)
        ):
            key, place = wanted.encode(), start
            while place < len(order) and int(column[order[place]]) == hashed:
                if bytes(self.columns["ids"][order[place]]) == key:
                    found[n] = order[place]
                    break
                place += 1
        return found

    def unpack(self, rows: Rows, *, named: bool = True) -> ProfileTable:
        """These rows, in this order, as a plain table; without ``named``, ids are left empty."""
        columns: dict[str, Column] = {name: self.columns[name][rows] for name in ROW_COLUMNS}
        claim_ids = None
        for part, names in RAGGED.items():
            within, moved = self._within(part, rows)
            columns[f"{part}_offsets"] = moved
            if part == "holding":
                columns |= self._holdings(within)
                claim_ids = self._claim_ids(within) if named else None
            else:
                columns |= {
                    f"{part}_{name}": self.columns[f"{part}_{name}"][within].astype(kind)
                    for name, kind in names.items()
                }
        ids = self.ids_of(rows) if named else [""] * len(moved[:-1])
        if not len(columns["word_code"]):
            made = ProfileTable(ids, self.names, columns, claim_ids)
            made.__dict__["codes"] = self.codes
            return made
        used, columns["word_code"] = np.unique(columns["word_code"], return_inverse=True)
        columns["word_code"] = (columns["word_code"] + len(self.names)).astype(np.int32)
        words = [word.decode() for word in self.columns["words"][used].tolist()]
        return ProfileTable(ids, (*self.names, *words), columns, claim_ids)

    def all(self) -> ProfileTable:
        """Everybody, as a plain table."""
        return self.unpack(np.arange(len(self)))

    def _within(self, part: str, rows: Rows) -> tuple[Rows, npt.NDArray[np.int64]]:
        """Places of the rows' entries, and where each row's begin among them."""
        offsets = self.columns[f"{part}_offsets"]
        starts = offsets[rows].astype(np.int64)
        lengths = offsets[np.asarray(rows) + 1] - starts
        moved = np.concatenate(([0], np.cumsum(lengths)))
        return np.repeat(starts - moved[:-1], lengths) + np.arange(moved[-1]), moved

    def _holdings(self, within: Rows) -> dict[str, Column]:
        kind = self.columns[_KIND][within]
        held: dict[str, Column] = {
            "holding_concept": self.columns["holding_concept"][within].astype(np.int32),
            "holding_level": self.columns["holding_level"][within],
            "holding_evidence": (kind & (_IS_EXPERIENCE - 1)).astype(np.int8),
            "holding_is_experience": kind >= _IS_EXPERIENCE,
        }
        for name in _CODED:
            held[name] = self.columns[f"{name}_values"][self.columns[name][within]]
        return held

    def _claim_ids(self, within: Rows) -> list[str] | None:
        if "claim_ids" not in self.columns:
            return None
        return [held.decode() for held in self.columns["claim_ids"][within].tolist()]


def as_bytes(texts: Any) -> npt.NDArray[np.bytes_]:
    """Texts as a column of bytes of one width."""
    if isinstance(texts, np.ndarray) and texts.dtype.kind == "S":
        return texts
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    return np.array(encoded, dtype=f"S{max((len(text) for text in encoded), default=1) or 1}")


def _named(table: ProfileTable) -> tuple[list[str], Column, tuple[Column, Column]]:
    """Names but for words, concepts first; each code's place there; words and their places."""
    parts = ("holding_concept", "language_code", "wish_code")
    used = [code for part in parts for code in np.unique(table.columns[part]).tolist()]
    places = np.zeros(len(table.names) + 1, dtype=np.int64)
    kept = list(dict.fromkeys(used))
    places[kept] = np.arange(len(kept))
    codes, at = np.unique(table.columns["word_code"], return_inverse=True)
    words = as_bytes([table.names[code] for code in codes.tolist()])
    order = np.argsort(words, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    word_code = rank[at].astype(_smallest(len(words), signed=True))
    return [table.names[code] for code in kept], places, (words[order], word_code)


def _are_counted(table: ProfileTable) -> bool:
    """Whether claims are numbered "c1", "c2"... within each profile."""
    offsets = table.columns["holding_offsets"]
    lengths = np.diff(offsets)
    counted = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths) + 1
    is_experience = table.columns["holding_is_experience"]
    given = as_bytes(table.claim_ids)
    expected = np.char.add(b"c", counted.astype("S10"))
    return bool(np.all((given == expected) | is_experience))


def _coded(column: Column) -> tuple[Column, Column]:
    """The values that occur, and each entry's place among them."""
    values, places = np.unique(column, return_inverse=True)
    return values, places.astype(_smallest(len(values), signed=False))


def _smallest(largest: int, *, signed: bool) -> type[np.generic]:
    kinds: tuple[type[np.integer[Any]], ...]
    kinds = (np.int16, np.int32, np.int64) if signed else (np.uint8, np.uint16, np.uint32)
    return next(kind for kind in kinds if largest <= np.iinfo(kind).max)
