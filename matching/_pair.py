"""One person against a vacancy made ready: serve each requirement, weigh the rest, explain.

A requirement is served by the holding that fits best: a claim, or time in an occupation standing
for the skills that occupation has. ``must`` requirements gate on closeness alone, and on the best
level and years that are *stated* by something close: silence never blocks, it costs points. Who
names no trade at all passes a gate for one by any skill that vouches for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from matching._person import Holding, Person, most, person_of
from matching._plan import Ask, Plan
from matching.records import (
    Block,
    BlockCode,
    Component,
    Match,
    Profile,
    Reason,
    Requirement,
    Verdict,
)
from matching.scoring import (
    GATE_CLOSENESS,
    GATE_YEARS,
    GRACE_DAYS,
    HOUSING,
    MET_CLOSENESS,
    dates_fit,
    effective_level,
    level_factor,
    pay_fit,
    text_fit,
    to_points,
    years_factor,
)


class Fit(NamedTuple):
    """How one part came out; ``value`` is None where nothing is known.

    The holding named is the one worth most; ``verdict`` is the best that any holding earns.
    """

    value: float | None
    claim_id: str | None = None
    closeness: float | None = None
    level: float | None = None
    evidence: float | None = None
    verdict: Verdict = Verdict.MISSING


def score_plan(made: Plan, profile: Profile) -> Match:
    """One profile against a posting made ready."""
    return score_person(made, person_of(profile))


def score_person(made: Plan, person: Person) -> Match:
    """One person against a posting made ready."""
    serving: list[list[tuple[Holding, float]]] = [[] for _ in made.asks]
    for held in person.holdings:
        for at, close in made.serving(held.concept):
            serving[at].append((held, close))
    longest = most([held.years for held in person.holdings])
    elsewhere = works_elsewhere(made, {held.concept for held in person.holdings})
    other = of_another_trade(made, {held.concept for held in person.times})
    skills = []
    for ask, among in zip(made.asks, serving, strict=True):
        apart = elsewhere and ask.is_garment
        wholly = not (apart or (other and ask.is_machine))
        skills.append(_serve(ask, among, longest, least_close(apart), wholly=wholly))
    job = [_job_fit(made, component, person) for component in made.job]
    known = sum(1 << i for i, fit in enumerate(job) if fit.value is not None)
    possible = made.possible(known)
    reasons = [
        _reason(Component.SKILL, ask.requirement.id, fit, fit.verdict, points)
        for ask, fit, points in zip(made.asks, skills, possible, strict=False)
    ]
    reasons += [
        _reason(component, None, fit, job_verdict(fit.value), points)
        for component, fit, points in zip(made.job, job, possible[len(skills) :], strict=True)
    ]
    return Match(
        profile_id=person.id,
        score=sum([reason.points for reason in reasons]),
        blocked=tuple(_blocks(made, person, serving, elsewhere)),
        reasons=tuple(reasons),
    )


def works_elsewhere(made: Plan, concepts: AbstractSet[str]) -> bool:
    """Whether somebody who holds these names work, and none of it is sewing or what is asked."""
    return made.makers.isdisjoint(concepts) and not made.work.isdisjoint(concepts)


def of_another_trade(made: Plan, trades: AbstractSet[str]) -> bool:
    """Whether somebody of these trades works at none of its machines as the vacancy's does."""
    return bool(trades) and made.operators is not None and made.operators.isdisjoint(trades)


def least_close(elsewhere: bool) -> float:
    """How close a claim must be to pass a gate; ``elsewhere``: a garment's, of who works so."""
    return MET_CLOSENESS if elsewhere else GATE_CLOSENESS


