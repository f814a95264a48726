"""A vacancy made ready to be compared with people: once a ranking, not once a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from matching._asked import Asked
from matching._loose import loose_words
from matching._weights import default_weights
from matching.records import Component, Direction, Importance, Posting, Requirement
from matching.scoring import (
    CANDIDATE_WEIGHTS,
    DEFAULT_YEARS,
    GATE_CLOSENESS,
    HOUSING,
    IMPORTANCE_WEIGHTS,
    SEWING,
    WORKED_ON,
    WORKED_ON_SHARE,
    pay_ceiling,
    pay_expected,
    share_points,
    tie_seed,
)
from matching.similarity import Closeness

JOB_FIT = (
    Component.EXPERIENCE,
    Component.LANGUAGE,
    Component.DATES,
    Component.PAY,
    Component.READINESS,
    Component.HOUSING,
    Component.WISHES,
    Component.TEXT,
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A requirement with what may stand in for it; ``min_years`` of 0 asks nothing.

    ``is_trade``: it asks for an occupation as a whole; ``is_worked_on``: for a garment, a part or
    a fabric, which any trade works on; ``is_garment``: for a garment alone;
    ``is_machine``: for a machine.
    """

    requirement: Requirement
    near: Mapping[str, float]
    must: bool
    is_trade: bool
    is_worked_on: bool
    is_garment: bool
    is_machine: bool
    weight: float


