"""The factors a score is made of, and how 10,000 points are shared among its parts.

Every constant here is a rule of the ranking: changing one changes every score. Floats live only
inside; a reason is rounded once, half up, to whole points. The same expressions are evaluated in
the same order here and, over whole columns, in ``_columns``: so both agree to the last bit.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from matching.records import MAX_POINTS, Component, Evidence, Importance, PayOffer

DEFAULT_WEIGHTS: Mapping[Component, float] = MappingProxyType(
    {
        Component.SKILL: 62.0,
        Component.EXPERIENCE: 17.0,
        Component.LANGUAGE: 5.0,
        Component.DATES: 4.0,
        Component.PAY: 5.0,
        Component.READINESS: 2.0,
        Component.HOUSING: 2.0,
        Component.TEXT: 3.0,
    }
)
"""What each component weighs where neither the vacancy nor ``data/weights.csv`` says otherwise."""

CANDIDATE_WEIGHTS: Mapping[Component, float] = MappingProxyType(
    {
        Component.SKILL: 34.0,
        Component.EXPERIENCE: 14.0,
        Component.PAY: 22.0,
        Component.WISHES: 8.0,
        Component.HOUSING: 8.0,
        Component.LANGUAGE: 6.0,
        Component.DATES: 6.0,
        Component.READINESS: 2.0,
    }
)
"""What each component weighs for a person who compares posts: work they can do, then its pay."""

TEXT_LEAST = 0.25
"""Cosine of two sets of words under which they say nothing of each other."""

IMPORTANCE_WEIGHTS: Mapping[Importance, float] = MappingProxyType(
    {Importance.MUST: 4.0, Importance.ESSENTIAL: 3.0, Importance.NICE: 1.0}
)
"""How the skill component's weight is shared among requirements."""

WORKED_ON = frozenset({"garment", "part", "fabric"})
SEWING = "sewing"
"""The operation at which garments are made, whatever a vacancy is for."""

WORKED_ON_SHARE = 0.5
"""What is worked on (a dress, a collar, jersey) weighs half of how it is worked: a cutter and a
presser know dresses too, and a sewer of skirts soon sews dresses."""

EVIDENCE_FACTORS: Mapping[Evidence, float] = MappingProxyType(
    {
        Evidence.STATED: 0.9,
        Evidence.CONFIRMED: 0.95,
        Evidence.TESTED: 1.0,
        Evidence.CERTIFIED: 1.0,
    }
)

GATE_CLOSENESS = 0.51
"""A ``must`` passes with a claim at least this close: a sibling, a generic skill, an occupation;
not with what stands in for half of it, as an overlock does for a coverstitch machine."""

MET_CLOSENESS = 0.805
"""A requirement is *met* by a claim at least this close that reaches what is asked, *partly met*
by one that would pass a gate, and else *missing*: what is further off may still bring points. Just
above .8, for which a 4-thread overlock stands where a 5-thread one is asked: a sibling.

A garment is met by who sews it or does some of the work the vacancy asks. Of who names other work
only, the garment itself counts partly (presses shirts, where they are to be sewn), and no other.
A machine is met partly by who has it in another trade: an operator, where one is to mend it."""

GATE_YEARS = 0.5
"""A ``must`` blocks who states less than this share of the years it asks."""

GRACE_DAYS = 30
"""Who is free later than this many days after the start stands apart."""

DATES_SPAN_DAYS = 60
"""Days after the start at which the dates component reaches 0."""

LOWEST_LEVEL = 1
LOWEST_LEVEL_FACTOR = 0.8
"""A learner's claim, or one that says neither level nor years, where no level is asked."""

BARE_BELIEVED = {True: 12, False: 4}
BARE_NOTHING = {True: 30, False: 20}
BARE_LEAST = 0.025
"""Bare claims (no level, no years, nobody behind them) are believed up to a dozen to a person who
says anything of work (a post, years, a level), up to four to one who does not; then each counts
less, and a list of thirty (twenty) says next to nothing of who wrote it."""

UNKNOWN_YEARS_FACTOR = 0.5
"""Years are asked and the claim does not say how many."""

DEFAULT_YEARS = 2.0
"""Years in the occupation that make experience full where the vacancy asks no number."""

FRESH_YEARS = 5.0
FADE_A_YEAR = 0.05
FADE_LEAST = 0.7
"""A skill last used more than five years ago fades by a twentieth a year, to 0.7 at the least."""

PAY_SPAN = 0.5
"""Pay wanted this fraction above the offer (1.5 times it) is worth 0."""

HOUSING = frozenset({"housing", "dormitory"})
"""Conditions that give somebody who needs it a place to live."""

YEARS_OF_LEVEL = (1.0, 3.0, 6.0)
"""Years at which work speaks for level 3, 4 and 5; any work at all speaks for level 2."""

_MASK = (1 << 64) - 1


def level_from_years(years: float) -> int:
    """The level that years of work speak for, 1 to 5: none is 1, and see ``YEARS_OF_LEVEL``."""
    if years <= 0:
        return LOWEST_LEVEL
    return 2 + sum(years >= limit for limit in YEARS_OF_LEVEL)


