"""Rankings shown again as they were, to who saw them, who is in them, and who oversees."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from recruit.errors import Forbidden, NotFound
from recruit.models import (
    Actor,
    ActorKind,
    Candidate,
    Ranking,
    RankingEntry,
    Vacancy,
)
from recruit.permissions import can_see_candidate, can_see_ranking, can_see_vacancy, owns_vacancy
from recruit.queries import applications as application_queries
from recruit.queries import rankings as queries
from recruit.queries import vacancies as vacancy_queries
from recruit.services import matching
from recruit.services.matching.keeping import Held, unpack_match, unpack_posting
from recruit.services.paging import Page, page_of
from recruit.services.rankings import require_lister
from recruit.services.transactions import reading


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line as it stood. ``match`` is None where the specialist has hidden their profile from
    the reader since. ``names`` are the concepts' names in the language it was shown in."""

    rank: int | None
    score: int
    title: str
    candidate: Candidate
    vacancy: Vacancy | None
    posting: matching.Posting
    match: matching.Match | None
    held: Held
    words: Mapping[str, str]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ShownRanking:
    """A list as it stood; ``erased`` counts the lines whose people are gone since."""

    ranking: Ranking
    title: str
    lines: tuple[ShownLine, ...]
    weights: Mapping[str, float]
    erased: int


@dataclass(frozen=True, slots=True)
class OwnLine:
    """Where a specialist was ranked: when, by whom, and the line as it stood. ``vacancy`` is None
    where they may not see it."""

    ranking: Ranking
    employer: str
    vacancy: Vacancy | None
    line: ShownLine


def shown_again(ranking_id: uuid.UUID, *, actor: Actor) -> ShownRanking:
    """A ranking as it was shown. Raises `NotFound`."""
    with reading() as session:
        ranking = queries.by_id(session, ranking_id)
        if ranking is None or not can_see_ranking(actor, ranking):
            raise NotFound("ranking")
        document = orjson.loads(ranking.document)
        lines = []
        for entry in ranking.entries:
            applied = actor.kind is ActorKind.EMPLOYER and application_queries.has_applied_to(
                session, entry.candidate_id, actor.employer_ids
            )
            seen = can_see_candidate(actor, entry.candidate, applied=applied)
            lines.append(_line(document, entry, entry.candidate, entry.vacancy, seen=seen))
    posting = document.get("posting")
    if posting is None and ranking.entries:
        posting = orjson.loads(ranking.entries[0].document)["posting"]
    return ShownRanking(
        ranking=ranking,
        title=document.get("title", ""),
        lines=tuple(lines),
        weights={} if posting is None else posting["counted"],
        erased=max(0, ranking.shown - len(lines)),
    )


def of_vacancy(
    vacancy_id: uuid.UUID, number: int, *, actor: Actor
) -> tuple[Vacancy, Page[Ranking]]:
    """The rankings of an own vacancy that the actor's side was shown, newest first.

    Raises `NotFound` or `Forbidden`.
    """
    with reading() as session:
        vacancy = vacancy_queries.by_id(session, vacancy_id)
        if vacancy is None or not can_see_vacancy(actor, vacancy):
            raise NotFound("vacancy")
        if not owns_vacancy(actor, vacancy):
            raise NotFound("vacancy") if actor.kind is ActorKind.EMPLOYER else Forbidden
        ids = actor.employer_ids
        total = queries.count(session, vacancy_id, ids)
        page = page_of(
            number,
            total,
            lambda limit, offset: queries.latest(session, limit, offset, vacancy_id, ids),
        )
    return vacancy, page


def latest(number: int, *, actor: Actor) -> Page[Ranking]:
    """Every ranking shown, newest first: when, where, to what kind of reader, and by what. Raises
    `Forbidden`."""
    require_lister(actor)
    with reading() as session:
        total = queries.count(session)
        return page_of(number, total, lambda limit, offset: queries.latest(session, limit, offset))


def about(number: int, *, actor: Actor) -> Page[OwnLine]:
    """Where the actor's own profile was ranked, newest first. Raises `Forbidden`."""
    own = _own_id(actor)
    with reading() as session:
        total = queries.about_count(session, own)
        return page_of(
            number,
            total,
            lambda limit, offset: [
                _own_line(entry, actor) for entry in queries.about(session, own, limit, offset)
            ],
        )


def own_file(*, actor: Actor) -> list[dict[str, Any]]:
    """Everything the log holds of the actor's own profile, as plain data. Raises `Forbidden`."""
    own = _own_id(actor)
    with reading() as session:
        return [_told(_own_line(e, actor), e) for e in queries.about(session, own, None, 0)]


def _own_id(actor: Actor) -> uuid.UUID:
    if actor.kind is not ActorKind.CANDIDATE or actor.candidate_id is None:
        raise Forbidden
    return actor.candidate_id


def _line(
    document: Mapping[str, Any],
    entry: RankingEntry,
    candidate: Candidate,
    vacancy: Vacancy | None,
    *,
    seen: bool = True,
) -> ShownLine:
    own = orjson.loads(entry.document)
    whole = {**document, **own}
    profile_id = str(entry.candidate_id)
    return ShownLine(
        rank=entry.rank,
        score=entry.score,
        title=own["title"] if vacancy is not None else own["headline"],
        candidate=candidate,
        vacancy=vacancy,
        posting=unpack_posting(whole["posting"]),
        match=unpack_match(own, profile_id, entry.score) if seen else None,
        held={id_: tuple(said) for id_, said in own["held"].items()} if seen else {},
        words=whole["words"],
        names=document["names"],
    )


def _own_line(entry: RankingEntry, actor: Actor) -> OwnLine:
    ranking = entry.ranking
    vacancy = ranking.vacancy
    visible = vacancy is not None and can_see_vacancy(actor, vacancy)
    employer = vacancy.employer.legal_name if vacancy is not None else ""
    line = _line(orjson.loads(ranking.document), entry, Candidate(id=entry.candidate_id), None)
    return OwnLine(ranking, employer, vacancy if visible else None, line)


def _told(own: OwnLine, entry: RankingEntry) -> dict[str, Any]:
    ranking, line = own.ranking, own.line
    kept = orjson.loads(entry.document)
    return {
        "shown_at": ranking.at.isoformat(),
        "last_shown_at": ranking.last_at.isoformat(),
        "times": ranking.times,
        "shown_to": ranking.actor_kind.value,
        "vacancy_of": own.employer,
        "vacancy": None if own.vacancy is None else str(own.vacancy.id),
        "asked": [
            {"concept": r.concept, "name": line.names.get(r.concept, r.concept), "id": r.id}
            for r in line.posting.requirements
        ],
        "score": line.score,
        "stood_apart_because": kept["blocked"],
        "reasons": [dict(zip(REASON_FIELDS, reason, strict=True)) for reason in kept["reasons"]],
        "what_you_said": kept["held"],
        "made_by": {
            "taxonomy": ranking.taxonomy,
            "closeness": ranking.closeness,
            "rules": ranking.rules,
            "model": ranking.model,
        },
    }


REASON_FIELDS = (
    "component",
    "requirement",
    "claim",
    "verdict",
    "closeness",
    "level",
    "evidence",
    "points",
    "possible",
)
