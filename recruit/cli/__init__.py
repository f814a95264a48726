"""Commands of ``flask --app wsgi``, a file a group."""

from __future__ import annotations

from flask import Flask

from recruit.cli import (
    bench,
    index,
    matches,
    matching,
    matching_audit,
    matching_closeness,
    matching_evaluation,
    matching_training,
    people,
    seeds,
    serve,
    taxonomy,
    taxonomy_export,
    taxonomy_import,
    taxonomy_learning,
)

_REGISTERED = (
    matching_audit,
    matching_closeness,
    matching_evaluation,
    matching_training,
    taxonomy_export,
    taxonomy_import,
    taxonomy_learning,
)
"""Modules whose commands join a group when they are imported."""


def install(app: Flask) -> None:
    """Register every command and group."""
    groups = (
        seeds.seed,
        people.user,
        people.key,
        serve.serve,
        taxonomy.taxonomy,
        matching.matching,
        bench.bench,
        index.index,
        matches.matches,
    )
    for command in groups:
        app.cli.add_command(command)
