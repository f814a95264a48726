"""What somebody who is signed in must settle before anything else."""

from __future__ import annotations

from flask import Flask, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from recruit.config import Settings
from recruit.identity import signed_in

_ALWAYS = frozenset({"static", "language.choose", "account.sign_out", "pages.healthy"})
_UNDO = frozenset({"security.deletion", "security.undo_deletion"})
_SETTING_UP = frozenset({"security", "second_factor"})


def install(app: Flask) -> None:
    app.before_request(settle)


def settle() -> Response | None:
    """Lead who has asked for deletion to the page that undoes it, and an administrator without a
    second factor to setting one up; in a demonstration that is offered, not required."""
    if request.endpoint is None or request.endpoint in _ALWAYS:
        return None
    if request.path.startswith("/api/") or request.blueprint == "sitemap":
        return None  # a browser's sign-in is worth nothing there
    found = signed_in()
    if found is None:
        return None
    if found.deletion_due_at is not None:
        return None if request.endpoint in _UNDO else redirect(url_for("security.deletion"))
    settings: Settings = current_app.config["SETTINGS"]
    required = found.lacks_second_factor and not settings.demonstration
    if required and request.blueprint not in _SETTING_UP:
        return redirect(url_for("second_factor.show"))
    return None
