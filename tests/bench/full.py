"""The full query at one size: how long, how exact, how large, how quick to build, and in bulk."""

from __future__ import annotations

import json
import multiprocessing
import pickle
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from matching import Closeness, Index, Posting, _best
from recruit.models import Visibility
from tests.bench.asking import vacancies
from tests.bench.population import World, population
from tests.bench.timing import load, side_by_side

K = 50
TAGS = sum(1 << at for at, seen in enumerate(Visibility) if seen in ("public", "employers"))
"""What an employer may see, as the site asks for it."""

OF_A_WORKER = 200
PROCESSES = 2


def build(made: World, count: int, path: Path) -> dict[str, Any]:
    """Draw people and index them on disk."""
    begun = time.perf_counter()
    table = population(made, count)
    drawn = time.perf_counter() - begun
    closeness = Closeness.from_taxonomy(made.taxonomy)
    begun, work = time.perf_counter(), time.process_time()
    Index.build(made.taxonomy, closeness, table, path)
    found = {
        "population_s": drawn,
        "build_s": time.perf_counter() - begun,
        "build_work_s": time.process_time() - work,
        "build_load": load(),
        "claims_a_person": float(len(table.columns["holding_concept"]) / count),
        "index_bytes": sum(f.stat().st_size for f in path.rglob("*") if f.is_file()),
        "index_bytes_by_part": _by_part(path),
        "peak_bytes": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }
    return found


def _by_part(path: Path) -> dict[str, int]:
    sizes = {f.stem: f.stat().st_size for f in path.rglob("*.npy")}
    return dict(sorted(sizes.items(), key=lambda part: -part[1])[:12])


def measure(made: World, path: Path, queries: int) -> dict[str, Any]:
    """Times of the full query: all of it, without reasons, and without filters."""
    index = Index.open(path, check=False)
    asked = vacancies(made, queries)
    begun = load()
    taken = side_by_side(
        {
            "search": lambda n: index.search(asked[n], K, tags=TAGS),
            "top": lambda n: index.top(asked[n], K, tags=TAGS),
            "search without filters": lambda n: index.search(asked[n], K),
            "count": lambda n: index.count(asked[n], tags=TAGS),
        },
        queries,
        {"search without filters": queries // 4, "count": queries // 4},
    )
    found: dict[str, Any] = {name: times.told() for name, times in taken.items()}
    whole = found["search"]
    found["p99_over_p50"] = whole["p99_ms"] / whole["p50_ms"]
    found["load"] = [begun, load()]
    found["scored_exactly"] = _scored(index, asked)
    return found


def _scored(index: Index, asked: Sequence[Posting]) -> dict[str, float]:
    """How many people a query scores exactly, beside the fifty it returns."""
    counts: list[int] = []
    whole = _best.scored

    def counted(made: Any, segment: Any, rows: Any) -> Any:
        counts[-1] += len(rows)
        return whole(made, segment, rows)

    _best.scored = counted
    try:
        for posting in asked:
            counts.append(0)
            index.top(posting, K, tags=TAGS)
    finally:
        _best.scored = whole
    return {"median": statistics.median(counts), "most": max(counts)}


def memory(made: World, path: Path) -> dict[str, Any]:
    """Private bytes of each of two workers before and after two hundred queries."""
    postings = path.parent / "postings.pickle"
    postings.write_bytes(pickle.dumps(vacancies(made, OF_A_WORKER)))
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.worker", str(path), str(postings), str(TAGS)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(told.stdout)
    found["private_bytes"] = max(
        after - before for before, after in zip(found["before"], found["after"], strict=True)
    )
    return found


def batch(made: World, path: Path, count: int) -> dict[str, Any]:
    """Many vacancies by two processes, scores only."""
    asked = vacancies(made, count)
    step = -(-count // (PROCESSES * 8))
    parts = [asked[at : at + step] for at in range(0, count, step)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        PROCESSES, mp_context=context, initializer=_open, initargs=(path,)
    ) as pool:
        list(pool.map(_answer, [asked[:1]] * PROCESSES))
        begun = time.perf_counter()
        work = sum(pool.map(_answer, parts))
        wall = time.perf_counter() - begun
    return {"vacancies": count, "wall_s": wall, "work_s": work, "load": load()}


_index: Index | None = None


def _open(path: Path) -> None:
    global _index
    _index = Index.open(path, check=False)


def _answer(asked: Sequence[Posting]) -> float:
    if _index is None:
        raise RuntimeError("no index was opened")
    work = time.process_time()
    for posting in asked:
        _index.top(posting, K, tags=TAGS)
    return time.process_time() - work
