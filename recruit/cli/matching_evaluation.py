"""``flask matching evaluate``: how good the ranking is, beside plain text rankers."""

from __future__ import annotations

import json
from pathlib import Path

import click

from recruit.cli.matching import matching
from recruit.services.matching import evaluation
from recruit.services.matching.golden import Unsound, read_golden


@matching.command("evaluate")
@click.argument("directory", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--details", is_flag=True, help="Also print a line for each vacancy and person.")
@click.option(
    "--json", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write all to a file."
)
def evaluate(directory: Path | None, details: bool, target: Path | None) -> None:
    """Rank the golden set of a DIRECTORY (by default tests/golden) and compare with its judges."""
    try:
        golden = read_golden(directory)
    except Unsound as error:
        raise click.ClickException(f"{error}.") from error
    report = evaluation.evaluate(golden)
    judged = sum(map(len, golden.grades.values()))
    click.echo(f"{len(golden.vacancies)} vacancies, {judged} judged pairs.")
    click.echo(f"nDCG@10 by gains 2^grade - 1; MAP with grade {evaluation.RELEVANT} and above.\n")
    click.echo(f"{'':<18}{'nDCG@10':>8}{'MAP':>8}   worst vacancy")
    for ranker in (report.engine, *report.baselines):
        click.echo(
            f"{ranker.name:<18}{ranker.ndcg:>8.3f}{ranker.mean_average_precision:>8.3f}"
            f"   {ranker.worst_ndcg:.3f} {ranker.worst}"
        )
    _tell_agreement(report.agreement)
    _tell_parity(report)
    faithful = report.faithfulness
    click.echo(
        f"\nReasons: {faithful.sums:.1%} of {faithful.matches} matches add up exactly; "
        f"{faithful.removals:.1%} of {faithful.reasons} reasons weaken without their claim"
        f" ({faithful.equals:.1%} had another just as good, taken away as well)."
    )
    if details:
        _tell_details(report)
    if target is not None:
        text = json.dumps(report.as_dict(), ensure_ascii=False, indent=2)
        target.write_text(text + "\n", encoding="utf-8")


def _tell_agreement(agreement: evaluation.Agreement) -> None:
    click.echo(f"\nVerdicts: {agreement.share:.1%} of {agreement.judged} equal the judges'.")
    for gold, said in agreement.table.items():
        counts = ", ".join(f"{name} {count}" for name, count in said.items())
        click.echo(f"  judged {gold:<8} read as {counts}")


def _tell_parity(report: evaluation.Report) -> None:
    widest = report.parity
    if widest is None:
        return
    within = sum(spread.points <= 5 for spread in report.spreads)
    click.echo(
        f"\nSame facts in six languages: at most {widest.points:.2f} points apart "
        f"({widest.person} for {widest.vacancy}); "
        f"within 5 points in {within} of {len(report.spreads)}."
    )


def _tell_details(report: evaluation.Report) -> None:
    rankers = (report.engine, *report.baselines)
    click.echo("\n" + f"{'nDCG@10':<10}" + "".join(f"{each.name:>18}" for each in rankers))
    for row in zip(*(each.vacancies for each in rankers), strict=True):
        click.echo(f"{row[0].vacancy:<10}" + "".join(f"{each.ndcg:>18.3f}" for each in row))
    click.echo("\nSame facts, points by language (* stopped by the gate)")
    for spread in report.spreads:
        scores = "  ".join(
            f"{language} {points:.2f}{'*' if language in spread.blocked else ''}"
            for language, points in spread.scores.items()
        )
        click.echo(f"{spread.person:<22}{spread.vacancy:<6}{spread.points:>6.2f}   {scores}")
