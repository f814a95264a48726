"""The plain definition, ours beside the peers: the same scores first, then the times."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench import plain
from tests.bench.peers import Peer
from tests.bench.timing import bandwidth, load, ratio, side_by_side

_ID_BYTES = 4
_CHECKED = 5


class Disagreement(Exception):
    """A peer's best fifty have other scores than ours."""


def measure(
    count: int, kinds: Sequence[type[Peer]], folder: Path, queries: int, few: int
) -> dict[str, Any]:
    """All sides at one size; those slower than a tenth of a second answer only ``few`` queries.

    Raises `Disagreement`.
    """
    held, asked = plain.people(count), plain.questions(queries)
    ours = plain.Ours(held, asked, str(folder / f"plain-{count}"))
    peers: list[Peer] = []
    ready: dict[str, float] = {}
    try:
        for kind in kinds:
            begun = time.perf_counter()
            peers.append(kind(held, asked, folder))
            ready[peers[-1].name] = time.perf_counter() - begun
        limits = {peer.name: few if _check(peer, ours) > 0.1 else queries for peer in peers}
        sides = {ours.name: ours.top, "Index.search": ours.explained}
        begun = load()
        taken = side_by_side(
            sides | {peer.name: peer.top for peer in peers},
            queries,
            limits,
            {peer.name: peer.clock for peer in peers},
        )
    finally:
        for peer in peers:
            peer.close()
    own = taken[ours.name]
    people_of = np.bincount(held.skill.ravel(), minlength=len(held.skills))
    claims = float(np.mean([plain.touched(people_of, question) for question in asked]))
    speed = bandwidth()
    floor = claims * _ID_BYTES / speed
    return {
        "load": [begun, load()],
        "claims_touched": claims,
        "bandwidth_bytes_a_second": speed,
        "floor_ms": 1000 * floor,
        "over_floor": own.told()["p50_ms"] / 1000 / floor,
        "sides": {
            name: times.told() | ratio(times, own) | {"ready_s": ready.get(name, 0.0)}
            for name, times in taken.items()
        },
    }


def _check(peer: Peer, ours: plain.Ours) -> float:
    """Compare scores; returns the seconds of the last answer."""
    taken = 0.0
    for number in range(_CHECKED if peer.exact else 1):
        begun = time.perf_counter()
        scores = peer.top(number)
        taken = time.perf_counter() - begun
        if peer.exact and [round(score) for score in scores] != ours.top(number):
            raise Disagreement(f"{peer.name} ranks question {number} unlike the index")
    return taken
