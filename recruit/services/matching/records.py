"""Rows into the engine's records: the working part of people and vacancies, nothing else."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from matching import (
    Claim,
    Evidence,
    Experience,
    Importance,
    PayOffer,
    Posting,
    Profile,
    Requirement,
)
from recruit.models import Candidate, PayBasis, PostedVacancy, Vacancy
from recruit.queries.candidates import WorkingRows
from recruit.queries.open_vacancies import OpenRows
from recruit.services.matching.in_force import Learnt

WEEKS_A_MONTH = 52 / 12

CONDITIONS = {
    "housing": "housing",
    "meals": "meals",
    "transport": "transport",
    "travel_paid": "air_ticket",
}
"""A vacancy's yes-or-no terms and the concepts they stand for."""


def profile_of(candidate: Candidate) -> Profile:
    """What the engine may know of a specialist."""
    return _profile(candidate, candidate.claims, candidate.experience)


def profiles_of(rows: WorkingRows) -> list[Profile]:
    """What the engine may know of some specialists, from plain rows."""
    claims: dict[uuid.UUID, list[Any]] = defaultdict(list)
    experience: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for claim in rows.claims:
        claims[claim.candidate_id].append(claim)
    for line in rows.experience:
        experience[line.candidate_id].append(line)
    return [_profile(row, claims[row.id], experience[row.id]) for row in rows.people]


def _profile(person: Any, claims: Sequence[Any], experience: Sequence[Any]) -> Profile:
    return Profile(
        id=str(person.id),
        claims=tuple(
            Claim(
                id=str(claim.id),
                concept=claim.concept_id,
                level=claim.level,
                years=claim.years,
                last_used_years=claim.last_used_years,
                evidence=Evidence(claim.evidence.value),
            )
            for claim in claims
            if claim.concept_id is not None
        ),
        experience=tuple(
            Experience(line.concept_id, line.years)
            for line in experience
            if line.concept_id is not None
        ),
        languages=tuple(person.languages),
        available_from=person.available_from,
        pay_wanted=person.pay_wanted,
        ready_to_move=person.ready_to_move,
        wishes=frozenset(person.wishes),
        text=" ".join(claim.text for claim in claims if claim.concept_id is None),
    )


def posting_of(
    vacancy: Vacancy | PostedVacancy, rates: Mapping[str, float], model: Learnt
) -> Posting:
    """What the engine may know of a vacancy; ``rates`` are som for one unit of a currency, and
    ``model`` gives the weights that the employer has not moved."""
    weights = model.weights(vacancy.weights, vacancy.occupation_id)
    text = " ".join(line.text for line in vacancy.requirements if line.concept_id is None)
    return _posting(vacancy, vacancy.requirements, rates, weights, text)


def postings_of(rows: OpenRows, rates: Mapping[str, float]) -> list[Posting]:
    """What the engine may know of some vacancies, from plain rows, as a specialist compares them:
    by no employer's weights, and not by the words that no concept covers."""
    asked: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for requirement in rows.requirements:
        asked[requirement.vacancy_id].append(requirement)
    return [_posting(row, asked[row.id], rates, {}, "") for row in rows.vacancies]


def _posting(
    vacancy: Any,
    requirements: Sequence[Any],
    rates: Mapping[str, float],
    weights: Mapping[str, float],
    text: str,
) -> Posting:
    return Posting(
        id=str(vacancy.id),
        occupation=vacancy.occupation_id,
        requirements=tuple(
            Requirement(
                id=str(requirement.id),
                concept=requirement.concept_id,
                importance=Importance(requirement.importance.value),
                min_level=requirement.min_level,
                min_years=requirement.min_years,
            )
            for requirement in requirements
            if requirement.concept_id is not None
        ),
        languages=tuple(vacancy.floor_languages),
        start=vacancy.start_on,
        pay=monthly_pay(vacancy, rates),
        conditions=frozenset(c for name, c in CONDITIONS.items() if getattr(vacancy, name)),
        weights=weights,
        text=text,
    )


def monthly_pay(vacancy: Any, rates: Mapping[str, float]) -> PayOffer | None:
    """A vacancy's pay in som a month; None where it cannot be told without inventing hours or a
    rate.

    A piece rate stands in a vacancy as the month it comes to by the output expected, so it needs
    no more than its currency; where only a guaranteed minimum is given, that is the offer's low
    end.
    """
    rate = rates.get(vacancy.pay_currency.value)
    if rate is None:
        return None
    if vacancy.pay_min is None and vacancy.pay_max is None:
        least = vacancy.guaranteed_minimum
        return None if least is None else PayOffer(low=least * rate)
    factor = rate
    if vacancy.pay_basis is PayBasis.HOUR:
        if vacancy.hours_per_day is None or vacancy.days_per_week is None:
            return None
        factor *= vacancy.hours_per_day * vacancy.days_per_week * WEEKS_A_MONTH
    low, high = vacancy.pay_min, vacancy.pay_max
    return PayOffer(
        low=None if low is None else low * factor, high=None if high is None else high * factor
    )
