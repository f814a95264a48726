"""Commands of ``flask --app wsgi``, a file a group."""

from __future__ import annotations

from flask import Flask

from recruit.cli import people, seeds, serve, taxonomy


def install(app: Flask) -> None:
    """Register every command and group."""
    for command in (seeds.seed, people.user, people.key, serve.serve, taxonomy.taxonomy):
        app.cli.add_command(command)
