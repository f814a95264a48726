"""Registering as an employer, signing in and out, and one's news."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from recruit.errors import Invalid, NotFound, TooManyTries
from recruit.extensions import limiter
from recruit.identity import actor, locale, utcnow
from recruit.models import ActorKind, OutboxKind
from recruit.problems import show_faults
from recruit.services import accounts, news, second_factor, sign_in
from recruit.web.match_lines import match_headline
from recruit.web.safety import local_path, with_typed
from recruit.web.signing import (
    HALF,
    client,
    enter,
    leave,
    let_in,
    offer_recovery,
    refused,
    visitor,
)

bp = Blueprint("account", __name__)


class SignInForm(FlaskForm):
    contact = StringField(_l("E-mail or phone"), [InputRequired(_l("Please fill this in."))])
    password = PasswordField(_l("Password"), [InputRequired(_l("Please fill this in."))])


class CodeForm(FlaskForm):
    code = StringField(_l("Code"))


class EmployerForm(FlaskForm):
    legal_name = StringField(_l("Name of the workshop"))
    place = StringField(_l("Town"))
    contact = StringField(_l("Your e-mail or phone"))
    password = PasswordField(_l("Password"))


@bp.get("/register")
def register() -> str:
    """The fork: somebody who hires, or somebody who sews."""
    return render_template("account/register.html")


@bp.route("/register/employer", methods=["GET", "POST"])
@limiter.limit("20 per hour", methods=["POST"])
def register_employer() -> str | Response | tuple[str, int]:
    form = EmployerForm()
    if not form.is_submitted():
        return render_template("account/register_employer.html", form=form)
    try:
        made = accounts.register_employer(
            legal_name=form.legal_name.data or "",
            place=form.place.data or "",
            contact=form.contact.data or "",
            password=form.password.data or "",
            language=locale(),
            client=client(),
            now=utcnow(),
        )
    except Invalid as error:
        show_faults(form, error)
        return render_template("account/register_employer.html", form=form), 422
    enter(made.token)
    offer_recovery(form.contact.data or "")
    flash(_("Welcome. Post your first vacancy: paste the advert as you would write it."), "success")
    return redirect(url_for("employer.post"))


@bp.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
def sign_in_page() -> str | Response | tuple[str, int]:
    """Tries are counted in the database, by the service; see `recruit.services.throttle`."""
    form = SignInForm()
    after = local_path(request.args.get("next"))
    if not form.is_submitted():
        return render_template("account/sign_in.html", form=form)
    if not form.validate():
        return render_template("account/sign_in.html", form=form), 422
    try:
        made = accounts.sign_in_with_password(
            form.contact.data, form.password.data, visitor=visitor(), now=utcnow()
        )
    except TooManyTries as error:
        return refused(form, "account/sign_in.html", error)
    if made is None:
        form.password.errors = [_("This contact and password do not match.")]
        return render_template("account/sign_in.html", form=form), 422
    return let_in(made, after, made.user.language)


@bp.route("/sign-in/code", methods=["GET", "POST"])
def code() -> str | Response | tuple[str, int]:
    """The second step of a sign-in; without a first one, back to the beginning."""
    form = CodeForm()
    token = session.get(HALF, "")
    if not second_factor.asked(token, now=utcnow()):
        return _begin_again()
    if not form.is_submitted():
        return render_template("account/code.html", form=form)
    try:
        made = second_factor.complete(token, form.code.data or "", visitor=visitor(), now=utcnow())
    except NotFound:
        return _begin_again()
    except Invalid as error:
        show_faults(form, error)
        return render_template("account/code.html", form=form), 422
    except TooManyTries as error:
        return refused(form, "account/code.html", error)
    return let_in(made, local_path(request.args.get("next")))


def _begin_again() -> Response:
    if session.pop(HALF, None):
        flash(_("Please begin again with your password."), "info")
    return redirect(url_for("account.sign_in", next=local_path(request.args.get("next"))))


@bp.get("/home")
def home() -> Response:
    """Where somebody begins after signing in."""
    starts = {
        ActorKind.EMPLOYER: "employer.desk",
        ActorKind.CANDIDATE: "profile.matches",
        ActorKind.ADMINISTRATOR: "admin.keys",
    }
    return redirect(url_for(starts.get(actor().kind, "pages.home")))


@bp.get("/sign-in/link/<token>")
def link(token: str) -> str:
    """A page with one button, so that a program that follows links does not use the link up."""
    return render_template("account/link.html", token=token)


@bp.post("/sign-in/link/<token>")
def use_link(token: str) -> Response | tuple[str, int]:
    try:
        made = sign_in.use_link(token, client=client(), now=utcnow())
    except NotFound:
        return render_template("account/link_over.html"), 404
    return let_in(made, None)


@bp.post("/sign-out")
def sign_out() -> Response:
    leave()
    return redirect(url_for("pages.home"))


@bp.get("/news", endpoint="news")
def show_news() -> Response:
    """What happened that concerns the reader; seen from now on."""
    lines = news.read(actor=actor(), now=utcnow())
    response = make_response(
        render_template(
            "account/news.html",
            lines=[(line, _headline(line.kind, line.payload)) for line in lines],
        )
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _headline(kind: OutboxKind, payload: dict[str, Any]) -> tuple[str, str]:
    """A line of news and where it leads."""
    if kind in (OutboxKind.MATCHES_FOUND, OutboxKind.VACANCIES_FOUND):
        return match_headline(kind, payload)
    if kind is OutboxKind.APPLICATION_CREATED:
        told = _("A specialist applied to “%(title)s”.")
        address = url_for("employer.applicants", vacancy_id=payload["vacancy_id"])
    elif kind is OutboxKind.APPLICATION_WITHDRAWN:
        told = _("An application to “%(title)s” was withdrawn.")
        address = url_for("employer.applicants", vacancy_id=payload["vacancy_id"])
    else:
        told = _("Your application to “%(title)s” has moved on.")
        address = url_for("profile.applications")
    return with_typed(told, title=payload.get("title", "")), address
