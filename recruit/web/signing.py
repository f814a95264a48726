"""Letting a browser in and out, for every page that does."""

from __future__ import annotations

from flask import request, session
from flask_login import login_user, logout_user

from recruit.identity import SignedIn
from recruit.models import ANONYMOUS


def client() -> str:
    """What a browser calls itself, for the list of one's sign-ins."""
    return request.user_agent.string[:200]


def enter(token: str, language: str | None = None) -> None:
    """Sign this browser in; what it carried before is dropped, but for the chosen language."""
    kept = session.get("language") or language
    session.clear()
    if kept:
        session["language"] = kept
    session.permanent = True
    login_user(SignedIn(token, ANONYMOUS, kept or ""))


def leave() -> None:
    """Sign this browser out and drop what it carried, but for the chosen language."""
    kept = session.get("language")
    logout_user()
    session.clear()
    if kept:
        session["language"] = kept
