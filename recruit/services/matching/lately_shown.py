"""Specialists who were shown lately, kept until the feed of changes names them.

Those who fit best are shown again and again, and reading them costs as much as a third of the
ranking itself. The pool reads the feed before each ranking, so that what is kept is never older
than the index.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from recruit.models import Specialist
from recruit.queries import specialists as queries

KEPT = 2048


class LatelyShown:
    """The specialists of one index who were shown last, some kilobytes each.

    On PostgreSQL alone, where a statement sees all that was committed before it: elsewhere a
    transaction may read what is old already.
    """

    def __init__(self) -> None:
        self._kept: dict[uuid.UUID, Specialist] = {}
        self._lock = threading.Lock()
        self._changes = 0

    def forget(self, ids: Iterable[uuid.UUID]) -> None:
        """Leave out who has changed; nor is kept what is being read of anybody meanwhile."""
        with self._lock:
            self._changes += 1
            for id_ in ids:
                self._kept.pop(id_, None)

    def of(self, session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Specialist]:
        """Those of some specialists who are there."""
        if session.get_bind().dialect.name != "postgresql":
            return queries.shown(session, ids)
        with self._lock:
            begun = self._changes
            found = {id_: self._kept.pop(id_) for id_ in ids if id_ in self._kept}
            self._kept |= found  # At the end: the first are the longest unused.
        missing = [id_ for id_ in ids if id_ not in found]
        if missing:
            read = queries.shown(session, missing)
            found |= read
            with self._lock:
                if self._changes == begun:
                    self._kept |= read
                while len(self._kept) > KEPT:
                    del self._kept[next(iter(self._kept))]
        return found
