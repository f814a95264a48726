"""What Locust plays: readers who ask for rankings, and editors who change candidates."""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path
from typing import Any

import gevent
from locust import FastHttpUser, task

_WORLD: dict[str, Any] = json.loads(Path(os.environ["IYNE_BENCH_WORLD"]).read_text())
_rng = random.Random(7)


class _Caller(FastHttpUser):
    """Asks once a second on average, at moments of its own: were all to ask together, each would
    wait for the others, which says little of how long an answer takes."""

    abstract = True
    fixed_count = 20

    def pause(self) -> None:
        """Until the next moment. Locust's own waits begin after the first, common, request."""
        self.due += _rng.uniform(0.5, 1.5)
        gevent.sleep(max(0.0, self.due - time.monotonic()))

    def on_start(self) -> None:
        self.due = time.monotonic() - _rng.random()
        key = _rng.choice(_WORLD["keys"])
        self.headers = {"Authorization": f"Bearer {key}"}


class Reader(_Caller):
    """One of twenty who each ask once a second on average."""

    @task
    def matches(self) -> None:
        self.pause()
        vacancy = _rng.choice(_WORLD["vacancies"])
        self.client.get(
            f"/api/v1/vacancies/{vacancy}/matches",
            headers=self.headers,
            name="GET /vacancies/{id}/matches",
        )


class Editor(_Caller):
    """One of twenty who each change somebody once a second on average."""

    @task
    def edit(self) -> None:
        self.pause()
        candidate = _rng.choice(_WORLD["candidates"])
        self.client.patch(
            f"/api/v1/candidates/{candidate}",
            headers=self.headers,
            json={"pay_wanted": _rng.randrange(30, 70) * 1000},
            name="PATCH /candidates/{id}",
        )
