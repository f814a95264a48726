"""The index's files of this host, shared by its processes: opened, checked, made anew.

A generation notes which feed it follows and from where, and what it was made to rank by. Whoever
writes holds the directory's lock, which a killed process loses.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy import Engine as Bind
from sqlalchemy.orm import Session

from matching import DamagedIndex, Index
from recruit.queries import changes
from recruit.queries.changes import Position
from recruit.services.matching import bulk
from recruit.services.matching.edited import take_over
from recruit.services.matching.engine import Engine
from recruit.services.matching.lately_shown import LatelyShown

logger = logging.getLogger(__name__)

FOLLOWED = 20_000
"""So many changes are taken over one by one; for more everybody is read anew."""

OTHER_WORDS = "it ranks by another vocabulary"

_LOCK = "lock"
_WANTED = "wanted"


class Unusable(Exception):
    """There is no generation, or it is of another feed, vocabulary or time."""


@dataclass(slots=True)
class Held:
    """An index, and how far in the feed it has come. ``stamp`` tells its files apart, None for one
    in memory alone. ``people`` are those of it who were shown lately."""

    index: Index
    position: Position
    stamp: Stamp | None = None
    people: LatelyShown = field(default_factory=LatelyShown)


Stamp = tuple[int, int]


def stamp(directory: Path) -> Stamp | None:
    """What tells one current generation from the next, None where there is none."""
    try:
        found = (directory / "current.json").stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def in_memory(session: Session, found: Engine, progress: bulk.Progress = lambda _: None) -> Held:
    """Everybody, read from the database."""
    started = time.perf_counter()
    with snapshot(session) as connection, Session(connection) as still:
        position = changes.position(still)
        table = bulk.table_of(connection, progress)
    index = Index.build(found.taxonomy, found.closeness, table, salt=found.ranker.salt)
    index.ranker = found.ranker
    seconds = round(time.perf_counter() - started, 2)
    logger.info("index built", extra={"specialists": len(index), "seconds": seconds})
    return Held(index, position)


@contextmanager
def snapshot(session: Session) -> Iterator[Connection]:
    """A connection that reads as of one moment; the session's own where that is not an engine's."""
    bind = session.get_bind()
    if not isinstance(bind, Bind):
        yield bind
        return
    with bind.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def opened(session: Session, found: Engine, directory: Path, *, check: bool = True) -> Held:
    """The current generation, mapped and brought up to date.

    Raises `Unusable`, or `DamagedIndex` after saying so and asking the writer for another.
    """
    mark = stamp(directory)
    try:
        position = usable(session, found, directory)
        index = Index.open(directory, check=check)
    except FileNotFoundError:
        raise Unusable("there is none") from None
    except DamagedIndex as damage:
        logger.error("index damaged", extra={"damage": str(damage)})
        ask(directory)
        raise
    index.ranker = found.ranker
    held = Held(index, position, mark)
    catch_up(session, held)
    return held


def usable(session: Session, found: Engine, directory: Path) -> Position:
    """Where the current generation stands. Raises `Unusable`, `FileNotFoundError` or
    `DamagedIndex`."""
    note = Index.read_note(directory)
    try:
        position = Position.from_json(note["position"])
        made_at = dt.datetime.fromisoformat(note["at"])
        ranked_by, source = note["closeness"], note["source"]
    except (KeyError, TypeError, ValueError) as damage:
        raise DamagedIndex("its note cannot be read") from damage
    if ranked_by != _ranked_by(found):
        raise Unusable(OTHER_WORDS)
    if source != changes.source(session) or not changes.can_follow(session, position):
        raise Unusable("it follows another feed")
    if dt.datetime.now(dt.UTC) - made_at > changes.KEPT / 2:
        raise Unusable("it is too old")
    if len(changes.since(session, position)[0]) > FOLLOWED:
        raise Unusable("it is too far behind")
    return position


def catch_up(session: Session, held: Held) -> int:
    """Take over what has changed. Returns how many people have."""
    ids, position = changes.since(session, held.position)
    take_over(session, held.index, ids)
    held.position = position
    return len(ids)


def write(held: Held, session: Session, found: Engine, directory: Path) -> None:
    """Make an index the current generation. The caller holds the lock."""
    note = {
        "source": changes.source(session),
        "position": held.position.as_json(),
        "closeness": _ranked_by(found),
        "at": dt.datetime.now(dt.UTC).isoformat(),
    }
    held.index.save(directory, note=note)
    held.stamp = stamp(directory)
    (directory / _WANTED).unlink(missing_ok=True)


def open_or_build(
    session: Session,
    found: Engine,
    directory: Path | None,
    progress: bulk.Progress = lambda _: None,
) -> Held:
    """The current generation; one made and written where there is none to be used. What cannot be
    written serves from memory."""
    if directory is None:
        return in_memory(session, found, progress)
    try:
        try:
            return opened(session, found, directory)
        except (Unusable, DamagedIndex) as reason:
            logger.info("index is built", extra={"reason": str(reason)})
        with locked(directory):
            try:
                return opened(session, found, directory)  # Another process was quicker.
            except (Unusable, DamagedIndex):
                held = in_memory(session, found, progress)
                write(held, session, found, directory)
                return held
    except OSError:
        logger.exception("index not written")
        return in_memory(session, found, progress)


@contextmanager
def locked(directory: Path, *, wait: bool = True) -> Iterator[None]:
    """Be the one writer. Raises `BlockingIOError` where another is, and one is not to wait."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(directory / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)


def ask(directory: Path) -> None:
    """Ask the writer for a new generation."""
    (directory / _WANTED).touch()


def asked(directory: Path) -> bool:
    return (directory / _WANTED).exists()


def name(directory: Path) -> str:
    """What the current generation is called."""
    return str(json.loads((directory / "current.json").read_bytes())["generation"])


def size(directory: Path) -> int:
    """Bytes of its files."""
    return sum(file.stat().st_size for file in (directory / name(directory)).iterdir())


def _ranked_by(found: Engine) -> str:
    return f"{found.closeness.version}/{found.ranker.salt}"
