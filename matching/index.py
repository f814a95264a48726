"""Index: the ranking of `Ranker`, computed over columns.

Scores and blocks of everybody are computed exactly over whole columns; only those who come out
on top are explained, by the code that explains one person. So a search gives the same candidates,
scores, reasons and order as `Ranker.rank` over the same people.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from matching import store
from matching._columns import score_table
from matching._pair import score_plan
from matching._plan import Plan
from matching._table import Bools, Ints, ProfileTable
from matching.ranking import Ranker, check_k, rank_key
from matching.records import MAX_POINTS, Match, Posting, Profile
from matching.scoring import tie_breaks, tie_seed
from matching.similarity import Closeness, TaxonomyLike

Masks = Bools | Sequence[Bools]

__all__ = ["Index", "ProfileTable", "Verification", "merge_top"]


@dataclass(frozen=True, slots=True)
class Verification:
    """How an index differs from the people it should hold, as ids in order."""

    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether it does not differ."""
        return not (self.missing or self.surplus or self.stale)


class Index:
    """People as columns, searched by posting and edited live.

    Make one with `build` or `open`. An edit replaces the table in one step: a search that runs
    meanwhile sees all of it or none. Edits are in memory until `save`.

    Attributes
    ----------
    ids : tuple of str
        The people, in the order masks are aligned to: an edit keeps a person's place.
    ranker : Ranker
        What explains the matches.
    """

    def __init__(self, table: ProfileTable, ranker: Ranker, path: str | Path | None = None) -> None:
        self.ranker = ranker
        self.path = None if path is None else Path(path)
        self._table = table

    @classmethod
    def build(
        cls,
        taxonomy: TaxonomyLike | None,
        closeness: Closeness | None,
        profiles: Iterable[Profile],
        path: str | Path | None = None,
        *,
        salt: str = "",
    ) -> Index:
        """Index people; written to the directory ``path`` if one is given.

        Parameters are those of `Ranker`. Raises `ValueError` if two profiles share an id.
        """
        ranker = Ranker(taxonomy, closeness, salt=salt)
        index = cls(ProfileTable.from_profiles(profiles), ranker, path)
        if path is not None:
            index.save()
        return index

    @classmethod
    def open(cls, path: str | Path) -> Index:
        """The index last saved at ``path``, memory-mapped.

        Raises `FileNotFoundError` if there is none, `ValueError` if its format is another.
        """
        table, about = store.read(Path(path))
        closeness = Closeness((asked, held, value) for asked, held, value in about["closeness"])
        return cls(table, Ranker(None, closeness, salt=about["salt"]), path)

    def save(self, path: str | Path | None = None) -> None:
        """Write the index to ``path``, or where it came from, in one step.

        Raises `ValueError` if it has no path.
        """
        target = self.path if path is None else Path(path)
        if target is None:
            raise ValueError("the index has no path: give one")
        about = {"salt": self.ranker.salt, "closeness": list(self.ranker.closeness.rows())}
        store.write(target, self._table, about)
        self.path = target

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._table.ids)

    def __len__(self) -> int:
        return len(self._table)

    def __contains__(self, profile_id: object) -> bool:
        return profile_id in self._table.row_of

    def upsert(self, profiles: Iterable[Profile]) -> None:
        """Add people, or replace those with the same id; `ValueError` if two share one."""
        table = self._table
        added = ProfileTable.from_profiles(profiles)
        rows = np.arange(len(table) + len(added))
        fresh = np.ones(len(rows), dtype=bool)
        for new, profile_id in enumerate(added.ids, start=len(table)):
            old = table.row_of.get(profile_id)
            if old is not None:
                rows[old] = new
                fresh[new] = False
        self._table = table.joined(added).take(rows[fresh])

    def remove(self, ids: Iterable[str]) -> int:
        """Take people out; ids that are not there are passed over. Returns how many were."""
        table = self._table
        keep = ~self.mask(ids)
        self._table = table.take(np.flatnonzero(keep))
        return len(table) - len(self._table)

    def mask(self, ids: Iterable[str]) -> Bools:
        """Which of ``self.ids`` are among these: ndarray of bool, shape (n,)."""
        row_of = self._table.row_of
        chosen = np.zeros(len(row_of), dtype=bool)
        chosen[[row_of[profile_id] for profile_id in ids if profile_id in row_of]] = True
        return chosen

    def verify(self, profiles: Iterable[Profile]) -> Verification:
        """How the index differs from these people; ``text`` is not compared."""
        table = self._table
        people = {profile.id: replace(profile, text="") for profile in profiles}
        held = set(table.row_of)
        return Verification(
            missing=tuple(sorted(people.keys() - held)),
            surplus=tuple(sorted(held - people.keys())),
            stale=tuple(
                sorted(
                    profile_id
                    for profile_id in people.keys() & held
                    if table.profile(table.row_of[profile_id]) != people[profile_id]
                )
            ),
        )

    def search(
        self,
        posting: Posting,
        k: int | None = 50,
        masks: Masks | None = None,
        blocked: bool | None = None,
    ) -> list[Match]:
        """The first ``k`` matches (all if None), as ``Ranker.rank`` gives them.

        Parameters
        ----------
        masks : ndarray of bool, shape (n,), or a sequence of them, optional
            Only people for whom every mask is true; aligned to ``self.ids``.
        blocked : bool, optional
            True for those blocked only, False for the others only.

        Raises
        ------
        ValueError
            If a mask has another shape or dtype, or for what `Ranker.rank` refuses.
        """
        check_k(k)
        made, table = self.ranker.plan(posting), self._table
        scores, apart = score_table(made, table)
        allowed = _allowed(masks, len(table))
        if blocked is not None:
            allowed &= apart == blocked
        rows = _top(made, table, scores, apart, np.flatnonzero(allowed), k)
        return [score_plan(made, table.profile(int(row))) for row in rows]

    def search_many(
        self, postings: Iterable[Posting], k: int | None = 50, masks: Masks | None = None
    ) -> list[list[Match]]:
        """One `search` a posting, in their order."""
        return [self.search(posting, k, masks) for posting in postings]

    def count(self, posting: Posting, masks: Masks | None = None) -> tuple[int, int]:
        """How many people a search finds: (open, blocked)."""
        table = self._table
        _, apart = score_table(self.ranker.plan(posting), table)
        allowed = _allowed(masks, len(table))
        return int(np.sum(allowed & ~apart)), int(np.sum(allowed & apart))


