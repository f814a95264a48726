"""The ranking, from the server's own shell."""

from __future__ import annotations

from flask.cli import AppGroup

matching = AppGroup("matching", help="The ranking.")
