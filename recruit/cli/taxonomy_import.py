"""``flask taxonomy import-esco``: every trade beside the trade of sewing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from recruit.cli.taxonomy import taxonomy
from recruit.services import esco
from recruit.services.esco_files import BadFile


class _Progress:
    """A bar on a terminal; elsewhere a line for each file and each tenth of the rows."""

    def __init__(self) -> None:
        self._terminal = sys.stdout.isatty()
        self._bar: Any = None
        self._told = -1

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._terminal:
            self._draw("Rows" if what == "rows" else "Files", done, total)
        elif what and what != "rows":
            click.echo(f"Reading {what}.")
        elif what and total and done * 10 // total != self._told:
            self._told = done * 10 // total
            click.echo(f"Rows written: {done} of {total}.")

    def _draw(self, label: str, done: int, total: int) -> None:
        if self._bar is None or self._bar.label != label:
            self.finish()
            self._bar = click.progressbar(length=max(total, 1), label=label)
        self._bar.update(max(done, 0) - self._bar.pos)

    def finish(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None


@taxonomy.command("import-esco")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="Only labels in this language; may be repeated. By default all that are there.",
)
def import_esco(directory: Path, languages: tuple[str, ...]) -> None:
    """Add ESCO's occupations and skills from its CSV release in DIRECTORY (v1.1 or v1.2).

    As often as one likes; the files are refused whole where one line is wrong.
    """
    progress = _Progress()
    try:
        done = esco.import_release(directory, languages, progress)
    except BadFile as error:
        raise click.ClickException(f"{error}. Nothing was changed.") from error
    finally:
        progress.finish()
    if done.unchanged:
        click.echo("Nothing to change: everything in these files is there already.")
    else:
        click.echo(
            f"Concepts: {done.concepts}. Labels: {done.labels}. Relations: {done.relations}. "
            f"Removed: {done.removed}."
        )
    click.echo(f"Languages: {', '.join(done.languages)}.")
    click.echo(f"Concepts of our own that stand for one of ESCO: {done.attached}.")
    if done.skipped:
        click.echo(f"Relations left out, to what is in none of the files: {done.skipped}.")
    if done.too_long:
        click.echo(f"Labels left out or cut, being longer than 200 characters: {done.too_long}.")
    click.echo(esco.ATTRIBUTION)
