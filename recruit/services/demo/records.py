"""What the demonstration generator hands out: plain, frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Visibility = Literal["public", "employers", "applied", "hidden"]
PayBasis = Literal["piece", "hour", "month", "guaranteed_piece"]
Shift = Literal["day", "night", "rotating"]


@dataclass(frozen=True, slots=True)
class Place:
    """A town; ``country`` is ISO 3166 alpha-2."""

    key: str
    country: str
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        """What the town is called in a language, or else in English."""
        return self.names.get(language) or self.names["en"]


class DemoClaim(NamedTuple):
    text: str
    concept: str
    level: int | None
    years: float | None


class DemoExperience(NamedTuple):
    title: str
    concept: str
    years: float


class DemoRequirement(NamedTuple):
    text: str
    concept: str
    importance: str
    min_level: int | None
    min_years: float | None


@dataclass(frozen=True, slots=True)
class DemoSpecialist:
    """An invented specialist, without a name, sex, age or telephone.

    ``language`` (ISO 639-1) and ``script`` (ISO 15924) are those of the texts; ``pay_wanted`` is
    som a month; ``wishes`` are concept ids. Only the place, the wording and the languages spoken
    follow from the country: everything the ranking reads is drawn before the country is known.
    """

    key: str
    trade: str
    country: str
    language: str
    script: str
    place: Place
    headline: str
    about: str
    claims: tuple[DemoClaim, ...]
    experience: tuple[DemoExperience, ...]
    languages: tuple[str, ...]
    available_in_days: int | None
    pay_wanted: int | None
    ready_to_move: bool | None
    wishes: tuple[str, ...]
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class DemoEmployer:
    """An invented workshop; ``workers`` is how many people sew there."""

    key: str
    name: str
    place: Place
    workers: int


@dataclass(frozen=True, slots=True)
class DemoVacancy:
    """An invented post. Pay is in ``currency`` units for a month, or for an hour when ``hour``."""

    key: str
    employer_key: str
    title: str
    description: str
    language: str
    occupation: str
    requirements: tuple[DemoRequirement, ...]
    headcount: int
    pay_basis: PayBasis
    pay_min: int
    pay_max: int
    currency: str
    guaranteed_minimum: int | None
    hours_per_day: int
    days_per_week: int
    shift: Shift
    housing: bool
    meals: bool
    transport: bool
    place: Place
    start_in_days: int
    contract_months: int | None
    floor_languages: tuple[str, ...]
