"""The open vacancies as this process holds them, to be ranked for one specialist after another.

Before each answer the database is asked what has changed since, and only that is read: an answer
holds everything committed before it.
"""

from __future__ import annotations

import threading
import uuid
import weakref
from collections.abc import Iterable

from sqlalchemy import Connection
from sqlalchemy import Engine as Bind
from sqlalchemy.orm import Session

from matching import Likeness, OpeningPage, Openings, Posting, Profile, Ranker
from recruit.queries import open_vacancies as queries
from recruit.services.matching.engine import Engine, before_swap
from recruit.services.matching.records import postings_of

_AT_ONCE = 2000


class OpenVacancies:
    """The open vacancies of one database, by what an engine ranks by."""

    def __init__(self, found: Engine) -> None:
        self._openings = Openings(found.ranker)
        self._rates = found.rates
        self._parts: dict[str, tuple[int, int]] = {}
        self._revisions: dict[str, int] = {}
        self._lock = threading.Lock()

    def page(
        self, session: Session, profile: Profile, *, open_limit: int, blocked_limit: int
    ) -> OpeningPage:
        """The first vacancies as they fit a specialist, the first that block them, and how many
        there are of each."""
        with self._lock:
            self._follow(session)
            return self._openings.page(profile, open_limit, blocked_limit)

    def alike(self, session: Session, posting: Posting, limit: int) -> list[Likeness]:
        """The likest open vacancies but for the posting's own."""
        with self._lock:
            self._follow(session)
            return self._openings.alike(posting, limit)

    def follow(self, session: Session) -> None:
        """Take over what has changed, all of it."""
        with self._lock:
            self._follow(session)

    def ids(self) -> tuple[str, ...]:
        """The vacancies as last read."""
        return self._openings.ids

    def _follow(self, session: Session) -> None:
        parts = queries.parts(session)
        if parts is None:
            self._take_over(session, self._revisions, queries.revisions(session))
            return
        changed = {part for part, _ in self._parts.items() ^ parts.items()}
        if changed:
            held = {id_: mark for id_, mark in self._revisions.items() if id_[:2] in changed}
            everywhere = changed >= parts.keys()
            now = queries.revisions(session, None if everywhere else changed)
            self._take_over(session, held, now)
            self._parts = dict(parts)

    def _take_over(self, session: Session, held: dict[str, int], now: dict[str, int]) -> None:
        if held == now:
            return
        self._forget(held.keys() - now.keys())
        stale = [id_ for id_, revision in now.items() if held.get(id_) != revision]
        for start in range(0, len(stale), _AT_ONCE):
            some = stale[start : start + _AT_ONCE]
            rows = queries.rows(session, [uuid.UUID(id_) for id_ in some])
            self._openings.upsert(postings_of(rows, self._rates))
            # The revision that was read, should it have moved on since: then it is read again.
            read = {row.id.hex: row.revision for row in rows.vacancies}
            self._revisions.update(read)
            self._forget(set(some) - read.keys())

    def _forget(self, ids: Iterable[str]) -> None:
        gone = [id_ for id_ in ids if id_ in self._revisions]
        if gone:
            self._openings.remove({str(uuid.UUID(id_)) for id_ in gone})
            for id_ in gone:
                del self._revisions[id_]


_KEPT = 2
_Basis = tuple[int, tuple[tuple[str, float], ...]]
_held: weakref.WeakKeyDictionary[Bind | Connection, dict[_Basis, tuple[Ranker, OpenVacancies]]] = (
    weakref.WeakKeyDictionary()
)
_held_lock = threading.Lock()


def open_vacancies(session: Session, found: Engine) -> OpenVacancies:
    """Those of the session's database for what an engine ranks by, made where there are none.

    The ones before are kept beside them for requests that began earlier.
    """
    basis = (id(found.ranker), tuple(sorted(found.rates.items())))
    with _held_lock:
        held = _held.setdefault(session.get_bind(), {})
        if basis not in held:
            held[basis] = (found.ranker, OpenVacancies(found))
            while len(held) > _KEPT:
                del held[next(iter(held))]
        return held[basis][1]


@before_swap
def prepare(session: Session, found: Engine) -> None:
    """Take the vacancies in for an engine that is about to come into use."""
    open_vacancies(session, found).follow(session)
