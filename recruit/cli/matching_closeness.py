"""``flask matching closeness``: look the table up, check it, or make it anew."""

from __future__ import annotations

import click

from recruit.cli.matching import matching
from recruit.services.matching.closeness import table_of_the_seeds


@matching.command("closeness")
@click.argument("asked", required=False)
@click.argument("held", required=False)
@click.option("--write", is_flag=True, help="Write the table made anew over the committed one.")
def closeness(asked: str | None, held: str | None, write: bool) -> None:
    """Say how far HELD stands in where ASKED is needed, or all that does.

    Without them, make the table anew and fail if the committed one differs.
    """
    table = table_of_the_seeds()
    if write:
        table.write()
    if asked is not None:
        if asked not in table.closeness.kinds:
            raise click.ClickException(f"The vocabulary has no {asked}.")
        near = table.closeness.substitutes(asked)
        for name in [held] if held else sorted(near, key=lambda other: (-near[other], other)):
            click.echo(f"{near.get(name, 0.0):.2f}  {name}")
        return
    click.echo(
        f"Version {table.closeness.version}: {table.by_graph} pairs by the graph, "
        f"{table.by_company} by the company they keep."
    )
    if not table.stands:
        raise click.ClickException("The committed table differs: run it with --write.")
