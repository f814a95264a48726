"""The log of rankings shown: each is written down before it is answered with, and can be shown
again exactly, until it is older than is kept or its people are erased."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import orjson
from sqlalchemy.exc import IntegrityError

from recruit.errors import Forbidden, NotFound
from recruit.models import (
    Actor,
    ActorKind,
    Candidate,
    PostedVacancy,
    RankingDirection,
    RankingPlace,
    Specialist,
    Vacancy,
)
from recruit.queries import rankings as queries
from recruit.services import matching
from recruit.services.matching.keeping import (
    Basis,
    Held,
    held_for,
    pack_match,
    pack_posting,
)
from recruit.services.transactions import transaction

logger = logging.getLogger(__name__)

SAME_WITHIN = dt.timedelta(minutes=10)
"""The very same list shown to the same viewer this soon is counted, not written anew."""

PURGED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Viewer:
    """To whom a ranking is shown, where, when and in which language."""

    actor: Actor
    place: RankingPlace
    now: dt.datetime
    language: str


@dataclass(frozen=True, slots=True)
class _Line:
    rank: int | None
    candidate: Candidate | Specialist
    vacancy_id: uuid.UUID | None
    match: matching.Match
    held: Held
    extra: dict[str, Any]


def record_specialists(found: matching.SpecialistRanking, viewer: Viewer) -> None:
    """Write down the specialists of a vacancy as they are about to be shown."""
    lines = [
        _Line(row.rank, row.candidate, None, row.match, row.held, {})
        for row in (*found.ranked, *found.blocked)
    ]
    document = {
        "title": found.vacancy.title,
        "words": {str(line.id): line.text for line in found.vacancy.requirements},
        "posting": pack_posting(found.posting, matching.Direction.EMPLOYER),
    }
    _record(
        viewer,
        found.basis,
        document,
        lines,
        direction=RankingDirection.EMPLOYER,
        vacancy_id=found.vacancy.id,
        totals=(found.ranked_total, found.blocked_total),
    )


def record_vacancies(
    candidate: Candidate,
    rows: Sequence[matching.RankedVacancy],
    basis: Basis,
    viewer: Viewer,
    totals: tuple[int, int],
) -> None:
    """Write down the vacancies of a specialist as they are about to be shown."""
    lines = [
        _Line(
            row.rank,
            candidate,
            row.vacancy.id,
            row.match,
            held_for(row.match, candidate),
            _vacancy_part(row.vacancy, row),
        )
        for row in rows
    ]
    _record(
        viewer,
        basis,
        {},
        lines,
        direction=RankingDirection.CANDIDATE,
        candidate_id=candidate.id,
        totals=totals,
    )


def record_call(found: matching.CallRanking, vacancy: PostedVacancy | None, viewer: Viewer) -> None:
    """Write down a ranking asked for in a call. People described in the call are not kept: of
    them no more is written than how many there were. The words of a vacancy described in the
    call are not kept either, only what they were understood to ask."""
    lines = [
        _Line(row.rank, row.candidate, None, row.match, row.held, {})
        for row in (*found.ranked, *found.blocked)
        if row.candidate is not None
    ]
    posting = pack_posting(found.posting, matching.Direction.EMPLOYER)
    document = {"title": "" if vacancy is None else vacancy.title, "words": {}, "posting": posting}
    if vacancy is None:
        posting["text"] = ""
    else:
        document["words"] = {str(line.id): line.text for line in vacancy.requirements}
    _record(
        viewer,
        found.basis,
        document,
        lines,
        direction=RankingDirection.EMPLOYER,
        vacancy_id=None if vacancy is None else vacancy.id,
        totals=(found.ranked_total, found.blocked_total),
    )


def purge_old(days: int, *, now: dt.datetime) -> int:
    """Delete what was shown longer ago than is kept; returns how many lists."""
    gone = 0
    while True:
        with transaction() as session:
            deleted = queries.purge(session, now - dt.timedelta(days=days), PURGED_AT_ONCE)
        gone += deleted
        if deleted < PURGED_AT_ONCE:
            break
    if gone:
        logger.info("rankings purged", extra={"rankings": gone})
    return gone


def require_lister(actor: Actor) -> None:
    """Offices see that rankings were shown, and by what. Raises `Forbidden`."""
    if actor.kind not in (ActorKind.ADMINISTRATOR, ActorKind.OVERSEER):
        raise Forbidden


def _vacancy_part(vacancy: Vacancy, row: matching.RankedVacancy) -> dict[str, Any]:
    return {
        "title": vacancy.title,
        "words": {str(line.id): line.text for line in vacancy.requirements},
        "posting": pack_posting(row.posting, matching.Direction.CANDIDATE),
    }


def _record(
    viewer: Viewer,
    basis: Basis,
    document: dict[str, Any],
    lines: Sequence[_Line],
    *,
    direction: RankingDirection,
    totals: tuple[int, int],
    vacancy_id: uuid.UUID | None = None,
    candidate_id: uuid.UUID | None = None,
) -> None:
    concepts: set[str] = set()
    entries: list[dict[str, Any]] = []
    _note_concepts(document, concepts)
    for position, line in enumerate(lines):
        concepts.update(said[0] for said in line.held.values())
        _note_concepts(line.extra, concepts)
        packed = pack_match(line.match) | {"held": line.held, "headline": line.candidate.headline}
        entries.append(
            {
                "position": position,
                "candidate_id": line.candidate.id,
                "vacancy_id": line.vacancy_id,
                "rank": line.rank,
                "score": line.match.score,
                "document": orjson.dumps(packed | line.extra).decode(),
            }
        )
    called = matching.labels(viewer.language)
    names = {concept: called(concept) for concept in sorted(concepts)}
    actor = viewer.actor
    ranking = {
        "place": viewer.place,
        "direction": direction,
        "actor_kind": actor.kind,
        "user_id": actor.user_id,
        "key_id": actor.key_id,
        "employer_id": actor.employer_id,
        "vacancy_id": vacancy_id,
        "candidate_id": candidate_id,
        "language": viewer.language,
        "shown": len(entries),
        "ranked_total": totals[0],
        "blocked_total": totals[1],
        "taxonomy": basis.taxonomy,
        "closeness": basis.closeness,
        "rules": basis.rules,
        "model": basis.model,
        "salt": basis.salt,
        "document": orjson.dumps(document | {"names": names}).decode(),
    }
    digest = blake2b(orjson.dumps(ranking), digest_size=32)
    for entry in entries:
        digest.update(
            f"{entry['candidate_id']}{entry['vacancy_id']}{entry['rank']}/{entry['score']}".encode()
        )
        digest.update(entry["document"].encode())
    _write(ranking | {"digest": digest.hexdigest()}, entries, viewer.now)


def _note_concepts(document: Mapping[str, Any], concepts: set[str]) -> None:
    posting = document.get("posting")
    if posting is not None:
        concepts.update(asked[1] for asked in posting["requirements"])


def _write(ranking: dict[str, Any], entries: list[dict[str, Any]], now: dt.datetime) -> None:
    """One bulk insert; a specialist erased since they were ranked is left out."""
    try:
        _insert(ranking, entries, now)
    except IntegrityError:
        with transaction() as session:
            there = queries.still_there(session, {entry["candidate_id"] for entry in entries})
        own = ranking["candidate_id"]
        if own is not None and own not in there:
            raise NotFound("candidate") from None
        _insert(ranking, [e for e in entries if e["candidate_id"] in there], now)


def _insert(ranking: dict[str, Any], entries: list[dict[str, Any]], now: dt.datetime) -> None:
    with transaction() as session:
        shown = {"id": uuid.uuid4(), "at": now, "last_at": now, "times": 1, **ranking}
        queries.write(session, shown, entries, now - SAME_WITHIN)
