"""Candidates between JSON and the service's facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import url_for

from recruit.identity import actor, locale
from recruit.models import Candidate
from recruit.permissions import owns_candidate
from recruit.services import candidate_words, matching
from recruit.services.candidate_facts import ClaimLine, ExperienceLine, Facts

_SAME = (
    "headline",
    "about",
    "country",
    "place",
    "available_from",
    "pay_wanted",
    "ready_to_move",
    "visibility",
)
BLANK = Facts()


def facts_of(body: Mapping[str, Any], base: Facts = BLANK) -> Facts:
    """The facts a body tells; what it does not name is as in ``base``."""
    changes = {name: body[name] for name in _SAME if name in body}
    changes |= {name: tuple(body[name]) for name in ("languages", "wishes") if name in body}
    if "claims" in body:
        changes["claims"] = tuple(
            ClaimLine(
                text=row.get("text") or _label(row.get("concept"), locale()) or "",
                concept_id=row.get("concept") or None,
                level=row.get("level"),
                years=row.get("years"),
                last_used_years=row.get("last_used_years"),
            )
            for row in body["claims"]
        )
    if "experience" in body:
        changes["experience"] = tuple(
            ExperienceLine(
                title=row.get("title") or _label(row.get("concept"), locale()) or "",
                concept_id=row.get("concept") or None,
                years=row.get("years"),
            )
            for row in body["experience"]
        )
    return replace(base, **changes)


def facts_in_words(text: str) -> tuple[Facts, tuple[str, ...]]:
    """What somebody's own words tell, and the pieces of them that told us nothing.

    The words themselves are not kept: they may say who somebody is. Raises `Invalid` at `words`.
    """
    said = candidate_words.propose(text)
    facts = Facts(
        claims=said.claims,
        experience=said.experience,
        languages=said.languages,
        wishes=said.wishes,
    )
    return facts, said.unknown


def names(body: Mapping[str, Any]) -> dict[str, str]:
    """The service's names of fields by those of the body."""
    told: dict[str, str] = {}
    for rows, own in (("claims", "text"), ("experience", "title")):
        told |= {
            f"{rows}-{number}-{own}": f"{rows}-{number}-concept"
            for number, row in enumerate(body.get(rows) or ())
            if row.get("concept")
        }
    if body.get("text") is not None:
        told["words"] = "text"
        if not body.get("claims") and not body.get("experience"):
            told["claims"] = "text"
    return told


def candidate_body(candidate: Candidate) -> dict[str, Any]:
    """A candidate's working part as JSON has it; never who it is."""
    language = locale()
    own = owns_candidate(actor(), candidate)
    return {
        "id": candidate.id,
        "number": candidate.number,
        "reference": candidate.reference if own else None,
        "url": url_for("api_candidates.show", candidate_id=candidate.id),
        "matches_url": url_for("api_candidates.matches", candidate_id=candidate.id),
        "own": own,
        **{name: getattr(candidate, name) for name in _SAME},
        "languages": candidate.languages,
        "wishes": candidate.wishes,
        "claims": [
            {
                "id": str(claim.id),
                "concept": claim.concept_id,
                "label": _label(claim.concept_id, language),
                "text": claim.text,
                "level": claim.level,
                "years": claim.years,
                "last_used_years": claim.last_used_years,
                "evidence": claim.evidence,
            }
            for claim in candidate.claims
        ],
        "experience": [
            {
                "concept": line.concept_id,
                "label": _label(line.concept_id, language),
                "title": line.title,
                "years": line.years,
            }
            for line in candidate.experience
        ],
        "revision": candidate.revision,
        "demonstration": candidate.demo,
        "created_at": candidate.created_at,
        "updated_at": candidate.updated_at,
    }


def _label(concept_id: str | None, language: str) -> str | None:
    return matching.label(concept_id, language) if concept_id else None
