"""The index's writer: one a host, in the worker process. It lays everybody down anew when enough
has changed, and where a generation is missing, damaged or of another vocabulary."""

from __future__ import annotations

import datetime as dt
import logging
import time
from pathlib import Path

from sqlalchemy.orm import Session

from matching import DamagedIndex, Index, Verification
from recruit.queries import changes
from recruit.queries.changes import Position
from recruit.services.matching import bulk, generation
from recruit.services.matching.engine import engine
from recruit.services.matching.generation import Held, Stamp, Unusable
from recruit.services.matching.pool import directory_of
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

ENOUGH = 5_000
"""So many changed people are laid down at once."""

LONG = 600.0
"""Seconds after which fewer are, too."""

CHECKED = 3600.0
"""Seconds between two readings of every byte."""

PATIENCE = 60.0
"""Seconds a generation for another vocabulary is left alone: who fitted that one writes its own."""


class NoDirectory(Exception):
    """This process was not told where the index is kept."""


UNUSABLE = (Unusable, DamagedIndex, NoDirectory)
"""What keeps an index from being compared."""


class Writer:
    """What the worker process remembers of the index between two looks."""

    def __init__(self) -> None:
        self._stamp: Stamp | None = None
        self._position: Position | None = None
        self._since = 0.0
        self._checked = 0.0
        self._unusable_since: float | None = None

    def step(self) -> bool:
        """Look once, write if it is time. Returns whether it was."""
        with reading() as session:
            directory = directory_of(session)
            if directory is None:
                return False
            if not self._is_time(session, directory):
                return False
            try:
                with generation.locked(directory, wait=False):
                    self._write(session, directory)
            except BlockingIOError:
                return False
            self._stamp = None
            return True

    def _is_time(self, session: Session, directory: Path) -> bool:
        now = time.monotonic()
        if generation.asked(directory):
            return True
        mark = generation.stamp(directory)
        if mark is None:
            return True
        if mark != self._stamp:
            try:
                self._position = generation.usable(session, engine(session), directory)
            except Unusable as reason:
                self._unusable_since = self._unusable_since or now
                return str(reason) != generation.OTHER_WORDS or (
                    now - self._unusable_since > PATIENCE
                )
            except (DamagedIndex, FileNotFoundError):
                return True
            self._stamp, self._since, self._unusable_since = mark, now, None
        if now - self._checked > CHECKED:
            self._checked = now
            try:
                Index.open(directory)
            except DamagedIndex as damage:
                logger.error("index damaged", extra={"damage": str(damage)})
                return True
        changed = 0 if self._position is None else len(changes.since(session, self._position)[0])
        return changed >= ENOUGH or (changed > 0 and now - self._since > LONG)

    def _write(self, session: Session, directory: Path) -> None:
        """Bring the current generation up to date, or read everybody where it cannot be used."""
        started = time.perf_counter()
        found = engine(session)
        held: Held
        try:
            if generation.asked(directory):
                raise Unusable("asked for")
            held = generation.opened(session, found, directory)
        except (Unusable, DamagedIndex) as reason:
            logger.info("index is built", extra={"reason": str(reason)})
            held = generation.in_memory(session, found)
        generation.write(held, session, found, directory)
        seconds = round(time.perf_counter() - started, 2)
        logger.info("index written", extra={"specialists": len(held.index), "seconds": seconds})


def rebuild(progress: bulk.Progress) -> int:
    """Read everybody and write a generation. Returns how many they are. Raises `NoDirectory`."""
    with transaction() as session:
        changes.mend(session)
    with reading() as session:
        directory = _directory(session)
        found = engine(session)
        with generation.locked(directory):
            held = generation.in_memory(session, found, progress)
            generation.write(held, session, found, directory)
        return len(held.index)


def verify(progress: bulk.Progress) -> Verification:
    """Compare the generation, brought up to date, with the database, both of one moment.

    Raises `NoDirectory`, `DamagedIndex`, or `Unusable` where there is none to compare.
    """
    with reading() as session:
        directory, found = _directory(session), engine(session)
        with generation.snapshot(session) as connection, Session(connection) as still:
            held = generation.opened(still, found, directory)
            return held.index.verify(bulk.table_of(connection, progress))


def status() -> dict[str, object]:
    """What there is of the index here. Raises `NoDirectory`."""
    with reading() as session:
        directory, found = _directory(session), engine(session)
        about: dict[str, object] = {"directory": str(directory), "state": "up to date"}
        if (directory / "current.json").exists():
            about["generation"] = generation.name(directory)
            about["bytes"] = generation.size(directory)
        try:
            position = generation.usable(session, found, directory)
            about["people"] = len(Index.open(directory, check=False))
            about["written"] = str(Index.read_note(directory)["at"])
            about["changes since"] = len(changes.since(session, position)[0])
        except FileNotFoundError:
            about["state"] = "there is none"
        except (Unusable, DamagedIndex) as reason:
            about["state"] = str(reason)
        return about


def prune(*, now: dt.datetime) -> int:
    """Forget who has long been gone, everywhere followed past."""
    with transaction() as session:
        return changes.prune(session, now=now)


def people() -> int:
    """How many specialists there are."""
    with reading() as session:
        return bulk.count(session.connection())


def _directory(session: Session) -> Path:
    directory = directory_of(session)
    if directory is None:
        raise NoDirectory
    return directory
