"""Choosing the language of the pages."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from recruit.config import OFFERED_LANGUAGES
from recruit.web.addresses import PUBLIC
from recruit.web.safety import local_path

bp = Blueprint("language", __name__)


@bp.before_app_request
def choose_by_address() -> None:
    """An address may name the language, as search engines list it; the reader then stays in it."""
    wanted = request.args.get("lang")
    if (
        wanted in OFFERED_LANGUAGES
        and request.method == "GET"
        and request.endpoint in PUBLIC
        and session.get("language") != wanted
    ):
        session["language"] = wanted


@bp.post("/language")
def choose() -> Response:
    """Keep the chosen language and go back to where the reader was."""
    wanted = request.form.get("language", "")
    if wanted in OFFERED_LANGUAGES:
        session["language"] = wanted
    back = local_path(request.form.get("next")) or url_for("pages.home")
    return redirect(_without_language(back))


def _without_language(path: str) -> str:
    """The path without the language it names: the chosen one holds now."""
    parts = urlsplit(path)
    if "lang=" not in parts.query:
        return path
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(name, value) for name, value in pairs if name != "lang"])
    return urlunsplit(("", "", parts.path, query, ""))
