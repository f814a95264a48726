"""How fast the ranking is, in one run, beside what else could be used: ``make bench``.

Everything is drawn from seeds. Sides alternate query by query, figures are medians and 99th
percentiles of the clock and of the process's own work, and peers must give the same scores before
they are timed. ``docs/benchmarks.md`` says how to read it.
"""

from __future__ import annotations

import argparse
import json
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import beside, chart, full, report
from tests.bench.peers import Peer
from tests.bench.peers.fuzzy import Fuzzy
from tests.bench.peers.postgres import Postgres
from tests.bench.peers.scikit import Scikit
from tests.bench.peers.scipy_csr import ScipyCsr
from tests.bench.peers.sqlite import Sqlite
from tests.bench.peers.tantivy_terms import Tantivy
from tests.bench.population import World, world

PEERS: tuple[type[Peer], ...] = (Tantivy, ScipyCsr, Scikit, Sqlite, Postgres, Fuzzy)
SMALL = 100_000
LARGE = 1_000_000
SIZES = (10_000, SMALL, LARGE)
PARTS = ("full", "plain", "memory", "batch")
PARTS_OF_A_SMALLER = frozenset({"full", "plain"})


_EVERYBODY = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def peers(names: str, count: int) -> list[type[Peer]]:
    chosen = [kind for kind in PEERS if names == "all" or kind.__name__.lower() in names.split(",")]
    # Comparing texts one by one with a million takes seconds a query.
    return [kind for kind in chosen if kind is not Fuzzy or count <= SMALL]


def one_size(
    made: World, count: int, parts: frozenset[str], asked: argparse.Namespace, folder: Path
) -> dict[str, Any]:
    """All chosen parts at one size."""
    found: dict[str, Any] = {}
    path = folder / f"full-{count}"
    if parts & {"full", "memory", "batch"}:
        found["built"] = full.build(made, count, path)
    if "memory" in parts:
        found["memory"] = full.memory(made, path)
    if "batch" in parts:
        found["batch"] = full.batch(made, path, asked.vacancies)
    if "full" in parts:
        found["full"] = full.measure(made, path, asked.queries)
    if "plain" in parts:
        kinds = peers(asked.peers, count)
        found["plain"] = beside.measure(count, kinds, folder, asked.queries // 4, asked.few)
    return found


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="100,000 people, under three minutes")
    parser.add_argument("--people", type=int, help="as many people, whatever else is said")
    parser.add_argument("--queries", type=int, help="full queries timed")
    parser.add_argument("--vacancies", type=int, default=2000, help="vacancies of the batch")
    parser.add_argument("--parts", default=",".join(PARTS), help="of " + ", ".join(PARTS))
    parser.add_argument(
        "--peers", default="all", help="of " + ", ".join(kind.__name__.lower() for kind in PEERS)
    )
    parser.add_argument("--chart", type=Path, help="also smaller sizes; where the SVG goes")
    parser.add_argument("--http", action="store_true", help="also over HTTP, under load")
    parser.add_argument("--json", type=Path, default=Path("var/bench.json"))
    asked = parser.parse_args()
    asked.people = asked.people or (SMALL if asked.quick else LARGE)
    asked.queries = asked.queries or (200 if asked.quick else 400)
    asked.few = 5 if asked.quick else 20
    if asked.quick:
        asked.vacancies = min(asked.vacancies, 1000)
    return asked


def main() -> None:
    asked = arguments()
    # So that servers and folders go away when the run is stopped from outside.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    begun = time.perf_counter()
    result: dict[str, Any] = {"machine": report.machine(), "sizes": {}}
    print(
        "{processor}, {cores} cores, {memory_gib} GiB, Python {python}".format(**result["machine"])
    )
    parts = frozenset(asked.parts.split(",")) & frozenset(PARTS)
    smaller = [size for size in SIZES if size < asked.people] if asked.chart else []
    with tempfile.TemporaryDirectory(prefix="iyne-bench-") as folder:
        made = world()
        for size in [*smaller, asked.people] if parts else []:
            chosen = parts if size == asked.people else parts & PARTS_OF_A_SMALLER
            found = one_size(made, size, chosen, asked, Path(folder))
            result["sizes"][size] = found
            print(*report.size(size, found), sep="\n", flush=True)
        if asked.chart:
            chart.write(asked.chart, result["sizes"])
        if asked.http:
            from tests.bench.http import run

            result["http"] = run(asked.people, Path(folder), 10 if asked.quick else 60)
            print(*report.http(result["http"]), sep="\n")
    used = [resource.getrusage(who).ru_maxrss for who in _EVERYBODY]
    result["peak_bytes"] = 1024 * max(used)
    result["seconds"] = time.perf_counter() - begun
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(
        f"\n{result['seconds']:.0f} s in all, at most {used[0] / 1e6:.1f} GB of memory, "
        f"written to {asked.json}"
    )


if __name__ == "__main__":
    main()
