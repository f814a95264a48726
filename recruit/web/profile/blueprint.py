"""The blueprint of a specialist's pages, and who may enter."""

from __future__ import annotations

import uuid

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from recruit.errors import Forbidden, NotSignedIn
from recruit.identity import actor
from recruit.models import ActorKind

bp = Blueprint("profile", __name__)

_OPEN = "profile.start"
_AFTER = {"profile.withdraw": "profile.applications", "profile.delete_file": "profile.cv"}
"""Where a stranger goes who posted what cannot be opened again."""


@bp.before_request
def only_specialists() -> Response | None:
    """Specialists with a profile go in; those without one are led to making it."""
    if request.endpoint == _OPEN:
        return None
    who = actor()
    if who.kind is ActorKind.ANONYMOUS:
        after = _AFTER.get(request.endpoint or "")
        if after is not None:
            return redirect(url_for("account.sign_in", next=url_for(after)))
        raise NotSignedIn
    if who.kind is not ActorKind.CANDIDATE:
        raise Forbidden
    return None if who.candidate_id is not None else redirect(url_for(_OPEN))


@bp.after_request
def not_kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def own_id() -> uuid.UUID:
    """The id of the reader's profile. Raises `Forbidden` where there is none."""
    found = actor().candidate_id
    if found is None:
        raise Forbidden
    return found


def own_tabs() -> list[tuple[str, str, bool]]:
    """The pages of a specialist: address, label, whether one is there now."""
    pages = (
        ("profile.matches", _("What fits me")),
        ("profile.advice", _("What to learn")),
        ("profile.applications", _("My applications")),
        ("profile.show", _("My profile")),
    )
    return [(url_for(name), label, request.endpoint == name) for name, label in pages]
