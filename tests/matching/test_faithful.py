"""A reason names the claim that earned its points; who can do more never stands below."""

import dataclasses
import random
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.ranking import Ranker
from matching.records import Claim, Experience, Posting, Profile, Reason, Requirement, Verdict
from tests.matching import people
from tests.matching.people import OCCUPATIONS, SKILLS, TAXONOMY

RANKER = Ranker(TAXONOMY)
PAIRS = 1000


def without(profile: Profile, claim_id: str) -> Profile:
    return dataclasses.replace(
        profile,
        claims=tuple(claim for claim in profile.claims if claim.id != claim_id),
        experience=tuple(
            time for time in profile.experience if f"experience:{time.concept}" != claim_id
        ),
    )


def worth(reason: Reason) -> Fraction:
    """The part of its possible points; these move where a component falls away."""
    return Fraction(reason.points, reason.possible or 1)


def at(posting: Posting, profile: Profile, place: int) -> Reason:
    return RANKER.score(posting, profile).reasons[place]


def is_faithful(posting: Posting, profile: Profile, place: int, reason: Reason) -> bool:
    """Without the claim it names a reason earns less, or names an equal: one in whose absence the
    first is named again."""
    after = at(posting, without(profile, reason.claim_id or ""), place)
    if after.claim_id is None or worth(after) != worth(reason):
        return worth(after) < worth(reason)
    return at(posting, without(profile, after.claim_id), place).claim_id == reason.claim_id


def drawn(seed: int) -> tuple[Posting, Profile]:
    """A posting and somebody at random: some bare claims, some levels, some years."""
    rng = random.Random(seed)
    asked = rng.sample(SKILLS, rng.randint(1, 6))
    posting = Posting(
        f"v{seed}",
        occupation=rng.choice(OCCUPATIONS),
        requirements=tuple(
            Requirement(
                f"r{n}",
                concept,
                rng.choice(["must", "essential", "nice"]),
                rng.choice([None, None, 2, 3, 4]),
                rng.choice([None, None, 1, 3]),
            )
            for n, concept in enumerate(asked)
        ),
    )
    said = rng.sample(SKILLS, rng.randint(1, 9))
    profile = Profile(
        f"p{seed}",
        claims=tuple(
            Claim(
                f"c{n}",
                concept,
                rng.choice([None, 1, 2, 3, 4, 5]),
                rng.choice([None, 0.5, 1, 2, 4, 9]),
                rng.choice([None, None, 1, 8]),
                rng.choice(["stated", "stated", "confirmed", "tested"]),
            )
            for n, concept in enumerate(said)
        ),
        experience=tuple(
            Experience(concept, rng.choice([None, 1, 3, 10]))
            for concept in rng.sample(OCCUPATIONS, rng.randint(0, 2))
        ),
    )
    return posting, profile


def test_a_reason_weakens_without_the_claim_it_names_in_at_least_99_of_100():
    faithful = named = 0
    for seed in range(PAIRS):
        posting, profile = drawn(seed)
        for place, reason in enumerate(RANKER.score(posting, profile).reasons):
            if reason.claim_id is not None and reason.points:
                named += 1
                faithful += is_faithful(posting, profile, place, reason)

    assert named > 2 * PAIRS
    assert faithful >= 0.99 * named, f"{faithful} of {named}"


def test_a_reason_that_names_another_claim_is_caught():
    posting = Posting("v", requirements=(Requirement("r", "overlock"),))
    profile = Profile("p", claims=(Claim("c1", "overlock", 4), Claim("c2", "accountant", 5)))
    (reason,) = (r for r in RANKER.score(posting, profile).reasons if r.requirement_id)

    assert is_faithful(posting, profile, 0, reason)
    assert not is_faithful(posting, profile, 0, reason._replace(claim_id="c2"))


@given(people.postings, people.profiles)
def test_a_claim_named_is_one_the_person_has(posting, profile):
    held = {claim.id for claim in profile.claims}
    held |= {f"experience:{time.concept}" for time in profile.experience}

    for reason in RANKER.score(posting, profile).reasons:
        assert reason.claim_id is None or reason.claim_id in held


@st.composite
def skilled_and_less(draw):
    """A posting, somebody with every skill it asks, and the same person with fewer of them."""
    posting = draw(people.postings.filter(lambda p: p.requirements))
    concepts = sorted({asked.concept for asked in posting.requirements})
    full = draw(people.profiles)
    claims = tuple(Claim(f"c{n}", concept, 5, 60) for n, concept in enumerate(concepts))
    kept = draw(st.lists(st.sampled_from(claims), max_size=len(claims) - 1, unique=True))
    full = dataclasses.replace(full, claims=claims, id=draw(st.text("xyz", min_size=1)))
    fewer = dataclasses.replace(full, claims=tuple(kept), id=draw(st.text("abc", min_size=1)))
    return posting, full, fewer


@settings(max_examples=200)
@given(skilled_and_less())
def test_who_has_every_skill_is_never_below_who_has_fewer_all_else_equal(drawn):
    posting, full, fewer = drawn
    every, some = RANKER.score(posting, full), RANKER.score(posting, fewer)
    first = RANKER.rank(posting, [fewer, full])[0]

    skills = [r for r in every.reasons if r.requirement_id is not None]
    missing = {r.requirement_id for r in some.reasons if r.verdict is Verdict.MISSING}
    assert every.score >= some.score
    assert not every.blocked or some.blocked
    if every.score > some.score:
        assert first.profile_id == full.id
    if any(r.points for r in skills if r.requirement_id in missing):
        assert every.score > some.score
