"""The specialists as this process holds them for ranking, following the database.

Every row carries a revision that rises with each edit. Before a ranking the revisions of the
database are compared with those held, whole: a row that was committed late, or one that
vanished, is noticed whatever its order.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Collection

from sqlalchemy.orm import Session

from matching import Index, Match, Posting, Ranker
from recruit.queries import candidates as queries
from recruit.services.matching.engine import SALT, Engine, before_swap, engine
from recruit.services.matching.records import profiles_of
from recruit.services.matching.suggestions import prepare as prepare_suggestions
from recruit.services.transactions import reading

CHUNK = 500


class Pool:
    """An index over all specialists of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._index = Index.build(engine.taxonomy, engine.closeness, (), salt=SALT)
        self._revisions: dict[uuid.UUID, int] = {}
        self.lock = threading.Lock()

    def follow(self, session: Session) -> None:
        """Take over what changed in the database since the last time."""
        current = queries.revisions(session)
        gone = self._revisions.keys() - current.keys()
        changed = [id_ for id_, seen in current.items() if self._revisions.get(id_) != seen]
        if gone:
            self._index.remove([str(id_) for id_ in gone])
        for start in range(0, len(changed), CHUNK):
            rows = queries.working_rows(session, changed[start : start + CHUNK])
            self._index.upsert(profiles_of(rows))
        self._revisions = current

    def search(
        self,
        session: Session,
        posting: Posting,
        among: Collection[uuid.UUID],
        *,
        open_limit: int,
        blocked_limit: int,
    ) -> tuple[list[Match], list[Match], int, int]:
        """The best open and blocked matches among some specialists, and how many there are."""
        with self.lock:
            self.follow(session)
            mask = self._index.mask([str(id_) for id_ in among])
            open_count, blocked_count = self._index.count(posting, masks=mask)
            best = self._index.search(posting, k=open_limit, masks=mask, blocked=False)
            apart = self._index.search(posting, k=blocked_limit, masks=mask, blocked=True)
        return best, apart, open_count, blocked_count


_KEPT = 2
_pools: dict[str, dict[int, tuple[Ranker, Pool]]] = {}
_pools_lock = threading.Lock()


def pool(session: Session, found: Engine) -> Pool:
    """The pool of the session's database for what an engine ranks by; made where there is none.

    The pool before is kept beside it, as requests that began earlier still rank with that.
    """
    url = str(session.get_bind().engine.url)
    with _pools_lock:
        held = _pools.setdefault(url, {})
        if id(found.ranker) not in held:
            held[id(found.ranker)] = (found.ranker, Pool(found))
            while len(held) > _KEPT:
                del held[next(iter(held))]
        return held[id(found.ranker)][1]


@before_swap
def prepare(session: Session, found: Engine) -> None:
    """Take the specialists in for an engine that is about to come into use."""
    held = pool(session, found)
    with held.lock:
        held.follow(session)


def warm_up() -> None:
    """Build the engine and take the specialists in, so that the first reader need not wait."""
    with reading() as session:
        found = engine(session)
        prepare(session, found)
        prepare_suggestions(session, found)
