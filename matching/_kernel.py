"""The one inner loop: add a constant to a counter a person, over ranges of a posting list.

``counters[ids[j]] += constants[c]`` for every range c and every j in it. SciPy's compiled
``csc_matvec`` does exactly this for a matrix of ones; it is private, so it is tried once at
import, and where it is not as expected the public product takes its place (about 1.3 times the
time).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

Counters = npt.NDArray[np.uint16]
Ids = npt.NDArray[np.int32]
Bounds = npt.NDArray[np.int32]

_ones = np.ones(1 << 19, dtype=np.uint16)
"""Enough for the longest list of 1.3 million people. Made at import, so that workers forked after
it share its pages: nobody writes to them."""


def add_ranges(counters: Counters, ids: Ids, bounds: Bounds, constants: Counters) -> None:
    """Add ``constants[c]`` to the counters of ``ids[bounds[c]:bounds[c + 1]]``, in place.

    Parameters
    ----------
    counters : ndarray of uint16, shape (n,), contiguous
    ids : ndarray of int32, shape (m,)
        Each in [0, n), none twice.
    bounds : ndarray of int32, shape (n_ranges + 1,)
        Rising from 0 to m.
    constants : ndarray of uint16, shape (n_ranges,)
        Sums must stay below 65536: it is not checked.
    """
    if len(ids):
        _add(counters, ids, bounds, constants, _as_many_ones(len(ids)))


def _as_many_ones(size: int) -> Counters:
    global _ones
    if len(_ones) < size:
        _ones = np.ones(1 << int(size - 1).bit_length(), dtype=np.uint16)
    return _ones[:size]


def _public(
    counters: Counters, ids: Ids, bounds: Bounds, constants: Counters, ones: Counters
) -> None:
    shape = (len(counters), len(constants))
    ranges: Any = sparse.csc_array((ones, ids, bounds), shape=shape)
    counters += ranges @ constants


def _compiled() -> Callable[..., None] | None:
    """SciPy's own loop, if it is there and does what is expected of it."""
    try:
        from scipy.sparse import _sparsetools

        loop = _sparsetools.csc_matvec
    except (ImportError, AttributeError):
        return None

    def add(
        counters: Counters, ids: Ids, bounds: Bounds, constants: Counters, ones: Counters
    ) -> None:
        loop(len(counters), len(constants), bounds, ids, ones, constants, counters)

    try:
        return add if is_exact(add) else None
    except Exception:
        # Whatever a private function raises after a change of SciPy: the public one stands in.
        return None


def is_exact(add: Callable[..., None]) -> bool:
    """Whether a loop adds as it should, in place, on a case whose sums are known."""
    counters = np.arange(8, dtype=np.uint16)
    ids = np.array([0, 3, 7, 2, 3], dtype=np.int32)
    bounds = np.array([0, 3, 3, 5], dtype=np.int32)
    constants = np.array([10, 99, 60000], dtype=np.uint16)
    add(counters, ids, bounds, constants, np.ones(5, dtype=np.uint16))
    return counters.tolist() == [10, 1, 60002, 60013, 4, 5, 6, 17]


_add: Callable[..., None] = _compiled() or _public
