"""What runs beside the web workers, in the one process of ``flask worker``."""

from __future__ import annotations

import click
from flask import Flask

from recruit.jobs import worker


def install(app: Flask) -> None:
    """Register the worker's command, and the worker itself for who starts both."""
    app.extensions["iyne_worker"] = worker.run

    @app.cli.command("worker")
    def work() -> None:
        """Run the background jobs until stopped."""
        click.echo("Worker started.", err=True)
        worker.run(app)
