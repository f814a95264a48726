"""Answers as JSON: plain dictionaries, written by orjson."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from flask import Response, request, url_for

from recruit.identity import locale


def answer(body: Mapping[str, Any], status: int = 200, *, location: str | None = None) -> Response:
    """A JSON answer in the reader's language, not to be kept by anybody on the way."""
    response = Response(orjson.dumps(body), status, content_type="application/json")
    response.headers["Content-Language"] = locale()
    response.headers["Cache-Control"] = "private, no-store"
    response.vary.update(("Accept-Language", "Authorization"))
    if location is not None:
        response.headers["Location"] = location
    return response


def page(total: int, limit: int, offset: int) -> dict[str, Any]:
    """What a list says of itself: how many there are, and where those that follow are."""
    following = None
    if request.method == "GET" and offset + limit < total:
        args: dict[str, Any] = {**request.args.to_dict(), **(request.view_args or {})}
        args |= {"limit": limit, "offset": offset + limit}
        following = url_for(request.endpoint or "", **args)
    return {"total": total, "limit": limit, "offset": offset, "next": following}
