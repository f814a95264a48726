"""``flask taxonomy train`` and ``evaluate``: teaching the linker, and asking what it has learnt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from recruit.cli.taxonomy import taxonomy
from recruit.services.matching import evaluation_words, training
from recruit.services.matching.evaluation_words import Report, Score

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@taxonomy.command("train")
@click.option("--esco", type=_FOLDER, help="A directory with labels of ESCO, any language.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write.")
@click.option("--check/--no-check", default=True, help="First ask each set of a model without it.")
@click.option("--titles", is_flag=True, help="Only learn to judge titles; keep the re-ranker.")
def train(esco: Path | None, output: Path | None, check: bool, titles: bool) -> None:
    """Train the linker's models on the seeds, and on ESCO's labels where there are any.

    First the re-ranker, then the judgement of titles, which is learnt with the re-ranker in force:
    given --output, only the one is written.
    """
    ways = [training.retrain, training.retrain_judgement]
    try:
        for way in ways[1:] if titles else ways[:1] if output else ways:
            path = way(esco, output=output, check=check, say=click.echo)
            click.echo(f"\nWritten: {path} ({path.stat().st_size} bytes).")
    except training.NoLabels as error:
        raise click.ClickException(f"{error}.") from error


@taxonomy.command("evaluate")
@click.argument("directory", required=False, type=_FOLDER)
@click.option("--quick", is_flag=True, help="Ask a sample only.")
def evaluate(directory: Path | None, quick: bool) -> None:
    """Ask labels that were held out, of the seeds or of a DIRECTORY.

    Only concepts are asked whose labels the shipped model has not been taught.
    """
    try:
        for report in evaluation_words.evaluate(directory, quick=quick):
            _tell(report)
    except training.NoLabels as error:
        raise click.ClickException(f"{error}.") from error
    if directory is None:
        texts, share = evaluation_words.refused_trades()
        click.echo(f"\nTitles of other trades, {texts} not taught: {share:.1%} refused.")


def _tell(report: Report) -> None:
    click.echo(f"\n{report.name}: {report.learnt} labels learnt; MRR among the first 20.")
    click.echo(
        f"{'':<14}{'texts':>6}{'hit@1':>8}{'MRR':>8}{'precision':>11}{'coverage':>10}"
        f"{'n-grams':>9}{'WRatio':>8}"
    )
    for way, score in report.whole.items():
        beside = f"{report.ngrams[way]:>9.3f}{report.wratio[way]:>8.3f}"
        click.echo(f"{_line(way, score)}{beside}")
    click.echo("n-grams: TF-IDF of characters, 2 to 4. WRatio: of rapidfuzz, 200 of the texts.")
    for title, scores in report.groups.items():
        if len(scores) > 1:
            _table(f"by {title}", scores)
    if report.left_out:
        _table("all of a language held out", report.left_out)


def _table(title: str, scores: Mapping[str, Score]) -> None:
    click.echo(f"\n{title}")
    for name, score in scores.items():
        click.echo(_line(name, score))


def _line(name: str, score: Score) -> str:
    return (
        f"{name:<14}{score.texts:>6}{score.hit:>8.3f}{score.mrr:>8.3f}"
        f"{score.precision:>11.3f}{score.coverage:>10.3f}"
    )
