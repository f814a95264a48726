"""Loading ``seeds/``."""

from __future__ import annotations

import datetime as dt

import click
from flask.cli import with_appcontext

from recruit.services import demonstration, seeds


@click.command("seed")
@click.option("--demo", is_flag=True, help="Also load the demonstration data.")
@with_appcontext
def seed(demo: bool) -> None:
    """Load the vocabulary and the reference figures; as often as one likes."""
    changed = seeds.load_vocabulary()
    click.echo("Vocabulary loaded." if changed else "Vocabulary up to date.")
    click.echo(f"Reference figures added: {seeds.load_reference()}.")
    if demo:
        loaded = demonstration.load(now=dt.datetime.now(dt.UTC))
        click.echo(
            f"Demonstration data added: {loaded.employers} workshops, {loaded.vacancies} "
            f"vacancies, {loaded.specialists} specialists."
        )
