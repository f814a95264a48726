"""Every open vacancy against every specialist: the best of each stored for digests and alerts.

A run ranks one picture of the specialists, taken when it began. What it has found is stored a
chunk of vacancies at a time, so that a run whose process ended goes on where it stopped, if
another is started by the same versions and while the picture is there.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import shutil
import socket
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matching import DamagedIndex, Question, Standing, build_shards
from recruit.errors import Conflict
from recruit.models import MatchRun, RunState
from recruit.queries import matches as queries
from recruit.services.matching.engine import SALT, Engine, engine
from recruit.services.matching.everybody import everybody, seen_by
from recruit.services.matching.in_force import Learnt, model_in_force
from recruit.services.matching.keeping import basis_of
from recruit.services.matching.records import posting_of
from recruit.services.matching.sight import Sight
from recruit.services.matching.workers import Chunk, Workers
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

TOP = 50
CHUNK = 64
"""Vacancies that are answered and stored together."""

LEASE = dt.timedelta(minutes=30)
"""A run on another machine that has been silent for so long is taken for dead."""

FRESH = dt.timedelta(hours=12)
"""A run is gone on with if it began no longer ago than this; people change meanwhile."""

Clock = Callable[[], dt.datetime]
Progress = Callable[[int, int], None]

_own: set[str] = set()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a run did: ``stored`` vacancies now, of ``total``; ``resumed`` says that others had been
    done before."""

    run_id: uuid.UUID
    stored: int
    total: int
    people: int
    resumed: bool


def refresh(
    workers: Workers,
    folder: Path,
    *,
    clock: Clock,
    top: int = TOP,
    progress: Progress = lambda done, total: None,
) -> Refreshed:
    """Find and store the best specialists of every open vacancy.

    ``folder`` holds the picture of the specialists while a run goes on. Raises `Conflict` if
    another process is at it, or has taken this run over; `DamagedIndex` if the picture was
    damaged, after which the next run takes a new one.
    """
    holder = f"{socket.gethostname()} {os.getpid()} {uuid.uuid4().hex}"
    _own.add(holder)
    try:
        run = _begin(holder, folder, top, clock())
        if not run.shards:
            run = _take_picture(run, folder, workers.shards, clock)
        stored, total = _rank(run, folder, workers, clock, progress)
        _finish(run, folder, clock())
    finally:
        _own.discard(holder)
    logger.info("matches refreshed", extra={"run_id": run.id, "vacancies": stored})
    return Refreshed(run.id, stored, total, run.people, resumed=run.done > 0)


@dataclass(frozen=True, slots=True)
class _Run:
    """A run as it stood when this process took it; without shards, its picture is to be taken."""

    id: uuid.UUID
    holder: str
    top: int
    shards: int = 0
    people: int = 0
    done: int = 0

    def paths(self, folder: Path) -> list[Path]:
        return [folder / str(self.id) / f"shard-{number}" for number in range(self.shards)]

    def hold(self, session: Session, now: dt.datetime, **values: object) -> None:
        """Write to the run, and with it store what is stored, only while it is this holder's."""
        if not queries.keep_hold(session, self.id, self.holder, seen_at=now, **values):
            raise Conflict("another process has taken the run over")


def _begin(holder: str, folder: Path, top: int, now: dt.datetime) -> _Run:
    """A run that is this holder's: one that was broken off, or a new one."""
    with reading() as session:
        versions = _versions(engine(session), model_in_force(session))
    try:
        with transaction() as session:
            before = queries.running(session)
            if before is not None:
                if _alive(before, now):
                    raise Conflict("another process is refreshing the matches")
                run = _Run(before.id, holder, top, before.shards, before.people, before.done)
                if _can_go_on(before, run.paths(folder), versions, top, now):
                    before.holder, before.seen_at = holder, now
                    return run
                before.state, before.finished_at = RunState.ABANDONED, now
                session.flush()
            run = _Run(uuid.uuid4(), holder, top)
            session.add(
                MatchRun(id=run.id, holder=holder, top=top, started_at=now, seen_at=now, **versions)
            )
    except IntegrityError as another:
        raise Conflict("another process is refreshing the matches") from another
    return run


