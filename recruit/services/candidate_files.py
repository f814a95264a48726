"""Specialists' files: uploaded, opened by who may, deleted."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import uuid
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from recruit.errors import Fault, Forbidden, NotFound, NotSignedIn
from recruit.models import Actor, ActorKind, CandidateFile, FileKind, FileType
from recruit.permissions import can_see_files, owns_vacancy
from recruit.queries import applications as application_queries
from recruit.queries import candidate_files as queries
from recruit.queries import candidates as candidate_queries
from recruit.queries import vacancies as vacancy_queries
from recruit.services import candidate_cv
from recruit.services.files import kinds, store
from recruit.services.files.names import shown_name
from recruit.services.files.plain import decoded
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

MAX_FILES = 10
FORGOTTEN_AFTER = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Upload:
    """What a browser sent: the bytes, and what it calls them."""

    data: bytes
    name: str = ""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file somebody may read now."""

    path: Path
    name: str
    file_type: FileType


def keep(
    upload: Upload | None, kind: FileKind, folder: Path, *, actor: Actor, now: dt.datetime
) -> CandidateFile:
    """Store a CV or certificate of one's own; a CV is read once, to say how well it reads.

    Raises `NotSignedIn`, `Forbidden`, or `Invalid` at `file` with the cause.
    """
    candidate_id = _candidate_id(actor)
    if upload is None:
        raise kinds.refused(Fault.FILE_MISSING)
    file_type = kinds.type_of(upload.data, kind)
    data = _plain(upload.data) if file_type is FileType.TXT else upload.data
    text = candidate_cv.read(data, file_type) if kind is FileKind.CV else None
    row = CandidateFile(
        candidate_id=candidate_id,
        kind=kind,
        name=shown_name(upload.name, kind, file_type),
        file_type=file_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        text_state=text.state if text else None,
        notes=[note.value for note in text.notes] if text else [],
        created_at=now,
    )
    _store(row, data, folder)
    logger.info("file stored", extra={"file_id": row.id, "file_type": file_type.value})
    return row


def _plain(data: bytes) -> bytes:
    """A text in the encoding it is sent in later, whatever it came in."""
    return (decoded(data) or "").encode()


def _store(row: CandidateFile, data: bytes, folder: Path) -> None:
    """The file first, then the row: what fails on the way leaves neither."""
    row.stored_name = store.write(folder, data)
    try:
        with transaction() as session:
            candidate = candidate_queries.by_id(session, row.candidate_id, lock=True)
            if candidate is None:
                raise NotFound("candidate")
            if queries.count(session, row.candidate_id) >= MAX_FILES:
                raise kinds.refused(Fault.TOO_MANY, maximum=MAX_FILES)
            session.add(row)
    except BaseException:
        store.remove(folder, row.stored_name)
        raise


def own_cv(file_id: uuid.UUID, folder: Path, *, actor: Actor) -> tuple[CandidateFile, bytes]:
    """One's own CV with its bytes. Raises `NotSignedIn`, `Forbidden` or `NotFound`."""
    candidate_id = _candidate_id(actor)
    with reading() as session:
        row = queries.by_id(session, file_id)
    if row is None or row.candidate_id != candidate_id or row.kind is not FileKind.CV:
        raise NotFound("file")
    try:
        return row, store.path(folder, row.stored_name).read_bytes()
    except FileNotFoundError:
        raise NotFound("file") from None


def own(actor: Actor) -> list[CandidateFile]:
    """One's own files, newest first. Raises `NotSignedIn` or `Forbidden`."""
    candidate_id = _candidate_id(actor)
    with reading() as session:
        return queries.of_candidate(session, candidate_id)


def of_applicants(vacancy_id: uuid.UUID, *, actor: Actor) -> dict[uuid.UUID, list[CandidateFile]]:
    """What the applicants of one of the actor's own vacancies sent along, by candidate. Raises
    `NotFound`."""
    with reading() as session:
        vacancy = vacancy_queries.by_id(session, vacancy_id)
        if vacancy is None or not owns_vacancy(actor, vacancy):
            raise NotFound("vacancy")
        found: dict[uuid.UUID, list[CandidateFile]] = defaultdict(list)
        for row in queries.of_applicants(session, vacancy_id):
            found[row.candidate_id].append(row)
        return found


def open_file(file_id: uuid.UUID, folder: Path, *, actor: Actor) -> OpenFile:
    """A file's place on the disk, for who may read it at this moment.

    Raises `NotSignedIn`, or `NotFound` for everybody it is not for.
    """
    if actor.kind is ActorKind.ANONYMOUS:
        raise NotSignedIn
    with reading() as session:
        row = _visible(session, file_id, actor)
    place = store.path(folder, row.stored_name)
    if not place.is_file():
        logger.error("stored file is gone", extra={"file_id": row.id})
        raise NotFound("file")
    logger.info("file opened", extra={"file_id": row.id, "user_id": actor.user_id})
    return OpenFile(place, row.name, row.file_type)


def delete(file_id: uuid.UUID, folder: Path, *, actor: Actor) -> None:
    """Delete one's own file, row and bytes. Raises `NotSignedIn`, `Forbidden` or `NotFound`."""
    candidate_id = _candidate_id(actor)
    with transaction() as session:
        row = queries.by_id(session, file_id)
        if row is None or row.candidate_id != candidate_id:
            raise NotFound("file")
        session.delete(row)
    store.remove(folder, row.stored_name)
    logger.info("file deleted", extra={"file_id": file_id})


def sweep(folder: Path, *, now: dt.datetime) -> int:
    """Take off the disk what no row stands for: left by a power cut or a deleted account."""
    old = list(store.older_than(folder, (now - FORGOTTEN_AFTER).timestamp()))
    with reading() as session:
        kept = queries.stored_among(session, old) if old else set()
    for name in old:
        if name not in kept:
            (folder / name).unlink(missing_ok=True)
    return len(old) - len(kept)


def _candidate_id(actor: Actor) -> uuid.UUID:
    if actor.kind is ActorKind.ANONYMOUS:
        raise NotSignedIn
    if actor.kind is not ActorKind.CANDIDATE or actor.candidate_id is None:
        raise Forbidden
    return actor.candidate_id


def _visible(session: Session, file_id: uuid.UUID, actor: Actor) -> CandidateFile:
    row = queries.by_id(session, file_id)
    if row is None:
        raise NotFound("file")
    applied = actor.kind is ActorKind.EMPLOYER and application_queries.has_applied_to(
        session, row.candidate_id, actor.employer_ids
    )
    if not can_see_files(actor, row.candidate, applied=applied):
        raise NotFound("file")
    return row
