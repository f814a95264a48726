"""``flask matching train``: learn from outcomes what should weigh more or less."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from recruit.cli.matching import matching
from recruit.services import ranking_models
from recruit.services.matching.learning import TooFewOutcomes, learn_from_outcomes


@matching.command("train")
@click.option("--dry-run", is_flag=True, help="Say what it is worth and store nothing.")
@click.option("--seed", default=0, show_default=True, help="How the folds and lots fall.")
def train(dry_run: bool, seed: int) -> None:
    """Fit weights on what became of applications, and offer them if they win.

    Nothing changes until an administrator switches the model on.
    """
    try:
        learnt = learn_from_outcomes(seed=seed)
    except TooFewOutcomes as few:
        click.echo(
            f"Too few outcomes to learn from: {few.outcomes} people at {few.vacancies} vacancies "
            "where one fared better than another. Nothing was done."
        )
        return
    figures = learnt.figures
    _tell_gain(figures)
    click.echo("\nWeighs, times what the rules say:")
    for name, factor in learnt.lesson.factors.items():
        click.echo(f"  {name:<12}{factor:>6.2f}")
    _tell_fairness(figures["fairness"])
    if not learnt.lesson.wins:
        click.echo("\nIt does not win: the interval reaches 0. It is not offered.")
        return
    if dry_run:
        click.echo("\nIt wins. Nothing was stored.")
        return
    model = ranking_models.offer(learnt, now=dt.datetime.now(dt.UTC))
    click.echo(f"\nIt wins. Offered as {model.version} on /admin/models.")


def _tell_gain(figures: dict[str, Any]) -> None:
    ndcg, loss = figures["ndcg"], figures["log_loss"]
    click.echo(
        f"{figures['outcomes']} outcomes, {figures['vacancies']} vacancies, each judged by a model "
        "that had not seen it."
    )
    click.echo(
        f"nDCG@10 {ndcg['rules']:.3f} by the rules, {ndcg['model']:.3f} by the model: "
        f"gain {figures['gain']:+.3f} ({figures['low']:+.3f} to {figures['high']:+.3f} at 95 %)."
    )
    click.echo(
        f"Log-loss {loss['rules']:.3f} by the rules, {loss['model']:.3f} by the model, calibrated."
    )


def _tell_fairness(fairness: dict[str, Any]) -> None:
    click.echo(f"\nFirst {fairness['top']} of each list by country, rules and model:")
    rules, model = fairness["rules"], fairness["model"]
    for country, people in model["people"].items():
        before, after = rules["impact_ratio"][country], model["impact_ratio"][country]
        click.echo(f"  {country}  impact ratio {before:.2f} -> {after:.2f}  ({people} people)")
    if not model["people"]:
        click.echo("  no country with enough people to say")
    click.echo(f"  exposure ratio {rules['exposure_ratio']:.2f} -> {model['exposure_ratio']:.2f}")
    click.echo(f"  not measured, because not kept: {', '.join(fairness['unmeasured'])}")