def _versions(found: Engine, model: Learnt) -> dict[str, str]:
    basis = asdict(basis_of(found, model))
    return {name: basis[name] for name in ("taxonomy", "closeness", "rules", "model")}


def _alive(run: MatchRun, now: dt.datetime) -> bool:
    """Whether the process that works on a run may still be there."""
    host, pid, _ = run.holder.split(" ")
    if host != socket.gethostname():
        return now - run.seen_at < LEASE
    if int(pid) == os.getpid():
        return run.holder in _own
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return now - run.seen_at < LEASE


def _can_go_on(
    run: MatchRun, paths: list[Path], versions: Mapping[str, str], top: int, now: dt.datetime
) -> bool:
    same = all(getattr(run, name) == version for name, version in versions.items())
    whole = bool(paths) and all(path.is_dir() for path in paths)
    return same and whole and run.top == top and now - run.started_at < FRESH


def _take_picture(run: _Run, folder: Path, shards: int, clock: Clock) -> _Run:
    """Lay all specialists down as an index for this run; pictures of others are removed."""

    said = clock()

    def heard(_: int) -> None:
        nonlocal said
        if clock() - said > LEASE / 10:
            said = clock()
            with transaction() as session:
                run.hold(session, said)

    _clear(folder)
    with reading() as session:
        found = engine(session)
        table = everybody(session, heard)
    run = replace(run, shards=shards, people=len(table))
    directory = folder / str(run.id)
    build_shards(found.taxonomy, found.closeness, table, directory, shards, salt=SALT)
    with transaction() as session:
        run.hold(session, clock(), shards=shards, people=len(table))
    return run


def _rank(
    run: _Run, folder: Path, workers: Workers, clock: Clock, progress: Progress
) -> tuple[int, int]:
    """Answer for the vacancies a run has not come to, and store it: how many there were, and how
    many the run has in all."""
    with reading() as session:
        due = queries.due(session, run.id)
    done, total = run.done, run.done + len(due)
    progress(done, total)
    revisions: dict[int, dict[str, int]] = {}
    try:
        for number, answers in workers.answers(
            run.paths(folder), _questions(due, revisions), run.top
        ):
            asked = revisions.pop(number)
            found = [
                queries.Found(uuid.UUID(vacancy_id), revision, _best(best))
                for (vacancy_id, revision), best in zip(asked.items(), answers, strict=True)
            ]
            done += len(found)
            with transaction() as session:
                now = clock()
                run.hold(session, now, done=done, total=total)
                queries.replace(session, run.id, found, now=now)
            progress(done, total)
    except (DamagedIndex, FileNotFoundError):
        with transaction() as session:
            run.hold(session, clock(), state=RunState.ABANDONED, finished_at=clock())
        raise
    return done - run.done, total


def _questions(due: list[uuid.UUID], revisions: dict[int, dict[str, int]]) -> Iterator[Chunk]:
    """Chunks of what to ask, read as they are wanted; ``revisions`` of the vacancies asked for."""
    for number, start in enumerate(range(0, len(due), CHUNK)):
        with reading() as session:
            found, model = engine(session), model_in_force(session)
            seen: dict[uuid.UUID, Sight] = {}
            questions: list[Question] = []
            revisions[number] = {}
            for vacancy in queries.vacancies(session, due[start : start + CHUNK]):
                employer = vacancy.employer
                if employer.id not in seen:
                    seen[employer.id] = seen_by(session, employer)
                posting = posting_of(vacancy, found.rates, model)
                sight = seen[employer.id]
                questions.append(Question(posting, sight.tags, sight.also))
                revisions[number][posting.id] = vacancy.revision
        yield number, questions


def _best(standings: list[Standing]) -> list[tuple[uuid.UUID, int]]:
    return [(uuid.UUID(one.profile_id), one.score) for one in standings]


def _finish(run: _Run, folder: Path, now: dt.datetime) -> None:
    with transaction() as session:
        run.hold(session, now, state=RunState.DONE, finished_at=now)
        queries.forget_closed(session)
    _clear(folder)


def _clear(folder: Path) -> None:
    """Remove the pictures there are: at most one run goes on."""
    if folder.is_dir():
        for old in folder.iterdir():
            shutil.rmtree(old, ignore_errors=True)
