"""The worked example that explains the ranking: scored by the engine itself, so it stays true."""

from __future__ import annotations

from matching import (
    Claim,
    Experience,
    Importance,
    Match,
    PayOffer,
    Posting,
    Profile,
    Requirement,
)
from recruit.services.matching.engine import engine

POSTING = Posting(
    id="example",
    occupation="overlock_operator",
    requirements=(
        Requirement("overlock", "overlock_4_thread", Importance.MUST, min_years=2),
        Requirement("coverstitch", "coverstitch_machine", Importance.ESSENTIAL, min_level=4),
        Requirement("tshirt", "tshirt", Importance.NICE),
    ),
    languages=("ru",),
    pay=PayOffer(high=45_000),
    conditions=frozenset({"housing"}),
)

PROFILE = Profile(
    id="example",
    claims=(
        Claim("overlock", "overlock_5_thread", years=4),
        Claim("coverstitch", "coverstitch_machine", level=3),
    ),
    experience=(Experience("overlock_operator", 4),),
    languages=("bn", "ru"),
    pay_wanted=40_000,
    wishes=frozenset({"housing"}),
)


def worked_example() -> tuple[Posting, Profile, Match]:
    """A vacancy, a specialist, and how the one fits the other."""
    return POSTING, PROFILE, engine().ranker.score(POSTING, PROFILE)
