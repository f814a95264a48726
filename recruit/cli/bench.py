"""Measuring with many specialists."""

from __future__ import annotations

import datetime as dt

import click
from flask.cli import AppGroup, with_appcontext

from recruit.cli.progress import shown
from recruit.errors import Conflict, NotFound
from recruit.services import synthetic

bench = AppGroup("bench", help="Measuring with many specialists.")


@bench.command("load")
@click.argument("count", type=click.IntRange(1, 10_000_000))
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same people.")
@click.option("--yes", is_flag=True, help="Also beside real people.")
@with_appcontext
def load(count: int, seed: int, yes: bool) -> None:
    """Add COUNT invented specialists with about fifteen skills each."""
    now = dt.datetime.now(dt.UTC)
    try:
        with shown("Specialists", count) as progress:
            synthetic.load(count, seed=seed, now=now, anyway=yes, progress=progress)
    except Conflict:
        raise click.ClickException(
            "The database holds real accounts or profiles. Say --yes to add invented ones."
        ) from None
    except NotFound:
        raise click.ClickException("The vocabulary is not loaded: `flask seed` does it.") from None
    click.echo(f"{count} invented specialists added.")
