"""Points shared among parts, for many at once."""

from __future__ import annotations

import math

import numpy as np

from matching._arrays import Floats
from matching.records import MAX_POINTS


def shared(weights: Floats) -> Floats:
    """``scoring.share_points`` of each row."""
    largest = weights.max(axis=1, initial=0.0, keepdims=True)
    largest[largest == 0] = 1.0
    parts = weights / largest
    whole = np.array([math.fsum(row) or 1.0 for row in parts.tolist()])
    quotas = MAX_POINTS * parts / whole[:, None]
    shares: Floats = np.floor(quotas)
    remainders = np.where(parts > 0, shares - quotas, np.inf)
    left = np.where(parts.any(axis=1), MAX_POINTS - shares.sum(axis=1), 0.0)
    order = remainders.argsort(axis=1, kind="stable")
    extra = np.arange(weights.shape[1]) < left[:, None]
    rows, places = extra.nonzero()
    shares[rows, order[rows, places]] += 1.0
    return shares
