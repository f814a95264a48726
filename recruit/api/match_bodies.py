"""Rankings between JSON and the services: the site's numbers and the site's sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from recruit.api.vacancy_bodies import employer_body, terms_of
from recruit.identity import actor, locale
from recruit.models import Candidate, Specialist, Vacancy
from recruit.permissions import owns_candidate
from recruit.services import matching
from recruit.services.call_people import GivenCandidate, GivenClaim
from recruit.services.candidate_facts import ExperienceLine
from recruit.services.match_calls import CallAnswer, MatchCall
from recruit.wording import (
    HeldFacts,
    held_by_candidate,
    held_by_profile,
    held_facts,
    match_view,
)


def call_of(body: Mapping[str, Any]) -> MatchCall:
    """What a body asks to be ranked."""
    given = body.get("candidates")
    vacancy = body.get("vacancy")
    return MatchCall(
        vacancy_id=body.get("vacancy_id"),
        terms=None if vacancy is None else terms_of(vacancy),
        conditions=() if vacancy is None else tuple(vacancy.get("conditions", ())),
        text=body.get("vacancy_text"),
        candidates=None
        if given is None
        else tuple(_given(row, number) for number, row in enumerate(given, 1)),
        limit=body["limit"],
        offset=body["offset"],
    )


def _given(row: Mapping[str, Any], number: int) -> GivenCandidate:
    return GivenCandidate(
        id=row.get("id") or str(number),
        text=row.get("text"),
        claims=tuple(
            GivenClaim(
                text=claim.get("text") or "",
                concept_id=claim.get("concept") or None,
                level=claim.get("level"),
                years=claim.get("years"),
                last_used_years=claim.get("last_used_years"),
                evidence=claim["evidence"],
            )
            for claim in row.get("claims", ())
        ),
        experience=tuple(
            ExperienceLine(job.get("title") or "", job.get("concept") or None, job.get("years"))
            for job in row.get("experience", ())
        ),
        languages=tuple(row.get("languages", ())),
        available_from=row.get("available_from"),
        pay_wanted=row.get("pay_wanted"),
        ready_to_move=row.get("ready_to_move"),
        wishes=tuple(row.get("wishes", ())),
    )


def understood_body(
    posting: matching.Posting,
    title: str,
    vacancy: Vacancy | None = None,
    not_recognised: Sequence[str] = (),
) -> dict[str, Any]:
    """A vacancy as the ranking understands it."""
    pay = posting.pay
    weights = matching.weights_used(posting, matching.Direction.EMPLOYER)
    return {
        "id": vacancy.id if vacancy is not None else None,
        "title": title,
        "occupation": _concept(posting.occupation) if posting.occupation else None,
        "requirements": [
            {
                "id": asked.id,
                **_concept(asked.concept),
                "importance": asked.importance,
                "min_level": asked.min_level,
                "min_years": asked.min_years,
            }
            for asked in posting.requirements
        ],
        "languages": posting.languages,
        "start": posting.start,
        "pay": None
        if pay is None
        else {"min": pay.low, "max": pay.high, "currency": "KGS", "basis": "month"},
        "conditions": [_concept(id_) for id_ in sorted(posting.conditions)],
        "weights": weights | dict(posting.weights),
        "not_recognised": list(not_recognised),
    }


def call_body(called: CallAnswer) -> dict[str, Any]:
    """The answer to a call for a ranking, without what a list says of itself."""

    def told(found: matching.CallMatch) -> dict[str, Any]:
        if found.candidate is not None:
            body = _match(found.rank, found.match, posting, held_facts(found.held))
            return body | {"candidate": _person(found.candidate)}
        id_ = found.match.profile_id
        held = held_by_profile(called.profiles[id_], called.words[id_])
        person = {"id": id_, "not_recognised": called.unread.get(id_, ())}
        return _match(found.rank, found.match, posting, held) | {"candidate": person}

    ranking = called.ranking
    posting = ranking.posting
    return {
        "vacancy": understood_body(posting, called.title, called.vacancy, called.not_recognised),
        "matches": [told(found) for found in ranking.ranked],
        "blocked": [told(found) for found in ranking.blocked],
        "blocked_total": ranking.blocked_total,
        "taxonomy": matching.taxonomy_version(),
    }


def specialists_body(ranking: matching.SpecialistRanking) -> dict[str, Any]:
    """Candidates ranked for a stored vacancy."""

    def told(found: matching.RankedSpecialist) -> dict[str, Any]:
        body = _match(found.rank, found.match, ranking.posting, held_facts(found.held))
        return body | {"candidate": _person(found.candidate)}

    return {
        "vacancy": understood_body(ranking.posting, ranking.vacancy.title, ranking.vacancy),
        "matches": [told(found) for found in ranking.ranked],
        "blocked": [told(found) for found in ranking.blocked],
        "blocked_total": ranking.blocked_total,
        "taxonomy": matching.taxonomy_version(),
    }


def vacancies_body(
    candidate: Candidate,
    ranked: Sequence[matching.RankedVacancy],
    blocked: Sequence[matching.RankedVacancy],
) -> dict[str, Any]:
    """Open vacancies ranked for a stored candidate."""
    held = held_by_candidate(candidate)

    def told(found: matching.RankedVacancy) -> dict[str, Any]:
        vacancy = {
            "id": found.vacancy.id,
            "title": found.vacancy.title,
            "employer": employer_body(found.vacancy),
            "url": url_for("api_vacancies.show", vacancy_id=found.vacancy.id),
        }
        return _match(found.rank, found.match, found.posting, held) | {"vacancy": vacancy}

    return {
        "candidate": _person(candidate),
        "matches": [told(found) for found in ranked],
        "blocked": [told(found) for found in blocked],
        "taxonomy": matching.taxonomy_version(),
    }


def _person(candidate: Candidate | Specialist) -> dict[str, Any]:
    return {
        "id": str(candidate.id),
        "number": candidate.number,
        "reference": candidate.reference if owns_candidate(actor(), candidate) else None,
        "headline": candidate.headline,
        "url": url_for("api_candidates.show", candidate_id=candidate.id),
    }


def _match(
    rank: int | None,
    match: matching.Match,
    posting: matching.Posting,
    held: Mapping[str, HeldFacts],
) -> dict[str, Any]:
    view = match_view(match, posting, held, locale())
    asked = {requirement.id: requirement.concept for requirement in posting.requirements}
    return {
        "rank": rank,
        "score": view.score,
        "blocked": [
            {"code": b.code, "requirement": b.requirement_id, "sentence": b.sentence}
            for b in view.blocked
        ],
        "components": [
            {
                "component": part.kind,
                "label": part.label,
                "points": part.points,
                "possible": part.possible,
            }
            for part in view.parts
        ],
        "reasons": [
            {
                "component": r.kind,
                "requirement": r.requirement_id,
                "label": r.requirement,
                "concept": asked.get(r.requirement_id or ""),
                "importance": r.importance,
                "claim": r.claim_id,
                "held": _held(held, r.claim_id),
                "verdict": r.verdict,
                "sentence": r.sentence,
                "closeness": r.closeness,
                "level": r.level,
                "evidence": r.evidence,
                "points": r.points,
                "possible": r.possible,
            }
            for r in view.reasons
        ],
    }


def _held(held: Mapping[str, HeldFacts], claim_id: str | None) -> str | None:
    facts = held.get(claim_id or "")
    return None if facts is None else facts.concept


def _concept(concept_id: str) -> dict[str, Any]:
    return {"concept": concept_id, "label": matching.label(concept_id, locale())}
