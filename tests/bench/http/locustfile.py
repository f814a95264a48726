"""What Locust plays: readers who ask for rankings, and editors who change candidates."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

from locust import FastHttpUser, constant_throughput, task

_WORLD: dict[str, Any] = json.loads(Path(os.environ["IYNE_BENCH_WORLD"]).read_text())
_rng = random.Random(7)


class _Caller(FastHttpUser):
    abstract = True
    wait_time = constant_throughput(1)
    fixed_count = 20

    def on_start(self) -> None:
        key = _rng.choice(_WORLD["keys"])
        self.headers = {"Authorization": f"Bearer {key}"}


class Reader(_Caller):
    """One of twenty who each ask once a second."""

    @task
    def matches(self) -> None:
        vacancy = _rng.choice(_WORLD["vacancies"])
        self.client.get(
            f"/api/v1/vacancies/{vacancy}/matches",
            headers=self.headers,
            name="GET /vacancies/{id}/matches",
        )


class Editor(_Caller):
    """One of twenty who each change somebody once a second."""

    @task
    def edit(self) -> None:
        candidate = _rng.choice(_WORLD["candidates"])
        self.client.patch(
            f"/api/v1/candidates/{candidate}",
            headers=self.headers,
            json={"pay_wanted": _rng.randrange(30, 70) * 1000},
            name="PATCH /candidates/{id}",
        )
