"""Vacancies: the agency's own in any state, and the open ones of everybody."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from recruit.api import examples
from recruit.api.answers import answer, page
from recruit.api.blueprint import ApiBlueprint, refuses
from recruit.api.common_schemas import PageQuery
from recruit.api.faults import told_as
from recruit.api.match_bodies import specialists_body
from recruit.api.match_schemas import CandidateRanking
from recruit.api.vacancy_bodies import names, terms_as_stored, terms_of, vacancy_body
from recruit.api.vacancy_schemas import Vacancy, VacancyChange, VacancyIn, VacancyList, VacancyQuery
from recruit.identity import actor, locale, utcnow
from recruit.models import RankingPlace
from recruit.services import matching, rankings, vacancies, vacancy_search

bp = ApiBlueprint(
    "vacancies",
    "/vacancies",
    title="Vacancies",
    description="Posts to be filled: your agency's own, and everybody's open ones.",
)


@bp.get("")
@bp.doc(operationId="listVacancies")
@bp.arguments(VacancyQuery, location="query")
@bp.response(200, VacancyList)
def listed(query: dict[str, Any]) -> Response:
    """List vacancies

    Your own in any state and the open ones of others, newest first.
    """
    rows, total = vacancies.listed(
        actor=actor(),
        own_only=query["mine"],
        state=query.get("state"),
        occupation=query.get("occupation"),
        limit=query["limit"],
        offset=query["offset"],
    )
    rest = page(total, query["limit"], query["offset"])
    return answer({"vacancies": [vacancy_body(row) for row in rows], **rest})


@bp.post("")
@bp.doc(operationId="createVacancy")
@bp.arguments(VacancyIn, example=examples.VACANCY)
@bp.response(201, Vacancy, headers={"Location": {"schema": {"type": "string"}}})
def create(body: dict[str, Any]) -> Response:
    """Post a vacancy

    It is kept as a draft; publish it with `/publication`. Words that mean no concept of the
    taxonomy are refused at their field.
    """
    with told_as(names(body)):
        vacancy = vacancies.create(terms_of(body), actor=actor(), now=utcnow())
    made = vacancy_body(vacancy)
    return answer(made, 201, location=made["url"])


@bp.get("/<uuid:vacancy_id>")
@bp.doc(operationId="getVacancy")
@refuses(404)
@bp.response(200, Vacancy)
def show(vacancy_id: uuid.UUID) -> Response:
    """Read a vacancy"""
    return answer(vacancy_body(vacancy_search.show(vacancy_id, actor=actor()).vacancy))


@bp.patch("/<uuid:vacancy_id>")
@bp.doc(operationId="changeVacancy")
@refuses(403, 404, 409)
@bp.arguments(VacancyChange, example=examples.VACANCY_CHANGE)
@bp.response(200, Vacancy)
def change(body: dict[str, Any], vacancy_id: uuid.UUID) -> Response:
    """Change a vacancy of your own

    Fields left out stay as they are; an object or a list that is sent replaces the old one whole.
    """
    stored = vacancy_search.show(vacancy_id, actor=actor()).vacancy
    with told_as(names(body)):
        terms = terms_of(body, terms_as_stored(stored))
        vacancy = vacancies.update(vacancy_id, terms, actor=actor(), now=utcnow())
    return answer(vacancy_body(vacancy))


@bp.post("/<uuid:vacancy_id>/publication")
@bp.doc(operationId="publishVacancy")
@refuses(403, 404, 409)
@bp.response(200, Vacancy)
def publish(vacancy_id: uuid.UUID) -> Response:
    """Open a vacancy of your own to candidates

    From a draft, a pause, or when it has expired.
    """
    return answer(vacancy_body(vacancies.publish(vacancy_id, actor=actor(), now=utcnow())))


@bp.post("/<uuid:vacancy_id>/pause")
@bp.doc(operationId="pauseVacancy")
@refuses(403, 404, 409)
@bp.response(200, Vacancy)
def pause(vacancy_id: uuid.UUID) -> Response:
    """Hide an open vacancy of your own for a while"""
    return answer(vacancy_body(vacancies.pause(vacancy_id, actor=actor(), now=utcnow())))


@bp.post("/<uuid:vacancy_id>/closure")
@bp.doc(operationId="closeVacancy")
@refuses(403, 404, 409)
@bp.response(200, Vacancy)
def close(vacancy_id: uuid.UUID) -> Response:
    """End a vacancy of your own"""
    return answer(vacancy_body(vacancies.close(vacancy_id, actor=actor(), now=utcnow())))


@bp.get("/<uuid:vacancy_id>/matches")
@bp.doc(operationId="rankCandidates", tags=["Matches"])
@refuses(403, 404)
@bp.arguments(PageQuery, location="query")
@bp.response(200, CandidateRanking)
def matches(query: dict[str, Any], vacancy_id: uuid.UUID) -> Response:
    """Rank the candidates you may see for a vacancy

    Those the vacancy would block stand apart in `blocked`, with why; the first of them come
    with the first page. Scores are the same as on the site.
    """
    ranking = matching.specialists_for(vacancy_id, actor=actor(), **query)
    viewer = rankings.Viewer(actor(), RankingPlace.API, utcnow(), locale())
    rankings.record_specialists(ranking, viewer)
    rest = page(ranking.ranked_total, query["limit"], query["offset"])
    return answer({**specialists_body(ranking), **rest})
