"""Who calls: the bearer key of each request, and how often it may call. Cookies do not count."""

from __future__ import annotations

from flask import g, request
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address

from recruit.errors import NotSignedIn
from recruit.extensions import limiter
from recruit.identity import utcnow
from recruit.models import Actor
from recruit.services import keys

PER_KEY = "600 per minute"
WRONG_KEYS = "60 per minute"


def authenticate() -> None:
    """Take the request's key for its actor. Raises `NotSignedIn`."""
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        raise NotSignedIn(_("Send your API key in the header “Authorization: Bearer iyne_...”."))
    actor = keys.key_actor(text.strip(), now=utcnow())
    if actor is None:
        _count_wrong_key()
        raise NotSignedIn(_("This API key is unknown or no longer works."))
    g.key_actor = actor
    _count_call()


def _key_id() -> str:
    actor: Actor = g.key_actor
    return str(actor.key_id)


@limiter.shared_limit(PER_KEY, scope="api", key_func=_key_id)
def _count_call() -> None:
    """One call of a key."""


@limiter.shared_limit(WRONG_KEYS, scope="api-wrong-key", key_func=get_remote_address)
def _count_wrong_key() -> None:
    """One guess from an address."""
