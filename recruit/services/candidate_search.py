"""Looking for specialists and reading a profile, as far as it may be seen; never who it is."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from recruit.errors import NotFound
from recruit.models import Actor, ActorKind, Candidate
from recruit.permissions import can_see_candidate, owns_candidate, visibilities
from recruit.queries import applications as application_queries
from recruit.queries import candidate_search as queries
from recruit.queries import candidates as candidate_queries
from recruit.queries import vacancy_search as vacancy_queries
from recruit.services import matching
from recruit.services.paging import Page, page_of
from recruit.services.search_words import Search, understand
from recruit.services.transactions import reading

SKILLS_OFFERED = 40


@dataclass(frozen=True, slots=True)
class CandidateFilters:
    """What somebody looks for; ``skills`` are concept ids, ``country`` is ISO 3166 alpha-2."""

    text: str = ""
    skills: tuple[str, ...] = ()
    level: int | None = None
    country: str | None = None
    free_by: dt.date | None = None
    ready_to_move: bool = False


@dataclass(frozen=True, slots=True)
class CandidateResults:
    """A page of specialists, the search as understood, and what else can be chosen.

    ``relaxed`` tells that words beside the skills were left out, because with them there was
    nobody.
    """

    page: Page[Candidate]
    search: Search
    relaxed: bool
    skills: tuple[str, ...]
    countries: tuple[str, ...]
    skills_offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CandidateDetails:
    """One specialist's working part, and whether it is the actor's own."""

    candidate: Candidate
    own: bool


def browse(
    filters: CandidateFilters, *, actor: Actor, page: int = 1, now: dt.datetime
) -> CandidateResults:
    """Specialists the actor may browse, the latest edited first.

    A date that is not stated answers no ``free_by``. What is not known among the filters is left
    out.
    """
    search = understand(filters.text)
    skills = tuple(id_ for id_ in dict.fromkeys(filters.skills) if matching.concept_type(id_))
    seen = visibilities(actor)
    wanted = queries.Wanted(
        visibilities=seen,
        either=_either(search),
        skills=[matching.narrower([id_]) for id_ in skills],
        level=filters.level,
        country=filters.country,
        free_by=filters.free_by,
        ready_to_move=filters.ready_to_move,
    )
    with reading() as session:
        total, relaxed = queries.count(session, wanted), False
        if not total and search.meant and search.rest:
            loose = replace(wanted, either=[queries.Words(search.meant)])
            total = queries.count(session, loose)
            wanted, relaxed = (loose, True) if total else (wanted, False)
        found = page_of(
            page, total, lambda limit, offset: queries.page(session, wanted, limit, offset)
        )
        offered = vacancy_queries.asked_concepts(session, now.date(), SKILLS_OFFERED)
        countries = queries.countries(session, seen)
    return CandidateResults(
        page=found,
        search=search,
        relaxed=relaxed,
        skills=skills,
        countries=tuple(countries),
        skills_offered=tuple(offered),
    )


def listed(*, actor: Actor, limit: int = 50, offset: int = 0) -> tuple[list[Candidate], int]:
    """A page of everybody the actor may browse or has submitted, newest first, and how many
    there are."""
    with reading() as session:
        return candidate_queries.seen_by(
            session,
            visibilities(actor),
            actor.employer_ids if actor.kind is ActorKind.RECRUITER else (),
            limit=max(1, limit),
            offset=max(0, offset),
        )


def show(candidate_id: uuid.UUID, *, actor: Actor) -> CandidateDetails:
    """One specialist with claims and experience.

    Raises `NotFound` where the actor may not see the profile.
    """
    with reading() as session:
        candidate = candidate_queries.by_id(session, candidate_id)
        if candidate is None:
            raise NotFound("candidate")
        applied = actor.kind is ActorKind.EMPLOYER and application_queries.has_applied_to(
            session, candidate.id, actor.employer_ids
        )
        if not can_see_candidate(actor, candidate, applied=applied):
            raise NotFound("candidate")
    return CandidateDetails(candidate, owns_candidate(actor, candidate))


def _either(search: Search) -> list[queries.Words]:
    """Two ways to answer a search: by what it means, or by its very words."""
    if not search:
        return []
    literally = queries.Words(beside=search.words)
    if not search.meant:
        return [literally]
    return [queries.Words(search.meant, search.rest), literally]
