"""The desk, and posting and keeping vacancies."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from recruit.errors import Conflict, Invalid
from recruit.identity import actor, utcnow
from recruit.models import Vacancy, VacancyState
from recruit.services import adverts, vacancies
from recruit.web.employer.filling import blank_form, proposed_form, vacancy_form
from recruit.web.employer.forms import ROWS_READ, VacancyForm
from recruit.web.employer.guard import bp
from recruit.web.employer.views import desk_view, understood
from recruit.web.picking import requirement_words

Page = str | Response | tuple[str, int]


@bp.get("")
def desk() -> str:
    """The employer's own vacancies by state; a vacancy just closed can be taken back."""
    lines = vacancies.desk(actor())
    wanted = request.args.get("state", "")
    closed = request.args.get("closed", "")
    undo = next(
        (
            line.vacancy
            for line in lines
            if str(line.vacancy.id) == closed and line.vacancy.state is VacancyState.CLOSED
        ),
        None,
    )
    return render_template("employer/desk.html", desk=desk_view(lines, wanted), undo=undo)


@bp.route("/vacancies/new", methods=["GET", "POST"])
def post() -> Page:
    """Paste an advert, look through what it proposes, publish; or fill in the form."""
    if request.method == "GET":
        return _new(blank_form(), pasting="form" not in request.args)
    form = VacancyForm()
    action = request.form.get("action", "")
    if action == "read":
        return _read(form)
    if action == "fill":
        return _new(form)
    if _rows_only(form, action):
        return _new(form)
    kept = _keep(
        form,
        lambda: vacancies.create(
            form.terms(), actor=actor(), now=utcnow(), publish=action == "publish"
        ),
    )
    if kept is None:
        return _new(form), 422
    if kept.state is VacancyState.OPEN:
        flash(_("Your vacancy is open. Here is who fits, and why."), "success")
    else:
        flash(_("Saved as a draft: only you can see it. Here is who would fit."), "success")
    return redirect(url_for("employer.ranking", vacancy_id=kept.id))


@bp.route("/vacancies/<uuid:vacancy_id>/edit", methods=["GET", "POST"])
def edit(vacancy_id: uuid.UUID) -> Page:
    """The same form, filled with what the vacancy says."""
    vacancy = vacancies.own(vacancy_id, actor=actor())
    if request.method == "GET":
        return _edit(vacancy_form(vacancy), vacancy)
    form = VacancyForm()
    action = request.form.get("action", "")
    if _rows_only(form, action):
        return _edit(form, vacancy)
    kept = _keep(
        form, lambda: vacancies.update(vacancy_id, form.terms(), actor=actor(), now=utcnow())
    )
    if kept is None:
        return _edit(form, vacancy), 422
    if action == "publish":
        return publish(vacancy_id)
    flash(_("Your changes are saved. The ranking follows them at once."), "success")
    return redirect(url_for("employer.ranking", vacancy_id=vacancy_id))


@bp.post("/vacancies/<uuid:vacancy_id>/publish")
def publish(vacancy_id: uuid.UUID) -> Response:
    return _step(
        vacancy_id,
        vacancies.publish,
        _("Your vacancy is open. Here is who fits, and why."),
        url_for("employer.ranking", vacancy_id=vacancy_id),
    )


@bp.post("/vacancies/<uuid:vacancy_id>/pause")
def pause(vacancy_id: uuid.UUID) -> Response:
    return _step(
        vacancy_id,
        vacancies.pause,
        _("Paused: nobody new sees it. Open it again whenever you like."),
        url_for("employer.desk"),
    )


@bp.post("/vacancies/<uuid:vacancy_id>/close")
def close(vacancy_id: uuid.UUID) -> Response:
    return _step(
        vacancy_id, vacancies.close, None, url_for("employer.desk", closed=str(vacancy_id))
    )


@bp.post("/vacancies/<uuid:vacancy_id>/reopen")
def reopen(vacancy_id: uuid.UUID) -> Response:
    return _step(
        vacancy_id,
        vacancies.reopen,
        _("Taken back. It is paused: publish it when you are ready."),
        url_for("employer.desk"),
    )


def _step(
    vacancy_id: uuid.UUID, change: Callable[..., Vacancy], told: str | None, after: str
) -> Response:
    """Do one thing to a vacancy and tell it on the next page; what came too late is told too."""
    vacancies.own(vacancy_id, actor=actor())
    try:
        change(vacancy_id, actor=actor(), now=utcnow())
    except Conflict:
        flash(_("Nothing was changed: the vacancy is not in a state that allows this."), "error")
        return redirect(url_for("employer.desk"))
    if told:
        flash(told, "success")
    return redirect(after)


def _read(form: VacancyForm) -> Page:
    """The form as the pasted advert proposes it; nothing is kept yet."""
    try:
        reading = adverts.read(form.description.data or "")
    except Invalid as error:
        form.show(error)
        return _new(form, pasting=True), 422
    return _new(proposed_form(reading.proposal), reading=reading)


def _rows_only(form: VacancyForm, action: str) -> bool:
    """Whether the form is only to be shown again: with one more line, or read anew."""
    if request.form.get("add_row") == form.requirements.name:
        if len(form.requirements.entries) < ROWS_READ:
            form.requirements.append_entry()
        return True
    return action == "look"


def _keep(form: VacancyForm, save: Callable[[], Vacancy]) -> Vacancy | None:
    """What was kept; None where something is wrong, which the form then tells, all at once."""
    parsed = form.validate()
    try:
        if parsed:
            return save()
        vacancies.check_terms(form.terms(), now=utcnow())
    except Invalid as error:
        form.show(error)
    except Conflict:
        form.form_errors.append(_("It has changed in the meantime. Please look again and save."))
    return None


def _new(
    form: VacancyForm, *, pasting: bool = False, reading: adverts.Reading | None = None
) -> str:
    if pasting:
        return render_template("employer/paste.html", form=form)
    form.dress()
    read = None if reading is None else understood(reading)
    return render_template(
        "employer/post.html", form=form, read=read, requirement_words=requirement_words()
    )


def _edit(form: VacancyForm, vacancy: Vacancy) -> str:
    form.dress()
    return render_template(
        "employer/edit.html", form=form, vacancy=vacancy, requirement_words=requirement_words()
    )
