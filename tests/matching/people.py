"""Small worlds for the tests of the ranking: a taxonomy, people and postings at random."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from matching.index import Index, ProfileTable
from matching.records import (
    Claim,
    Component,
    Evidence,
    Experience,
    Importance,
    Match,
    PayOffer,
    Posting,
    Profile,
    Reason,
    Requirement,
)
from matching.similarity import Closeness
from matching.taxonomy import Taxonomy

MAY = dt.date(2027, 5, 1)

CONCEPTS = [
    ("overlock", "machine"),
    ("overlock_3", "machine"),
    ("overlock_4", "machine"),
    ("coverstitch", "machine"),
    ("lockstitch", "machine"),
    ("overlocking", "operation"),
    ("hemming", "operation"),
    ("sewing", "operation"),
    ("cutting", "operation"),
    ("tshirt", "garment"),
    ("polo", "garment"),
    ("seamstress", "occupation"),
    ("overlock_operator", "occupation"),
    ("flatlock_operator", "occupation"),
    ("cutter", "occupation"),
    ("accountant", "occupation"),
    ("housing", "condition"),
    ("dormitory", "condition"),
]
RELATIONS = [
    ("overlock_3", "broader", "overlock", 1.0),
    ("overlock_4", "broader", "overlock", 1.0),
    ("overlock_operator", "broader", "seamstress", 1.0),
    ("flatlock_operator", "broader", "seamstress", 1.0),
    ("dormitory", "broader", "housing", 1.0),
    ("polo", "broader", "tshirt", 1.0),
    ("lockstitch", "related", "sewing", 0.7),
    ("seamstress", "essential", "sewing", 0.9),
    ("overlock", "related", "overlocking", 0.8),
    ("coverstitch", "related", "hemming", 0.7),
    ("overlock_operator", "essential", "overlock", 1.0),
    ("overlock_operator", "optional", "coverstitch", 0.9),
    ("flatlock_operator", "essential", "coverstitch", 1.0),
    ("seamstress", "essential", "lockstitch", 0.9),
    ("cutter", "essential", "cutting", 1.0),
]
TAXONOMY = Taxonomy.from_rows(
    [(concept, kind, "", "") for concept, kind in CONCEPTS],
    [(concept, "en", concept, "preferred", "") for concept, _ in CONCEPTS],
    RELATIONS,
)
CLOSENESS = Closeness.from_taxonomy(TAXONOMY)

SKILLS = [concept for concept, kind in CONCEPTS if kind != "condition"] + ["not_in_taxonomy"]
OCCUPATIONS = [concept for concept, kind in CONCEPTS if kind == "occupation"]

levels = st.none() | st.integers(1, 5)
years = st.none() | st.sampled_from([0, 0.5, 1, 1.5, 2, 3, 5.9, 6, 12]) | st.floats(0, 60)
languages = st.lists(st.sampled_from(["ru", "ky", "uz", "bn", "ur", "en"]), max_size=4)
dates = st.none() | st.dates(dt.date(2027, 3, 1), dt.date(2027, 9, 1))
money = st.none() | st.sampled_from([0, 30_000, 40_000, 45_000.5, 60_000]) | st.floats(0, 2e5)
conditions = st.frozensets(st.sampled_from(["housing", "dormitory", "meals", "transport"]))

claims = st.builds(
    Claim,
    id=st.sampled_from("abcdefghij"),
    concept=st.sampled_from(SKILLS),
    level=levels,
    years=years,
    last_used_years=years,
    evidence=st.sampled_from(Evidence),
)
experience = st.builds(Experience, concept=st.sampled_from(OCCUPATIONS), years=years)


def profiles_of(profile_id: st.SearchStrategy[str]) -> st.SearchStrategy[Profile]:
    return st.builds(
        Profile,
        id=profile_id,
        claims=st.lists(claims, max_size=6, unique_by=lambda claim: claim.id).map(tuple),
        experience=st.lists(experience, max_size=3).map(tuple),
        languages=languages.map(tuple),
        available_from=dates,
        pay_wanted=money,
        ready_to_move=st.none() | st.booleans(),
        wishes=conditions,
    )


profiles = profiles_of(st.text("pqr0123456789", min_size=1, max_size=6))
populations = st.lists(profiles, max_size=30, unique_by=lambda profile: profile.id)

requirements = st.builds(
    Requirement,
    id=st.sampled_from([f"r{i}" for i in range(20)]),
    concept=st.sampled_from(SKILLS),
    importance=st.sampled_from(Importance),
    min_level=levels,
    min_years=years,
)
postings = st.builds(
    Posting,
    id=st.text("vw0123456789", min_size=1, max_size=5),
    occupation=st.none() | st.sampled_from(OCCUPATIONS),
    requirements=st.lists(requirements, max_size=8, unique_by=lambda asked: asked.id).map(tuple),
    languages=languages.map(tuple),
    start=dates,
    pay=st.none() | st.builds(PayOffer, low=money, high=money),
    conditions=conditions,
    weights=st.dictionaries(
        st.sampled_from([component.value for component in Component]),
        st.sampled_from([0, 1, 5, 33.3]) | st.floats(0, 1000),
        max_size=4,
    ),
)


def asking(*requirements: Requirement, **more: Any) -> Posting:
    """A posting of these requirements."""
    return Posting("v", requirements=requirements, **more)


OVERLOCK = asking(Requirement("r", "overlock", "must"))


def sewer(profile_id: str, level: int = 3) -> Profile:
    """Somebody with one claim: the overlock."""
    return Profile(profile_id, claims=(Claim("c", "overlock", level=level),))


def index_of(people: Iterable[Profile] | ProfileTable) -> Index:
    return Index.build(TAXONOMY, CLOSENESS, people, salt="s")


def reason_of(match: Match, component: str) -> Reason:
    """The one reason of a job-fit component."""
    (reason,) = (reason for reason in match.reasons if reason.component == component)
    return reason


def codes(match: Match) -> list[str]:
    """Why a match is blocked."""
    return [block.code for block in match.blocked]
