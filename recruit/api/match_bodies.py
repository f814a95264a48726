"""Rankings between JSON and the services: the site's numbers and the site's sentences."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import url_for

from recruit.api.vacancy_bodies import employer_body, terms_of
from recruit.identity import actor, locale
from recruit.models import Candidate, PostedVacancy, Specialist, Vacancy
from recruit.permissions import owns_candidate
from recruit.services import matching
from recruit.services.call_people import GivenCandidate, GivenClaim
from recruit.services.candidate_facts import ExperienceLine
from recruit.services.match_calls import CallAnswer, MatchCall
from recruit.wording import Telling, held_by_candidate, held_by_profile


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
    vacancy: Vacancy | PostedVacancy | None = None,
    not_recognised: Sequence[str] = (),
) -> dict[str, Any]:
    """A vacancy as the ranking understands it."""
    pay, called = posting.pay, matching.labels(locale())

    def concept(id_: str) -> dict[str, Any]:
        return {"concept": id_, "label": called(id_)}

    weights = matching.weights_used(posting, matching.Direction.EMPLOYER)
    return {
        "id": vacancy.id if vacancy is not None else None,
        "title": title,
        "occupation": concept(posting.occupation) if posting.occupation else None,
        "requirements": [
            {
                "id": asked.id,
                **concept(asked.concept),
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
        "conditions": [concept(id_) for id_ in sorted(posting.conditions)],
        "weights": weights | dict(posting.weights),
        "not_recognised": list(not_recognised),
    }


def call_body(called: CallAnswer) -> dict[str, Any]:
    """The answer to a call for a ranking, without what a list says of itself."""
    ranking, person = called.ranking, _people()
    telling = Telling(ranking.posting, locale())

    def told(found: matching.CallMatch) -> dict[str, Any]:
        if found.candidate is not None:
            body = _match(found.rank, found.match, telling, found.held)
            return body | {"candidate": person(found.candidate)}
        id_ = found.match.profile_id
        held = held_by_profile(called.profiles[id_], called.words[id_])
        given = {"id": id_, "not_recognised": called.unread.get(id_, ())}
        return _match(found.rank, found.match, telling, held) | {"candidate": given}

    return {
        "vacancy": understood_body(
            ranking.posting, called.title, called.vacancy, called.not_recognised
        ),
        "matches": [told(found) for found in ranking.ranked],
        "blocked": [told(found) for found in ranking.blocked],
        "blocked_total": ranking.blocked_total,
        "taxonomy": matching.taxonomy_version(),
    }


def specialists_body(ranking: matching.SpecialistRanking) -> dict[str, Any]:
    """Candidates ranked for a stored vacancy."""
    telling, person = Telling(ranking.posting, locale()), _people()

    def told(found: matching.RankedSpecialist) -> dict[str, Any]:
        body = _match(found.rank, found.match, telling, found.held)
        body["candidate"] = person(found.candidate)
        return body

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
    held, language = held_by_candidate(candidate), locale()

    def told(found: matching.RankedVacancy) -> dict[str, Any]:
        vacancy = {
            "id": found.vacancy.id,
            "title": found.vacancy.title,
            "employer": employer_body(found.vacancy),
            "url": url_for("api_vacancies.show", vacancy_id=found.vacancy.id),
        }
        telling = Telling(found.posting, language)
        return _match(found.rank, found.match, telling, held) | {"vacancy": vacancy}

    return {
        "candidate": _people()(candidate),
        "matches": [told(found) for found in ranked],
        "blocked": [told(found) for found in blocked],
        "taxonomy": matching.taxonomy_version(),
    }


def _people() -> Callable[[Candidate | Specialist], dict[str, Any]]:
    """How candidates are named, to who asks; an address is built once for all of them."""
    who, sample = actor(), uuid.UUID(int=0)
    before, _, after = url_for("api_candidates.show", candidate_id=sample).partition(str(sample))

    def person(candidate: Candidate | Specialist) -> dict[str, Any]:
        id_ = str(candidate.id)
        return {
            "id": id_,
            "number": candidate.number,
            "reference": candidate.reference if owns_candidate(who, candidate) else None,
            "headline": candidate.headline,
            "url": f"{before}{id_}{after}",
        }

    return person


def _match(
    rank: int | None, match: matching.Match, telling: Telling, held: Mapping[str, matching.Said]
) -> dict[str, Any]:
    return {
        "rank": rank,
        "score": match.score,
        "blocked": [
            {"code": b.code, "requirement": b.requirement_id, "sentence": b.sentence}
            for b in map(telling.block, match.blocked)
        ],
        "components": [
            {
                "component": part.kind,
                "label": part.label,
                "points": part.points,
                "possible": part.possible,
            }
            for part in telling.parts(match)
        ],
        "reasons": [
            _reason(
                reason,
                telling,
                telling.asked.get(reason.requirement_id or ""),
                held.get(reason.claim_id or ""),
            )
            for reason in match.reasons
        ],
    }


def _reason(
    reason: matching.Reason,
    telling: Telling,
    asked: matching.Requirement | None,
    facts: matching.Said | None,
) -> dict[str, Any]:
    # Plain strings of enums, by the way that costs least: there are some four hundred reasons.
    return {
        "component": reason.component._value_,
        "requirement": reason.requirement_id,
        "label": telling.label(reason),
        "concept": asked.concept if asked else None,
        "importance": asked.importance._value_ if asked else None,
        "claim": reason.claim_id,
        "held": facts[0] if facts else None,
        "verdict": reason.verdict._value_,
        "sentence": telling.sentence(reason, facts),
        "closeness": reason.closeness,
        "level": reason.level,
        "evidence": reason.evidence,
        "points": reason.points,
        "possible": reason.possible,
    }
