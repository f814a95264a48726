"""One person as a ranking looks at them: everything that stands for a skill in one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from matching._loose import loose_words
from matching.records import Claim, Evidence, Profile
from matching.scoring import bare_trust, evidence_factor


class Holding(NamedTuple):
    """A claim, or time in an occupation read as one; ``evidence`` is the factor.

    ``stated`` are the years said of it, ``years`` those or what the rest of the profile says;
    ``trust`` is how far it is believed: less than 1 in a long list of bare claims.
    """

    id: str
    concept: str
    level: int | None
    years: float | None
    stated: float | None
    evidence: float
    trust: float


class Person(NamedTuple):
    """A profile made ready; ``times`` are those of the holdings that are time in an occupation.

    ``available`` is a day's ordinal. ``words`` are those of ``text``, where only they were kept.
    """

    id: str
    holdings: list[Holding]
    times: list[Holding]
    languages: Iterable[str]
    available: int | None
    pay_wanted: float | None
    ready_to_move: bool | None
    wishes: frozenset[str]
    text: str = ""
    words: frozenset[str] | None = None

    def loose_words(self) -> frozenset[str]:
        return loose_words(self.text) if self.words is None else self.words


def person_of(profile: Profile) -> Person:
    """A profile made ready."""
    holdings = list(holdings_of(profile))
    day = profile.available_from
    return Person(
        profile.id,
        holdings,
        holdings[len(profile.claims) :],
        profile.languages,
        None if day is None else day.toordinal(),
        profile.pay_wanted,
        profile.ready_to_move,
        profile.wishes,
        profile.text,
    )


def holdings_of(profile: Profile) -> Iterator[Holding]:
    """Claims, then time in occupations as claims that are stated.

    An occupation named without its years is taken to have lasted as long as the longest claim.
    """
    trust = trust_in(profile)
    for c in profile.claims:
        evidence = evidence_factor(c.evidence, c.last_used_years)
        believed = trust if _is_bare(c) else 1.0
        yield Holding(c.id, c.concept, c.level, c.years, c.years, evidence, believed)
    stated = evidence_factor(Evidence.STATED, None)
    longest = longest_claim(profile)
    for e in profile.experience:
        believed = trust if e.years is None else 1.0
        years = longest if e.years is None else e.years
        name = f"experience:{e.concept}"
        yield Holding(name, e.concept, None, years, e.years, stated, believed)


def longest_claim(profile: Profile) -> float | None:
    """The most years said of any claim."""
    return most(claim.years for claim in profile.claims)


def most(years: Iterable[float | None]) -> float | None:
    """The largest of some numbers of years, None where none is said."""
    return max((y for y in years if y is not None), default=None)


def trust_in(profile: Profile) -> float:
    """How far a person's bare claims are believed; see ``bare_trust``."""
    bare = sum(map(_is_bare, profile.claims))
    has_work = bool(profile.experience) or bare < len(profile.claims)
    return bare_trust(bare + sum(time.years is None for time in profile.experience), has_work)


def _is_bare(claim: Claim) -> bool:
    return claim.level is None and claim.years is None and claim.evidence is Evidence.STATED
