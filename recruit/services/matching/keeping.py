"""Rankings as documents and back: every number as it stood, to the last digit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matching import (
    CANDIDATE_WEIGHTS,
    Block,
    BlockCode,
    Component,
    Direction,
    Importance,
    Match,
    PayOffer,
    Posting,
    Reason,
    Requirement,
    Verdict,
    code_version,
    default_weights,
)
from recruit.models import Candidate, Specialist
from recruit.services.matching.engine import SALT, Engine
from recruit.services.matching.in_force import Learnt

Said = tuple[str, str, int | None, float | None]
"""What a claim said: concept, own words, level, years."""

Held = Mapping[str, Said]
"""What was said, by the id that a reason names."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a ranking was made by: versions of the vocabulary, of the closeness of its concepts,
    of the rules (the engine's code and default weights) and of the learnt model; and the salt
    that breaks ties."""

    taxonomy: str
    closeness: str
    rules: str
    model: str
    salt: str = SALT


def basis_of(found: Engine, model: Learnt) -> Basis:
    """The basis of what an engine ranks with a model's weights."""
    return Basis(
        taxonomy=found.taxonomy.version,
        closeness=found.closeness.version,
        rules=code_version(),
        model=model.version,
    )


def pack_posting(posting: Posting, direction: Direction) -> dict[str, Any]:
    """A posting whole, with the weights that counted."""
    pay = posting.pay
    return {
        "id": posting.id,
        "occupation": posting.occupation,
        "requirements": [
            [r.id, r.concept, r.importance.value, r.min_level, r.min_years]
            for r in posting.requirements
        ],
        "languages": list(posting.languages),
        "start": None if posting.start is None else posting.start.isoformat(),
        "pay": None if pay is None else [pay.low, pay.high],
        "conditions": sorted(posting.conditions),
        "weights": dict(posting.weights),
        "text": posting.text,
        "counted": weights_used(posting, direction),
    }


def unpack_posting(document: Mapping[str, Any]) -> Posting:
    start, pay = document["start"], document["pay"]
    return Posting(
        id=document["id"],
        occupation=document["occupation"],
        requirements=tuple(
            Requirement(id_, concept, Importance(importance), min_level, min_years)
            for id_, concept, importance, min_level, min_years in document["requirements"]
        ),
        languages=tuple(document["languages"]),
        start=None if start is None else dt.date.fromisoformat(start),
        pay=None if pay is None else PayOffer(low=pay[0], high=pay[1]),
        conditions=frozenset(document["conditions"]),
        weights=document["weights"],
        text=document["text"],
    )


def weights_used(posting: Posting, direction: Direction) -> dict[str, float]:
    """What each part of the score weighed."""
    if direction is Direction.CANDIDATE:
        return {component.value: weight for component, weight in CANDIDATE_WEIGHTS.items()}
    usual = default_weights(posting.occupation)
    return {c.value: posting.weights.get(c.value, weight) for c, weight in usual.items()}


def pack_match(match: Match) -> dict[str, Any]:
    """A match whole but for whose it is."""
    return {
        "blocked": [[block.code.value, block.requirement_id] for block in match.blocked],
        "reasons": [
            [
                r.component._value_,
                r.requirement_id,
                r.claim_id,
                r.verdict._value_,
                r.closeness,
                r.level,
                r.evidence,
                r.points,
                r.possible,
            ]
            for r in match.reasons
        ],
    }


def unpack_match(document: Mapping[str, Any], profile_id: str, score: int) -> Match:
    return Match(
        profile_id=profile_id,
        score=score,
        blocked=tuple(Block(BlockCode(code), asked) for code, asked in document["blocked"]),
        reasons=tuple(
            Reason(Component(component), asked, claim, Verdict(verdict), *numbers)
            for component, asked, claim, verdict, *numbers in document["reasons"]
        ),
    )


def held_for(match: Match, candidate: Candidate) -> Held:
    """What a specialist said, as far as the match's reasons name it."""
    named = {reason.claim_id for reason in match.reasons}
    said: dict[str, Said] = {
        str(claim.id): (claim.concept_id, claim.text, claim.level, claim.years)
        for claim in candidate.claims
        if claim.concept_id is not None
    }
    said |= said_in_work(candidate)
    return {id_: words for id_, words in said.items() if id_ in named}


def said_in_work(person: Candidate | Specialist) -> dict[str, Said]:
    """What a specialist said of time in linked occupations, by the ids that reasons name."""
    return {
        f"experience:{line.concept_id}": (line.concept_id, line.title, None, line.years)
        for line in person.experience
        if line.concept_id is not None
    }
