"""What each component weighs for an occupation where the vacancy does not say."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from matching.records import Component
from matching.scoring import DEFAULT_WEIGHTS

TABLE = Path(__file__).parent / "data" / "weights.csv"


def default_weights(occupation: str | None) -> Mapping[Component, float]:
    """The weights of an occupation's line in ``data/weights.csv``, else ``DEFAULT_WEIGHTS``."""
    return _table().get(occupation or "", DEFAULT_WEIGHTS)


@cache
def _table() -> Mapping[str, Mapping[Component, float]]:
    """Every line by its occupation; `ValueError` where a weight is missing or negative."""
    found: dict[str, Mapping[Component, float]] = {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            weights = {component: float(line[component.value]) for component in DEFAULT_WEIGHTS}
            if min(weights.values()) < 0:
                raise ValueError(f"a weight of {line['occupation']} is negative")
            found[line["occupation"]] = MappingProxyType(weights)
    return MappingProxyType(found)
