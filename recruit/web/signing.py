"""Letting a browser in and out, for every page that does."""

from __future__ import annotations

from typing import Any

from flask import (
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from recruit.errors import NotSignedIn, TooManyTries
from recruit.identity import SignedIn, actor, signed_in
from recruit.models import ANONYMOUS
from recruit.problems import wait_sentence
from recruit.services import accounts, sign_in
from recruit.services.confirmation import Presence
from recruit.services.sign_in import SignIn
from recruit.services.throttle import Visitor

HALF = "half"
"""Where a browser keeps the token of a sign-in that still waits for its code."""


def client() -> str:
    """What a browser calls itself, for the list of one's sign-ins."""
    return request.user_agent.string[:200]


def visitor() -> Visitor:
    """Who stands at the door, for counting tries."""
    return Visitor(client(), request.remote_addr or "", str(current_app.secret_key))


def presence() -> Presence:
    """Who is signed in, and in which of their sign-ins. Raises `NotSignedIn`."""
    found = signed_in()
    if found is None:
        raise NotSignedIn
    return Presence(actor(), found.sign_in_id, visitor())


def enter(token: str, language: str | None = None) -> None:
    """Sign this browser in; what it carried before is dropped, but for the chosen language."""
    kept = _emptied() or language
    if kept:
        session["language"] = kept
    session.permanent = True
    login_user(SignedIn(token, ANONYMOUS, kept or ""))


def let_in(entered: SignIn, after: str | None, language: str | None = None) -> BaseResponse:
    """Where a sign-in leads: inside, or first to the page that asks for a code."""
    if entered.whole:
        enter(entered.token, language)
        return redirect(after or url_for("account.home"))
    kept = _emptied() or language
    if kept:
        session["language"] = kept
    session[HALF] = entered.token
    return redirect(url_for("account.code", next=after))


def leave() -> None:
    """Sign this browser out and drop what it carried, but for the chosen language."""
    kept = _emptied()
    logout_user()
    if kept:
        session["language"] = kept


def offer_recovery(contact: str) -> None:
    """Tell somebody who has just registered with a telephone how not to lose the account."""
    email, phone = accounts.canonical_contact(contact)
    if email is None and phone is not None:
        told = _("If you forget your password, only a printed sheet of codes lets you in again.")
        flash(
            Markup('{} <a href="{}">{}</a>').format(
                told, url_for("security.recovery_codes"), _("Make your recovery codes")
            ),
            "info",
        )


def refused(form: Any, template: str, error: TooManyTries, **shown: Any) -> Response:
    """A form's page that says how long to wait: the same for whoever is meant."""
    form.form_errors.append(wait_sentence(error))
    response = make_response(render_template(template, form=form, **shown), 429)
    response.headers["Retry-After"] = str(max(1, round(error.wait.total_seconds())))
    return response


def _emptied() -> str | None:
    """Drop what this browser carries; its sign-in ends, since nobody could end it any more."""
    if current_user.is_authenticated:
        sign_in.sign_out(current_user.get_id())
    kept = session.get("language")
    session.clear()
    return kept
