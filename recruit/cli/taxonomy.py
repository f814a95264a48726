"""The vocabulary, from the server's own shell."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from recruit.services import vocabulary_check

taxonomy = AppGroup("taxonomy", help="The words of the trade.")


@taxonomy.command("check")
@click.argument(
    "directory",
    required=False,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
def check(directory: Path | None) -> None:
    """Check the CSV files of a DIRECTORY, or of the seeds; fails if anything is wrong."""
    problems = vocabulary_check.check(directory)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise click.ClickException(f"Faults in the vocabulary: {len(problems)}.")
    click.echo("The vocabulary is sound.")
