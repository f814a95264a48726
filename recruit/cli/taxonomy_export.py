"""Taking the vocabulary out of the database, for ``seeds/``."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from recruit.cli.taxonomy import taxonomy
from recruit.services import vocabulary_check, vocabulary_export


@taxonomy.command("export")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def export(directory: Path) -> None:
    """Write the vocabulary as CSV files into a DIRECTORY, as seeds/taxonomy has them."""
    for path in vocabulary_export.write(directory):
        click.echo(str(path))
    problems = vocabulary_check.check(directory)
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        raise click.ClickException(f"Faults in the vocabulary: {len(problems)}.")
