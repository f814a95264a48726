"""``flask serve``: everything somebody needs to use the site on their own machine."""

from __future__ import annotations

import dataclasses
import datetime as dt
import multiprocessing
import signal
import sys
import time
import urllib.error
import urllib.request
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

import click
import flask_migrate
from flask import Flask, current_app
from flask.cli import with_appcontext
from gunicorn.app.base import Application

from recruit.config import Settings
from recruit.extensions import db
from recruit.models import Role
from recruit.services import demonstration, seeds

PATIENCE = 60.0
_CONFIG = Path(__file__).parents[2] / "gunicorn.conf.py"


@click.command("serve")
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="PORT", default=8000, show_default=True, type=int)
@click.option("--demo/--no-demo", default=True, help="Load demonstration data and open its doors.")
@with_appcontext
def serve(host: str, port: int, demo: bool) -> None:
    """Migrate, load the seeds, start gunicorn and the worker, print where to go."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.production and demo:
        raise click.ClickException("demonstration data does not belong in production: --no-demo")
    now = dt.datetime.now(dt.UTC)
    flask_migrate.upgrade()
    seeds.load_vocabulary()
    seeds.load_reference()
    doors = None
    if demo:
        demonstration.load(now=now)
        doors = demonstration.open_doors(now=now)
    db.session.remove()
    db.engine.dispose()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], demonstration=demo)
    # Forked, not started anew: the modules are loaded already, and loading them takes seconds.
    context = multiprocessing.get_context("fork")
    started = [
        context.Process(target=_serve, args=(app, f"{host}:{port}"), name="gunicorn"),
        context.Process(target=app.extensions["iyne_worker"], args=(app,), name="worker"),
    ]
    for process in started:
        process.start()
    signal.signal(signal.SIGTERM, _stop)
    try:
        name = app.config["SETTINGS"].host or f"{host}:{port}"
        _wait_until_it_answers(f"http://{host}:{port}/health", name, started[0])
        _tell(f"http://{host}:{port}", doors)
        while all(process.is_alive() for process in started):
            time.sleep(0.5)
        raise click.ClickException("a process ended by itself; see above")
    except KeyboardInterrupt:
        click.echo("Stopping.")
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.join(timeout=15)
            if process.is_alive():
                process.kill()


class _Gunicorn(Application):
    """gunicorn over an application that is loaded already, with the settings of its file."""

    def __init__(self, app: Flask, bind: str) -> None:
        self._app, self._bind = app, bind
        super().__init__()

    def load_config(self) -> None:
        if _CONFIG.is_file():
            self.load_config_from_file(str(_CONFIG))
        self.cfg.set("bind", self._bind)

    def load(self) -> Flask:
        return self._app


def _serve(app: Flask, bind: str) -> None:
    _Gunicorn(app, bind).run()


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _wait_until_it_answers(address: str, name: str, server: BaseProcess) -> None:
    asked = urllib.request.Request(address, headers={"Host": name})  # noqa: S310
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if not server.is_alive():
            raise click.ClickException("the web server did not start; see above")
        try:
            with urllib.request.urlopen(asked, timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise click.ClickException("the web server did not answer in time")


def _tell(address: str, doors: demonstration.Doors | None) -> None:
    click.echo(f"\nIyne is at {address}\n")
    if doors is not None:
        names = {
            Role.EMPLOYER: "employer",
            Role.CANDIDATE: "specialist",
            Role.ADMINISTRATOR: "administrator",
        }
        click.echo("Demonstration sign-ins (each works once, for a day):")
        for role, token in doors.tokens.items():
            click.echo(f"  {names[role]:<14} {address}/sign-in/link/{token}")
        click.echo(f"\nRecruiter's API key:\n  {doors.key}")
    click.echo("\nStop with Ctrl-C.", nl=True)
    sys.stdout.flush()
