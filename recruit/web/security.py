"""Account and security: one's sign-ins, password, recovery codes, and deleting it all."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField

from recruit.errors import Invalid, NotSignedIn, TooManyTries
from recruit.identity import actor, signed_in, utcnow
from recruit.models import ActorKind
from recruit.problems import show_faults
from recruit.services import confirmation, deletion, recovery_codes, second_factor, sign_in
from recruit.web.browsers import browser_name
from recruit.web.signing import leave, presence, refused
from recruit.wording import date_text

bp = Blueprint("security", __name__, url_prefix="/account")

Answer = str | Response | tuple[str, int]


class PasswordForm(FlaskForm):
    current = PasswordField(_l("Your password now"))
    password = PasswordField(_l("New password"))


class ConfirmForm(FlaskForm):
    password = PasswordField(_l("Your password"))


@bp.before_request
def members_only() -> None:
    if actor().kind is ActorKind.ANONYMOUS:
        raise NotSignedIn


@bp.get("")
def show() -> str:
    here = presence().sign_in_id
    return render_template(
        "security/show.html",
        sign_ins=[
            (record, browser_name(record.client), record.id == here)
            for record in sign_in.own(actor=actor(), now=utcnow())
        ],
        second_factor=second_factor.is_on(actor()),
        has_password=confirmation.has_password(actor()),
        codes_left=recovery_codes.left(actor()),
        codes_advised=recovery_codes.advised(actor()),
    )


@bp.post("/sign-ins/<uuid:sign_in_id>/end")
def end_sign_in(sign_in_id: uuid.UUID) -> Response:
    sign_in.end(sign_in_id, actor=actor())
    flash(_("That sign-in has ended."), "success")
    return redirect(url_for("security.show"))


@bp.post("/sign-ins/end-others")
def end_others() -> Response:
    found = signed_in()
    if found is None:
        raise NotSignedIn
    sign_in.end_others(actor=actor(), sign_in_id=found.sign_in_id)
    flash(_("Every other sign-in has ended."), "success")
    return redirect(url_for("security.show"))


@bp.route("/password", methods=["GET", "POST"])
def password() -> Answer:
    form = PasswordForm()
    shown = {"has_password": confirmation.has_password(actor())}
    if not form.is_submitted():
        return render_template("security/password.html", form=form, **shown)
    try:
        confirmation.change_password(
            form.current.data or "", form.password.data or "", presence=presence(), now=utcnow()
        )
    except Invalid as error:
        show_faults(form, error)
        return render_template("security/password.html", form=form, **shown), 422
    except TooManyTries as error:
        return refused(form, "security/password.html", error, **shown)
    flash(_("Your new password is set, and every other sign-in has ended."), "success")
    return redirect(url_for("security.show"))


@bp.route("/recovery-codes", methods=["GET", "POST"], endpoint="recovery_codes")
def make_codes() -> Answer:
    """How many codes are left; a new sheet is shown in the answer to its making, this once."""
    form = ConfirmForm()
    shown = {
        "has_password": confirmation.has_password(actor()),
        "left": recovery_codes.left(actor()),
    }
    page = "security/recovery_codes.html"
    if not form.is_submitted():
        return render_template(page, form=form, **shown)
    try:
        codes = recovery_codes.make(form.password.data or "", presence=presence(), now=utcnow())
    except Invalid as error:
        show_faults(form, error)
        return render_template(page, form=form, **shown), 422
    except TooManyTries as error:
        return refused(form, page, error, **shown)
    return render_template("security/codes.html", codes=codes, contact=actor().display)


@bp.route("/deletion", methods=["GET", "POST"], endpoint="deletion")
def delete() -> Answer:
    """Ask for one's account to be deleted; once that is asked for, the page that undoes it."""
    found = signed_in()
    if found is not None and found.deletion_due_at is not None:
        return render_template("security/undo.html", due_at=found.deletion_due_at)
    form = ConfirmForm()
    shown = {
        "has_password": confirmation.has_password(actor()),
        "employer": actor().kind is ActorKind.EMPLOYER,
        "days": deletion.UNDONE_WITHIN.days,
    }
    if not form.is_submitted():
        return render_template("security/deletion.html", form=form, **shown)
    try:
        due_at = deletion.ask(form.password.data or "", presence=presence(), now=utcnow())
    except Invalid as error:
        show_faults(form, error)
        return render_template("security/deletion.html", form=form, **shown), 422
    except TooManyTries as error:
        return refused(form, "security/deletion.html", error, **shown)
    leave()
    flash(
        _(
            "Your account will be erased on %(day)s. Nobody sees it from now on. If you change "
            "your mind, sign in before that day.",
            day=date_text(due_at),
        ),
        "success",
    )
    return redirect(url_for("pages.home"))


@bp.post("/deletion/undo")
def undo_deletion() -> Response:
    deletion.undo(actor=actor(), now=utcnow())
    flash(_("Your account stays, and everything is as it was."), "success")
    return redirect(url_for("account.home"))
