"""The documentation page, drawn from the OpenAPI description; it loads nothing from outside."""

from __future__ import annotations

from flask import Blueprint, render_template

bp = Blueprint("api_docs", __name__)


@bp.get("/api/v1/docs")
def page() -> str:
    """How to use the API."""
    return render_template("api/docs.html")
