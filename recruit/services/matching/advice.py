"""Advice by the same table that ranks: what would raise a score, which skill to learn next,
what is like a vacancy or a specialist."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matching import (
    Advice,
    Direction,
    Match,
    Posting,
    Profile,
    Requirement,
    SkillGap,
    similar_profiles,
    skill_gaps,
    what_would_raise,
)
from recruit.errors import Forbidden, NotFound
from recruit.models import Actor, ActorKind, Candidate, Vacancy
from recruit.permissions import can_edit_candidate, can_rank, can_see_candidate, can_see_vacancy
from recruit.queries import applications as application_queries
from recruit.queries import candidates as candidate_queries
from recruit.queries import vacancies as vacancy_queries
from recruit.services.matching.engine import engine
from recruit.services.matching.in_force import model_in_force
from recruit.services.matching.openings import open_vacancies
from recruit.services.matching.pool import pool
from recruit.services.matching.records import posting_of, profile_of
from recruit.services.matching.sight import sight_of
from recruit.services.transactions import reading

SHOWN = 6
AMONG = 60
"""Specialists looked at closely: those who serve best for what the one can do."""


@dataclass(frozen=True, slots=True)
class RaiseAdvice:
    """What would raise a specialist's score for a vacancy, from the match as it stands."""

    vacancy: Vacancy
    posting: Posting
    candidate: Candidate
    match: Match
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class GapAdvice:
    """Skills worth learning, with the vacancies each opens."""

    candidate: Candidate
    gaps: tuple[SkillGap, ...]
    vacancies: dict[str, Vacancy]


@dataclass(frozen=True, slots=True)
class SimilarVacancy:
    """Another open vacancy; ``likeness`` in [0, 1]."""

    vacancy: Vacancy
    likeness: float


@dataclass(frozen=True, slots=True)
class SimilarSpecialist:
    """Another specialist; ``likeness`` in [0, 1]."""

    candidate: Candidate
    likeness: float


def raise_advice(
    vacancy_id: uuid.UUID,
    candidate_id: uuid.UUID,
    *,
    actor: Actor,
    direction: Direction = Direction.EMPLOYER,
    limit: int = SHOWN,
) -> RaiseAdvice:
    """What a specialist could change to score higher for a vacancy, and by exactly how much.

    For the specialist, and for who may rank with the vacancy. Raises `NotFound` or `Forbidden`.
    """
    with reading() as session:
        vacancy = _vacancy(session, vacancy_id, actor)
        candidate = _candidate(session, candidate_id, actor)
        if not (can_rank(actor, vacancy) or can_edit_candidate(actor, candidate)):
            raise Forbidden
        found = engine(session)
        posting = posting_of(vacancy, found.rates, model_in_force(session))
        profile = profile_of(candidate)
    match = found.ranker.score(posting, profile, direction)
    advice = what_would_raise(posting, profile, found.ranker, direction=direction, limit=limit)
    return RaiseAdvice(vacancy, posting, candidate, match, tuple(advice))


def gap_advice(candidate_id: uuid.UUID, *, actor: Actor, limit: int = SHOWN) -> GapAdvice:
    """The skills nearest to what a specialist has that open the most open vacancies at the best
    pay. For who may edit the specialist. Raises `NotFound` or `Forbidden`."""
    with reading() as session:
        candidate = _candidate(session, candidate_id, actor)
        if not can_edit_candidate(actor, candidate):
            raise Forbidden
        found = engine(session)
        profile = profile_of(candidate)
        vacancies = {str(v.id): v for v in vacancy_queries.open_with_requirements(session)}
        model = model_in_force(session)
        postings = [posting_of(vacancy, found.rates, model) for vacancy in vacancies.values()]
    gaps = skill_gaps(profile, postings, found.ranker, limit=limit)
    named = {id_: vacancies[id_] for gap in gaps for id_ in (*gap.opens, *gap.raises)}
    return GapAdvice(candidate, tuple(gaps), named)


def similar_vacancies(
    vacancy_id: uuid.UUID, *, actor: Actor, limit: int = SHOWN
) -> tuple[SimilarVacancy, ...]:
    """Open vacancies that ask much the same, the likest first. Raises `NotFound`."""
    with reading() as session:
        vacancy = _vacancy(session, vacancy_id, actor)
        found = engine(session)
        posting = posting_of(vacancy, found.rates, model_in_force(session))
        likest = open_vacancies(session, found).alike(session, posting, limit)
        ids = [uuid.UUID(like.id) for like in likest]
        others = vacancy_queries.open_among(session, ids)
    return tuple(
        SimilarVacancy(others[id_], like.likeness)
        for id_, like in zip(ids, likest, strict=True)
        if id_ in others
    )


def similar_specialists(
    candidate_id: uuid.UUID, *, actor: Actor, limit: int = SHOWN
) -> tuple[SimilarSpecialist, ...]:
    """Specialists the actor may see who can do much the same. Raises `NotFound`."""
    with reading() as session:
        candidate = _candidate(session, candidate_id, actor)
        found = engine(session)
        profile = profile_of(candidate)
        best, _, _, _ = pool(session, found).search(
            session,
            _asking_for(profile),
            sight_of(session, actor),
            open_limit=AMONG,
            blocked_limit=1,
        )
        ids = [uuid.UUID(match.profile_id) for match in best]
        people = {str(row.id): row for row in candidate_queries.with_claims(session, ids)}
        others = [profile_of(row) for row in people.values()]
    likest = similar_profiles(profile, others, found.closeness, limit)
    return tuple(SimilarSpecialist(people[like.id], like.likeness) for like in likest)


def _asking_for(profile: Profile) -> Posting:
    """A posting for just what a person can do."""
    longest = max(profile.experience, key=lambda time: time.years or 0.0, default=None)
    concepts = dict.fromkeys(claim.concept for claim in profile.claims)
    return Posting(
        id=profile.id,
        occupation=longest.concept if longest is not None else None,
        requirements=tuple(Requirement(concept, concept) for concept in concepts),
    )


def _vacancy(session: Session, vacancy_id: uuid.UUID, actor: Actor) -> Vacancy:
    vacancy = vacancy_queries.by_id(session, vacancy_id)
    if vacancy is None or not can_see_vacancy(actor, vacancy):
        raise NotFound("vacancy")
    return vacancy


def _candidate(session: Session, candidate_id: uuid.UUID, actor: Actor) -> Candidate:
    candidate = candidate_queries.by_id(session, candidate_id)
    applied = actor.kind is ActorKind.EMPLOYER and application_queries.has_applied_to(
        session, candidate_id, actor.employer_ids
    )
    if candidate is None or not can_see_candidate(actor, candidate, applied=applied):
        raise NotFound("candidate")
    return candidate
