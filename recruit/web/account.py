"""Registering as an employer, signing in and out, and one's news."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from recruit.errors import Invalid, NotFound
from recruit.extensions import limiter
from recruit.identity import actor, locale, utcnow
from recruit.models import ActorKind, OutboxKind
from recruit.problems import show_faults
from recruit.services import accounts, news, sign_in
from recruit.web.safety import local_path
from recruit.web.signing import client, enter, leave

bp = Blueprint("account", __name__)

ATTEMPTS = "10 per 5 minutes"


class SignInForm(FlaskForm):
    contact = StringField(_l("E-mail or phone"), [InputRequired(_l("Please fill this in."))])
    password = PasswordField(_l("Password"), [InputRequired(_l("Please fill this in."))])


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
    flash(_("Welcome. Post your first vacancy: paste the advert as you would write it."), "success")
    return redirect(url_for("employer.post"))


@bp.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@limiter.limit(ATTEMPTS, methods=["POST"])
def sign_in_page() -> str | Response | tuple[str, int]:
    form = SignInForm()
    after = local_path(request.args.get("next"))
    if not form.is_submitted():
        return render_template("account/sign_in.html", form=form)
    if not form.validate():
        return render_template("account/sign_in.html", form=form), 422
    made = accounts.sign_in_with_password(
        form.contact.data, form.password.data, client=client(), now=utcnow()
    )
    if made is None:
        form.password.errors = [_("This contact and password do not match.")]
        return render_template("account/sign_in.html", form=form), 422
    enter(made.token, made.user.language)
    return redirect(after or url_for("account.home"))


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
        session_token = sign_in.use_link(token, client=client(), now=utcnow())
    except NotFound:
        return render_template("account/link_over.html"), 404
    enter(session_token)
    return redirect(url_for("account.home"))


@bp.post("/sign-out")
def sign_out() -> Response:
    if current_user.is_authenticated:
        sign_in.sign_out(current_user.get_id())
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


def _headline(kind: OutboxKind, payload: dict[str, str]) -> tuple[str, str]:
    """A line of news and where it leads."""
    title = payload.get("title", "")
    if kind is OutboxKind.APPLICATION_CREATED:
        address = url_for("employer.applicants", vacancy_id=payload["vacancy_id"])
        return _("A specialist applied to “%(title)s”.", title=title), address
    if kind is OutboxKind.APPLICATION_WITHDRAWN:
        address = url_for("employer.applicants", vacancy_id=payload["vacancy_id"])
        return _("An application to “%(title)s” was withdrawn.", title=title), address
    return (
        _("Your application to “%(title)s” has moved on.", title=title),
        url_for("profile.applications"),
    )
