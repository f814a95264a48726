"""Setting up a second factor, and turning it off."""

from __future__ import annotations

import segno
from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField

from recruit.errors import Invalid, NotFound, NotSignedIn, TooManyTries
from recruit.identity import actor, signed_in, utcnow
from recruit.models import ActorKind
from recruit.problems import show_faults
from recruit.services import confirmation, second_factor
from recruit.services.second_factor import Setup
from recruit.web.signing import presence, refused

bp = Blueprint("second_factor", __name__, url_prefix="/account/second-factor")

Answer = str | Response | tuple[str, int]


class CodeForm(FlaskForm):
    code = StringField(_l("Code from the app"))
    password = PasswordField(_l("Your password"))


@bp.before_request
def members_only() -> None:
    if actor().kind is ActorKind.ANONYMOUS:
        raise NotSignedIn


@bp.get("")
def show() -> Answer:
    """What a second factor is, or what was begun; where it is on, there is nothing to set up."""
    if second_factor.is_on(actor()):
        return redirect(url_for("security.show"))
    setup = second_factor.waiting(actor())
    if setup is None:
        found = signed_in()
        required = found is not None and found.lacks_second_factor
        return render_template("security/second_factor.html", required=required)
    return render_template("security/second_factor_setup.html", **_shown(setup), form=CodeForm())


@bp.post("/begin")
def begin() -> Response:
    """A fresh secret; one begun before and not confirmed ends."""
    second_factor.begin(actor=actor(), now=utcnow())
    return redirect(url_for("second_factor.show"))


@bp.post("")
def confirm() -> Answer:
    form, setup = CodeForm(), second_factor.waiting(actor())
    if setup is None:
        return redirect(url_for("second_factor.show"))
    page = "security/second_factor_setup.html"
    try:
        second_factor.confirm(
            form.code.data or "", form.password.data or "", presence=presence(), now=utcnow()
        )
    except Invalid as error:
        show_faults(form, error)
        return render_template(page, **_shown(setup), form=form), 422
    except TooManyTries as error:
        return refused(form, page, error, **_shown(setup))
    flash(
        _(
            "The second factor is on. Now make your recovery codes: they let you in if you lose "
            "the phone."
        ),
        "success",
    )
    return redirect(url_for("security.recovery_codes"))


@bp.route("/off", methods=["GET", "POST"])
def off() -> Answer:
    if not second_factor.is_on(actor()):
        return redirect(url_for("security.show"))
    form = CodeForm()
    page = "security/second_factor_off.html"
    shown = {"has_password": confirmation.has_password(actor())}
    if not form.is_submitted():
        return render_template(page, form=form, **shown)
    try:
        second_factor.turn_off(
            form.code.data or "", form.password.data or "", presence=presence(), now=utcnow()
        )
    except Invalid as error:
        show_faults(form, error)
        return render_template(page, form=form, **shown), 422
    except TooManyTries as error:
        return refused(form, page, error, **shown)
    except NotFound:
        return redirect(url_for("security.show"))
    flash(_("The second factor is off."), "success")
    return redirect(url_for("security.show"))


def _shown(setup: Setup) -> dict[str, object]:
    """The secret in groups of four, and its QR code as a drawing within the page."""
    code = segno.make(setup.address, error="m", micro=False)
    drawing = code.svg_inline(scale=4, omitsize=True, svgclass="qr", dark="#000", light="#fff")
    return {
        "drawing": Markup(drawing),  # noqa: S704 - squares only, made by segno
        "secret": " ".join(setup.secret[at : at + 4] for at in range(0, len(setup.secret), 4)),
        "address": setup.address,
        "has_password": confirmation.has_password(actor()),
    }
