"""People as columns: one row a profile, with ragged columns for what there are several of.

``None`` is kept as a value no real one has: level 0, NaN years and pay, day 0, readiness -1.
``text`` is not kept: no score reads it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.records import Claim, Evidence, Experience, Profile
from matching.scoring import (
    EVIDENCE_FACTORS,
    FADE_A_YEAR,
    FADE_LEAST,
    FRESH_YEARS,
    LOWEST_LEVEL,
    YEARS_OF_LEVEL,
    hash64,
)

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]
Column = npt.NDArray[Any]

EVIDENCE = tuple(Evidence)

ROW_COLUMNS: dict[str, type[np.generic]] = {
    "available": np.int32,
    "pay": np.float64,
    "ready": np.int8,
    "hash": np.uint64,
}
RAGGED: dict[str, dict[str, type[np.generic]]] = {
    "holding": {
        "concept": np.int32,
        "level": np.int8,
        "years": np.float64,
        "last_used": np.float64,
        "evidence": np.int8,
        "is_experience": np.bool_,
    },
    "language": {"code": np.int32},
    "wish": {"code": np.int32},
}


class ProfileTable:
    """Columnar profiles. Immutable: `take` and `joined` make a new one.

    Attributes
    ----------
    ids : ndarray of object, shape (n,)
        Profile ids.
    names : tuple of str
        What the integer codes of concepts, languages and wishes mean.
    columns : mapping of str to ndarray
        ``available`` (ordinal day), ``pay`` (som), ``ready``, ``hash``, each of shape (n,);
        ``holding_offsets`` of shape (n + 1,) with ``holding_concept``, ``holding_level``,
        ``holding_years``, ``holding_last_used``, ``holding_evidence``, ``holding_is_experience``
        of shape (number of claims and experiences,), claims first within a profile; ``language_``
        and ``wish_`` alike.
    claim_ids : ndarray of object
        Along the holdings; empty for an experience.
    """

    def __init__(
        self,
        ids: Sequence[str] | Texts,
        names: Sequence[str],
        columns: Mapping[str, Column],
        claim_ids: Sequence[str] | Texts,
    ) -> None:
        self.ids = _objects(ids)
        self.names = tuple(names)
        self.columns = dict(columns)
        self.claim_ids = _objects(claim_ids)

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
            _add_person(person, values, counts, codes, claim_ids)
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
            self.claim_ids[start:stop].tolist(), *parts, strict=True
        ):
            concept, held = self.names[code], _number(years)
            if is_experience:
                experience.append(Experience(concept, held))
            else:
                stands = EVIDENCE[evidence]
                claims.append(Claim(claim_id, concept, level or None, held, _number(last), stands))
        day = int(self.columns["available"][row])
        ready = int(self.columns["ready"][row])
        return Profile(
            id=self.ids[row],
            claims=tuple(claims),
            experience=tuple(experience),
            languages=tuple(self._coded("language", row)),
            available_from=dt.date.fromordinal(day) if day else None,
            pay_wanted=_number(float(self.columns["pay"][row])),
            ready_to_move=None if ready < 0 else bool(ready),
            wishes=frozenset(self._coded("wish", row)),
        )

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
            if part == "holding":
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
            elif name in ("holding_concept", "language_code", "wish_code"):
                added = recoded[added] if len(added) else added
            columns[name] = np.concatenate((column, added))
        return ProfileTable(
            np.concatenate((self.ids, other.ids)),
            list(codes),
            columns,
            np.concatenate((self.claim_ids, other.claim_ids)),
        )

    @cached_property
    def codes(self) -> dict[str, int]:
        """The code of each name."""
        return {name: code for code, name in enumerate(self.names)}

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each id."""
        return {profile_id: row for row, profile_id in enumerate(self.ids)}

    @cached_property
    def effective(self) -> Floats:
        """Each holding's effective level, 1 to 5."""
        years: Floats = self.columns["holding_years"]
        from_years: Floats = np.full(len(years), float(LOWEST_LEVEL))
        worked = years > 0
        from_years[worked] = 2.0
        for limit in YEARS_OF_LEVEL:
            from_years += worked & (years >= limit)
        level = self.columns["holding_level"]
        return np.where(level > 0, level.astype(np.float64), from_years)

    @cached_property
    def bare(self) -> Bools:
        """Whether a holding says neither level nor years."""
        bare: Bools = np.isnan(self.columns["holding_years"]) & (self.columns["holding_level"] == 0)
        return bare

    @cached_property
    def standing(self) -> Floats:
        """Each holding's evidence factor, faded by how long ago it was used."""
        factors = np.array([EVIDENCE_FACTORS[evidence] for evidence in EVIDENCE])
        standing: Floats = factors[self.columns["holding_evidence"]]
        last = self.columns["holding_last_used"]
        old = last > FRESH_YEARS
        faded = np.maximum(FADE_LEAST, 1.0 - FADE_A_YEAR * (last[old] - FRESH_YEARS))
        standing[old] = standing[old] * faded
        return standing

    def owners(self, part: str) -> Ints:
        """The row each ragged entry belongs to."""
        return np.repeat(np.arange(len(self)), self.lengths(part))

    def lengths(self, part: str) -> Ints:
        """How many entries each row has."""
        return np.diff(self.columns[f"{part}_offsets"])

    @cached_property
    def holding_owners(self) -> Ints:
        return self.owners("holding")

    @cached_property
    def by_concept(self) -> tuple[Ints, Ints]:
        """Holdings sorted by concept, and where each concept code starts among them."""
        concepts = self.columns["holding_concept"]
        order = np.argsort(concepts, kind="stable")
        return order, np.searchsorted(concepts[order], np.arange(len(self.names) + 1))

    def _span(self, part: str, row: int) -> tuple[int, int]:
        offsets = self.columns[f"{part}_offsets"]
        return int(offsets[row]), int(offsets[row + 1])

    def _coded(self, part: str, row: int) -> list[str]:
        start, stop = self._span(part, row)
        return [self.names[code] for code in self.columns[f"{part}_code"][start:stop].tolist()]


def _add_person(
    person: Profile,
    values: dict[str, list[object]],
    counts: dict[str, list[int]],
    codes: dict[str, int],
    claim_ids: list[str],
) -> None:
    available = person.available_from
    values["available"].append(available.toordinal() if available else 0)
    values["pay"].append(_nan(person.pay_wanted))
    values["ready"].append(-1 if person.ready_to_move is None else int(person.ready_to_move))
    values["hash"].append(hash64(person.id))
    holdings: list[Claim | Experience] = [*person.claims, *person.experience]
    for held in holdings:
        claim = held if isinstance(held, Claim) else None
        values["holding_concept"].append(codes.setdefault(held.concept, len(codes)))
        values["holding_years"].append(_nan(held.years))
        values["holding_level"].append((claim.level or 0) if claim else 0)
        values["holding_last_used"].append(_nan(claim.last_used_years) if claim else np.nan)
        values["holding_evidence"].append(EVIDENCE.index(claim.evidence) if claim else 0)
        values["holding_is_experience"].append(claim is None)
        claim_ids.append(claim.id if claim else "")
    counts["holding"].append(len(holdings))
    for part, words in (("language", person.languages), ("wish", sorted(person.wishes))):
        values[f"{part}_code"] += [codes.setdefault(word, len(codes)) for word in words]
        counts[part].append(len(words))


def _nan(value: float | None) -> float:
    return np.nan if value is None else float(value)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _objects(texts: Sequence[str] | Texts) -> Texts:
    made = np.empty(len(texts), dtype=object)
    made[:] = texts
    return made
