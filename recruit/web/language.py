"""Choosing the language of the pages."""

from __future__ import annotations

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from recruit.config import OFFERED_LANGUAGES
from recruit.web.safety import local_path

bp = Blueprint("language", __name__)


@bp.post("/language")
def choose() -> Response:
    """Keep the chosen language and go back to where the reader was."""
    wanted = request.form.get("language", "")
    if wanted in OFFERED_LANGUAGES:
        session["language"] = wanted
    return redirect(local_path(request.form.get("next")) or url_for("pages.home"))
