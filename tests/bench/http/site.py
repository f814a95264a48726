"""A whole site for the length of a measurement, filled with specialists."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg

from matching import Posting
from tests.bench.asking import vacancies
from tests.bench.peers.postgres import server
from tests.bench.population import world

AGENCY = "Benchmark"
PATIENCE = 180.0


class Site:
    """Starts on entering: a database, its people, the index, gunicorn and the worker."""

    def __init__(self, folder: Path, people: int) -> None:
        self.folder, self.people = folder, people
        self.took: dict[str, float] = {}
        self._processes: list[subprocess.Popen[bytes]] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Site:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(self.folder))
        self._server = server(self.folder / "site-postgres")
        try:
            with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
                connection.execute("CREATE DATABASE site")
            self._env = os.environ | {
                "DATABASE_URL": self._server.get_uri(database="site"),
                "IYNE_DATA": str(self.folder / "site"),
                "IYNE_ENV": "development",
                "PORT": str(self.port),
                "WEB_CONCURRENCY": "2",
            }
            self._fill()
            self._start("gunicorn", "wsgi:app", "--config", "gunicorn.conf.py")
            self._start("flask", "--app", "wsgi", "worker")
            self._wait()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def filled(self, *, vacancies: int, candidates: int, keys: int) -> dict[str, list[str]]:
        """Keys of one agency, and what it posted: open vacancies and candidates to be edited."""
        given = [
            self._flask("key", "create", "--agency", AGENCY, "--label", f"caller {n}")
            for n in range(keys)
        ]
        made = world()
        asked = [self._post(given[0], "vacancies", body) for body in _vacancies(made, vacancies)]
        for vacancy in asked:
            self._post(given[0], f"vacancies/{vacancy}/publication", None)
        people = [
            self._post(given[n % keys], "candidates", _candidate(n)) for n in range(candidates)
        ]
        # The first answers after a start read the index from the disk.
        for vacancy in asked:
            self._call(given[1], f"vacancies/{vacancy}/matches", None)
        return {"keys": given, "vacancies": asked, "candidates": people}

    def work(self) -> float:
        """Seconds of the processor that gunicorn and its workers have had so far."""
        first = self._processes[0].pid
        tasks = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return sum(_seconds(pid) for pid in (str(first), *tasks))

    def _fill(self) -> None:
        with self._timed("tables_s"):
            self._flask("db", "upgrade")
            self._flask("seed")
        with self._timed("load_s"):
            self._flask("bench", "load", str(self.people))
        with self._timed("index_s"):
            self._flask("index", "rebuild")

    @contextlib.contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.took[name] = time.perf_counter() - begun

    def _flask(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *command],
            env=self._env,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"flask {' '.join(command)}: {done.stderr[-2000:]}")
        return done.stdout.strip()

    def _start(self, module: str, *rest: str) -> None:
        with (self.folder / f"{module}.log").open("wb") as log:
            self._processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", module, *rest], env=self._env, stdout=log, stderr=log
                )
            )

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        with self._timed("start_s"):
            while time.monotonic() < until:
                if any(process.poll() is not None for process in self._processes):
                    break
                with (
                    contextlib.suppress(OSError),
                    urllib.request.urlopen(f"{self.address}/health", timeout=2),  # noqa: S310
                ):
                    return
                time.sleep(0.2)
        logs = "".join(log.read_text()[-2000:] for log in self.folder.glob("*.log"))
        raise RuntimeError(f"the site did not answer: {logs}")

    def _post(self, key: str, path: str, body: dict[str, Any] | None) -> str:
        return str(self._call(key, path, json.dumps(body or {}).encode())["id"])

    def _call(self, key: str, path: str, body: bytes | None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        request = urllib.request.Request(  # noqa: S310
            f"{self.address}/api/v1/{path}", data=body, headers=headers
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                told: dict[str, Any] = json.loads(answer.read())
        except urllib.error.HTTPError as refused:
            raise RuntimeError(f"{path}: {refused.read()[:2000]!r}") from refused
        return told

    def _stop(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
        self._server.cleanup()


def _seconds(pid: str) -> float:
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _vacancies(made: Any, count: int) -> Iterator[dict[str, Any]]:
    for posting in vacancies(made, count):
        yield {
            "title": f"Vacancy {posting.id}",
            "occupation": posting.occupation,
            "requirements": list(_requirements(posting)),
            "languages": list(posting.languages),
            "pay": {"basis": "month", "max": int(posting.pay.high or 0)} if posting.pay else None,
            "housing": "housing" in posting.conditions,
            "place": "Bishkek",
        }


def _requirements(posting: Posting) -> Iterator[dict[str, Any]]:
    for asked in posting.requirements:
        yield {
            "concept": asked.concept,
            "importance": asked.importance.value,
            "min_level": asked.min_level,
            "min_years": asked.min_years,
        }


def _candidate(number: int) -> dict[str, Any]:
    return {
        "reference": f"B-{number}",
        "headline": "Overlock operator",
        "languages": ["ru"],
        "pay_wanted": 45000,
        "claims": [
            {"concept": "overlock_4_thread", "level": 1 + number % 5, "years": 5},
            {"concept": "coverstitch_machine", "years": 3},
        ],
        "experience": [{"concept": "overlock_operator", "years": 5}],
    }
