"""Index: the ranking of `Ranker` over a million people, from memory-mapped columns.

Integer upper bounds come from posting lists first; exact scores are computed only of those whose
bound reaches the k-th exact score; only who comes out on top is explained, by the code that
explains one person. So a search gives the same candidates, scores, reasons and order as
`Ranker.rank` over the same people.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from matching import _gates, _saved, _search, store
from matching._arrays import Bools
from matching._best import Place
from matching._masks import Masks, ready
from matching._paging import Page, Sight, page
from matching._plan import Plan
from matching._search import Standing
from matching._segment import Segment
from matching._table import ProfileTable
from matching._verification import Verification, compare
from matching.ranking import Ranker, check_k
from matching.records import Match, Posting, Profile
from matching.similarity import Closeness, TaxonomyLike

TAIL = 256
"""So many edits are compared one by one before they get lists of their own."""

__all__ = ["Index", "Page", "ProfileTable", "Standing", "Verification"]


class Index:
    """People in segments, searched by posting and edited live.

    Make one with `build` or `open`. The first segment is the bulk, usually a memory map that all
    processes share; edits go into a small one after it, and what they replace is masked. An edit
    replaces the tuple of segments in one step: a search that runs meanwhile sees all of it or
    none. Edits are in memory until `save`.

    Attributes
    ----------
    ranker : Ranker
        What explains the matches.
    edits : int
        People edited or removed since the bulk was laid down.
    """

    def __init__(
        self, segments: Sequence[Segment], ranker: Ranker, path: str | Path | None = None
    ) -> None:
        self.ranker = ranker
        self.path = None if path is None else Path(path)
        self._segments = tuple(segments)
        self._editing = threading.RLock()

    @classmethod
    def build(
        cls,
        taxonomy: TaxonomyLike | None,
        closeness: Closeness | None,
        profiles: Iterable[Profile] | ProfileTable,
        path: str | Path | None = None,
        *,
        salt: str = "",
    ) -> Index:
        """Index people; written to the directory ``path`` if one is given.

        Parameters are those of `Ranker`; a `ProfileTable` needs no object a person. Raises
        `ValueError` if two profiles share an id.
        """
        ranker = Ranker(taxonomy, closeness, salt=salt)
        segment = Segment.listed(_table(profiles), ranker.closeness)
        index = cls([segment], ranker, path)
        if path is not None:
            index.save()
        return index

    @classmethod
    def open(cls, path: str | Path, *, check: bool = True) -> Index:
        """The index last saved at ``path``, memory-mapped; ``check`` reads every byte once.

        Raises `FileNotFoundError` if there is none, `DamagedIndex` (a `ValueError`) if a file is
        missing, cut short, changed or of another format.
        """
        segment, closeness, salt = _saved.read(Path(path), check=check)
        return cls([segment], Ranker(None, closeness, salt=salt), path)

    @staticmethod
    def read_note(path: str | Path) -> dict[str, Any]:
        """What was noted with the index at ``path``, without opening it. Raises as `open` does."""
        return store.note(Path(path))

    def save(
        self, path: str | Path | None = None, *, note: Mapping[str, Any] | None = None
    ) -> None:
        """Lay everybody down anew, write it to ``path`` or where it came from, and go on from
        there, in one step. ``note`` is JSON kept with it, which `read_note` gives back.

        Raises `ValueError` if it has no path.
        """
        target = self.path if path is None else Path(path)
        if target is None:
            raise ValueError("the index has no path: give one")
        with self._editing:
            self.compact()
            closeness, salt = self.ranker.closeness, self.ranker.salt
            _saved.write(target, self._segments[0], closeness, salt, note)
            self.path = target
            self._segments = (_saved.read(target, check=False)[0],)

    def compact(self) -> None:
        """Bring all segments into one."""
        with self._editing:
            if self.edits or len(self._segments) != 1:
                self._segments = (Segment.listed(self._everybody(), self.ranker.closeness),)

    @property
    def edits(self) -> int:
        bulk, *rest = self._segments
        return bulk.gone + sum(len(segment) for segment in rest)

    @property
    def ids(self) -> tuple[str, ...]:
        """The people, in the order masks are aligned to; an edit changes it."""
        return tuple(
            held
            for segment in self._segments
            for held in segment.table.ids_of(segment.alive_rows())
        )

    def __len__(self) -> int:
        return sum(segment.live for segment in self._segments)

    def __contains__(self, profile_id: object) -> bool:
        return isinstance(profile_id, str) and any(
            len(segment.rows_of([profile_id])) for segment in self._segments
        )

    def upsert(self, profiles: Iterable[Profile] | ProfileTable) -> None:
        """Add people, or replace those with the same id; `ValueError` if two share one."""
        added = _table(profiles)
        if not len(added):
            return
        with self._editing:
            bulk, *rest = self._without(added.ids.tolist())
            grown = [segment for segment in rest if segment.lists is not None]
            tail = [segment for segment in rest if segment.lists is None]
            table = _joined([*(_alive(segment) for segment in tail), added])
            if len(table) > TAIL:
                table = _joined([*(_alive(segment) for segment in grown), table])
                made = [Segment.listed(table, self.ranker.closeness)]
            else:
                made = [*grown, Segment.plain(table)]
            self._segments = (bulk, *made)

    def remove(self, ids: Iterable[str]) -> int:
        """Take people out; ids that are not there are passed over. Returns how many were."""
        with self._editing:
            before = len(self)
            self._segments = tuple(self._without(list(ids)))
            return before - len(self)

    def mask(self, ids: Iterable[str]) -> Bools:
        """Which of ``self.ids`` are among these: ndarray of bool, shape (n,)."""
        wanted = list(ids)
        parts: list[Bools] = []
        for segment in self._segments:
            chosen = np.zeros(len(segment), dtype=bool)
            chosen[segment.rows_of(wanted)] = True
            parts.append(chosen[segment.alive_rows()])
        return np.concatenate(parts)

    def verify(self, profiles: Iterable[Profile] | ProfileTable) -> Verification:
        """How the index differs from these people, row hash by row hash; ``text`` is not kept."""
        return compare(self._segments, _table(profiles))

    def search(
        self,
        posting: Posting,
        k: int | None = 50,
        masks: Masks | None = None,
        blocked: bool | None = None,
        *,
        tags: int | None = None,
        also: Iterable[str] = (),
    ) -> list[Match]:
        """The first ``k`` matches (all if None), as ``Ranker.rank`` gives them.

        Parameters
        ----------
        masks : ndarray of bool, shape (n,), or a sequence of them, optional
            Only people for whom every mask is true; aligned to ``self.ids``.
        blocked : bool, optional
            True for those blocked only, False for the others only.
        tags : int, optional
            Only people who carry any of these tag bits (see `ProfileTable`), which costs far
            less than a mask, or who are in ``also``.

        Raises
        ------
        ValueError
            If a mask has another shape or dtype, or for what `Ranker.rank` refuses.
        """
        return _search.explained(*self._first(posting, k, masks, blocked, tags, also))

    def top(
        self,
        posting: Posting,
        k: int | None = 50,
        masks: Masks | None = None,
        blocked: bool | None = None,
        *,
        tags: int | None = None,
        also: Iterable[str] = (),
    ) -> list[Standing]:
        """What `search` finds, by id and score alone: for many postings, half the work."""
        places = self._first(posting, k, masks, blocked, tags, also)[2]
        return [Standing(place.id, -place.minus_score, place.blocked) for place in places]

    def _first(
        self,
        posting: Posting,
        k: int | None,
        masks: Masks | None,
        blocked: bool | None,
        tags: int | None,
        also: Iterable[str],
    ) -> tuple[Plan, Sequence[Segment], list[Place]]:
        check_k(k)
        made, segments = self.ranker.plan(posting), self._segments
        found = _search.first(made, segments, ready(segments, masks, tags, also), k, blocked)
        return made, segments, found

    def page(
        self,
        posting: Posting,
        open_k: int = 50,
        blocked_k: int = 20,
        *,
        tags: int | None = None,
        also: Iterable[str] = (),
    ) -> Page:
        """The first open and the first blocked matches and how many there are of each, as
        `search` and `count` give them, for less than their work together; asked again, for
        a small part of it."""
        check_k(open_k)
        check_k(blocked_k)
        made, segments = self.ranker.plan(posting), self._segments
        sight = Sight(tags, () if tags is None else tuple(also))
        return page(made, segments, sight, open_k, blocked_k)

    def search_many(
        self, postings: Iterable[Posting], k: int | None = 50, masks: Masks | None = None
    ) -> list[list[Match]]:
        """One `search` a posting, in their order."""
        return [self.search(posting, k, masks) for posting in postings]

    def count(
        self,
        posting: Posting,
        masks: Masks | None = None,
        *,
        tags: int | None = None,
        also: Iterable[str] = (),
    ) -> tuple[int, int]:
        """How many people a search finds: (open, blocked)."""
        made, segments = self.ranker.plan(posting), self._segments
        counts = [
            _gates.count(made, segment, held)
            for segment, held in zip(segments, ready(segments, masks, tags, also), strict=True)
        ]
        return sum(n for n, _ in counts), sum(n for _, n in counts)

    def _without(self, ids: list[str]) -> list[Segment]:
        return [segment.without(segment.rows_of(ids)) for segment in self._segments]

    def _everybody(self) -> ProfileTable:
        return _joined([_alive(segment) for segment in self._segments])


def _table(profiles: Iterable[Profile] | ProfileTable) -> ProfileTable:
    return profiles if isinstance(profiles, ProfileTable) else ProfileTable.from_profiles(profiles)


def _alive(segment: Segment) -> ProfileTable:
    return segment.table.unpack(segment.alive_rows())


def _joined(tables: Sequence[ProfileTable]) -> ProfileTable:
    first, *rest = tables
    for table in rest:
        first = first.joined(table)
    return first
