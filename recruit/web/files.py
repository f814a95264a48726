"""Files people uploaded, for whoever may read them: sent to be saved, never to be shown here."""

from __future__ import annotations

import uuid
from pathlib import Path

from flask import Blueprint, Response, current_app, send_file

from recruit.config import Settings
from recruit.identity import actor
from recruit.services import candidate_files
from recruit.services.files import store

bp = Blueprint("files", __name__)

POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


def folder() -> Path:
    """Where uploaded files lie: beside the database, outside everything that is served."""
    settings: Settings = current_app.config["SETTINGS"]
    return store.folder_in(settings.data_dir)


@bp.get("/files/<uuid:file_id>")
def download(file_id: uuid.UUID) -> Response:
    found = candidate_files.open_file(file_id, folder(), actor=actor())
    response = send_file(
        found.path,
        mimetype=found.file_type.media_type,
        as_attachment=True,
        download_name=found.name,
        conditional=False,
        etag=False,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response
