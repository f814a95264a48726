"""A learnt forest as plain arrays: read without running code, evaluated all rows at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FloatMatrix = npt.NDArray[np.float32]
FloatVector = npt.NDArray[np.float64]
IntMatrix = npt.NDArray[np.int32]
_ARRAYS = ("feature", "threshold", "left", "right", "value", "steps_at", "steps_to")
_CELLS = 2_000_000


@dataclass(frozen=True, slots=True)
class Forest:
    """Summed regression trees under a logistic, and steps that make its output a probability.

    Attributes
    ----------
    feature, left, right : ndarray of int32, shape (n_trees, n_nodes)
        What a node asks and where it leads; a leaf leads to itself.
    threshold, value : ndarray of float32, shape (n_trees, n_nodes)
        A row goes left where its feature is at most the threshold; leaves add their value.
    depth : int
        The longest way from a root to a leaf.
    bias : float
        Log-odds before any tree.
    steps_at, steps_to : ndarray of float64, shape (n_steps,)
        Rising log-odds and the probability found at each; linear in between.
    about : mapping
        What it was trained on and the names of its features, for people and for checks.
    """

    feature: IntMatrix
    threshold: FloatMatrix
    left: IntMatrix
    right: IntMatrix
    value: FloatMatrix
    depth: int
    bias: float
    steps_at: FloatVector
    steps_to: FloatVector
    about: Mapping[str, Any]

    def odds(self, rows: FloatMatrix) -> FloatVector:
        """Log-odds of each row of features, shape (n_rows,)."""
        trees, nodes = self.feature.shape
        total = np.full(len(rows), self.bias)
        roots = (np.arange(trees, dtype=np.int32) * nodes)[None, :]
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        left, right = (self.left + roots.T).ravel(), (self.right + roots.T).ravel()
        value = self.value.ravel()
        step = max(1, _CELLS // trees)
        for start in range(0, len(rows), step):
            part = np.ascontiguousarray(rows[start : start + step])
            flat, width = part.ravel(), part.shape[1]
            offsets = (np.arange(len(part), dtype=np.int32) * width)[:, None]
            at = np.broadcast_to(roots, (len(part), trees))
            for _ in range(self.depth):
                low = flat[offsets + feature[at]] <= threshold[at]
                at = np.where(low, left[at], right[at])
            total[start : start + step] += value[at].sum(axis=1, dtype=np.float64)
        return total

    def likely(self, odds: FloatVector) -> FloatVector:
        """Probabilities in [0, 1] of log-odds."""
        likely: FloatVector = np.interp(odds, self.steps_at, self.steps_to)
        return likely

    def save(self, path: Path) -> None:
        """Write as a NumPy archive; the same forest gives the same bytes."""
        meta = {"depth": self.depth, "bias": self.bias, "about": dict(self.about)}
        text = json.dumps(meta, sort_keys=True, ensure_ascii=False).encode()
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        np.savez_compressed(path, meta=np.frombuffer(text, dtype=np.uint8), **arrays)

    @classmethod
    def load(cls, path: Path) -> Forest:
        """Read what `save` wrote; `ValueError` where it is damaged."""
        with np.load(path, allow_pickle=False) as kept:
            meta = json.loads(kept["meta"].tobytes())
            arrays = {name: kept[name] for name in _ARRAYS}
        shape = arrays["feature"].shape
        if len(shape) != 2 or any(arrays[name].shape != shape for name in _ARRAYS[1:5]):
            raise ValueError("the arrays of the forest do not belong together")
        return cls(**arrays, depth=meta["depth"], bias=meta["bias"], about=meta["about"])


def from_sklearn(
    model: Any, steps: tuple[FloatVector, FloatVector], about: Mapping[str, Any]
) -> Forest:
    """The trees of a fitted `HistGradientBoostingClassifier` of two classes."""
    trees: Sequence[Any] = [row[0].nodes for row in model._predictors]
    size = max(len(nodes) for nodes in trees)
    shape = (len(trees), size)
    feature = np.zeros(shape, dtype=np.int32)
    threshold = np.zeros(shape, dtype=np.float32)
    value = np.zeros(shape, dtype=np.float32)
    left = np.tile(np.arange(size, dtype=np.int32), (len(trees), 1))
    right = left.copy()
    for n, nodes in enumerate(trees):
        inner = np.flatnonzero(nodes["is_leaf"] == 0)
        feature[n, inner] = nodes["feature_idx"][inner]
        threshold[n, inner] = nodes["num_threshold"][inner].astype(np.float32)
        left[n, inner] = nodes["left"][inner]
        right[n, inner] = nodes["right"][inner]
        value[n, : len(nodes)] = np.where(nodes["is_leaf"], nodes["value"], 0)
    depth = max(int(nodes["depth"].max()) for nodes in trees)
    bias = float(np.ravel(model._baseline_prediction)[0])
    return Forest(feature, threshold, left, right, value, depth, bias, *steps, about)
