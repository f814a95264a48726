"""Rankings: specialists for a vacancy, vacancies for a specialist, one pair."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matching import Match, Posting, Profile
from recruit.errors import Forbidden, NotFound
from recruit.models import Actor, ActorKind, Application, Candidate, Vacancy
from recruit.permissions import can_rank, can_see_candidate, can_see_vacancy, visibilities
from recruit.queries import applications as application_queries
from recruit.queries import candidates as candidate_queries
from recruit.queries import vacancies as vacancy_queries
from recruit.services.matching.engine import Engine, engine
from recruit.services.matching.pool import pool
from recruit.services.matching.records import posting_of, profile_of
from recruit.services.transactions import reading

BLOCKED_SHOWN = 20
MAX_SHOWN = 200


@dataclass(frozen=True, slots=True)
class RankedSpecialist:
    """A specialist with a match; ``rank`` counts from 1, None for who is blocked."""

    rank: int | None
    candidate: Candidate
    match: Match
    application: Application | None = None


@dataclass(frozen=True, slots=True)
class SpecialistRanking:
    """A page of a vacancy's ranking, the blocked apart, and how many there are of each."""

    vacancy: Vacancy
    posting: Posting
    ranked: tuple[RankedSpecialist, ...]
    blocked: tuple[RankedSpecialist, ...]
    ranked_total: int
    blocked_total: int


@dataclass(frozen=True, slots=True)
class RankedVacancy:
    """A vacancy with a match; ``rank`` counts from 1, None where the specialist is blocked."""

    rank: int | None
    vacancy: Vacancy
    posting: Posting
    match: Match


@dataclass(frozen=True, slots=True)
class VacancyRanking:
    """The open vacancies as they fit a specialist, those that block them apart."""

    candidate: Candidate
    ranked: tuple[RankedVacancy, ...]
    blocked: tuple[RankedVacancy, ...]


def specialists_for(
    vacancy_id: uuid.UUID, *, actor: Actor, limit: int = 20, offset: int = 0
) -> SpecialistRanking:
    """Specialists the actor may see, ranked for a vacancy.

    Raises `NotFound` where the actor may not see the vacancy and `Forbidden` where they may see
    it, but not the ranking.
    """
    limit = max(1, min(limit, MAX_SHOWN))
    with reading() as session:
        vacancy = _vacancy(session, vacancy_id, actor)
        if not can_rank(actor, vacancy):
            raise Forbidden
        found = engine(session)
        posting = posting_of(vacancy, found.rates)
        among = visible_ids(session, actor)
        best, apart, open_count, blocked_count = pool(session, found).search(
            session,
            posting,
            among,
            open_limit=offset + limit,
            blocked_limit=BLOCKED_SHOWN if offset == 0 else 1,
        )
        ranked = _with_people(session, best[offset:], vacancy, first=offset + 1)
        blocked = _with_people(session, apart, vacancy, first=None) if offset == 0 else ()
    return SpecialistRanking(vacancy, posting, ranked, blocked, open_count, blocked_count)


def applicants_for(vacancy_id: uuid.UUID, *, actor: Actor) -> SpecialistRanking:
    """Those who applied to a vacancy, ranked like anybody; withdrawn applications are left out.

    Raises `NotFound` or `Forbidden`.
    """
    with reading() as session:
        vacancy = _vacancy(session, vacancy_id, actor)
        if not can_rank(actor, vacancy) or actor.kind is ActorKind.RECRUITER:
            raise Forbidden
        found = engine(session)
        posting = posting_of(vacancy, found.rates)
        applications = application_queries.standing(session, vacancy.id)
        people = {
            a.candidate_id: a.candidate
            for a in applications
            if can_see_candidate(actor, a.candidate, applied=True)
        }
        matches = found.ranker.rank(posting, [profile_of(c) for c in people.values()], k=None)
        by_candidate = {a.candidate_id: a for a in applications}
        ranked: list[RankedSpecialist] = []
        blocked: list[RankedSpecialist] = []
        for match in matches:
            key = uuid.UUID(match.profile_id)
            into = blocked if match.blocked else ranked
            into.append(
                RankedSpecialist(
                    None if match.blocked else len(ranked) + 1,
                    people[key],
                    match,
                    by_candidate[key],
                )
            )
    return SpecialistRanking(
        vacancy, posting, tuple(ranked), tuple(blocked), len(ranked), len(blocked)
    )


