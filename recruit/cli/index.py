"""The index of specialists on this host."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup, with_appcontext

from recruit.cli.progress import shown
from recruit.services.matching import writer

index = AppGroup("index", help="The index of specialists on this host.")

_SHOWN = 20


@index.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Read every specialist and write the index anew; the site goes on meanwhile."""
    try:
        with shown("Specialists", writer.people()) as progress:
            count = writer.rebuild(progress)
    except OSError as error:
        raise click.ClickException(f"the index cannot be written: {error}") from None
    click.echo(f"Index of {count} specialists written.")


@index.command("verify")
@with_appcontext
def verify() -> None:
    """Compare the index with the database, row by row; exit code 1 if they differ."""
    try:
        with shown("Specialists", writer.people()) as progress:
            found = writer.verify(progress)
    except writer.UNUSABLE as reason:
        raise click.ClickException(f"the index cannot be used: {reason}") from None
    for what, ids in (
        ("missing", found.missing),
        ("surplus", found.surplus),
        ("stale", found.stale),
    ):
        for id_ in ids[:_SHOWN]:
            click.echo(f"{what}: {id_}")
        if len(ids) > _SHOWN:
            click.echo(f"{what}: {len(ids)} in all")
    if not found.ok:
        sys.exit(1)
    click.echo("The index holds what the database holds.")


@index.command("status")
@with_appcontext
def status() -> None:
    """Say what there is of the index here."""
    for name, value in writer.status().items():
        click.echo(f"{name}: {value}")