@dataclass(frozen=True)
class Plan:
    """What a posting asks, each part looked up.

    ``job`` are the job-fit components that the posting asks about and that carry weight.
    ``needs_experience``: no requirement carries weight, so silence about experience is none.
    ``ceiling`` is what the pay wanted is held against, in som a month: the most that is offered,
    or in a candidate's direction what may be expected of it. ``words`` are those of the posting
    that no concept covers. ``work`` are all trades, machines and operations; ``makers`` those
    that would pass a gate for sewing or for work that the posting asks, or are of its trade.
    ``operators`` are trades that work at machines as the posting's does (a mechanic sets up what an
    operator sews on): its kin, and those that sew where it has to do with sewing. None where it
    names no trade.
    """

    posting: Posting
    asks: tuple[Ask, ...]
    job: tuple[Component, ...]
    job_weights: tuple[float, ...]
    occupation_near: Mapping[str, float]
    occupation_years: float
    needs_experience: bool
    languages: frozenset[str]
    start: int | None
    ceiling: float | None
    offers_housing: bool
    words: frozenset[str]
    makers: frozenset[str]
    work: frozenset[str]
    operators: frozenset[str] | None
    seed: int
    _serving: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    _shares: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def serving(self, concept: str) -> list[tuple[int, float]]:
        """The asks that a concept may serve, with its closeness to each."""
        found = self._serving.get(concept)
        if found is None:
            near = [(at, ask.near.get(concept, 0.0)) for at, ask in enumerate(self.asks)]
            found = self._serving[concept] = [(at, close) for at, close in near if close > 0]
        return found

    @cached_property
    def asked(self) -> Asked:
        """What it asks as arrays: made once a ranking."""
        return Asked(self)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The ragged parts of a table that a score looks at."""
        asked = {
            "language": Component.LANGUAGE in self.job,
            "wish": Component.HOUSING in self.job or Component.WISHES in self.job,
            "word": Component.TEXT in self.job,
        }
        return ("holding", *(part for part, is_asked in asked.items() if is_asked))

    def possible(self, known: int) -> tuple[int, ...]:
        """Points possible for each ask, then each job component.

        Bit i of ``known`` says that the person's data on ``job[i]`` is there; where it is not,
        the component gets 0 and its weight is shared among the rest.
        """
        if known not in self._shares:
            weights = [ask.weight for ask in self.asks]
            weights += [w if known >> i & 1 else 0.0 for i, w in enumerate(self.job_weights)]
            self._shares[known] = tuple(share_points(weights))
        return self._shares[known]


def plan(
    posting: Posting,
    closeness: Closeness,
    salt: str,
    direction: Direction = Direction.EMPLOYER,
) -> Plan:
    """Make a posting ready.

    Raises
    ------
    ValueError
        If a weight is not finite, or two requirements share an id.
    """
    ids = [requirement.id for requirement in posting.requirements]
    if len(set(ids)) != len(ids):
        raise ValueError("two requirements of a posting have the same id")
    weights, words = _weights(posting, direction), loose_words(posting.text)
    share_points(list(weights.values()))
    skill = weights[Component.SKILL] if posting.requirements else 0.0
    own = direction is Direction.CANDIDATE
    ceiling = pay_expected(posting.pay) if own else pay_ceiling(posting.pay)
    asked = {
        Component.EXPERIENCE: posting.occupation is not None,
        Component.LANGUAGE: bool(posting.languages),
        Component.DATES: posting.start is not None,
        Component.PAY: ceiling is not None,
    }
    # None of these stands alone: a vacancy that asks nothing ranks nobody.
    asks_something = bool(posting.requirements) or any(asked.values())
    for component in (Component.READINESS, Component.HOUSING, Component.WISHES):
        asked[component] = asks_something
    asked[Component.TEXT] = asks_something and bool(words)
    job = tuple(c for c in JOB_FIT if asked[c] and weights.get(c, 0.0) > 0)
    return Plan(
        posting=posting,
        asks=_asks(posting, closeness, skill),
        job=job,
        job_weights=tuple(weights[c] for c in job),
        occupation_near=closeness.substitutes(posting.occupation) if posting.occupation else {},
        occupation_years=years_asked(posting),
        needs_experience=skill <= 0,
        languages=frozenset(posting.languages),
        start=None if posting.start is None else posting.start.toordinal(),
        ceiling=ceiling,
        offers_housing=not HOUSING.isdisjoint(posting.conditions),
        words=words,
        makers=_makers(posting, closeness),
        work=closeness.work,
        operators=_operators(posting, closeness),
        seed=tie_seed(posting.id, salt),
    )


def _makers(posting: Posting, closeness: Closeness) -> frozenset[str]:
    asked = {SEWING, *(requirement.concept for requirement in posting.requirements)}
    found = [_working(work, closeness) for work in asked & (closeness.work | {SEWING})]
    if posting.occupation is not None:
        # Its machines and operations vouch for the trade, below the gate.
        near = closeness.work.intersection(closeness.substitutes(posting.occupation))
        skills = {concept for concept in near if closeness.kinds[concept] != "occupation"}
        found += [_working(posting.occupation, closeness), frozenset(skills)]
    return frozenset[str]().union(*found)


def _operators(posting: Posting, closeness: Closeness) -> frozenset[str] | None:
    if posting.occupation is None:
        return None
    near = frozenset(closeness.substitutes(posting.occupation))
    sews = closeness(SEWING, posting.occupation) > 0
    return near | _working(SEWING, closeness) if sews else near


@lru_cache(maxsize=2048)
def _working(asked: str, closeness: Closeness) -> frozenset[str]:
    """The work that passes a gate for what is asked."""
    near = closeness.substitutes(asked).items()
    return closeness.work & {concept for concept, close in near if close >= GATE_CLOSENESS}


def _weights(posting: Posting, direction: Direction) -> dict[Component, float]:
    if direction is Direction.CANDIDATE:
        return dict(CANDIDATE_WEIGHTS)
    usual = default_weights(posting.occupation)
    return {c: posting.weights.get(c.value, weight) for c, weight in usual.items()}


def _asks(posting: Posting, closeness: Closeness, skill: float) -> tuple[Ask, ...]:
    kinds = closeness.kinds
    shares = [share_of(asked, kinds) for asked in posting.requirements]
    return tuple(
        Ask(
            requirement=requirement,
            near=closeness.substitutes(requirement.concept),
            must=requirement.importance is Importance.MUST,
            is_worked_on=kinds.get(requirement.concept) in WORKED_ON,
            is_garment=kinds.get(requirement.concept) == "garment",
            is_machine=kinds.get(requirement.concept) == "machine",
            is_trade=kinds.get(requirement.concept) == "occupation",
            weight=skill * share / sum(shares),
        )
        for requirement, share in zip(posting.requirements, shares, strict=True)
    )


def share_of(asked: Requirement, kinds: Mapping[str, str]) -> float:
    """What a requirement weighs beside the others of its vacancy."""
    worked_on = kinds.get(asked.concept) in WORKED_ON
    return IMPORTANCE_WEIGHTS[asked.importance] * (WORKED_ON_SHARE if worked_on else 1.0)


def years_asked(posting: Posting) -> float:
    """The years in its occupation that a vacancy asks."""
    asked = [
        requirement.min_years
        for requirement in posting.requirements
        if requirement.concept == posting.occupation and requirement.min_years
    ]
    return max(asked, default=DEFAULT_YEARS)
