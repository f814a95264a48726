"""Every specialist of a database as one table of the engine's, by whole columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from matching import Evidence, ProfileTable, hash64, loose_words
from recruit.queries import bulk as queries

Ints = npt.NDArray[np.int64]
Column = npt.NDArray[Any]
Progress = Callable[[int], None]

_HEX = np.frombuffer(bytes(range(256)).hex().encode(), dtype="S2")
_DASHES = (8, 13, 18, 23)
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


def table_of(connection: Connection, progress: Progress = lambda _: None) -> ProfileTable:
    """Read everybody. What is read must be of one moment, or be followed from a position in the
    feed that was read before; ``progress`` is told how many people more are done."""
    known = queries.keys(connection)
    people = _all(queries.people(connection, known), queries.PERSON)
    names = sorted(known.concepts.values())
    codes = {name: code for code, name in enumerate(names)}
    rows = _Rows(people["id"])
    told = _Telling(len(people), progress)
    holdings = _holdings(connection, known, codes, rows, told)
    columns: dict[str, Column] = {
        "available": people["available"].astype(np.int32),
        "pay": np.where(people["pay"] < 0, np.nan, people["pay"].astype(np.float64)),
        "ready": (people["flags"] // 16 - 1).astype(np.int8),
        "tags": np.left_shift(np.uint32(1), (people["flags"] % 16).astype(np.uint32)),
        **holdings,
    }
    for part, ordered in (("language", True), ("wish", False)):
        keyed = people["languages" if ordered else "wishes"].astype(np.int64)
        columns |= _listed(part, keyed, known.lists, codes, ordered=ordered)
    columns |= _words(queries.unlinked(connection), rows, codes)
    ids = _dashed(people["id"])
    columns["hash"] = np.array([hash64(id_) for id_ in ids], dtype=np.uint64)
    told.rest()
    return ProfileTable(ids, list(codes), columns)


def count(connection: Connection) -> int:
    """How many specialists there are."""
    return queries.count(connection)


class _Rows:
    """The row of each identifier."""

    def __init__(self, ids: npt.NDArray[np.void]) -> None:
        self.count = len(ids)
        for odd in _ODD:
            self._odd = np.uint64(odd)
            keys = self._keys(ids)
            self._order = np.argsort(keys)
            self._sorted = keys[self._order]
            if not np.any(self._sorted[1:] == self._sorted[:-1]):
                return
        raise ValueError("two specialists cannot be told apart")

    def of(self, ids: npt.NDArray[np.void]) -> Ints:
        """-1 for who is not there."""
        if not self.count:
            return np.full(len(ids), -1, dtype=np.int64)
        keys = self._keys(ids)
        # A person's lines mostly follow one another: each run of them is looked up once.
        starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)])
        heads = keys[starts]
        at = np.minimum(np.searchsorted(self._sorted, heads), self.count - 1)
        found = np.where(self._sorted[at] == heads, self._order[at], -1)
        return np.repeat(found, np.diff(starts, append=len(keys)))

    def _keys(self, ids: npt.NDArray[np.void]) -> npt.NDArray[np.uint64]:
        halves = np.ascontiguousarray(ids).view(">u8").reshape(-1, 2).astype(np.uint64)
        mixed: npt.NDArray[np.uint64] = (halves[:, 0] * self._odd) ^ halves[:, 1]
        return mixed


class _Telling:
    """Progress in people, while lines are read."""

    def __init__(self, people: int, progress: Progress) -> None:
        self.left, self.progress = people, progress

    def some(self, people: int) -> None:
        people = min(people, self.left)
        self.left -= people
        self.progress(people)

    def rest(self) -> None:
        self.some(self.left)


def _holdings(
    connection: Connection,
    known: queries.Keys,
    codes: Mapping[str, int],
    rows: _Rows,
    told: _Telling,
) -> dict[str, Column]:
    keys = np.array(sorted(known.concepts), dtype=np.int64)
    code_of = np.array([codes[known.concepts[key]] for key in keys.tolist()], dtype=np.int64)
    owners: list[Column] = []
    concepts: list[Column] = []
    packed: list[Column] = []
    years: list[Column] = []
    last: list[Column] = []
    flags: list[Column] = []
    for table in (queries.CLAIMS, queries.EXPERIENCE):
        for lines in queries.lines(connection, table, known):
            owner = rows.of(lines["owner"])
            kept = owner >= 0
            lines, owner = lines[kept], owner[kept]
            owners.append(owner.astype(np.int32))
            concepts.append(
                code_of[np.searchsorted(keys, lines["concept"].astype(np.int64))].astype(np.int32)
            )
            packed.append(lines["packed"].astype(np.int32))
            years.append(lines["years"].astype(np.float64))
            last.append(lines["last"].astype(np.float64))
            flags.append(np.full(len(lines), table == queries.EXPERIENCE))
            told.some(len(lines) // 20)
    owner, concept = _joined(owners, np.int32), _joined(concepts, np.int32)
    pack, flag = _joined(packed, np.int32), _joined(flags, np.bool_)
    order = _order(owner, flag, pack >> 5, concept)
    evidence = np.array([tuple(Evidence).index(Evidence(e.value)) for e in queries.EVIDENCE])
    return {
        "holding_offsets": _offsets(np.bincount(owner, minlength=rows.count)),
        "holding_concept": concept[order],
        "holding_level": ((pack >> 2) & 7).astype(np.int8)[order],
        "holding_years": _joined(years, np.float64)[order],
        "holding_last_used": _joined(last, np.float64)[order],
        "holding_evidence": np.where(flag, 0, evidence[pack & 3]).astype(np.int8)[order],
        "holding_is_experience": flag[order],
    }


def _order(owner: Column, is_experience: Column, position: Column, concept: Column) -> Ints:
    """The order of lines: by person, claims first, by position, by concept."""
    key = owner.astype(np.int64)
    for part in (is_experience, position, concept):
        span = 1 + int(part.max(initial=0))
        if int(key.max(initial=0)) >= np.iinfo(np.int64).max // span - 1:
            return np.lexsort((concept, position, is_experience, owner))
        key = key * span + part
    # One key sorts quicker than four, and at once where lines were written in their order.
    return np.argsort(key, kind="stable")


def _listed(
    part: str,
    keyed: Ints,
    lists: Mapping[int, Sequence[str]],
    codes: dict[str, int],
    *,
    ordered: bool,
) -> dict[str, Column]:
    """The ragged columns of what is kept as one list a person."""
    used, which = np.unique(keyed, return_inverse=True)
    coded = [
        [
            codes.setdefault(name, len(codes))
            for name in (lists[key] if ordered else sorted(set(lists[key])))
        ]
        for key in used.tolist()
    ]
    return _ragged(part, coded, which)


def _ragged(part: str, coded: Sequence[Sequence[int]], which: Ints) -> dict[str, Column]:
    """Each row's entries, ``coded[which[row]]``, laid end to end."""
    lengths = np.array([len(entries) for entries in coded], dtype=np.int64)
    flat = np.array([code for entries in coded for code in entries], dtype=np.int32)
    starts = np.concatenate(([0], np.cumsum(lengths)))[:-1]
    mine = lengths[which]
    offsets = _offsets(mine)
    within = np.repeat(starts[which] - offsets[:-1], mine) + np.arange(offsets[-1])
    return {f"{part}_offsets": offsets, f"{part}_code": flat[within]}


