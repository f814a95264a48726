"""Static files: addresses that change with the file, and text sent compressed."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Response, request, url_for
from werkzeug.wsgi import FileWrapper

STATIC = Path(__file__).parents[1] / "static"
TEXT = frozenset({"text/css", "text/javascript", "image/svg+xml"})
YEAR = 365 * 24 * 60 * 60


@cache
def fingerprint(path: str) -> str:
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:10]


def asset(path: str) -> str:
    """The address of a static file, which changes when the file does."""
    return url_for("static", filename=path, v=fingerprint(path))


@cache
def _packed(path: str) -> bytes:
    return gzip.compress((STATIC / path).read_bytes(), mtime=0)


def finish(response: Response) -> Response:
    """How long a static file may be kept, and its text compressed where the browser takes that.

    Only static files: compressing a page that carries a token would help to guess it.
    """
    if response.status_code not in (200, 304):
        response.headers["Cache-Control"] = "no-store"
        return response
    path = str((request.view_args or {}).get("filename", ""))
    if request.args.get("v") == fingerprint(path):
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    if response.mimetype in TEXT:
        _pack(response, path)
    return response


def _pack(response: Response, path: str) -> None:
    response.vary.add("Accept-Encoding")
    etag, _weak = response.get_etag()
    if etag is not None:
        # The same tag stands for the file in both forms.
        response.set_etag(etag, weak=True)
    takes = request.accept_encodings["gzip"] > 0 and "Range" not in request.headers
    if response.status_code == 200 and request.method == "GET" and takes:
        response.direct_passthrough = False
        opened, response.response = response.response, []
        if isinstance(opened, FileWrapper):
            opened.close()
        response.set_data(_packed(path))
        response.headers["Content-Encoding"] = "gzip"
        response.headers.pop("Accept-Ranges", None)
