"""``flask matches refresh``: the best specialists of every open vacancy, stored."""

from __future__ import annotations

import datetime as dt
import os
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack

import click
from flask import current_app
from flask.cli import AppGroup

from recruit.cli.progress import shown
from recruit.errors import Conflict
from recruit.services import match_news
from recruit.services.matching import batch
from recruit.services.matching.workers import Cluster, Here, Workers

matches = AppGroup("matches", help="Stored matches of all open vacancies.")


@matches.command("refresh")
@click.option("--top", type=click.IntRange(1, 1000), default=batch.TOP, show_default=True)
@click.option("--processes", type=click.IntRange(1), help="On this machine; by default one a core.")
@click.option("--scheduler", help="A Dask scheduler, such as tcp://10.0.0.1:8786.")
@click.option(
    "--send",
    is_flag=True,
    help="Send the workers their part of the index; by default they read it in IYNE_DATA.",
)
@click.option(
    "--shards",
    type=click.IntRange(1),
    help="Parts of the index; by default one a machine.",
)
@click.option("--tell/--no-tell", default=True, help="Tell people of new matches.")
def refresh(
    top: int,
    processes: int | None,
    scheduler: str | None,
    send: bool,
    shards: int | None,
    tell: bool,
) -> None:
    """Rank all specialists for every open vacancy and store the best of each.

    Started again after it was broken off, it goes on where it stopped.
    """
    with ExitStack() as held:
        workers = _workers(processes, scheduler, send, shards)
        if isinstance(workers, Cluster):
            held.callback(workers.close)
        step = None
        before = 0

        def progress(done: int, total: int) -> None:
            nonlocal step, before
            if step is None:
                step = held.enter_context(shown("Vacancies", total))
            step(done - before)
            before = done

        folder = current_app.config["SETTINGS"].data_dir / "matches"
        try:
            found = batch.refresh(workers, folder, clock=_now, top=top, progress=progress)
        except Conflict as error:
            raise click.ClickException(f"{error}.") from error
        except BrokenProcessPool as error:
            raise click.ClickException(
                "a process was killed. What was found is stored: run the command again and it "
                "goes on from there."
            ) from error
    told = match_news.tell(now=_now()) if tell else 0
    went_on = " (went on with the run before)" if found.resumed else ""
    click.echo(
        f"{found.stored} of {found.total} vacancies against {found.people} specialists{went_on}; "
        f"{told} told."
    )


def _workers(
    processes: int | None, scheduler: str | None, send: bool, shards: int | None
) -> Workers:
    if scheduler is None:
        if send or shards:
            raise click.UsageError("--send and --shards go with --scheduler.")
        return Here(processes or os.cpu_count() or 1)
    if processes is not None:
        raise click.UsageError("--processes and --scheduler exclude one another.")
    try:
        return Cluster(scheduler, send=send, shards=shards)
    except (OSError, TimeoutError) as error:
        raise click.ClickException(f"no Dask cluster with workers at {scheduler}.") from error


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
