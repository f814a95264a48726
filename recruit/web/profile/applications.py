"""A specialist's applications: apply, see how they stand, withdraw."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from recruit.errors import Conflict, Invalid
from recruit.identity import actor, locale, utcnow
from recruit.models import Application, RankingPlace, Stage, VacancyState, Visibility
from recruit.problems import show_faults
from recruit.services import applications as service
from recruit.services import candidates, matching, rankings
from recruit.services.applications import AlreadyApplied, ProfileHidden, VacancyNotOpen
from recruit.web.profile.blueprint import bp, own_id, own_tabs
from recruit.web.profile.forms import MessageForm
from recruit.web.profile.matches import fitting
from recruit.wording import choice_text, date_text, pay_text

Answer = str | Response | tuple[str, int]


@bp.get("/profile/applications")
def applications() -> str:
    return render_template(
        "profile/applications.html",
        tabs=own_tabs(),
        applications=[_line(application) for application in service.own(actor())],
    )


@bp.route("/vacancies/<uuid:vacancy_id>/application", methods=["GET", "POST"])
def apply(vacancy_id: uuid.UUID) -> Answer:
    """Apply, with a word to the workshop if one wishes."""
    form = MessageForm()
    if not form.is_submitted():
        return _apply_page(vacancy_id, form)
    try:
        service.apply(vacancy_id, form.message.data or "", actor=actor(), now=utcnow())
    except Invalid as error:
        show_faults(form, error)
        return _apply_page(vacancy_id, form, status=422)
    except AlreadyApplied:
        flash(_("You have applied to this vacancy already."), "info")
    except VacancyNotOpen:
        flash(_("This vacancy takes no applications any more."), "warning")
        return redirect(url_for("profile.matches"))
    except ProfileHidden:
        return _to_visibility()
    else:
        flash(_("You have applied. The workshop now sees your profile and contacts."), "success")
    return redirect(url_for("profile.applications"))


@bp.post("/profile/applications/<uuid:application_id>/withdrawal")
def withdraw(application_id: uuid.UUID) -> Response:
    try:
        service.withdraw(application_id, actor=actor(), now=utcnow())
    except Conflict:
        flash(_("This application is over already, so there is nothing to withdraw."), "info")
    else:
        flash(_("Your application is withdrawn. You can apply again while it is open."), "success")
    return redirect(url_for("profile.applications"))


def _apply_page(vacancy_id: uuid.UUID, form: MessageForm, status: int = 200) -> Answer:
    who = actor()
    direction = matching.Direction.CANDIDATE
    matched = matching.pair(vacancy_id, own_id(), actor=who, direction=direction)
    candidate = candidates.own(who)
    application = service.own_among(who, [vacancy_id]).get(vacancy_id)
    if application is not None and application.stage is not Stage.WITHDRAWN:
        flash(_("You have applied to this vacancy already."), "info")
        return redirect(url_for("profile.applications"))
    if candidate.visibility is Visibility.HIDDEN:
        return _to_visibility()
    viewer = rankings.Viewer(who, RankingPlace.PAIR, utcnow(), locale())
    rankings.record_vacancies(candidate, [matched], matched.basis, viewer, (1, 0))
    page = render_template(
        "profile/apply.html",
        form=form,
        match=fitting(matched, candidate, None),
        employer=matched.vacancy.employer.legal_name,
    )
    return page, status


def _to_visibility() -> Response:
    flash(
        _(
            "Your profile is hidden from everybody, so nobody could read your application. "
            "Choose who may see it, then apply."
        ),
        "warning",
    )
    return redirect(url_for("profile.visibility"))


def _line(application: Application) -> dict[str, object]:
    """An application as the list shows it."""
    vacancy = application.vacancy
    still_open = vacancy.state is VacancyState.OPEN
    withdrawn = application.stage is Stage.WITHDRAWN
    return {
        "id": application.id,
        "title": vacancy.title,
        "url": url_for("vacancies.show", vacancy_id=vacancy.id) if still_open else None,
        "employer": vacancy.employer.legal_name,
        "place": vacancy.place,
        "pay": pay_text(vacancy),
        "score": application.score,
        "stage": choice_text(application.stage),
        "kind": _KINDS.get(application.stage, "new"),
        "message": application.message,
        "told": _("Applied on %(day)s", day=date_text(application.created_at)),
        "state": None if still_open else choice_text(vacancy.state),
        "withdraw_url": url_for("profile.withdraw", application_id=application.id)
        if application.stage in service.WITHDRAWABLE
        else None,
        "again_url": url_for("profile.apply", vacancy_id=vacancy.id)
        if withdrawn and still_open
        else None,
    }


_KINDS = {
    Stage.HIRED: "good",
    Stage.ARRIVED: "good",
    Stage.OFFER: "good",
    Stage.DECLINED: "bad",
    Stage.WITHDRAWN: "plain",
}
