"""People in few bytes: the columns of a `ProfileTable` in their smallest exact form.

What is said of a holding (level, years, last use, evidence) is kept as its place in a table of
what occurs, so that a value read back is the very number that was put in; pay likewise. Codes
take the fewest bytes that hold them, and ids that are all UUIDs sixteen. A table of a million
people with fifteen claims is about 110 MB, and can be a memory map.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from matching._packing import as_bytes, coded, packed_ids, plain_ids, said_once, smallest
from matching._rows import RAGGED, ROW_COLUMNS
from matching._table import ProfileTable

_CHUNK = 1 << 16

Column = npt.NDArray[Any]
Rows = npt.NDArray[np.integer[Any]]

_SAID = ("level", "years", "last_used", "evidence", "is_experience")


class PackedTable:
    """Profiles in their smallest columns; only read.

    Attributes
    ----------
    names : tuple of str
        What the codes of concepts, languages and wishes mean, concepts first. Words are apart:
        ``words`` (bytes, in order), and ``word_code`` places in it.
    columns : mapping of str to ndarray
        Those of `ProfileTable`, with ``holding_said`` as places in ``said_level``, ``said_years``,
        ``said_last_used``, ``said_evidence`` and ``said_is_experience``, and ``pay`` as places in
        ``pay_values``. ``ids`` of shape (n,): UTF-8, or the 16 bytes of UUIDs. ``claim_ids``
        unless they are "c1", "c2"... within each profile. ``by_hash``: rows in the order of
        ``hash``.
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
            columns[f"{part}_offsets"] = offsets.astype(smallest(int(offsets[-1]), signed=True))
        names, places, words = _named(table)
        code = smallest(len(names), signed=True)
        for name in ("holding_concept", "language_code", "wish_code"):
            columns[name] = places[table.columns[name]].astype(code)
        columns["words"], columns["word_code"] = words
        columns |= said_once({name: table.columns[f"holding_{name}"] for name in _SAID})
        columns["pay_values"], columns["pay"] = coded(columns["pay"])
        columns["tags"] = columns["tags"].astype(smallest(int(columns["tags"].max(initial=0))))
        columns["ids"] = packed_ids(table.ids)
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
        return plain_ids(self.columns["ids"][rows])

    @property
    def pay(self) -> npt.NDArray[np.float64]:
        """The pay each row wants, NaN for unknown, shape (n,)."""
        pay: npt.NDArray[np.float64] = self.columns["pay_values"][self.columns["pay"]]
        return pay

    @property
    def is_experience(self) -> npt.NDArray[np.bool_]:
        """Which holdings are time in an occupation."""
        flags: npt.NDArray[np.bool_] = self.columns["said_is_experience"]
        return flags[self.columns["holding_said"]]

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
            place = start
            while place < len(order) and int(column[order[place]]) == hashed:
                if self.ids_of(order[place : place + 1]) == [wanted]:
                    found[n] = order[place]
                    break
                place += 1
        return found

    def holders(self, concepts: Collection[str]) -> npt.NDArray[np.bool_]:
        """Who holds any of some concepts, shape (n,)."""
        marks = np.zeros(len(self.names) + 1, dtype=np.bool_)
        marks[[self.codes[name] for name in concepts if name in self.codes]] = True
        found = np.zeros(len(self), dtype=np.bool_)
        held, offsets = self.columns["holding_concept"], self.columns["holding_offsets"]
        for start in range(0, len(self), _CHUNK):
            ends = offsets[start : start + _CHUNK + 1].astype(np.int64)
            flags = np.take(marks, held[ends[0] : ends[-1]])
            before = np.concatenate(([0], np.cumsum(flags, dtype=np.int32)))[ends - ends[0]]
            found[start : start + _CHUNK] = before[1:] > before[:-1]
        return found

    def unpack(
        self, rows: Rows, *, named: bool = True, parts: Iterable[str] = tuple(RAGGED)
    ) -> ProfileTable:
        """These rows, in this order, as a plain table.

        Without ``named``, ids are left empty; of the ragged ``parts`` only those given are read.
        """
        columns: dict[str, Column] = {
            name: self.columns[name][rows] for name in ROW_COLUMNS if name not in ("pay", "tags")
        }
        columns["pay"] = self.columns["pay_values"][self.columns["pay"][rows]]
        columns["tags"] = self.columns["tags"][rows].astype(np.uint32)
        claim_ids = None
        for part in parts:
            within, columns[f"{part}_offsets"] = self._within(part, rows)
            if part == "holding":
                columns |= self._holdings(within)
                claim_ids = self._claim_ids(within) if named else None
            else:
                columns[f"{part}_code"] = self.columns[f"{part}_code"][within].astype(np.int32)
        ids = self.ids_of(rows) if named else [""] * len(columns["hash"])
        if not len(columns.get("word_code", ())):
            made = ProfileTable(ids, self.names, columns, claim_ids)
            made.__dict__["codes"] = self.codes
            return made
        used, places = np.unique(columns["word_code"], return_inverse=True)
        columns["word_code"] = (places + len(self.names)).astype(np.int32)
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
        said = self.columns["holding_said"][within]
        held = {f"holding_{name}": self.columns[f"said_{name}"][said] for name in _SAID}
        held["holding_concept"] = self.columns["holding_concept"][within].astype(np.int32)
        return held

    def _claim_ids(self, within: Rows) -> list[str] | None:
        if "claim_ids" not in self.columns:
            return None
        return [held.decode() for held in self.columns["claim_ids"][within].tolist()]


def _named(table: ProfileTable) -> tuple[list[str], Column, tuple[Column, Column]]:
    """Names but for words, concepts first; each code's place there; words and their places."""
    parts = ("holding_concept", "language_code", "wish_code")
    used = [code for part in parts for code in _occurring(table.columns[part])]
    places = np.zeros(len(table.names) + 1, dtype=np.int64)
    kept = list(dict.fromkeys(used))
    places[kept] = np.arange(len(kept))
    codes, at = np.unique(table.columns["word_code"], return_inverse=True)
    words = as_bytes([table.names[code] for code in codes.tolist()])
    order = np.argsort(words, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    word_code = rank[at].astype(smallest(len(words), signed=True))
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


def _occurring(codes: Column) -> list[int]:
    """The codes that occur, in order."""
    found: list[int] = np.flatnonzero(np.bincount(codes)).tolist()
    return found
