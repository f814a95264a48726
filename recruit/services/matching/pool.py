"""The specialists as this process holds them for ranking: the host's shared index, and in private
memory what has changed since.

Before each ranking the feed of changes is read, so that an answer holds everything committed
before it. A newer generation is opened aside and takes the place of the one in use.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
import weakref
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy import Engine as Bind
from sqlalchemy.orm import Session

from matching import DamagedIndex, Match, Posting, Ranker
from recruit.models import Specialist
from recruit.queries import changes
from recruit.services.matching import generation
from recruit.services.matching.edited import take_over
from recruit.services.matching.engine import Engine, before_swap, engine
from recruit.services.matching.generation import Held, Stamp, Unusable
from recruit.services.matching.openings import prepare as prepare_openings
from recruit.services.matching.sight import Sight
from recruit.services.matching.suggestions import prepare as prepare_suggestions
from recruit.services.transactions import reading

logger = logging.getLogger(__name__)

AGAIN = 60.0
"""Seconds until a generation that could not be taken over is tried again."""


class Pool:
    """An index over all specialists of one database.

    Parameters
    ----------
    found : Engine
    directory : Path, optional
        Where this host keeps the index; without one, everybody is kept in memory.
    """

    def __init__(self, found: Engine, directory: Path | None = None) -> None:
        self._engine = found
        self._directory = directory
        self._held: Held | None = None
        self._lock = threading.Lock()
        self._renewing: threading.Thread | None = None
        self._refused: tuple[Stamp | None, float] = (None, 0.0)

    def follow(self, session: Session) -> Held:
        """Take over what has changed, all of it, before anything is answered."""
        with self._lock:
            if self._held is None:
                self._held = generation.open_or_build(session, self._engine, self._directory)
            self._look_for_newer(session)
            held = self._held
            ids, position = changes.since(session, held.position)
            if len(ids) > generation.FOLLOWED:
                held = generation.open_or_build(session, self._engine, self._directory)
                self._held = held
            elif position.ahead >= held.position.ahead:  # Not of a transaction begun before.
                if ids:
                    take_over(session, held.index, ids)
                    held.people.forget(ids)
                held.position = position
            return held

    def people(self, session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Specialist]:
        """Those of some who are still there, as lists show them; after a search, at least as new
        as its index."""
        held = self._held or self.follow(session)
        return held.people.of(session, ids)

    def search(
        self,
        session: Session,
        posting: Posting,
        sight: Sight,
        *,
        open_limit: int,
        blocked_limit: int,
    ) -> tuple[list[Match], list[Match], int, int]:
        """The best open and blocked matches of those in sight, and how many there are of each.

        Claims are named by their place; see `edited.by_row`.
        """
        index, tags, also = self.follow(session).index, sight.tags, sight.also
        found = index.page(posting, open_limit, blocked_limit, tags=tags, also=also)
        return found.open, found.blocked, found.open_count, found.blocked_count

    def _look_for_newer(self, session: Session) -> None:
        """Open a newer generation aside; nobody waits for it."""
        bind = session.get_bind()
        busy = self._renewing is not None and self._renewing.is_alive()
        if self._directory is None or busy or not isinstance(bind, Bind):
            return
        mark = generation.stamp(self._directory)
        refused, at = self._refused
        held = self._held
        if held is None or mark is None or mark == held.stamp:
            return
        if mark == refused and time.monotonic() - at < AGAIN:
            return
        self._renewing = threading.Thread(
            target=self._renew, args=(bind, self._directory, mark), name="index", daemon=True
        )
        self._renewing.start()

    def _renew(self, bind: Bind, directory: Path, mark: Stamp) -> None:
        try:
            with Session(bind) as session:
                fresh = generation.opened(session, self._engine, directory)
            with self._lock:
                self._held = fresh
        except (Unusable, DamagedIndex) as reason:
            logger.info("index not taken over", extra={"reason": str(reason)})
            self._refused = (mark, time.monotonic())
        except Exception:
            logger.exception("index not taken over")
            self._refused = (mark, time.monotonic())

    def settled(self, patience: float = 60.0) -> bool:
        """Wait until no newer generation is being opened; False if it takes too long."""
        thread = self._renewing
        if thread is None:
            return True
        thread.join(patience)
        return not thread.is_alive()


_KEPT = 2
_pools: weakref.WeakKeyDictionary[Bind | Connection, dict[int, tuple[Ranker, Pool]]]
_pools = weakref.WeakKeyDictionary()
_pools_lock = threading.Lock()
_directories: dict[str, Path] = {}


def keep_in(url: str, directory: Path) -> None:
    """Say where this host keeps the index of a database."""
    _directories[url] = directory


def directory_of(session: Session) -> Path | None:
    """Where this host keeps the index of the session's database; None for a connection of the
    caller's own, whose rows others may never see."""
    bind = session.get_bind()
    return _directories.get(str(bind.url)) if isinstance(bind, Bind) else None


def pool(session: Session, found: Engine) -> Pool:
    """The pool of the session's database for what an engine ranks by; made where there is none.

    The pool before is kept beside it, as requests that began earlier still rank with that.
    """
    with _pools_lock:
        held = _pools.setdefault(session.get_bind(), {})
        if id(found.ranker) not in held:
            made = Pool(found, directory_of(session))
            held[id(found.ranker)] = (found.ranker, made)
            while len(held) > _KEPT:
                del held[next(iter(held))]
        return held[id(found.ranker)][1]


def forget(bind: Bind) -> None:
    """Drop every pool of a database."""
    with _pools_lock:
        _pools.pop(bind, None)


@before_swap
def prepare(session: Session, found: Engine) -> None:
    """Take the specialists in for an engine that is about to come into use."""
    pool(session, found).follow(session)


def warm_up() -> None:
    """Build the engine and take in specialists and vacancies, so that the first reader need not
    wait."""
    with reading() as session:
        found = engine(session)
        prepare(session, found)
        prepare_openings(session, found)
        prepare_suggestions(session, found)
