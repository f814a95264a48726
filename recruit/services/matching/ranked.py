"""What comes of ranking: matches with whose they are, and by what they were made."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from matching import Match, Posting
from recruit.models import Application, Candidate, PostedVacancy, Specialist, Vacancy
from recruit.services.matching.keeping import Basis, Held


@dataclass(frozen=True, slots=True)
class RankedSpecialist:
    """A specialist with a match; ``rank`` counts from 1, None for who is blocked. ``held`` is what
    the claims said that the match names."""

    rank: int | None
    candidate: Candidate | Specialist
    match: Match
    held: Held
    application: Application | None = None


@dataclass(frozen=True, slots=True)
class SpecialistRanking:
    """A page of a vacancy's ranking, the blocked apart, and how many there are of each.

    ``before`` are the ranks by the vacancy's own weights where others are tried, as far as they
    are known.
    """

    vacancy: Vacancy | PostedVacancy
    posting: Posting
    ranked: tuple[RankedSpecialist, ...]
    blocked: tuple[RankedSpecialist, ...]
    ranked_total: int
    blocked_total: int
    basis: Basis
    before: Mapping[uuid.UUID, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RankedVacancy:
    """A vacancy with a match; ``rank`` counts from 1, None where the specialist is blocked."""

    rank: int | None
    vacancy: Vacancy
    posting: Posting
    match: Match
    basis: Basis


@dataclass(frozen=True, slots=True)
class VacancyRanking:
    """A page of the open vacancies as they fit a specialist, those that block them apart, and how
    many there are of each."""

    candidate: Candidate
    ranked: tuple[RankedVacancy, ...]
    blocked: tuple[RankedVacancy, ...]
    ranked_total: int
    blocked_total: int
    basis: Basis
