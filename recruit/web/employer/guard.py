"""What all pages of an employer share: whom they are for, and that nobody keeps a copy."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from recruit.errors import Forbidden, NotSignedIn
from recruit.identity import actor
from recruit.models import ActorKind

bp = Blueprint("employer", __name__, url_prefix="/employer")


@bp.before_request
def employers_only() -> None:
    who = actor()
    if who.kind is ActorKind.ANONYMOUS:
        raise NotSignedIn
    if who.kind is not ActorKind.EMPLOYER:
        raise Forbidden


@bp.after_request
def keep_private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
