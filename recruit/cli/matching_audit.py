"""``flask matching audit``: whether people who tell the same skills rank the same."""

from __future__ import annotations

import json
from pathlib import Path

import click

from recruit.cli.matching import matching
from recruit.services.matching import audit as service
from recruit.services.matching.audit_chart import chart

_FILE = click.Path(dir_okay=False, path_type=Path)


@matching.command("audit")
@click.option(
    "--clones",
    default=2,
    show_default=True,
    type=click.IntRange(1, 20),
    help="Tellings of each skill profile for each country and sex.",
)
@click.option("--differences", default=20, show_default=True, help="How many to print.")
@click.option("--json", "target", type=_FILE, help="Write all to a file.")
@click.option("--svg", "picture", type=_FILE, help="Draw the impact ratios to a file.")
def audit(clones: int, differences: int, target: Path | None, picture: Path | None) -> None:
    """Rank people of four countries who tell the same skills, and compare how they fare."""
    report = service.audit(clones)
    click.echo(
        f"{report.people} people who tell {report.profiles} skill profiles, "
        f"{report.vacancies} vacancies, the first {service.AT} of each.\n"
    )
    for each in report.groupings:
        _tell_grouping(each)
    verdict = "passes" if report.passes else "does not pass"
    click.echo(f"By {' and by '.join(service.JUDGED)} at least {service.LEAST:.2f}: {verdict}.")
    _tell_differences(report, differences)
    if target is not None:
        text = json.dumps(report.as_dict(), ensure_ascii=False, indent=2)
        target.write_text(text + "\n", encoding="utf-8")
    if picture is not None:
        picture.write_text(chart(report), encoding="utf-8")


def _tell_grouping(each: service.Grouping) -> None:
    click.echo(
        f"{'By ' + each.name:<20}{'selected':>9}{'of':>8}{'rate':>8}{'impact':>8}"
        f"{'95 % interval':>16}{'skew':>8}{'median':>8}"
    )
    for group in each.groups:
        click.echo(
            f"  {group.name:<18}{group.selected:>9}{group.scored:>8}{group.rate.value:>8.4f}"
            f"{group.impact.value:>8.3f}{_interval(group.impact):>16}{group.skew.value:>8.3f}"
            f"{group.median:>8.2f}"
        )
    least, exposed, ndkl = each.least_impact, each.exposure_ratio, each.ndkl
    click.echo(
        f"  least impact ratio {least.value:.3f} ({_interval(least)}), {each.control:.3f} where all"
        f" are read from one language; {each.flag}, p {each.p_value:.2g}\n"
        f"  exposure ratio {exposed.value:.3f} ({_interval(exposed)}), "
        f"NDKL {ndkl.value:.3f} ({_interval(ndkl)}), {each.chance:.3f} in chance order\n"
    )


def _interval(estimate: tuple[float, float, float]) -> str:
    _, low, high = estimate
    return f"{low:.3f}-{high:.3f}"


def _tell_differences(report: service.Audit, most: int) -> None:
    click.echo(
        f"\n{len(report.differences)} verdicts differ with the language (points of 100, summed "
        "over vacancies):"
    )
    for line in report.differences[:most]:
        grammar = "" if line.sexes == "f m" else f", only sex {line.sexes}"
        blocked = f", blocked for {line.blocked}" if line.blocked else ""
        click.echo(
            f"  {line.points:>8.2f}  {line.skills}, {line.language}{grammar}: asked {line.asked}, "
            f"{line.verdict} by {line.by or 'nothing'} where most are {line.usual} by "
            f"{line.usually_by or 'nothing'}; {line.vacancies} vacancies{blocked}\n"
            f"            {line.text}"
        )
    click.echo(f"\n{len(report.around)} things are read otherwise because of the words around:")
    for each in report.around[:most]:
        click.echo(
            f"  {each.people:>3} people  {each.country} {each.language}: {each.concept}, "
            f"{each.bare or 'not read'} -> {each.whole or 'not read'}\n            {each.text}"
        )
    click.echo(f"\n{len(report.grammar)} things are read otherwise where a woman writes them:")
    for form in report.grammar[:most]:
        click.echo(
            f"  {form.profiles:>3} profiles  {form.language}: {form.concept}, "
            f"{form.man or 'not read'} -> {form.woman or 'not read'}\n            {form.text}"
        )
