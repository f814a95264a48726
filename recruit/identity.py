"""Who is asking, what time it is, and in which language to answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import g, request, session
from flask_login import UserMixin, current_user

from recruit.config import LANGUAGES, OFFERED_LANGUAGES, RIGHT_TO_LEFT
from recruit.extensions import login
from recruit.models import ANONYMOUS, Actor
from recruit.services import sign_in
from recruit.services.sign_in import SessionActor

DEFAULT_LANGUAGE = "en"


@dataclass(slots=True)
class SignedIn(UserMixin):
    """What Flask-Login keeps for a signed-in browser: the session's token, not the user's id."""

    token: str
    actor: Actor
    language: str
    found: SessionActor | None = None

    def get_id(self) -> str:
        return self.token


@login.user_loader
def load(token: str) -> SignedIn | None:
    """The sign-in a browser's token stands for, None once it is ended or over."""
    found = sign_in.session_actor(token, now=utcnow())
    return None if found is None else SignedIn(token, found.actor, found.language, found)


def utcnow() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def actor() -> Actor:
    """Who is acting: a program's key where the API has checked one, else the signed-in person."""
    key_actor: Actor | None = g.get("key_actor")
    if key_actor is not None:
        return key_actor
    user = current_user
    return user.actor if isinstance(user._get_current_object(), SignedIn) else ANONYMOUS


def signed_in() -> SessionActor | None:
    """The sign-in of the browser that asks; None for strangers and for programs."""
    user = current_user._get_current_object()
    return user.found if isinstance(user, SignedIn) else None


def locale() -> str:
    """The reader's language: what they chose, else what their browser prefers."""
    chosen = session.get("language")
    if chosen in OFFERED_LANGUAGES:
        return str(chosen)
    return browser_language()


def browser_language() -> str:
    """The language that the request itself prefers, whoever sends it."""
    return request.accept_languages.best_match(OFFERED_LANGUAGES) or DEFAULT_LANGUAGE


def text_direction() -> str:
    return "rtl" if locale() in RIGHT_TO_LEFT else "ltr"


def offered_languages() -> list[tuple[str, str]]:
    """Codes and own names of the languages a reader can choose."""
    return [(code, LANGUAGES[code]) for code in LANGUAGES if code in OFFERED_LANGUAGES]
