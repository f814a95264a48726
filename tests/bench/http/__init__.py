"""The site under load: two gunicorn workers, one ``flask worker``, a PostgreSQL, Locust."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.http.site import Site
from tests.bench.timing import load

RATE = 20
"""Rankings a second, and edits a second beside them."""

_LOCUST = Path(__file__).with_name("locustfile.py")


def run(people: int, folder: Path, seconds: int) -> dict[str, Any]:
    """Rankings of vacancies by the API while candidates are edited through it."""
    with Site(folder, people) as site:
        world = folder / "world.json"
        world.write_text(json.dumps(site.filled(vacancies=40, candidates=100, keys=10)))
        begun, work = load(), site.work()
        subprocess.run(
            [
                *(sys.executable, "-m", "locust", "-f", str(_LOCUST), "--headless"),
                *("--host", site.address, "--users", str(2 * RATE), "--spawn-rate", str(2 * RATE)),
                *("--run-time", f"{seconds}s", "--csv", str(folder / "locust"), "--only-summary"),
                *("--reset-stats", "--stop-timeout", "10", "--exit-code-on-error", "0"),
            ],
            check=True,
            capture_output=True,
            env=os.environ | {"IYNE_BENCH_WORLD": str(world)},
        )
        requests = _requests(folder / "locust_stats.csv")
        answered = sum(one["count"] for one in requests.values())
        return {
            "people": people,
            "seconds": seconds,
            "load": load(),
            "load_before": begun,
            "made_ready": site.took,
            "work_a_request_ms": 1000 * (site.work() - work) / max(1, answered),
            "requests": requests,
        }


def _requests(file: Path) -> dict[str, dict[str, float]]:
    with file.open(newline="", encoding="utf-8") as lines:
        return {
            row["Name"]: {
                "count": int(row["Request Count"]),
                "failed": int(row["Failure Count"]),
                "a_second": float(row["Requests/s"]),
                "p50_ms": float(row["50%"]),
                "p99_ms": float(row["99%"]),
                "most_ms": float(row["Max Response Time"]),
                "bytes": float(row["Average Content Size"]),
            }
            for row in csv.DictReader(lines)
            if row["Name"] != "Aggregated"
        }
