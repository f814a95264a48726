"""One person against a vacancy made ready: serve each requirement, weigh the rest, explain.

A requirement is served by the holding that fits best: a claim, or time in an occupation standing
for the skills that occupation has. ``must`` requirements gate on closeness alone, and on the best
level and years that are *stated* by something close: silence never blocks, it costs points.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from matching._plan import Ask, Plan
from matching.records import (
    Block,
    BlockCode,
    Component,
    Evidence,
    Match,
    Profile,
    Reason,
    Requirement,
    Verdict,
)
from matching.scoring import (
    GATE_CLOSENESS,
    GRACE_DAYS,
    HOUSING,
    dates_fit,
    effective_level,
    evidence_factor,
    level_factor,
    pay_fit,
    to_points,
    years_factor,
)

MET_CLOSENESS = 0.8
"""A requirement is *met* by a claim at least this close that reaches what is asked."""


class Holding(NamedTuple):
    """A claim, or time in an occupation read as one; ``evidence`` is the factor."""

    id: str
    concept: str
    level: int | None
    years: float | None
    evidence: float


class _Fit(NamedTuple):
    """How one part came out; ``value`` is None where nothing is known.

    ``reached``: the holding states the level and the years that are asked.
    """

    value: float | None
    claim_id: str | None = None
    closeness: float | None = None
    level: float | None = None
    evidence: float | None = None
    reached: bool = False


def score_plan(made: Plan, profile: Profile) -> Match:
    """One person against a posting made ready."""
    holdings = list(holdings_of(profile))
    skills = [_serve(ask, holdings) for ask in made.asks]
    job = [_job_fit(made, component, profile) for component in made.job]
    known = sum(1 << i for i, fit in enumerate(job) if fit.value is not None)
    possible = made.possible(known)
    reasons = [
        _reason(Component.SKILL, ask.requirement.id, fit, _skill_verdict(fit), points)
        for ask, fit, points in zip(made.asks, skills, possible, strict=False)
    ]
    reasons += [
        _reason(component, None, fit, _verdict(fit.value), points)
        for component, fit, points in zip(made.job, job, possible[len(skills) :], strict=True)
    ]
    return Match(
        profile_id=profile.id,
        score=sum(reason.points for reason in reasons),
        blocked=tuple(_blocks(made, profile, holdings)),
        reasons=tuple(reasons),
    )


def holdings_of(profile: Profile) -> Iterator[Holding]:
    """Claims, then time in occupations as claims that are stated."""
    for c in profile.claims:
        yield Holding(
            c.id, c.concept, c.level, c.years, evidence_factor(c.evidence, c.last_used_years)
        )
    stated = evidence_factor(Evidence.STATED, None)
    for e in profile.experience:
        yield Holding(f"experience:{e.concept}", e.concept, None, e.years, stated)


def _serve(ask: Ask, holdings: list[Holding]) -> _Fit:
    """The best holding for a requirement; of equals the closest, then the lowest id."""
    best = _Fit(0.0)
    key = (0.0, 0.0)
    asked = ask.requirement
    for held in holdings:
        close = ask.near.get(held.concept)
        if close is None:
            continue
        level = level_factor(held.level, held.years, asked.min_level, asked.min_years)
        value = close * level * held.evidence
        better = (value, close) > key
        tied = (value, close) == key and best.claim_id is not None and held.id < best.claim_id
        if better or tied:
            key = (value, close)
            best = _Fit(value, held.id, close, level, held.evidence, _reaches(held, asked))
    return best


def _reaches(held: Holding, asked: Requirement) -> bool:
    if asked.min_years and (held.years is None or held.years < asked.min_years):
        return False
    return asked.min_level is None or effective_level(held.level, held.years) >= asked.min_level


def _job_fit(made: Plan, component: Component, profile: Profile) -> _Fit:
    if component is Component.EXPERIENCE:
        return _experience(made, profile)
    return _Fit(_plain_fit(made, component, profile))


def _experience(made: Plan, profile: Profile) -> _Fit:
    if not profile.experience:
        return _Fit(0.0 if made.needs_experience else None)
    best = _Fit(0.0)
    key = (0.0, 0.0)
    for time in profile.experience:
        close = made.occupation_near.get(time.concept, 0.0)
        level = years_factor(time.years, made.occupation_years)
        value = close * level
        claim_id = f"experience:{time.concept}"
        tied = (value, close) == key and best.claim_id is not None and claim_id < best.claim_id
        if (value, close) > key or tied:
            key = (value, close)
            best = _Fit(value, claim_id, close, level)
    return best


def _plain_fit(made: Plan, component: Component, profile: Profile) -> float | None:
    """The fit of a component that needs no explanation beyond its value; None if not known."""
    if component is Component.LANGUAGE:
        spoken = made.languages.intersection(profile.languages)
        return len(spoken) / len(made.languages) if profile.languages else None
    if component is Component.DATES:
        late = _days_late(made, profile)
        return None if late is None else dates_fit(late)
    if component is Component.PAY:
        if profile.pay_wanted is None or made.ceiling is None:
            return None
        return pay_fit(profile.pay_wanted, made.ceiling)
    if component is Component.READINESS:
        return None if profile.ready_to_move is None else float(profile.ready_to_move)
    return None if HOUSING.isdisjoint(profile.wishes) else float(made.offers_housing)


def _blocks(made: Plan, profile: Profile, holdings: list[Holding]) -> Iterator[Block]:
    for ask in made.asks:
        if not ask.must:
            continue
        asked = ask.requirement
        close = [held for held in holdings if ask.near.get(held.concept, 0.0) >= GATE_CLOSENESS]
        if not close:
            yield Block(BlockCode.MUST_MISSING, asked.id)
        levels = [held.level for held in close if held.level is not None]
        if asked.min_level is not None and levels and max(levels) < asked.min_level:
            yield Block(BlockCode.LEVEL_TOO_LOW, asked.id)
        years = [held.years for held in close if held.years is not None]
        if asked.min_years is not None and years and max(years) < asked.min_years:
            yield Block(BlockCode.YEARS_TOO_FEW, asked.id)
    late = _days_late(made, profile)
    if late is not None and late > GRACE_DAYS:
        yield Block(BlockCode.TOO_LATE)


def _days_late(made: Plan, profile: Profile) -> int | None:
    if made.start is None or profile.available_from is None:
        return None
    return profile.available_from.toordinal() - made.start


def _skill_verdict(fit: _Fit) -> Verdict:
    if not fit.value:
        return Verdict.MISSING
    met = fit.reached and fit.closeness is not None and fit.closeness >= MET_CLOSENESS
    return Verdict.MET if met else Verdict.PARTLY


def _verdict(value: float | None) -> Verdict:
    if value is None:
        return Verdict.UNKNOWN
    if value <= 0:
        return Verdict.MISSING
    return Verdict.MET if value >= 1 else Verdict.PARTLY


def _reason(
    component: Component, requirement_id: str | None, fit: _Fit, verdict: Verdict, possible: int
) -> Reason:
    return Reason(
        component=component,
        requirement_id=requirement_id,
        claim_id=fit.claim_id,
        verdict=verdict,
        closeness=fit.closeness,
        level=fit.level,
        evidence=fit.evidence,
        points=to_points(fit.value or 0.0, possible),
        possible=possible,
    )
