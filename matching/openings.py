"""Openings: the ranking of `Ranker.rank_postings` over every open vacancy, from columns.

What a person is worth in a requirement depends on what it asks alone, so it is found once for
each different one. A score is then bounded for all vacancies at once to within rounding, and found
exactly for those that may reach the k-th; whom a vacancy blocks is told of each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

import numpy as np

from matching._arrays import Ints
from matching._opening_alike import alike
from matching._opening_columns import Coder, Columns
from matching._opening_points import Seen
from matching._opening_terms import Terms
from matching._person import person_of
from matching.likeness import Likeness
from matching.ranking import Ranker, check_k
from matching.records import Posting, Profile
from matching.scoring import hash64, tie_breaks


class Opening(NamedTuple):
    """A posting's place in a person's ranking without its reasons: the id, the score from 0 to
    10000, and whether it blocks them."""

    posting_id: str
    score: int
    blocked: bool


class OpeningPage(NamedTuple):
    """The first postings that are open to a person and the first that block them, and how many
    there are of each."""

    open: list[Opening]
    blocked: list[Opening]
    open_count: int
    blocked_count: int


class Openings:
    """Postings to be ranked for one person after another, in the candidate's direction.

    A change replaces the columns in one step: a ranking that runs meanwhile sees all of it or
    none; changes themselves must not run side by side. Takes about 150 bytes a posting and 20 a
    requirement. The postings are not kept: `Ranker.score` explains those that are shown.

    Parameters
    ----------
    ranker : Ranker
        Whose closeness, salt and rules count.
    postings : iterable of Posting, optional

    Raises
    ------
    ValueError
        If two postings share an id, or two requirements of one.
    """

    def __init__(self, ranker: Ranker, postings: Iterable[Posting] = ()) -> None:
        self.ranker = ranker
        self._coder = Coder(Terms(ranker.closeness), ranker.salt)
        self._columns = self._coder.columns(())
        self.upsert(postings)

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def ids(self) -> tuple[str, ...]:
        """The postings there are, in no order."""
        return tuple(self._columns.ids.tolist())

    def upsert(self, postings: Iterable[Posting]) -> None:
        """Add postings, or replace those with the same id; `ValueError` if two share one."""
        added = self._coder.columns(postings)
        ids = set(added.ids.tolist())
        if len(ids) < len(added):
            raise ValueError("two postings have the same id")
        if len(added):
            self._columns = self._without(ids).joined(added)

    def remove(self, ids: Collection[str]) -> int:
        """Take postings out; ids that are not there are passed over. Returns how many were."""
        before = len(self._columns)
        self._columns = self._without(ids)
        return before - len(self._columns)

    def page(
        self, profile: Profile, open_k: int | None = 50, blocked_k: int | None = 10
    ) -> OpeningPage:
        """The first open and the first blocking postings (all if None), with the scores and in
        the order of ``Ranker.rank_postings``.

        Raises
        ------
        ValueError
            If ``open_k`` or ``blocked_k`` is negative.
        """
        check_k(open_k)
        check_k(blocked_k)
        columns = self._columns
        seen = Seen(columns, self._coder, person_of(profile))
        own = hash64(profile.id)
        apart, ready = np.flatnonzero(seen.blocked), np.flatnonzero(~seen.blocked)
        return OpeningPage(
            _first(columns, seen, ready, open_k, own),
            _first(columns, seen, apart, blocked_k, own),
            len(ready),
            len(apart),
        )

    def alike(self, posting: Posting, k: int | None = 6) -> list[Likeness]:
        """The likest other postings, as ``similar_postings`` finds them."""
        check_k(k)
        return alike(posting, self._columns, self._coder.terms, k)

    def _without(self, ids: Collection[str]) -> Columns:
        gone = set(ids)
        kept = [row for row, id_ in enumerate(self._columns.ids.tolist()) if id_ not in gone]
        if len(kept) == len(self._columns):
            return self._columns
        return self._columns.take(np.array(kept, dtype=np.int64))


def _first(columns: Columns, seen: Seen, rows: Ints, k: int | None, own: int) -> list[Opening]:
    """The first of some rows: by score, then by the tie-break, then by id."""
    if k is not None and len(rows) > k:
        if not k:
            return []
        enough = _kth(seen.least[rows], k)
        rows = rows[seen.most[rows] >= enough]
    scores = seen.scores(rows)
    if k is not None and len(rows) > k:
        reach = scores >= _kth(scores, k)
        rows, scores = rows[reach], scores[reach]
    ties = tie_breaks(own, columns.seed[rows])
    order = np.lexsort((ties, -scores))
    if k is not None and len(rows) > k:
        last = order[k - 1]
        tied = (scores[order] == scores[last]) & (ties[order] == ties[last])
        order = order[: max(k, int(np.flatnonzero(tied)[-1]) + 1)]
    lines = [
        (-score, tie, id_, blocked)
        for score, tie, id_, blocked in zip(
            scores[order].tolist(),
            ties[order].tolist(),
            columns.ids[rows[order]].tolist(),
            seen.blocked[rows[order]].tolist(),
            strict=True,
        )
    ]
    return [Opening(id_, -minus, blocked) for minus, _, id_, blocked in sorted(lines)[:k]]


def _kth(values: np.ndarray, k: int) -> float:
    """The k-th largest; there are more than k."""
    return float(np.partition(values, len(values) - k)[len(values) - k])
