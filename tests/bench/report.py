"""What a run found, as lines for a terminal."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_MB = 1_000_000


def machine() -> dict[str, Any]:
    """What kind of machine this is, by what it says of itself."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "processor": model,
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(pages / 2**30),
        "python": platform.python_version(),
    }


def size(people: int, found: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one size."""
    yield f"\n{people:,} specialists"
    if "built" in found:
        yield from _built(found["built"], found.get("memory"), found.get("batch"))
    if "full" in found:
        yield from _full(found["full"])
    if "plain" in found:
        yield from _plain(found["plain"])


def _built(
    built: Mapping[str, Any], memory: Mapping[str, Any] | None, batch: Mapping[str, Any] | None
) -> Iterator[str]:
    yield (
        f"  build {built['build_s']:.1f} s (own work {built['build_work_s']:.1f} s), index "
        f"{built['index_bytes'] / _MB:.0f} MB on disk, peak {built['peak_bytes'] / _MB:.0f} MB"
    )
    if memory:
        yield f"  private memory a worker {memory['private_bytes'] / _MB:.1f} MB"
    if batch:
        yield (
            f"  batch of {batch['vacancies']:,} vacancies on two processes {batch['wall_s']:.1f} s"
            f" (own work {batch['work_s']:.1f} s), load {batch['load']:.1f}"
        )


def _full(full: Mapping[str, Any]) -> Iterator[str]:
    yield _head("the full query: eight requirements, closeness, filters, best 50")
    names = {
        "search": "with reasons",
        "top": "scores only",
        "search without filters": "with reasons, no filters",
        "count": "how many are open and blocked",
    }
    for key, name in names.items():
        yield _row(name, full[key])
    scored = full["scored_exactly"]
    yield (
        f"  scored exactly: {scored['median']:.0f} at the median, {scored['most']} at most; "
        f"p99 / p50 {full['p99_over_p50']:.1f}; load {full['load'][0]:.1f} to {full['load'][1]:.1f}"
    )


def _plain(plain: Mapping[str, Any]) -> Iterator[str]:
    yield _head("plain skills, the same best 50 from all", "times ours", "by work")
    for name, side in plain["sides"].items():
        yield _row(name, side, side["ratio"], side["work_ratio"])
    yield (
        f"  {plain['claims_touched']:,.0f} claims touched: reading them takes "
        f"{plain['floor_ms']:.3f} ms at {plain['bandwidth_bytes_a_second'] / 1e9:.1f} GB/s, "
        f"ours {plain['over_floor']:.0f} times that; "
        f"load {plain['load'][0]:.1f} to {plain['load'][1]:.1f}"
    )


def http(found: Mapping[str, Any]) -> Iterator[str]:
    """The lines of the run over HTTP."""
    yield (
        f"\nOver HTTP, {found['people']:,} specialists loaded, {found['seconds']} s, two gunicorn "
        f"workers, {found['work_a_request_ms']:.0f} ms of their own work a request, load "
        f"{found['load']:.1f}"
    )
    for name, side in found["requests"].items():
        yield (
            f"  {name:<40} {side['a_second']:6.1f} /s  p50 {side['p50_ms']:7.0f} ms"
            f"  p99 {side['p99_ms']:7.0f} ms  failed {side['failed']}"
        )


def _head(title: str, *more: str) -> str:
    return f"  {title:<58}{'p50':>9}{'p99':>9}{'own work':>10}" + "".join(f"{m:>12}" for m in more)


def _row(name: str, told: Mapping[str, float], *ratios: float) -> str:
    return (
        f"    {name:<56}{told['p50_ms']:>9.2f}{told['p99_ms']:>9.2f}{told['work_p50_ms']:>10.2f}"
    ) + "".join(f"{one:>12.1f}" for one in ratios)