def _serve(
    ask: Ask,
    serving: list[tuple[Holding, float]],
    longest: float | None,
    enough: float,
    *,
    wholly: bool,
) -> Fit:
    """The best holding for a requirement; of equals the closest, then the lowest id.

    A claim that says no years has the most years of whatever would pass a gate for the same
    requirement, and a garment, part or fabric the most of anything: somebody six years at the
    overlock need not say so of each seam and shirt. The verdict is the best that any of them earns:
    at least ``enough`` close for partly, and met only where the person may meet it ``wholly``.
    """
    asked = ask.requirement
    lenders = [held.years for held, close in serving if close >= GATE_CLOSENESS]
    served = longest if ask.is_worked_on else most(lenders)
    best, verdict = Fit(0.0), Verdict.MISSING
    key = (0.0, 0.0)
    for held, close in serving:
        years = served if held.years is None else held.years
        level = level_factor(held.level, years, asked.min_level, asked.min_years)
        level *= held.trust
        value = close * level * held.evidence
        if verdict is not Verdict.MET and value > 0 and close >= enough:
            whole = close >= MET_CLOSENESS and _reaches(held.level, years, asked)
            verdict = Verdict.MET if whole and wholly else Verdict.PARTLY
        better = (value, close) > key
        tied = (value, close) == key and best.claim_id is not None and held.id < best.claim_id
        if better or tied:
            key = (value, close)
            best = Fit(value, held.id, close, level, held.evidence)
    return best._replace(verdict=verdict)


def _reaches(level: int | None, years: float | None, asked: Requirement) -> bool:
    if asked.min_years and (years is None or years < asked.min_years):
        return False
    return asked.min_level is None or effective_level(level, years) >= asked.min_level


def _job_fit(made: Plan, component: Component, person: Person) -> Fit:
    if component is Component.EXPERIENCE:
        return _experience(made, person)
    if component is Component.TEXT:
        held = person.loose_words()
        return Fit(text_fit(len(made.words & held), len(made.words), len(held)))
    return Fit(_plain_fit(made, component, person))


def _experience(made: Plan, person: Person) -> Fit:
    if not person.times:
        return Fit(0.0 if made.needs_experience else None)
    best = Fit(0.0)
    key = (0.0, 0.0)
    for time in person.times:
        close = made.occupation_near.get(time.concept, 0.0)
        level = years_factor(time.years, made.occupation_years)
        level *= time.trust
        value = close * level
        tied = (value, close) == key and best.claim_id is not None and time.id < best.claim_id
        if (value, close) > key or tied:
            key = (value, close)
            best = Fit(value, time.id, close, level)
    return best


def _plain_fit(made: Plan, component: Component, person: Person) -> float | None:
    """The fit of a component that needs no explanation beyond its value; None if not known."""
    if component is Component.LANGUAGE:
        spoken = made.languages.intersection(person.languages)
        return len(spoken) / len(made.languages) if person.languages else None
    if component is Component.DATES:
        late = _days_late(made, person)
        return None if late is None else dates_fit(late)
    if component is Component.PAY:
        if person.pay_wanted is None or made.ceiling is None:
            return None
        return pay_fit(person.pay_wanted, made.ceiling)
    if component is Component.READINESS:
        return None if person.ready_to_move is None else float(person.ready_to_move)
    if component is Component.WISHES:
        wished = person.wishes - HOUSING
        return len(wished & made.posting.conditions) / len(wished) if wished else None
    return None if HOUSING.isdisjoint(person.wishes) else float(made.offers_housing)


def _blocks(
    made: Plan, person: Person, serving: list[list[tuple[Holding, float]]], elsewhere: bool
) -> Iterator[Block]:
    silent = not person.times
    for ask, among in zip(made.asks, serving, strict=True):
        if not ask.must:
            continue
        asked = ask.requirement
        enough = least_close(elsewhere and ask.is_garment)
        if ask.is_trade and silent:
            enough = 0.0
        close = [held for held, value in among if value >= enough]
        if not close:
            yield Block(BlockCode.MUST_MISSING, asked.id)
        levels = [held.level for held in close if held.level is not None]
        if asked.min_level is not None and levels and max(levels) < asked.min_level:
            yield Block(BlockCode.LEVEL_TOO_LOW, asked.id)
        years = [held.stated for held in close if held.stated is not None]
        if asked.min_years is not None and years and max(years) < GATE_YEARS * asked.min_years:
            yield Block(BlockCode.YEARS_TOO_FEW, asked.id)
    late = _days_late(made, person)
    if late is not None and late > GRACE_DAYS:
        yield Block(BlockCode.TOO_LATE)


def _days_late(made: Plan, person: Person) -> int | None:
    if made.start is None or person.available is None:
        return None
    return person.available - made.start


def job_verdict(value: float | None) -> Verdict:
    if value is None:
        return Verdict.UNKNOWN
    if value <= 0:
        return Verdict.MISSING
    return Verdict.MET if value >= 1 else Verdict.PARTLY


def _reason(
    component: Component, requirement_id: str | None, fit: Fit, verdict: Verdict, possible: int
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
