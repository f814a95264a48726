"""Ranked specialists and applicants, each with the reasons."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from recruit.errors import Conflict, Fault, Invalid, NotFound, fault
from recruit.identity import actor, locale, utcnow
from recruit.models import RankingPlace, Stage
from recruit.services import candidate_files, matching, outcomes, rankings, stages, vacancies
from recruit.services import weights as weighing_service
from recruit.web.employer.guard import bp
from recruit.web.employer.views import (
    PAGE_SIZE,
    Pager,
    applicant,
    specialist_match,
)
from recruit.web.employer.weighing import Typed, numbers, typed_weights, weighing
from recruit.wording import choice_text

PAGES_MOST = 500


@bp.get("/vacancies/<uuid:vacancy_id>/specialists")
def ranking(vacancy_id: uuid.UUID) -> str | tuple[str, int]:
    """Specialists ranked for a vacancy, the blocked apart; by weights that are only tried where
    the address names some."""
    page, wrong = _ranking(vacancy_id, typed_weights(request.args))
    return (page, 422) if wrong else page


@bp.post("/vacancies/<uuid:vacancy_id>/weights")
def weights(vacancy_id: uuid.UUID) -> Response | tuple[str, int]:
    """Keep with this vacancy what counts how much, or go back to the usual weights."""
    vacancy = vacancies.own(vacancy_id, actor=actor())
    typed: Typed = {}
    if request.form.get("action") != "defaults":
        typed = typed_weights(request.form)
    try:
        chosen = weighing_service.tried(vacancy, numbers(typed))
    except Invalid:
        return _ranking(vacancy_id, typed)[0], 422
    moved = weighing_service.moved(vacancy, chosen)
    vacancies.set_weights(vacancy_id, moved, actor=actor(), now=utcnow())
    if moved:
        flash(_("Your weights are saved with this vacancy."), "success")
    else:
        flash(_("The usual weights count again."), "success")
    return redirect(url_for("employer.ranking", vacancy_id=vacancy_id))


@bp.get("/vacancies/<uuid:vacancy_id>/applicants")
def applicants(vacancy_id: uuid.UUID) -> str:
    """Those who applied, ranked like anybody, with how to reach them."""
    vacancy = vacancies.own(vacancy_id, actor=actor())
    found = matching.applicants_for(vacancy_id, actor=actor())
    rankings.record_specialists(found, _viewer(RankingPlace.APPLICANTS))
    stays = outcomes.stays_to_confirm(vacancy_id, actor=actor(), now=utcnow())
    contacts = stages.contacts(vacancy_id, actor=actor())
    files = candidate_files.of_applicants(vacancy_id, actor=actor())
    people = [
        applicant(r, found.posting, contacts, files, stays) for r in (*found.ranked, *found.blocked)
    ]
    return render_template(
        "employer/applicants.html",
        vacancy=vacancy,
        own_weights=weighing(vacancy, {}).own,
        people=[person for person in people if person is not None],
    )


@bp.post("/applications/<uuid:application_id>/stage")
def move(application_id: uuid.UUID) -> Response:
    """Put an application at another stage."""
    wanted = request.form.get("stage", "")
    if wanted not in set(Stage):
        raise Invalid([fault("stage", Fault.UNKNOWN_CHOICE)])
    try:
        moved = stages.move(application_id, Stage(wanted), actor=actor(), now=utcnow())
    except Conflict:
        flash(
            _("Nothing was changed: every post is filled already, or the application moved on."),
            "error",
        )
        vacancy_id = stages.vacancy_of(application_id, actor=actor())
        return redirect(url_for("employer.applicants", vacancy_id=vacancy_id))
    flash(
        _("Moved to “%(stage)s”. The specialist is told.", stage=choice_text(moved.stage)),
        "success",
    )
    return redirect(
        url_for(
            "employer.applicants", vacancy_id=moved.vacancy_id, _anchor=f"application-{moved.id}"
        )
    )


@bp.post("/applications/<uuid:application_id>/stay")
def stay(application_id: uuid.UUID) -> Response:
    """Say that somebody hired is still there after thirty days."""
    try:
        outcomes.confirm_stay(application_id, actor=actor(), now=utcnow())
    except Conflict:
        flash(_("This can be said thirty days after they arrived, not earlier."), "warning")
    else:
        flash(_("Thank you. It is noted that they stayed."), "success")
    vacancy_id = stages.vacancy_of(application_id, actor=actor())
    return redirect(
        url_for(
            "employer.applicants", vacancy_id=vacancy_id, _anchor=f"application-{application_id}"
        )
    )


def _viewer(place: RankingPlace) -> rankings.Viewer:
    return rankings.Viewer(actor(), place, utcnow(), locale())


def _ranking(vacancy_id: uuid.UUID, typed: Typed) -> tuple[str, bool]:
    """The page, or only what weights change of it, and whether a weight typed was wrong."""
    vacancy = vacancies.own(vacancy_id, actor=actor())
    number = request.args.get("page", 1, type=int)
    if not 1 <= number <= PAGES_MOST:
        raise NotFound("page")
    weighed = weighing(vacancy, typed)
    found = matching.specialists_for(
        vacancy_id,
        actor=actor(),
        limit=PAGE_SIZE,
        offset=(number - 1) * PAGE_SIZE,
        weights=weighed.tried,
    )
    pages = max(1, min(PAGES_MOST, -(-found.ranked_total // PAGE_SIZE)))
    if number > pages:
        raise NotFound("page")
    rankings.record_specialists(found, _viewer(RankingPlace.SPECIALISTS))

    def address(n: int) -> str:
        arguments: dict[str, Any] = {**weighed.arguments, "page": n if n > 1 else None}
        return url_for("employer.ranking", vacancy_id=vacancy_id, **arguments)

    part = request.args.get("part") == "list"
    page = render_template(
        "employer/ranked.html" if part else "employer/ranking.html",
        vacancy=vacancy,
        ranked=[specialist_match(r, found.posting, found.before) for r in found.ranked],
        blocked=[specialist_match(r, found.posting) for r in found.blocked],
        ranked_total=found.ranked_total,
        blocked_total=found.blocked_total,
        pager=Pager(number, pages, found.ranked_total, address),
        weighed=weighed,
    )
    return page, weighed.wrong