def merge_top(
    lists: Iterable[Iterable[Match]],
    k: int | None = 50,
    *,
    posting_id: str = "",
    salt: str = "",
) -> list[Match]:
    """The first ``k`` of several rankings of one posting over different people.

    With the posting's id and the rankers' salt, ties come out as one ranking over everybody has
    them.
    """
    check_k(k)
    seed = tie_seed(posting_id, salt)
    merged = (match for matches in lists for match in matches)
    if k is None:
        return sorted(merged, key=lambda match: rank_key(match, seed))
    return heapq.nsmallest(k, merged, key=lambda match: rank_key(match, seed))


def _allowed(masks: Masks | None, size: int) -> Bools:
    allowed = np.ones(size, dtype=bool)
    if masks is None:
        return allowed
    for mask in [masks] if isinstance(masks, np.ndarray) else masks:
        if mask.shape != (size,) or mask.dtype != np.bool_:
            raise ValueError(f"a mask must be {size} booleans, aligned to the ids of the index")
        allowed &= mask
    return allowed


def _top(
    made: Plan, table: ProfileTable, scores: Ints, apart: Bools, rows: Ints, k: int | None
) -> Ints:
    """The first ``k`` of ``rows`` in the order of a ranking.

    One integer holds both keys: open before blocked, then the score. Its k-th largest value is
    found by counting, so that only rows that reach it are sorted.
    """
    key = scores[rows] + np.where(apart[rows], 0, MAX_POINTS + 1)
    if k is not None and k < len(rows):
        reached = np.cumsum(np.bincount(key, minlength=1)[::-1])
        kth = len(reached) - 1 - int(np.searchsorted(reached, k)) if k else len(reached)
        rows, key = rows[key >= kth], key[key >= kth]
    ties = tie_breaks(made.seed, table.columns["hash"][rows])
    return rows[np.lexsort((ties, -key))][:k]
