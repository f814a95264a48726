"""People in few bytes: the columns of a `ProfileTable` in their smallest exact form.

What is said of a holding (level, years, last use, evidence) is kept as its place in a table of
what occurs, so that a value read back is the very number that was put in; pay likewise. Codes
take the fewest bytes that hold them, and ids that are all UUIDs sixteen. A table of a million
people with fifteen claims is about 110 MB, and can be a memory map.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from matching._coded import Places
from matching._held import Held
from matching._packing import as_bytes, coded, packed_ids, plain_ids, said_once, smallest
from matching._rows import RAGGED, ROW_COLUMNS
from matching._said import SAID, Said
from matching._table import ProfileTable

_ROWS = 1 << 13

Column = npt.NDArray[Any]
Rows = npt.NDArray[np.integer[Any]]

_ALL = (
    *ROW_COLUMNS,
    *(f"{part}_offsets" for part in RAGGED),
    *(f"{part}_{name}" for part, names in RAGGED.items() for name in names),
)


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
        columns |= said_once({name: table.columns[f"holding_{name}"] for name in SAID})
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
    def places(self) -> Places:
        """The codes of names, and of words."""
        return Places(self.names, self.columns["words"])

    @property
    def codes(self) -> dict[str, int]:
        """The code of each name."""
        return self.places.codes

    @cached_property
    def said(self) -> Said:
        """What is said of holdings, each once."""
        return Said({name: self.columns[f"said_{name}"] for name in SAID})

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

    def holders(self, rows: Rows, sets: Sequence[Collection[str]]) -> list[npt.NDArray[np.bool_]]:
        """Which of some rows hold any of the concepts of each set; at most eight sets."""
        bits = np.zeros(len(self.names) + 1, dtype=np.uint8)
        for place, concepts in enumerate(sets):
            bits[self._marks(concepts)] |= 1 << place
        found = np.zeros(len(rows), dtype=np.uint8)
        for start in range(0, len(rows), _ROWS):
            lazy = Unpacked(self.columns, rows[start : start + _ROWS], len(self.names))
            offsets = lazy["holding_offsets"]
            has = np.flatnonzero(offsets[1:] > offsets[:-1])
            held = np.take(bits, lazy["holding_concept"])
            if len(has):
                found[start + has] = np.bitwise_or.reduceat(held, offsets[has])
        return [(found >> place & 1).astype(np.bool_) for place in range(len(sets))]

    def _marks(self, concepts: Collection[str]) -> npt.NDArray[np.bool_]:
        marks = np.zeros(len(self.names) + 1, dtype=np.bool_)
        marks[[self.codes[name] for name in concepts if name in self.codes]] = True
        return marks

    def unpack(
        self, rows: Rows, *, named: bool = True, parts: Iterable[str] | None = None
    ) -> ProfileTable:
        """These rows, in this order, as a plain table.

        Without ``named``, ids are left empty. Without it, or with ``parts`` (those that a score
        looks at), columns are read as they are asked for, and words are left without names.
        """
        rows = np.asarray(rows)
        lazy = Unpacked(self.columns, rows, len(self.names))
        if named and parts is None:
            names, columns = self._whole(lazy)
            return ProfileTable(self.ids_of(rows), names, columns, lazy.claim_ids())
        ids: Any = self.ids_of(rows) if named else np.empty(len(rows), dtype=object)
        made = ProfileTable(ids, self.names, lazy, lazy.claim_ids() if named else None)
        made.places = self.places
        made.held = Held(made.entries("holding"), self.said, lazy["holding_said"])
        return made

    def _whole(self, lazy: Unpacked) -> tuple[tuple[str, ...], dict[str, Column]]:
        """Names with those of the words that occur, and every column."""
        columns = {name: lazy[name] for name in _ALL}
        if not len(columns["word_code"]):
            return self.names, columns
        used, places = np.unique(columns["word_code"], return_inverse=True)
        columns["word_code"] = (places + len(self.names)).astype(np.int32)
        words = self.columns["words"][used - len(self.names)].tolist()
        return (*self.names, *(word.decode() for word in words)), columns

    def all(self) -> ProfileTable:
        """Everybody, as a plain table."""
        return self.unpack(np.arange(len(self)))


class Unpacked(dict[str, Column]):
    """Columns of some rows, each read when it is first asked for."""

    def __init__(self, packed: Mapping[str, Column], rows: Rows, first_word: int) -> None:
        super().__init__()
        self._packed = packed
        self._rows, self._after = rows, rows + 1
        self._first_word = first_word
        self._within: dict[str, Rows] = {}

    def __missing__(self, name: str) -> Column:
        made = self[name] = self._read(name)
        return made

    def claim_ids(self) -> list[str] | None:
        if "claim_ids" not in self._packed:
            return None
        held = self._packed["claim_ids"].take(self._of("holding"))
        return [claim_id.decode() for claim_id in held.tolist()]

    def _read(self, name: str) -> Column:
        if name in ROW_COLUMNS:
            column = self._packed[name].take(self._rows)
            if name == "pay":
                return self._packed["pay_values"].take(column)
            return column.astype(ROW_COLUMNS[name], copy=False)
        part, _, what = name.partition("_")
        if part not in RAGGED:
            raise KeyError(name)
        if what == "offsets":
            return self._offsets(part)
        if part == "holding" and what in SAID:
            return self._packed[f"said_{what}"].take(self["holding_said"])
        column = self._packed[name].take(self._of(part))
        if what == "said":
            return column
        return column.astype(np.int32) + np.int32(self._first_word if part == "word" else 0)

    def _of(self, part: str) -> Rows:
        """The places of a part's entries."""
        self[f"{part}_offsets"]
        return self._within[part]

    def _offsets(self, part: str) -> npt.NDArray[np.int64]:
        """Where each row's entries begin, those of all rows end to end."""
        offsets, rows = self._packed[f"{part}_offsets"], self._rows
        starts = offsets.take(rows).astype(np.int64)
        lengths = offsets.take(self._after) - starts
        moved = np.zeros(len(rows) + 1, dtype=np.int64)
        lengths.cumsum(out=moved[1:])
        self._within[part] = (starts - moved[:-1]).repeat(lengths) + np.arange(int(moved[-1]))
        return moved


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