def _words(
    unlinked: Iterable[tuple[str, str]], rows: _Rows, codes: dict[str, int]
) -> dict[str, Column]:
    """The words of what no concept covers."""
    texts: dict[str, list[str]] = defaultdict(list)
    for owner, text in unlinked:
        texts[owner].append(text)
    at = rows.of(np.frombuffer(bytes.fromhex("".join(texts)), dtype="V16"))
    coded: list[list[int]] = [[]]
    which = np.zeros(rows.count, dtype=np.int64)
    for row, said in zip(at.tolist(), texts.values(), strict=True):
        if row >= 0:
            which[row] = len(coded)
            coded.append(
                [codes.setdefault(w, len(codes)) for w in sorted(loose_words(" ".join(said)))]
            )
    return _ragged("word", coded, which)


def _dashed(ids: npt.NDArray[np.void]) -> list[str]:
    """Identifiers as they are written."""
    digits = _HEX[np.ascontiguousarray(ids).view(np.uint8)].view("S1").reshape(-1, 32)
    made = np.empty((len(digits), 36), dtype="S1")
    dash = np.isin(np.arange(36), _DASHES)
    made[:, dash] = b"-"
    made[:, ~dash] = digits
    written: list[str] = made.view("S36").ravel().astype("U36").tolist()
    return written


def _all(chunks: Iterable[Column], kind: np.dtype[Any]) -> Column:
    parts = list(chunks)
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)


def _joined(parts: list[Column], kind: type[np.generic]) -> Column:
    made = np.concatenate(parts) if parts else np.empty(0, dtype=kind)
    parts.clear()
    return made


def _offsets(lengths: Column) -> Ints:
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)))
