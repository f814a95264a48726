"""Rankings: specialists for a vacancy, vacancies for a specialist, one pair."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from matching import Direction, Match, Posting
from recruit.errors import Forbidden, NotFound
from recruit.models import (
    Actor,
    ActorKind,
    Application,
    PostedVacancy,
    Specialist,
    Vacancy,
)
from recruit.permissions import can_rank, can_see_candidate, can_see_vacancy
from recruit.queries import applications as application_queries
from recruit.queries import candidates as candidate_queries
from recruit.queries import vacancies as vacancy_queries
from recruit.services.matching.edited import by_row
from recruit.services.matching.engine import Engine, engine
from recruit.services.matching.in_force import RULES, model_in_force
from recruit.services.matching.keeping import basis_of, held_for
from recruit.services.matching.openings import open_vacancies
from recruit.services.matching.pool import pool
from recruit.services.matching.ranked import (
    RankedSpecialist,
    RankedVacancy,
    SpecialistRanking,
    VacancyRanking,
)
from recruit.services.matching.records import posting_of, profile_of
from recruit.services.matching.sight import Sight, sight_of
from recruit.services.transactions import reading

BLOCKED_SHOWN = 10
MAX_SHOWN = 200
COMPARED = 500
"""How far down a ranking ranks are compared with those before weights were tried."""


def specialists_for(
    vacancy_id: uuid.UUID,
    *,
    actor: Actor,
    limit: int = 20,
    offset: int = 0,
    weights: Mapping[str, float] | None = None,
) -> SpecialistRanking:
    """Specialists the actor may see, ranked for a vacancy.

    ``weights`` are tried in the place of the vacancy's own; nothing of them is kept.

    Raises `NotFound` where the actor may not see the vacancy and `Forbidden` where they may see
    it, but not the ranking.
    """
    limit = max(1, min(limit, MAX_SHOWN))
    with reading() as session:
        vacancy = posted_vacancy(session, vacancy_id, actor)
        found, model = engine(session), model_in_force(session)
        own = posting = posting_of(vacancy, found.rates, model)
        if weights is not None:
            posting = replace(own, weights=model.weights(weights, vacancy.occupation_id))
        among = sight_of(session, actor)
        everybody = pool(session, found)
        best, apart, open_count, blocked_count = everybody.search(
            session,
            posting,
            among,
            open_limit=offset + limit,
            blocked_limit=BLOCKED_SHOWN if offset == 0 else 1,
        )
        before = {} if posting == own else _ranks(session, found, own, among)
        apart = apart if offset == 0 else []
        best = best[offset:]
        ids = [uuid.UUID(match.profile_id) for match in (*best, *apart)]
        people = everybody.people(session, ids)
        # A recruiter is not told who has applied.
        told = actor.kind is not ActorKind.RECRUITER
        applications = application_queries.of_candidates(session, vacancy_id, ids) if told else {}
        ranked = _rows(best, people, applications, offset + 1)
        blocked = _rows(apart, people, applications, None)
    basis = basis_of(found, model)
    return SpecialistRanking(
        vacancy,
        posting,
        ranked,
        blocked,
        open_count,
        blocked_count,
        basis,
        before,
    )


def applicants_for(vacancy_id: uuid.UUID, *, actor: Actor) -> SpecialistRanking:
    """Those who applied to a vacancy, ranked like anybody; withdrawn applications are left out.

    Raises `NotFound` or `Forbidden`.
    """
    with reading() as session:
        vacancy = _vacancy(session, vacancy_id, actor)
        if not can_rank(actor, vacancy) or actor.kind is ActorKind.RECRUITER:
            raise Forbidden
        found, model = engine(session), model_in_force(session)
        posting = posting_of(vacancy, found.rates, model)
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
                    held_for(match, people[key]),
                    by_candidate[key],
                )
            )
    return SpecialistRanking(
        vacancy,
        posting,
        tuple(ranked),
        tuple(blocked),
        len(ranked),
        len(blocked),
        basis_of(found, model),
    )


def vacancies_for(
    candidate_id: uuid.UUID,
    *,
    actor: Actor,
    limit: int = 50,
    offset: int = 0,
    blocked_limit: int | None = None,
) -> VacancyRanking:
    """The open vacancies as they fit a specialist: by what they can do there, and by what they
    want. Those that block come with the first page alone, unless a number is given. Raises
    `NotFound`."""
    if blocked_limit is None:
        blocked_limit = BLOCKED_SHOWN if offset == 0 else 0
    with reading() as session:
        candidate = candidate_queries.by_id(session, candidate_id)
        if candidate is None or not can_see_candidate(
            actor, candidate, applied=_applied(session, candidate_id, actor)
        ):
            raise NotFound("candidate")
        found, model = engine(session), model_in_force(session)
        profile, basis = profile_of(candidate), basis_of(found, RULES)
        page = open_vacancies(session, found).page(
            session, profile, open_limit=offset + limit, blocked_limit=blocked_limit
        )
        shown = page.open[offset:]
        ids = [uuid.UUID(line.posting_id) for line in (*shown, *page.blocked)]
        vacancies = vacancy_queries.open_among(session, ids)

        def row(rank: int | None, vacancy: Vacancy) -> RankedVacancy:
            posting = posting_of(vacancy, found.rates, model)
            match = found.ranker.score(posting, profile, Direction.CANDIDATE)
            return RankedVacancy(rank, vacancy, posting, match, basis)

        ranks = [*range(offset + 1, offset + 1 + len(shown)), *[None] * len(page.blocked)]
        rows = [
            row(rank, vacancies[id_])
            for rank, id_ in zip(ranks, ids, strict=True)
            if id_ in vacancies
        ]
    return VacancyRanking(
        candidate,
        tuple(row for row in rows if row.rank is not None),
        tuple(row for row in rows if row.rank is None),
        page.open_count,
        page.blocked_count,
        basis,
    )


def pair(
    vacancy_id: uuid.UUID,
    candidate_id: uuid.UUID,
    *,
    actor: Actor,
    direction: Direction = Direction.EMPLOYER,
) -> RankedVacancy:
    """One specialist against one vacancy, the same score as in any list of that direction.

    Raises `NotFound`.
    """
    with reading() as session:
        vacancy = _vacancy(session, vacancy_id, actor)
        candidate = candidate_queries.by_id(session, candidate_id)
        if candidate is None or not can_see_candidate(
            actor, candidate, applied=_applied(session, candidate_id, actor)
        ):
            raise NotFound("candidate")
        found, model = engine(session), model_in_force(session)
        posting = posting_of(vacancy, found.rates, model)
        match = found.ranker.score(posting, profile_of(candidate), direction)
        own = direction is Direction.CANDIDATE
        basis = basis_of(found, RULES if own else model)
        return RankedVacancy(None, vacancy, posting, match, basis)


def posted_vacancy(session: Session, vacancy_id: uuid.UUID, actor: Actor) -> PostedVacancy:
    """A vacancy for which the actor may see specialists ranked. Raises `NotFound` or
    `Forbidden`."""
    vacancy = vacancy_queries.posted(session, vacancy_id)
    if vacancy is None or not can_see_vacancy(actor, vacancy):
        raise NotFound("vacancy")
    if not can_rank(actor, vacancy):
        raise Forbidden
    return vacancy


def _vacancy(session: Session, vacancy_id: uuid.UUID, actor: Actor) -> Vacancy:
    vacancy = vacancy_queries.by_id(session, vacancy_id)
    if vacancy is None or not can_see_vacancy(actor, vacancy):
        raise NotFound("vacancy")
    return vacancy


def _applied(session: Session, candidate_id: uuid.UUID, actor: Actor) -> bool:
    return actor.kind is ActorKind.EMPLOYER and application_queries.has_applied_to(
        session, candidate_id, actor.employer_ids
    )


def _ranks(session: Session, found: Engine, posting: Posting, among: Sight) -> dict[uuid.UUID, int]:
    """The ranks of the first for a posting as it is."""
    best, *_ = pool(session, found).search(
        session, posting, among, open_limit=COMPARED, blocked_limit=1
    )
    return {uuid.UUID(match.profile_id): rank for rank, match in enumerate(best, 1)}


def _rows(
    matches: list[Match],
    people: Mapping[uuid.UUID, Specialist],
    applications: Mapping[uuid.UUID, Application],
    first: int | None,
) -> tuple[RankedSpecialist, ...]:
    """Matches with whose they are, those ranked from a first rank on."""
    rows = []
    for position, match in enumerate(matches):
        id_ = uuid.UUID(match.profile_id)
        if id_ in people:
            rank = None if first is None else first + position
            named = by_row(match, people[id_])
            rows.append(RankedSpecialist(rank, people[id_], *named, applications.get(id_)))
    return tuple(rows)
