"""The ranking and the applicants of a vacancy as tables to be saved."""

from __future__ import annotations

import uuid

from flask import Response
from flask_babel import gettext as _

from recruit.extensions import limiter
from recruit.identity import actor, locale, utcnow
from recruit.models import RankingPlace
from recruit.services import matching, rankings, stages, vacancies
from recruit.web.cards import concept_name, specialist_number
from recruit.web.employer.guard import bp
from recruit.web.employer.views import SpecialistMatch, applicant, specialist_match
from recruit.web.tables import Cell, table
from recruit.wording import choice_text, component_text, date_text, verdict_text

MOST = 500
AT_ONCE = 200
OFTEN = "60 per hour"


@bp.get("/vacancies/<uuid:vacancy_id>/specialists.csv")
@limiter.limit(OFTEN)
def specialists_table(vacancy_id: uuid.UUID) -> Response:
    """The best specialists and those who stand apart, without names, with every point."""
    vacancies.own(vacancy_id, actor=actor())
    rows: dict[uuid.UUID, matching.RankedSpecialist] = {}
    apart: tuple[matching.RankedSpecialist, ...] = ()
    for start in range(0, MOST, AT_ONCE):
        found = matching.specialists_for(
            vacancy_id, actor=actor(), limit=min(AT_ONCE, MOST - start), offset=start
        )
        rankings.record_specialists(found, _viewer())
        rows |= {row.candidate.id: row for row in found.ranked}
        apart = apart or found.blocked
        if start + AT_ONCE >= found.ranked_total:
            break
    posting = found.posting
    asked = [requirement.id for requirement in posting.requirements]
    return table(
        _("specialists"),
        found.vacancy.title,
        [_("Rank"), _("Specialist"), *_match_heads(posting)],
        (
            [row.rank, specialist_number(row.candidate), *_match_cells(view, asked)]
            for row in (*rows.values(), *apart)
            for view in (specialist_match(row, posting),)
        ),
    )


@bp.get("/vacancies/<uuid:vacancy_id>/applicants.csv")
@limiter.limit(OFTEN)
def applicants_table(vacancy_id: uuid.UUID) -> Response:
    """Those who applied, with how to reach them: for who may see that on the page."""
    vacancies.own(vacancy_id, actor=actor())
    found = matching.applicants_for(vacancy_id, actor=actor())
    rankings.record_specialists(found, _viewer())
    contacts = stages.contacts(vacancy_id, actor=actor())
    asked = [requirement.id for requirement in found.posting.requirements]
    rows: list[list[Cell]] = []
    for row in (*found.ranked, *found.blocked):
        person = applicant(row, found.posting, contacts)
        if person is None or row.application is None:
            continue
        contact = person.contact
        rows.append(
            [
                row.rank,
                specialist_number(row.candidate),
                contact.full_name if contact else "",
                contact.phone if contact else "",
                contact.email if contact else "",
                choice_text(row.application.stage),
                date_text(row.application.created_at),
                person.message,
                *_match_cells(person.match, asked),
            ]
        )
    heads = [
        _("Rank"),
        _("Specialist"),
        _("Name"),
        _("Phone"),
        _("E-mail"),
        _("Stage"),
        _("Applied on"),
        _("Message"),
        *_match_heads(found.posting),
    ]
    return table(_("applicants"), found.vacancy.title, heads, rows)


def _viewer() -> rankings.Viewer:
    return rankings.Viewer(actor(), RankingPlace.TABLE, utcnow(), locale())


def _match_heads(posting: matching.Posting) -> list[str]:
    """The score, each part of it, each thing asked, and why somebody stands apart."""
    parts = [component_text(part) for part in matching.DEFAULT_WEIGHTS]
    asked = [concept_name(r.concept, locale()) for r in posting.requirements]
    return [_("Points of 100"), *parts, *asked, _("Stands apart, because")]


def _match_cells(match: SpecialistMatch, asked: list[str]) -> list[Cell]:
    points = {part.kind: part.points / 100 for part in match.parts}
    verdicts = {r.requirement_id: verdict_text(r.verdict) for r in match.reasons}
    return [
        match.score / 100,
        *(points.get(part.value) for part in matching.DEFAULT_WEIGHTS),
        *(verdicts.get(requirement_id) for requirement_id in asked),
        " ".join(match.because),
    ]
