"""What goes into the engine and what comes out.

Every record is immutable. None has a field for who a person is: no name, sex, age,
photograph, nationality, telephone or language of writing. What is not here cannot be ranked by.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

MAX_POINTS = 10_000
"""The best score: hundredths of a point, shown as 0-100.00."""


class Evidence(StrEnum):
    """Who stands behind a claim, weakest first."""

    STATED = "stated"
    CONFIRMED = "confirmed"
    TESTED = "tested"
    CERTIFIED = "certified"


class Importance(StrEnum):
    """How much a vacancy needs a requirement met."""

    MUST = "must"
    ESSENTIAL = "essential"
    NICE = "nice"


class Direction(StrEnum):
    """Whose eyes a match is seen with: who fits the post, or what post fits the person."""

    EMPLOYER = "employer"
    CANDIDATE = "candidate"


class Component(StrEnum):
    """The parts a score is the sum of.

    ``text`` is asked only where a posting has words no concept covers; ``wishes`` only in a
    candidate's direction.
    """

    SKILL = "skill"
    EXPERIENCE = "experience"
    LANGUAGE = "language"
    DATES = "dates"
    PAY = "pay"
    READINESS = "readiness"
    HOUSING = "housing"
    WISHES = "wishes"
    TEXT = "text"


class Verdict(StrEnum):
    """What became of one requirement or component."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"
    UNKNOWN = "unknown"


class BlockCode(StrEnum):
    """Why a candidate stands apart from the ranking."""

    MUST_MISSING = "must_missing"
    LEVEL_TOO_LOW = "level_too_low"
    YEARS_TOO_FEW = "years_too_few"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a candidate says they can do.

    ``level`` is 1 (learning) to 5 (master), ``years`` and ``last_used_years`` (years since last
    used) are non-negative; None means not said.
    """

    id: str
    concept: str
    level: int | None = None
    years: float | None = None
    last_used_years: float | None = None
    evidence: Evidence = Evidence.STATED

    def __post_init__(self) -> None:
        _check_level(self.level)
        _check_not_negative("years", self.years)
        _check_not_negative("last_used_years", self.last_used_years)
        object.__setattr__(self, "evidence", Evidence(self.evidence))


@dataclass(frozen=True, slots=True)
class Experience:
    """Years spent in an occupation (a concept of type ``occupation``)."""

    concept: str
    years: float | None = None

    def __post_init__(self) -> None:
        _check_not_negative("years", self.years)


@dataclass(frozen=True, slots=True)
class Profile:
    """The working part of a candidate, and nothing else.

    ``languages`` are ISO 639-1 codes of languages spoken at work; ``pay_wanted`` is a month's pay
    in som; ``ready_to_move`` says whether they can be at the workplace by the start; ``wishes``
    are concept ids of conditions they need (``housing``...); ``text`` is what no concept covers.
    """

    id: str
    claims: tuple[Claim, ...] = ()
    experience: tuple[Experience, ...] = ()
    languages: tuple[str, ...] = ()
    available_from: dt.date | None = None
    pay_wanted: float | None = None
    ready_to_move: bool | None = None
    wishes: frozenset[str] = frozenset()
    text: str = ""

    def __post_init__(self) -> None:
        _check_not_negative("pay_wanted", self.pay_wanted)
        object.__setattr__(self, "claims", tuple(self.claims))
        object.__setattr__(self, "experience", tuple(self.experience))
        object.__setattr__(self, "languages", tuple(self.languages))
        object.__setattr__(self, "wishes", frozenset(self.wishes))


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a vacancy asks. ``min_level`` is 1 to 5, ``min_years`` is non-negative."""

    id: str
    concept: str
    importance: Importance = Importance.ESSENTIAL
    min_level: int | None = None
    min_years: float | None = None

    def __post_init__(self) -> None:
        _check_level(self.min_level)
        _check_not_negative("min_years", self.min_years)
        object.__setattr__(self, "importance", Importance(self.importance))


@dataclass(frozen=True, slots=True)
class PayOffer:
    """A month's pay offered, in som; either end may be unknown."""

    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        _check_not_negative("low", self.low)
        _check_not_negative("high", self.high)


def no_weights() -> Mapping[str, float]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Posting:
    """What a vacancy asks and offers.

    ``occupation`` is a concept id or None; ``languages`` are ISO 639-1 codes needed on the floor;
    ``conditions`` are concept ids offered (``housing``...); ``weights`` override the default
    weights by component name (non-negative, any sum).
    """

    id: str
    occupation: str | None = None
    requirements: tuple[Requirement, ...] = ()
    languages: tuple[str, ...] = ()
    start: dt.date | None = None
    pay: PayOffer | None = None
    conditions: frozenset[str] = frozenset()
    weights: Mapping[str, float] = field(default_factory=no_weights)
    text: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "requirements", tuple(self.requirements))
        object.__setattr__(self, "languages", tuple(self.languages))
        object.__setattr__(self, "conditions", frozenset(self.conditions))
        weights = {str(Component(name)): float(w) for name, w in (self.weights or {}).items()}
        if any(not w >= 0 for w in weights.values()):
            raise ValueError("weights must be non-negative")
        object.__setattr__(self, "weights", MappingProxyType(weights))

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            type(self),
            (
                self.id,
                self.occupation,
                self.requirements,
                self.languages,
                self.start,
                self.pay,
                self.conditions,
                dict(self.weights),
                self.text,
            ),
        )


class Reason(NamedTuple):
    """One line of a score.

    ``requirement_id`` is set where ``component`` is ``skill``; ``claim_id`` names the claim that
    served best (``experience:CONCEPT`` where it was time in an occupation). ``closeness``,
    ``level`` and ``evidence`` are the factors in [0, 1] that made ``points`` out of ``possible``
    (hundredths of a point); None where the factor does not apply.
    """

    component: Component
    requirement_id: str | None
    claim_id: str | None
    verdict: Verdict
    closeness: float | None
    level: float | None
    evidence: float | None
    points: int
    possible: int

    @property
    def missing(self) -> int:
        """Points that something is missing for."""
        return self.possible - self.points


@dataclass(frozen=True, slots=True)
class Block:
    """Why a candidate stands apart: never a rejection, a person may override it."""

    code: BlockCode
    requirement_id: str | None = None


class Match(NamedTuple):
    """A candidate against a vacancy: ``score`` is the sum of the reasons' points, 0 to 10000."""

    profile_id: str
    score: int
    blocked: tuple[Block, ...]
    reasons: tuple[Reason, ...]


def _check_level(level: int | None) -> None:
    if level is not None and not 1 <= level <= 5:
        raise ValueError("a level is 1 to 5")


def _check_not_negative(name: str, value: float | None) -> None:
    if value is not None and not value >= 0:
        raise ValueError(f"{name} must be 0 or more")
