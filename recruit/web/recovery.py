"""The way back in for who forgot their password: pages for strangers."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField

from recruit.config import Settings
from recruit.errors import Invalid, NotFound, TooManyTries
from recruit.extensions import limiter
from recruit.identity import utcnow
from recruit.problems import show_faults
from recruit.services import accounts, recovery
from recruit.web.signing import leave, refused, visitor

bp = Blueprint("recovery", __name__, url_prefix="/sign-in/recovery")

Answer = str | Response | tuple[str, int]


class AskForm(FlaskForm):
    contact = StringField(_l("E-mail or phone"))


class NewPasswordForm(FlaskForm):
    password = PasswordField(_l("New password"))


class CodeForm(FlaskForm):
    contact = StringField(_l("E-mail or phone"))
    code = StringField(_l("Recovery code"))
    password = PasswordField(_l("New password"))


@bp.route("", methods=["GET", "POST"])
def ask() -> Answer:
    """Ask for a link by e-mail; who gives a telephone is led to the printed codes."""
    settings: Settings = current_app.config["SETTINGS"]
    form = AskForm()
    shown = {"sends_mail": settings.sends_mail}
    if not form.is_submitted():
        return render_template("recovery/ask.html", form=form, **shown)
    contact = form.contact.data or ""
    if accounts.canonical_contact(contact)[1] is not None or not settings.sends_mail:
        return redirect(url_for("recovery.by_code"))
    try:
        recovery.ask(contact, visitor=visitor(), now=utcnow())
    except Invalid as error:
        show_faults(form, error)
        return render_template("recovery/ask.html", form=form, **shown), 422
    except TooManyTries as error:
        return refused(form, "recovery/ask.html", error, **shown)
    return redirect(url_for("recovery.sent"))


@bp.get("/sent")
def sent() -> str:
    settings: Settings = current_app.config["SETTINGS"]
    by_post = settings.smtp_url is not None or settings.production
    folder = "" if by_post else str(settings.data_dir / "mail")
    return render_template("recovery/sent.html", folder=folder)


@bp.route("/code", methods=["GET", "POST"])
@limiter.limit("60 per hour", methods=["POST"])
def by_code() -> Answer:
    """A new password by a code of the printed sheet."""
    form = CodeForm()
    if not form.is_submitted():
        return render_template("recovery/code.html", form=form)
    try:
        recovery.renew_by_code(
            form.contact.data or "",
            form.code.data or "",
            form.password.data or "",
            visitor=visitor(),
            now=utcnow(),
        )
    except Invalid as error:
        show_faults(form, error)
        return render_template("recovery/code.html", form=form), 422
    except TooManyTries as error:
        return refused(form, "recovery/code.html", error)
    return _renewed()


@bp.get("/<token>")
def link(token: str) -> Answer:
    """The mailed link: opening it uses nothing up."""
    if not recovery.link_works(token, now=utcnow()):
        return render_template("recovery/over.html"), 404
    return render_template("recovery/password.html", form=NewPasswordForm())


@bp.post("/<token>")
def by_link(token: str) -> Answer:
    form = NewPasswordForm()
    try:
        recovery.renew_by_link(token, form.password.data or "", visitor=visitor(), now=utcnow())
    except NotFound:
        return render_template("recovery/over.html"), 404
    except Invalid as error:
        show_faults(form, error)
        return render_template("recovery/password.html", form=form), 422
    return _renewed()


def _renewed() -> Response:
    leave()
    flash(
        _("Your new password is set, and every sign-in has ended. Sign in with it now."), "success"
    )
    return redirect(url_for("account.sign_in"))
