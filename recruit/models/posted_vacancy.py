"""A vacancy as rankings need it: plain values, whatever they were read with."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import NamedTuple

from recruit.models.vacancy import Currency, PayBasis, RequirementImportance, VacancyState


class PostedRequirement(NamedTuple):
    """One thing it asks, as typed and as linked."""

    id: uuid.UUID
    text: str
    concept_id: str | None
    importance: RequirementImportance
    min_level: int | None
    min_years: float | None


@dataclass(frozen=True, slots=True)
class PostedVacancy:
    """What a `Vacancy` is read as where specialists are ranked for it: whose it is, and what of it
    the engine may know. Reading the whole model takes many times as long."""

    id: uuid.UUID
    employer_id: uuid.UUID
    state: VacancyState
    revision: int
    title: str
    occupation_id: str | None
    pay_basis: PayBasis | None
    pay_min: int | None
    pay_max: int | None
    pay_currency: Currency
    guaranteed_minimum: int | None
    hours_per_day: float | None
    days_per_week: int | None
    housing: bool | None
    meals: bool | None
    transport: bool | None
    travel_paid: bool | None
    floor_languages: list[str]
    start_on: dt.date | None
    weights: dict[str, float]
    requirements: tuple[PostedRequirement, ...] = ()
