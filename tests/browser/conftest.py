"""The site as `make run` serves it, and a real Chromium in front of it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.tools import browser as browser_path

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0
PAGE_PATIENCE = 15_000
"""Milliseconds, for whatever a page is to show or do: another process may keep the machine busy."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Served:
    """A running site: its address, and what it printed for signing in."""

    address: str
    employer: str
    specialist: str
    administrator: str
    key: str


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """``flask serve`` over a new SQLite database with the demonstration data."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("served")
    log = folder / "serve.log"
    environ = {
        **{k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "IYNE_ENV")},
        "IYNE_DATA": str(folder),
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "serve"],
            cwd=ROOT,
            env=environ,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        until = time.monotonic() + PATIENCE
        while "Stop with Ctrl-C" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        yield _printed(log.read_text())
    finally:
        process.terminate()
        process.wait(timeout=30)


def _printed(text: str) -> Served:
    def found(pattern: str) -> str:
        match = re.search(pattern, text)
        assert match is not None, text
        return match.group(1)

    return Served(
        address=found(r"(http://\S+)"),
        employer=found(r"employer\s+(http\S+)"),
        specialist=found(r"specialist\s+(http\S+)"),
        administrator=found(r"administrator\s+(http\S+)"),
        key=found(r"(iyne_[0-9a-f]{8}_\S+)"),
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    expect.set_options(timeout=PAGE_PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield started
        started.close()


Opener = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser, served: Served) -> Iterator[Opener]:
    """Opens pages, each in a browser of its own, and fails on an error in the console or a
    request to anywhere else."""
    contexts = []
    complaints: list[str] = []

    def opener(
        *, javascript: bool = True, width: int = 390, height: int = 844, language: str = "en"
    ) -> Page:
        context = chromium.new_context(
            base_url=served.address,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            locale=language,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PAGE_PATIENCE)
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((served.address, "data:"))
                else complaints.append(f"went elsewhere: {request.url}")
            ),
        )
        return page

    yield opener
    for context in contexts:
        context.close()
    assert complaints == []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what stands in this folder; where there is no browser, leave it out and say so.

    ``make test`` has said how to install one, and has failed before this where CI=true.
    """
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here:
        item.add_marker(pytest.mark.browser)
    if browser_path() is None and os.environ.get("CI") != "true":
        config.hook.pytest_deselected(items=here)
        items[:] = [item for item in items if item not in here]
