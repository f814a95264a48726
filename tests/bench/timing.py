"""Times taken side by side."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Times:
    """Seconds by the clock and of this process's own work, one of each a query."""

    wall: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def told(self) -> dict[str, float]:
        """Milliseconds: medians and 99th percentiles."""
        return {
            "queries": len(self.wall),
            "p50_ms": 1000 * statistics.median(self.wall),
            "p99_ms": 1000 * float(np.percentile(self.wall, 99)),
            "work_p50_ms": 1000 * statistics.median(self.work),
            "work_p99_ms": 1000 * float(np.percentile(self.work, 99)),
        }


def side_by_side(
    sides: Mapping[str, Callable[[int], object]],
    count: int,
    limits: Mapping[str, int] | None = None,
    clocks: Mapping[str, Callable[[], float]] | None = None,
) -> dict[str, Times]:
    """Ask every side the same question, then the next question; slow sides stop at their limit.

    A busy moment of the machine so falls on all of them alike. ``clocks`` tell the processor's
    seconds of sides that work in other processes too.
    """
    found = {name: Times() for name in sides}
    for side in sides.values():
        side(0)
    for number in range(count):
        for name, side in sides.items():
            if number >= (limits or {}).get(name, count):
                continue
            clock = (clocks or {}).get(name, time.process_time)
            work, wall = clock(), time.perf_counter()
            side(number)
            found[name].wall.append(time.perf_counter() - wall)
            found[name].work.append(clock() - work)
    return found


def ratio(slow: Times, quick: Times) -> dict[str, float]:
    """The medians of the ratios of queries both sides answered: by the clock and by the work."""
    return {
        "ratio": statistics.median(s / q for s, q in zip(slow.wall, quick.wall, strict=False)),
        "work_ratio": statistics.median(s / q for s, q in zip(slow.work, quick.work, strict=False)),
    }


def bandwidth() -> float:
    """Bytes a second that one core of this machine reads from memory: the best of a few sums."""
    block = np.ones(1 << 25, dtype=np.int64)
    best = 0.0
    for _ in range(5):
        begun = time.perf_counter()
        block.sum()
        best = max(best, block.nbytes / (time.perf_counter() - begun))
    return best


def load() -> float:
    """How many processes have wanted to run in the last minute, on average."""
    return os.getloadavg()[0]
