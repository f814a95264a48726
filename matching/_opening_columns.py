"""Open vacancies as columns: what a candidate's direction looks at, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from matching._arrays import Bools, Floats, Ints
from matching._opening_terms import Codes, Terms
from matching._plan import share_of, years_asked
from matching.likeness import asked_of
from matching.records import Importance, Posting
from matching.scoring import pay_expected, tie_seed

NONE = -1


@dataclass(frozen=True)
class Ragged:
    """Rows of unlike lengths, end to end: ``start`` has the shape (n + 1,), ``values`` are columns
    of the same length."""

    start: Ints
    values: tuple[npt.NDArray[Any], ...]

    @classmethod
    def of(cls, rows: Sequence[Sequence[tuple[Any, ...]]], *dtypes: Any) -> Ragged:
        flat = [line for row in rows for line in row]
        columns = list(zip(*flat, strict=True)) if flat else [()] * len(dtypes)
        start = np.concatenate([[0], np.cumsum([len(row) for row in rows], dtype=np.int64)])
        pairs = zip(columns, dtypes, strict=True)
        return cls(start.astype(np.int64), tuple(np.array(c, dtype=d) for c, d in pairs))

    def lengths(self) -> Ints:
        return np.diff(self.start)

    def spread(self, rows: Ints) -> tuple[Ints, Bools]:
        """Places of some rows' lines, shape (n_rows, longest), and which of them there are."""
        lengths = self.start[rows + 1] - self.start[rows]
        across = np.arange(int(lengths.max(initial=0)))
        there = across < lengths[:, None]
        return np.where(there, self.start[rows][:, None] + across, 0), there

    def take(self, rows: Ints) -> Ragged:
        places, there = self.spread(rows)
        flat = places[there]
        start = np.concatenate([[0], np.cumsum(there.sum(axis=1, dtype=np.int64))])
        return Ragged(start.astype(np.int64), tuple(column[flat] for column in self.values))

    def joined(self, other: Ragged) -> Ragged:
        start = np.concatenate([self.start, other.start[1:] + self.start[-1]])
        pairs = zip(self.values, other.values, strict=True)
        return Ragged(start, tuple(np.concatenate(pair) for pair in pairs))

    def added(self, values: npt.NDArray[Any]) -> Floats:
        """The sum of each row's values, 0 where it has none."""
        found: Floats = self._reduced(np.add, values, np.float64)
        return found

    def most(self, values: npt.NDArray[Any]) -> Floats:
        """The largest of each row's values (at least 0), 0 where it has none."""
        found: Floats = self._reduced(np.maximum, values, np.float64)
        return found

    def any(self, values: Bools) -> Bools:
        """Whether any of each row's values is true."""
        found: Bools = self._reduced(np.logical_or, values, np.bool_)
        return found

    def _reduced(self, how: Any, values: npt.NDArray[Any], dtype: Any) -> Any:
        found = np.zeros(len(self.start) - 1, dtype=dtype)
        filled = np.flatnonzero(np.diff(self.start))
        if len(filled):
            found[filled] = how.reduceat(values, self.start[filled])
        return found


@dataclass(frozen=True)
class Columns:
    """Vacancies, a row each, in no order.

    ``asks`` are requirements: the code of what is asked, its share of the skill's weight, whether
    it is a must. ``named`` are the concepts by which vacancies are alike, with their weights.
    Codes are those of `Terms` and of its sets; ``trade`` is -1 where no occupation is named,
    ``start`` an ordinal day, 0 where none is; ``pay`` is som a month, NaN where it is not told.
    """

    ids: npt.NDArray[np.object_]
    seed: npt.NDArray[np.uint64]
    occupation: Ints
    trade: Ints
    languages: Ints
    conditions: Ints
    start: Ints
    pay: Floats
    shares: Floats
    asks: Ragged
    named: Ragged

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: Ints) -> Columns:
        made: dict[str, Any] = {}
        for field in fields(self):
            column = getattr(self, field.name)
            made[field.name] = column.take(rows) if isinstance(column, Ragged) else column[rows]
        return Columns(**made)

    def joined(self, other: Columns) -> Columns:
        made: dict[str, Any] = {}
        for field in fields(self):
            one, two = getattr(self, field.name), getattr(other, field.name)
            ragged = isinstance(one, Ragged)
            made[field.name] = one.joined(two) if ragged else np.concatenate([one, two])
        return Columns(**made)


class Coder:
    """Turns postings into columns, by codes that stay the same for all of them."""

    def __init__(self, terms: Terms, salt: str) -> None:
        self.terms = terms
        self.salt = salt
        self.languages: Codes[frozenset[str]] = Codes()
        self.conditions: Codes[frozenset[str]] = Codes()

    def columns(self, postings: Iterable[Posting]) -> Columns:
        """Raises `ValueError` if two requirements of a posting share an id."""
        listed = list(postings)
        asks = [self._asks(posting) for posting in listed]
        named = [
            [(self.terms.concept(name), weight) for name, weight in asked_of(posting).items()]
            for posting in listed
        ]
        pay = [pay_expected(posting.pay) for posting in listed]
        ids = np.empty(len(listed), dtype=object)
        ids[:] = [posting.id for posting in listed]
        trades = [self._trade(posting) for posting in listed]
        return Columns(
            ids=ids,
            seed=np.array([tie_seed(p.id, self.salt) for p in listed], dtype=np.uint64),
            occupation=np.array([occupation for occupation, _ in trades], dtype=np.int32),
            trade=np.array([trade for _, trade in trades], dtype=np.int32),
            languages=np.array(
                [self.languages(frozenset(p.languages)) for p in listed], dtype=np.int32
            ),
            conditions=np.array([self.conditions(p.conditions) for p in listed], dtype=np.int32),
            start=np.array(
                [0 if p.start is None else p.start.toordinal() for p in listed], dtype=np.int32
            ),
            pay=np.array([np.nan if one is None else one for one in pay], dtype=np.float64),
            shares=np.array([sum(share for _, share, _ in row) for row in asks], dtype=np.float64),
            asks=Ragged.of(asks, np.int32, np.float32, np.bool_),
            named=Ragged.of(named, np.int32, np.float32),
        )

    def _asks(self, posting: Posting) -> list[tuple[int, float, bool]]:
        asked = posting.requirements
        if len({requirement.id for requirement in asked}) != len(asked):
            raise ValueError("two requirements of a posting have the same id")
        kinds = self.terms.closeness.kinds
        return [
            (
                self.terms.asks(
                    (self.terms.concept(r.concept), r.min_level or 0, float(r.min_years or 0.0))
                ),
                share_of(r, kinds),
                r.importance is Importance.MUST,
            )
            for r in asked
        ]

    def _trade(self, posting: Posting) -> tuple[int, int]:
        if posting.occupation is None:
            return NONE, NONE
        code = self.terms.concept(posting.occupation)
        return code, self.terms.trades((code, years_asked(posting)))
