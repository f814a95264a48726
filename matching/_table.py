"""People as columns: one row a profile, with ragged columns for what there are several of.

``None`` is kept as a value no real one has: level 0, NaN years and pay, day 0, readiness -1.
Of ``text`` only the words are kept, which a score reads, and not what was said with them.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from matching._arrays import Bools, Floats, Ints
from matching._coded import Places
from matching._held import Entries, Held
from matching._rows import EVIDENCE, RAGGED, ROW_COLUMNS, add_person
from matching._said import SAID, Said
from matching.records import Claim, Experience, Profile

Texts = npt.NDArray[np.object_]
Column = npt.NDArray[Any]


class ProfileTable:
    """Columnar profiles. Immutable: `take` and `joined` make a new one.

    Attributes
    ----------
    ids : ndarray of object, shape (n,)
        Profile ids.
    names : tuple of str
        What the integer codes of concepts, languages, wishes and words mean.
    columns : mapping of str to ndarray
        ``available`` (ordinal day), ``pay`` (som), ``ready``, ``hash``, each of shape (n,);
        ``holding_offsets`` of shape (n + 1,) with ``holding_concept``, ``holding_level``,
        ``holding_years``, ``holding_last_used``, ``holding_evidence``, ``holding_is_experience``
        of shape (number of claims and experiences,), claims first within a profile; ``language_``,
        ``wish_`` and ``word_`` alike.
    claim_ids : ndarray of object
        Along the holdings; empty for an experience.
    """

    def __init__(
        self,
        ids: Sequence[str] | Texts,
        names: Sequence[str],
        columns: Mapping[str, Column],
        claim_ids: Sequence[str] | Texts | None = None,
    ) -> None:
        self.ids = _objects(ids)
        self.names = tuple(names)
        self.columns = columns if isinstance(columns, dict) else dict(columns)
        self.claim_ids = None if claim_ids is None else _objects(claim_ids)
        self._entries: dict[str, Entries] = {}

    @classmethod
    def from_profiles(cls, profiles: Iterable[Profile]) -> ProfileTable:
        """Columns of profiles, in their order; `ValueError` if two share an id."""
        people = list(profiles)
        ids = [profile.id for profile in people]
        if len(set(ids)) != len(ids):
            raise ValueError("two profiles have the same id")
        codes: dict[str, int] = {}
        values: dict[str, list[object]] = {name: [] for name in ROW_COLUMNS}
        values |= {f"{part}_{name}": [] for part, names in RAGGED.items() for name in names}
        counts: dict[str, list[int]] = {part: [0] for part in RAGGED}
        claim_ids: list[str] = []
        for person in people:
            add_person(person, values, counts, codes, claim_ids)
        columns: dict[str, Column] = {
            name: np.array(values[name], dtype=kind) for name, kind in ROW_COLUMNS.items()
        }
        for part, names in RAGGED.items():
            columns[f"{part}_offsets"] = np.cumsum(counts[part], dtype=np.int64)
            for name, kind in names.items():
                columns[f"{part}_{name}"] = np.array(values[f"{part}_{name}"], dtype=kind)
        return cls(ids, list(codes), columns, claim_ids)

    def __len__(self) -> int:
        return len(self.ids)

    def profile(self, row: int) -> Profile:
        """The profile of a row, all but its text."""
        start, stop = self._span("holding", row)
        claims: list[Claim] = []
        experience: list[Experience] = []
        # Whole slices to plain Python first: element by element costs ten times as much.
        parts = [self.columns[f"holding_{name}"][start:stop].tolist() for name in RAGGED["holding"]]
        for claim_id, code, level, years, last, evidence, is_experience in zip(
            self._claim_ids(start, stop), *parts, strict=True
        ):
            concept, held = self.names[code], number(years)
            if is_experience:
                experience.append(Experience(concept, held))
            else:
                stands = EVIDENCE[evidence]
                claims.append(Claim(claim_id, concept, level or None, held, number(last), stands))
        day = int(self.columns["available"][row])
        ready = int(self.columns["ready"][row])
        return Profile(
            id=self.ids[row],
            claims=tuple(claims),
            experience=tuple(experience),
            languages=tuple(self.coded("language", row)),
            available_from=dt.date.fromordinal(day) if day else None,
            pay_wanted=number(float(self.columns["pay"][row])),
            ready_to_move=None if ready < 0 else bool(ready),
            wishes=frozenset(self.coded("wish", row)),
        )

    def _claim_ids(self, start: int, stop: int) -> list[str]:
        if self.claim_ids is None:
            return [f"c{n}" for n in range(1, stop - start + 1)]
        named: list[str] = self.claim_ids[start:stop].tolist()
        return named

    def words(self, row: int) -> frozenset[str]:
        """The words of a row's text; see ``loose_words``."""
        return frozenset(self.coded("word", row))

    def take(self, rows: npt.NDArray[np.integer]) -> ProfileTable:
        """The table of these rows, in this order."""
        columns: dict[str, Column] = {name: self.columns[name][rows] for name in ROW_COLUMNS}
        claim_ids = self.claim_ids
        for part, names in RAGGED.items():
            offsets = self.columns[f"{part}_offsets"]
            lengths = np.diff(offsets)[rows]
            moved = np.concatenate(([0], np.cumsum(lengths)))
            within = np.repeat(offsets[:-1][rows] - moved[:-1], lengths) + np.arange(moved[-1])
            columns[f"{part}_offsets"] = moved
            columns |= {f"{part}_{n}": self.columns[f"{part}_{n}"][within] for n in names}
            if part == "holding" and claim_ids is not None:
                claim_ids = claim_ids[within]
        return ProfileTable(self.ids[rows], self.names, columns, claim_ids)

    def joined(self, other: ProfileTable) -> ProfileTable:
        """This table with another's rows after it."""
        codes = dict(self.codes)
        recoded = np.array([codes.setdefault(n, len(codes)) for n in other.names], dtype=np.int32)
        columns: dict[str, Column] = {}
        for name, column in self.columns.items():
            added = other.columns[name]
            if name.endswith("_offsets"):
                added = added[1:] + column[-1]
            elif name in ("holding_concept", "language_code", "wish_code", "word_code"):
                added = recoded[added] if len(added) else added
            columns[name] = np.concatenate((column, added))
        return ProfileTable(
            np.concatenate((self.ids, other.ids)),
            list(codes),
            columns,
            self._joined_claim_ids(other),
        )

    def _joined_claim_ids(self, other: ProfileTable) -> Texts | None:
        if self.claim_ids is None and other.claim_ids is None:
            return None
        return np.concatenate((self.named_claims(), other.named_claims()))

    def named_claims(self) -> Texts:
        """The id of every holding, empty for an experience."""
        if self.claim_ids is not None:
            return self.claim_ids
        offsets = self.columns["holding_offsets"]
        place = np.arange(offsets[-1]) - np.repeat(offsets[:-1], np.diff(offsets)) + 1
        flags = self.columns["holding_is_experience"].tolist()
        return _objects(
            ["" if flag else f"c{n}" for n, flag in zip(place.tolist(), flags, strict=True)]
        )

    @cached_property
    def places(self) -> Places:
        """The codes of names, and of words."""
        return Places(self.names)

    @property
    def codes(self) -> dict[str, int]:
        """The code of each name."""
        return self.places.codes

    @property
    def pay(self) -> Floats:
        """The pay each row wants, NaN for unknown."""
        pay: Floats = self.columns["pay"]
        return pay

    @property
    def is_experience(self) -> Bools:
        """Which holdings are time in an occupation."""
        flags: Bools = self.columns["holding_is_experience"]
        return flags

    @cached_property
    def held(self) -> Held:
        """The holdings as a score reads them."""
        said = Said({name: self.columns[f"holding_{name}"] for name in SAID})
        return Held(self.entries("holding"), said, None)

    @cached_property
    def years(self) -> Floats:
        """Each holding's years; an occupation that has none has those of the longest claim."""
        return self.held.said.years[self.held.place]

    @cached_property
    def longest(self) -> Floats:
        """The most years anybody says of anything, shape (n,)."""
        return self.held.said.years[self.held.longest]

    @cached_property
    def trust(self) -> Floats:
        """How far each holding is believed: less than 1 in a long list of bare claims."""
        trust = self.held.trust
        return np.ones(len(self.holding_owners)) if trust is None else trust

    @cached_property
    def standing(self) -> Floats:
        """Each holding's evidence factor, faded by how long ago it was used."""
        return self.held.of(self.held.said.standing)

    def entries(self, part: str) -> Entries:
        """Where each row's entries begin."""
        found = self._entries.get(part)
        if found is None:
            found = self._entries[part] = Entries(self.columns[f"{part}_offsets"])
        return found

    @property
    def holding_owners(self) -> Ints:
        """The row each holding belongs to."""
        return self.entries("holding").owners

    def _span(self, part: str, row: int) -> tuple[int, int]:
        offsets = self.columns[f"{part}_offsets"]
        return int(offsets[row]), int(offsets[row + 1])

    def coded(self, part: str, row: int) -> list[str]:
        """The names of a row's languages, wishes or words."""
        start, stop = self._span(part, row)
        return [self.names[code] for code in self.columns[f"{part}_code"][start:stop].tolist()]


def number(value: float) -> float | None:
    """A number, None for NaN."""
    return None if math.isnan(value) else value


def _objects(texts: Sequence[str] | Texts) -> Texts:
    if isinstance(texts, np.ndarray) and texts.dtype == object:
        return texts
    made = np.empty(len(texts), dtype=object)
    made[:] = texts
    return made