def effective_level(level: int | None, years: float | None) -> int:
    """The level stated, else what the years speak for, else the lowest."""
    if level is not None:
        return level
    return LOWEST_LEVEL if years is None else level_from_years(years)


def bare_trust(bare: int, has_work: bool) -> float:
    """How far the bare claims of a person who has so many are believed, in (0, 1].

    ``has_work``: something that is not a bare claim stands beside them.
    """
    most, none = BARE_BELIEVED[has_work], BARE_NOTHING[has_work]
    return min(1.0, max(BARE_LEAST, (none - bare) / (none - most)))


def level_factor(
    level: int | None, years: float | None, min_level: int | None, min_years: float | None
) -> float:
    """How far a claim's level and years reach what is asked, in [0, 1]; no bonus above it.

    Where both a level and years are asked, the worse of the two counts.
    """
    held = effective_level(level, years)
    factor = 1.0
    if min_level is not None:
        factor = min(1.0, held / min_level)
    bare = level is None and years is None
    if bare or (min_level is None and held == LOWEST_LEVEL):
        factor = min(LOWEST_LEVEL_FACTOR, factor)
    if min_years:
        factor = min(factor, years_factor(years, min_years))
    return factor


def years_factor(years: float | None, asked: float) -> float:
    """Years held against years asked (above 0), in [0, 1]."""
    return UNKNOWN_YEARS_FACTOR if years is None else min(1.0, years / asked)


def evidence_factor(evidence: Evidence, last_used_years: float | None) -> float:
    """Who stands behind a claim, and how long ago the skill was used, in (0, 1]."""
    factor = EVIDENCE_FACTORS[evidence]
    if last_used_years is None or last_used_years <= FRESH_YEARS:
        return factor
    return factor * max(FADE_LEAST, 1.0 - FADE_A_YEAR * (last_used_years - FRESH_YEARS))


def dates_fit(days_late: int) -> float:
    """1 for who is free by the start, falling to 0 at ``DATES_SPAN_DAYS`` days after it."""
    return min(1.0, max(0.0, 1.0 - days_late / DATES_SPAN_DAYS))


def pay_ceiling(offer: PayOffer | None) -> float | None:
    """The most a vacancy offers in som a month; None if it does not say."""
    if offer is None:
        return None
    return offer.high if offer.high is not None else offer.low


def pay_expected(offer: PayOffer | None) -> float | None:
    """What somebody may expect of an offer: the middle of it, in som a month."""
    if offer is None:
        return None
    ends = [end for end in (offer.low, offer.high) if end is not None]
    return sum(ends) / len(ends) if ends else None


def text_fit(shared: int, asked: int, held: int) -> float | None:
    """Twice the cosine of two sets of words, at most 1; None where they share too little.

    So a long text gains nothing by its length, and writing in another language costs nothing.
    """
    if not shared:
        return None
    cosine = shared / math.sqrt(asked * held)
    return min(1.0, 2.0 * cosine) if cosine >= TEXT_LEAST else None


def pay_fit(wanted: float, ceiling: float) -> float:
    """1 where the offer covers the wish, falling to 0 at one and a half times the offer."""
    if wanted <= ceiling:
        return 1.0
    if ceiling <= 0:
        return 0.0
    return max(0.0, 1.0 - (wanted / ceiling - 1.0) / PAY_SPAN)


def to_points(fit: float, possible: int) -> int:
    """Points out of ``possible`` for a fit in [0, 1], rounded once, half up."""
    return math.floor(fit * possible + 0.5)


def share_points(weights: Sequence[float], total: int = MAX_POINTS) -> list[int]:
    """Whole points in proportion to weights, by the largest remainder; earlier wins a tie.

    The result sums to ``total``, or is all 0 where no weight is above 0. A weight of 0 gets 0.

    Raises
    ------
    ValueError
        If a weight is negative or not finite.
    """
    if any(not 0 <= weight < math.inf for weight in weights):
        raise ValueError("weights must be finite and non-negative")
    largest = max(weights, default=0.0)
    if largest <= 0:
        return [0] * len(weights)
    parts = [weight / largest for weight in weights]
    whole = math.fsum(parts)
    quotas = [total * part / whole for part in parts]
    shares = [math.floor(quota) for quota in quotas]
    by_remainder = sorted(
        (i for i, part in enumerate(parts) if part > 0), key=lambda i: (shares[i] - quotas[i], i)
    )
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares


def hash64(text: str) -> int:
    """A 64-bit hash that is the same in every process."""
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def tie_seed(posting_id: str, salt: str) -> int:
    """The vacancy's half of a tie-break."""
    return hash64(f"{salt}\x1f{posting_id}")


def tie_break(seed: int, profile_hash: int) -> int:
    """Mix both halves (the finaliser of splitmix64): the lower goes first among equal scores."""
    x = ((profile_hash ^ seed) + 0x9E3779B97F4A7C15) & _MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
    return x ^ (x >> 31)


def tie_breaks(seed: int, profile_hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """`tie_break` over a column of uint64, shape (n,)."""
    x = (profile_hashes ^ np.uint64(seed)) + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
