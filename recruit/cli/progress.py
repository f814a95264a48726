"""How far a long command has come: a bar on a terminal, elsewhere a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

EVERY = 5.0
"""Seconds between lines."""


@contextmanager
def shown(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Yields what is told of each step how many more are done."""
    if sys.stderr.isatty():
        with click.progressbar(length=total, label=what, file=sys.stderr) as bar:
            yield bar.update
        return
    done, told = 0, time.monotonic()

    def step(more: int) -> None:
        nonlocal done, told
        done += more
        if time.monotonic() - told >= EVERY:
            told = time.monotonic()
            click.echo(f"{what}: {done} of {total}", err=True)

    yield step
