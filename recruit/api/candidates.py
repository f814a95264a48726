"""Candidates: those the agency submitted, and those whose profiles it may see."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from flask import Response

from recruit.api import examples
from recruit.api.answers import answer, page
from recruit.api.blueprint import ApiBlueprint, refuses
from recruit.api.candidate_bodies import candidate_body, facts_in_words, facts_of, names
from recruit.api.candidate_schemas import (
    Candidate,
    CandidateChange,
    CandidateIn,
    CandidateList,
    CandidateMade,
    CandidateQuery,
)
from recruit.api.common_schemas import PageQuery
from recruit.api.faults import told_as
from recruit.api.match_bodies import vacancies_body
from recruit.api.match_schemas import VacancyRanking
from recruit.identity import actor, locale, utcnow
from recruit.models import RankingPlace
from recruit.services import candidate_search, candidates, matching, rankings
from recruit.services.candidate_facts import Facts

bp = ApiBlueprint(
    "candidates",
    "/candidates",
    title="Candidates",
    description="The working part of people: what they can do, when, where and for what. "
    "Never who they are.",
)


@bp.get("")
@bp.doc(operationId="listCandidates")
@bp.arguments(CandidateQuery, location="query")
@bp.response(200, CandidateList)
def listed(query: dict[str, Any]) -> Response:
    """List candidates

    Those whose profiles are public or open to employers, and those your agency submitted; newest
    first.
    """
    read = candidates.submitted if query["mine"] else candidate_search.listed
    rows, total = read(actor=actor(), limit=query["limit"], offset=query["offset"])
    rest = page(total, query["limit"], query["offset"])
    return answer({"candidates": [candidate_body(row) for row in rows], **rest})


@bp.post("")
@bp.doc(operationId="createCandidate")
@refuses(409)
@bp.arguments(
    CandidateIn,
    examples=examples.named(
        described=examples.CANDIDATE, in_plain_words=examples.CANDIDATE_IN_WORDS
    ),
)
@bp.response(201, CandidateMade, headers={"Location": {"schema": {"type": "string"}}})
def create(body: dict[str, Any]) -> Response:
    """Submit a candidate

    Your `reference` is used once: the second time answers 409. Words of a claim that mean no
    concept are kept as written, with `concept` null: nobody is ranked by them.
    """
    base, unread = Facts(), tuple[str, ...]()
    with told_as(names(body)):
        if body.get("text") is not None:
            base, unread = facts_in_words(body["text"])
        candidate = candidates.create_for_agency(
            facts_of(body, base), body["reference"], actor=actor(), now=utcnow()
        )
    made = candidate_body(candidate)
    return answer({**made, "not_recognised": unread}, 201, location=made["url"])


@bp.get("/<uuid:candidate_id>")
@bp.doc(operationId="getCandidate")
@refuses(404)
@bp.response(200, Candidate)
def show(candidate_id: uuid.UUID) -> Response:
    """Read a candidate"""
    return answer(candidate_body(candidate_search.show(candidate_id, actor=actor()).candidate))


@bp.patch("/<uuid:candidate_id>")
@bp.doc(operationId="changeCandidate")
@refuses(403, 404)
@bp.arguments(CandidateChange, example=examples.CANDIDATE_CHANGE)
@bp.response(200, Candidate)
def change(body: dict[str, Any], candidate_id: uuid.UUID) -> Response:
    """Change a candidate your agency submitted

    Fields left out stay as they are; a list that is sent replaces the old one whole.
    """
    with told_as(names(body)):
        changed = partial(facts_of, body)
        candidate = candidates.update(candidate_id, changed, actor=actor(), now=utcnow())
    return answer(candidate_body(candidate))


@bp.get("/<uuid:candidate_id>/matches")
@bp.doc(operationId="rankVacancies", tags=["Matches"])
@refuses(404)
@bp.arguments(PageQuery, location="query")
@bp.response(200, VacancyRanking)
def matches(query: dict[str, Any], candidate_id: uuid.UUID) -> Response:
    """Rank the open vacancies for a candidate

    Those that would block the candidate stand apart in `blocked`, with why.
    """
    limit, offset = query["limit"], query["offset"]
    ranking = matching.vacancies_for(candidate_id, actor=actor(), limit=limit, offset=offset)
    ranked, blocked = ranking.ranked, ranking.blocked
    rankings.record_vacancies(
        ranking.candidate,
        [*ranked, *blocked],
        ranking.basis,
        rankings.Viewer(actor(), RankingPlace.API, utcnow(), locale()),
        (ranking.ranked_total, ranking.blocked_total),
    )
    body = vacancies_body(ranking.candidate, ranked, blocked)
    rest = page(ranking.ranked_total, limit, offset)
    return answer({**body, "blocked_total": ranking.blocked_total, **rest})
