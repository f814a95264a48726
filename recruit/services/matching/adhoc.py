"""Rankings of what a program hands over in a call, by the engine that ranks what is stored."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from matching import Match, Posting, Profile
from recruit.models import Actor, PostedVacancy, Requirement, Specialist, Vacancy
from recruit.services.matching.edited import by_row
from recruit.services.matching.engine import engine
from recruit.services.matching.in_force import model_in_force
from recruit.services.matching.keeping import Basis, Held, basis_of
from recruit.services.matching.pool import pool
from recruit.services.matching.ranking import BLOCKED_SHOWN, posted_vacancy
from recruit.services.matching.records import posting_of
from recruit.services.matching.sight import sight_of
from recruit.services.transactions import reading

if TYPE_CHECKING:
    from recruit.services.vacancy_terms import Terms

CALL = uuid.UUID(int=0)
"""The id of a vacancy that is nowhere stored: the same for every call, so that ties break alike."""


@dataclass(frozen=True, slots=True)
class CallMatch:
    """A match of a call; ``rank`` counts from 1, None for who is blocked.

    ``candidate`` is set where the specialist is a stored one, with what the claims said that the
    match names in ``held``.
    """

    rank: int | None
    match: Match
    candidate: Specialist | None = None
    held: Held = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallRanking:
    """A page of a ranking, the blocked apart, and how many there are of each."""

    posting: Posting
    ranked: tuple[CallMatch, ...]
    blocked: tuple[CallMatch, ...]
    ranked_total: int
    blocked_total: int
    basis: Basis


def posting_of_terms(terms: Terms, conditions: Collection[str] = ()) -> Posting:
    """The posting that checked terms would be, were they stored; requirements are "r1", "r2"...

    ``conditions`` are concept ids offered beside those the terms name.
    """
    vacancy = Vacancy(
        id=CALL,
        occupation_id=terms.occupation_id,
        pay_basis=terms.pay_basis,
        pay_min=terms.pay_min,
        pay_max=terms.pay_max,
        pay_currency=terms.pay_currency,
        hours_per_day=terms.hours_per_day,
        days_per_week=terms.days_per_week,
        housing=terms.housing,
        meals=terms.meals,
        transport=terms.transport,
        travel_paid=terms.travel_paid,
        floor_languages=list(terms.floor_languages),
        start_on=terms.start_on,
        weights=dict(terms.weights or {}),
        requirements=[
            Requirement(
                id=uuid.UUID(int=number),
                concept_id=line.concept_id,
                importance=line.importance,
                min_level=line.min_level,
                min_years=line.min_years,
            )
            for number, line in enumerate(terms.requirements, 1)
        ],
    )
    with reading() as session:
        posting = posting_of(vacancy, engine(session).rates, model_in_force(session))
    return replace(
        posting,
        requirements=tuple(
            replace(asked, id=f"r{number}") for number, asked in enumerate(posting.requirements, 1)
        ),
        conditions=posting.conditions | frozenset(conditions),
    )


def posting_for(vacancy_id: uuid.UUID, *, actor: Actor) -> tuple[PostedVacancy, Posting]:
    """A stored vacancy and its posting, for who may rank with it. Raises `NotFound` or
    `Forbidden`."""
    with reading() as session:
        vacancy = posted_vacancy(session, vacancy_id, actor)
        return vacancy, posting_of(vacancy, engine(session).rates, model_in_force(session))


def profile_of_parts(profile_id: str, parts: Mapping[str, Any]) -> Profile:
    """A profile from the parts `Reader.profile` takes, each line with its concept."""
    return engine().reader.profile(profile_id, parts)


def concepts_of(texts: Sequence[str], types: Collection[str]) -> list[str | None]:
    """The concept each text means, None where it means none of these types."""
    found = engine().linker.link_many(texts, k=1, types=set(types))
    return [links[0].concept_id if links else None for links in found]


def rank_given(
    posting: Posting, profiles: Sequence[Profile], *, limit: int, offset: int = 0
) -> CallRanking:
    """Given profiles ranked for a posting; whoever is blocked stands apart, all of them."""
    with reading() as session:
        found = engine(session)
        basis = basis_of(found, model_in_force(session))
    matches = found.ranker.rank(posting, profiles, k=None)
    best = [match for match in matches if not match.blocked]
    apart = [match for match in matches if match.blocked]
    page = best[offset : offset + limit]
    return CallRanking(
        posting,
        tuple(CallMatch(rank, match) for rank, match in enumerate(page, offset + 1)),
        tuple(CallMatch(None, match) for match in apart),
        len(best),
        len(apart),
        basis,
    )


def rank_seen(posting: Posting, *, actor: Actor, limit: int, offset: int = 0) -> CallRanking:
    """The specialists an actor may see ranked for a posting."""
    with reading() as session:
        found = engine(session)
        basis = basis_of(found, model_in_force(session))
        everybody = pool(session, found)
        best, apart, ranked_total, blocked_total = everybody.search(
            session,
            posting,
            sight_of(session, actor),
            open_limit=offset + limit,
            blocked_limit=BLOCKED_SHOWN if offset == 0 else 1,
        )
        apart = apart if offset == 0 else []
        shown = [*best[offset:], *apart]
        ids = [uuid.UUID(match.profile_id) for match in shown]
        people = {str(id_): row for id_, row in everybody.people(session, ids).items()}

    def told(rank: int | None, match: Match) -> CallMatch:
        person = people[match.profile_id]
        named, held = by_row(match, person)
        return CallMatch(rank, named, person, held)

    return CallRanking(
        posting,
        tuple(
            told(rank, match)
            for rank, match in enumerate(best[offset:], offset + 1)
            if match.profile_id in people
        ),
        tuple(told(None, match) for match in apart if match.profile_id in people),
        ranked_total,
        blocked_total,
        basis,
    )
