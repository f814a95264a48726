"""What would raise a score, and by exactly how much.

Every gain is found by doing it: the profile is changed, scored again by the same code, and the
difference is the gain. So whoever does exactly that gains exactly that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from matching._pair import score_plan
from matching._plan import Ask, Plan
from matching.ranking import Ranker
from matching.records import (
    Claim,
    Component,
    Direction,
    Evidence,
    Experience,
    Match,
    Posting,
    Profile,
    Reason,
)
from matching.scoring import HOUSING, level_from_years

WORKER_LEVEL = 3
"""The level of somebody who does the work by themselves: what is asked where nothing is said."""

WORKER_YEARS = 1.0
"""The years that speak for it."""


class Step(StrEnum):
    """Kinds of change to a profile."""

    LEARN = "learn"
    REACH_LEVEL = "reach_level"
    REACH_YEARS = "reach_years"
    SAY_YEARS = "say_years"
    BE_TESTED = "be_tested"
    WORK_AS = "work_as"
    SPEAK = "speak"
    BE_FREE = "be_free"
    ASK_PAY = "ask_pay"
    BE_READY = "be_ready"
    FORGO_HOUSING = "forgo_housing"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``apply`` makes it.

    ``claim_id`` is the claim to change, None for a new one; ``concept`` what it is about.
    """

    step: Step
    requirement_id: str | None = None
    claim_id: str | None = None
    concept: str | None = None
    level: int | None = None
    years: float | None = None
    language: str | None = None
    date: dt.date | None = None
    pay: float | None = None

    def apply(self, profile: Profile) -> Profile:
        """The profile with the change made, and nothing else."""
        match self.step:
            case Step.LEARN:
                return replace(profile, claims=(*profile.claims, self._claim(profile)))
            case Step.WORK_AS:
                return replace(profile, experience=self._time(profile))
            case Step.SPEAK:
                return replace(profile, languages=(*profile.languages, self.language or ""))
            case Step.BE_FREE:
                return replace(profile, available_from=self.date)
            case Step.ASK_PAY:
                return replace(profile, pay_wanted=self.pay)
            case Step.BE_READY:
                return replace(profile, ready_to_move=True)
            case Step.FORGO_HOUSING:
                return replace(profile, wishes=profile.wishes - HOUSING)
            case _:
                claims = tuple(map(self._changed, profile.claims))
                return replace(profile, claims=claims)

    def _claim(self, profile: Profile) -> Claim:
        taken = {claim.id for claim in profile.claims}
        claim_id = next(f"new-{n}" for n in range(len(taken) + 1) if f"new-{n}" not in taken)
        return Claim(claim_id, self.concept or "", self.level, self.years)

    def _time(self, profile: Profile) -> tuple[Experience, ...]:
        kept = (time for time in profile.experience if time.concept != self.concept)
        return (*kept, Experience(self.concept or "", self.years))

    def _changed(self, claim: Claim) -> Claim:
        if claim.id != self.claim_id:
            return claim
        if self.step is Step.BE_TESTED:
            return replace(claim, evidence=Evidence.TESTED, last_used_years=None)
        return replace(
            claim,
            level=claim.level if self.level is None else self.level,
            years=claim.years if self.years is None else self.years,
        )


@dataclass(frozen=True, slots=True)
class Advice:
    """A change with what it brings: ``gain`` hundredths of a point, to ``score``.

    ``unblocks``: the person stands apart now and would not then.
    """

    change: Change
    gain: int
    score: int
    unblocks: bool


def what_would_raise(
    posting: Posting,
    profile: Profile,
    ranker: Ranker,
    *,
    direction: Direction = Direction.EMPLOYER,
    limit: int | None = 8,
) -> list[Advice]:
    """Changes that would raise a score, those that lift a block first, then by gain.

    Only what gains something or lifts a block is named. Raises `ValueError` as `Ranker.score`.
    """
    made = ranker.plan(posting, direction)
    now = score_plan(made, profile)
    found: dict[Change, Advice] = {}
    for change in _changes(made, profile, now):
        then = score_plan(made, change.apply(profile))
        gain, unblocks = then.score - now.score, bool(now.blocked) and not then.blocked
        fewer = len(then.blocked) < len(now.blocked)
        if gain > 0 or (fewer and gain >= 0):
            found[change] = Advice(change, gain, then.score, unblocks)
    ordered = sorted(found.values(), key=lambda a: (not a.unblocks, -a.gain))
    return ordered[:limit]


def _changes(made: Plan, profile: Profile, now: Match) -> Iterator[Change]:
    for ask, reason in zip(made.asks, now.reasons, strict=False):
        blocked = any(block.requirement_id == ask.requirement.id for block in now.blocked)
        if reason.missing or blocked:
            yield from _for_skill(made, ask, reason, profile)
    for reason in now.reasons[len(made.asks) :]:
        if reason.missing:
            yield from _for_job(made, reason, profile)
    if made.start is not None and profile.available_from is not None:
        start = dt.date.fromordinal(made.start)
        if profile.available_from > start:
            yield Change(Step.BE_FREE, date=start)


def _for_skill(made: Plan, ask: Ask, reason: Reason, profile: Profile) -> Iterator[Change]:
    asked = ask.requirement
    level = asked.min_level or WORKER_LEVEL
    years = asked.min_years or WORKER_YEARS
    if ask.is_trade:
        if asked.concept == made.posting.occupation:
            years = made.occupation_years
        yield Change(Step.WORK_AS, concept=asked.concept, years=years)
        return
    held = next((claim for claim in profile.claims if claim.id == reason.claim_id), None)
    if held is None or ask.near.get(held.concept, 0.0) < 1:
        yield Change(Step.LEARN, asked.id, None, asked.concept, level, years)
    if held is None:
        return
    named = (asked.id, held.id, held.concept)
    if held.years is None:
        yield Change(Step.SAY_YEARS, *named, years=years)
    elif held.years < years:
        yield Change(Step.REACH_YEARS, *named, years=years)
    own = held.level or (None if held.years is None else level_from_years(held.years))
    if own is not None and own < level:
        yield Change(Step.REACH_LEVEL, *named, level=level)
    if held.evidence is not Evidence.TESTED:
        yield Change(Step.BE_TESTED, *named)


def _for_job(made: Plan, reason: Reason, profile: Profile) -> Iterator[Change]:
    posting = made.posting
    match reason.component:
        case Component.EXPERIENCE if posting.occupation is not None:
            years = made.occupation_years
            yield Change(Step.WORK_AS, concept=posting.occupation, years=years)
        case Component.LANGUAGE:
            for language in sorted(made.languages.difference(profile.languages)):
                yield Change(Step.SPEAK, language=language)
        case Component.PAY:
            yield Change(Step.ASK_PAY, pay=made.ceiling)
        case Component.READINESS:
            yield Change(Step.BE_READY)
        case Component.HOUSING:
            yield Change(Step.FORGO_HOUSING)
        case _:
            return
