"""Ranked specialists and applicants, each with the reasons."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from recruit.errors import Conflict, Fault, Invalid, NotFound, fault
from recruit.identity import actor, utcnow
from recruit.models import Stage
from recruit.problems import sentence
from recruit.services import candidate_files, matching, stages, vacancies
from recruit.web.employer.guard import bp
from recruit.web.employer.views import (
    PAGE_SIZE,
    Pager,
    applicant,
    specialist_match,
    weight_lines,
)
from recruit.wording import choice_text

PAGES_MOST = 500


@bp.get("/vacancies/<uuid:vacancy_id>/specialists")
def ranking(vacancy_id: uuid.UUID) -> str:
    """Specialists ranked for a vacancy, the blocked apart."""
    return _ranking(vacancy_id)


@bp.post("/vacancies/<uuid:vacancy_id>/weights")
def weights(vacancy_id: uuid.UUID) -> Response | tuple[str, int]:
    """Say what counts how much for this vacancy, or go back to the defaults."""
    vacancies.own(vacancy_id, actor=actor())
    try:
        chosen = {} if request.form.get("action") == "defaults" else _weights()
        vacancies.set_weights(vacancy_id, chosen, actor=actor(), now=utcnow())
    except Invalid as error:
        return _ranking(vacancy_id, wrong=sentence(error.faults[0])), 422
    flash(_("The ranking follows your weights now."), "success")
    return redirect(url_for("employer.ranking", vacancy_id=vacancy_id))


@bp.get("/vacancies/<uuid:vacancy_id>/applicants")
def applicants(vacancy_id: uuid.UUID) -> str:
    """Those who applied, ranked like anybody, with how to reach them."""
    vacancies.own(vacancy_id, actor=actor())
    found = matching.applicants_for(vacancy_id, actor=actor())
    contacts = stages.contacts(vacancy_id, actor=actor())
    files = candidate_files.of_applicants(vacancy_id, actor=actor())
    people = [applicant(r, found.posting, contacts, files) for r in (*found.ranked, *found.blocked)]
    return render_template(
        "employer/applicants.html",
        vacancy=found.vacancy,
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


def _ranking(vacancy_id: uuid.UUID, wrong: str | None = None) -> str:
    vacancies.own(vacancy_id, actor=actor())
    number = request.args.get("page", 1, type=int)
    if not 1 <= number <= PAGES_MOST:
        raise NotFound("page")
    found = matching.specialists_for(
        vacancy_id, actor=actor(), limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE
    )
    pages = max(1, min(PAGES_MOST, -(-found.ranked_total // PAGE_SIZE)))
    if number > pages:
        raise NotFound("page")
    pager = Pager(
        number,
        pages,
        found.ranked_total,
        lambda n: url_for("employer.ranking", vacancy_id=vacancy_id, page=n if n > 1 else None),
    )
    return render_template(
        "employer/ranking.html",
        vacancy=found.vacancy,
        ranked=[specialist_match(r, found.posting) for r in found.ranked],
        blocked=[specialist_match(r, found.posting) for r in found.blocked],
        ranked_total=found.ranked_total,
        blocked_total=found.blocked_total,
        pager=pager,
        weights=weight_lines(found.vacancy),
        weighted=bool(found.vacancy.weights),
        wrong=wrong,
    )


def _weights() -> dict[str, float]:
    """The weights typed; what is not a number lies outside every range."""
    typed = {c.value: request.form.get(f"weights-{c.value}", "") for c in matching.Component}
    return {name: _number(text) for name, text in typed.items() if text.strip()}


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