def vacancies_for(candidate_id: uuid.UUID, *, actor: Actor, limit: int = 50) -> VacancyRanking:
    """The open vacancies as they fit a specialist. Raises `NotFound`."""
    with reading() as session:
        candidate = candidate_queries.by_id(session, candidate_id)
        if candidate is None or not can_see_candidate(
            actor, candidate, applied=_applied(session, candidate_id, actor)
        ):
            raise NotFound("candidate")
        found = engine(session)
        profile = profile_of(candidate)
        scored = [
            (score_one(found, posting, profile), posting, vacancy)
            for vacancy in vacancy_queries.open_with_requirements(session)
            for posting in (posting_of(vacancy, found.rates),)
        ]
    return _arrange(candidate, scored, limit)


def pair(vacancy_id: uuid.UUID, candidate_id: uuid.UUID, *, actor: Actor) -> RankedVacancy:
    """One specialist against one vacancy, the same score as in any list. Raises `NotFound`."""
    with reading() as session:
        vacancy = _vacancy(session, vacancy_id, actor)
        candidate = candidate_queries.by_id(session, candidate_id)
        if candidate is None or not can_see_candidate(
            actor, candidate, applied=_applied(session, candidate_id, actor)
        ):
            raise NotFound("candidate")
        found = engine(session)
        posting = posting_of(vacancy, found.rates)
        return RankedVacancy(
            None, vacancy, posting, score_one(found, posting, profile_of(candidate))
        )


def score_one(found: Engine, posting: Posting, profile: Profile) -> Match:
    """One pair's match."""
    return found.ranker.score(posting, profile)


def visible_ids(session: Session, actor: Actor) -> list[uuid.UUID]:
    """The specialists an actor may rank: those they may browse, those who applied to them, and
    those their agency submitted."""
    agency_ids = actor.employer_ids if actor.kind is ActorKind.RECRUITER else frozenset()
    applied_to = actor.employer_ids if actor.kind is ActorKind.EMPLOYER else frozenset()
    return candidate_queries.visible_ids(session, visibilities(actor), agency_ids, applied_to)


def _vacancy(session: Session, vacancy_id: uuid.UUID, actor: Actor) -> Vacancy:
    vacancy = vacancy_queries.by_id(session, vacancy_id)
    if vacancy is None or not can_see_vacancy(actor, vacancy):
        raise NotFound("vacancy")
    return vacancy


def _applied(session: Session, candidate_id: uuid.UUID, actor: Actor) -> bool:
    return actor.kind is ActorKind.EMPLOYER and application_queries.has_applied_to(
        session, candidate_id, actor.employer_ids
    )


def _with_people(
    session: Session, matches: Iterable[Match], vacancy: Vacancy, *, first: int | None
) -> tuple[RankedSpecialist, ...]:
    matches = list(matches)
    ids = [uuid.UUID(match.profile_id) for match in matches]
    people = {row.id: row for row in candidate_queries.with_claims(session, ids)}
    applications = application_queries.of_candidates(session, vacancy.id, ids)
    return tuple(
        RankedSpecialist(
            None if first is None else first + position,
            people[id_],
            match,
            applications.get(id_),
        )
        for position, (id_, match) in enumerate(zip(ids, matches, strict=True))
        if id_ in people
    )


def _arrange(
    candidate: Candidate, scored: list[tuple[Match, Posting, Vacancy]], limit: int
) -> VacancyRanking:
    scored.sort(key=lambda s: (bool(s[0].blocked), -s[0].score, s[2].id))
    ranked = [s for s in scored if not s[0].blocked][:limit]
    blocked = [s for s in scored if s[0].blocked][:BLOCKED_SHOWN]
    return VacancyRanking(
        candidate,
        tuple(RankedVacancy(n, v, p, m) for n, (m, p, v) in enumerate(ranked, 1)),
        tuple(RankedVacancy(None, v, p, m) for m, p, v in blocked),
    )
