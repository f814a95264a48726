"""Teaching the re-ranker from label sets; the only module of the engine that needs many minutes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression

from matching._episodes import EVALUATED, LabelSet, episode, fold_of
from matching._trees import Forest, from_sklearn
from matching.linking import MODEL, Linker

__all__ = [
    "MODEL",
    "LabelSet",
    "Lessons",
    "digest",
    "lessons",
    "reciprocal_ranks",
    "train",
]

FloatMatrix = npt.NDArray[np.float32]
FloatVector = npt.NDArray[np.float64]
BoolVector = npt.NDArray[np.bool_]
_STEPS = 40
_NEAR = 10
_THIN = 3
"""Of rows that are not near the top, one in three is learnt from, and counts three times."""
_CALIBRATED = 5
"""One concept in so many is kept from the trees, to say how sure they may be."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Rows of features and what is right.

    Attributes
    ----------
    rows : ndarray of float32, shape (n_rows, n_features)
        A row for each text and candidate; exact forms are left out, since they need no model.
    right : ndarray of bool, shape (n_rows,)
    text : ndarray of int, shape (n_rows,)
        Numbers the texts.
    apart : ndarray of bool, shape (n_rows,)
        Kept from the trees, to measure how sure they may be.
    weight : float
        How much each row counts.
    names : tuple of str
        The features.
    known : int
        Texts whose concept there is.
    """

    rows: FloatMatrix
    right: BoolVector
    text: npt.NDArray[np.int64]
    apart: BoolVector
    weight: float
    names: tuple[str, ...]
    known: int


def lessons(
    labels: LabelSet, seed: int, most: int, *, evaluated: bool = False, weight: float = 1.0
) -> Lessons:
    """Ask one episode of a label set and keep every row.

    Concepts of the evaluated fold are left out; with ``evaluated``, they alone are asked.
    """
    made = (
        episode(labels, seed, most, asked=lambda key: fold_of(key) == EVALUATED)
        if evaluated
        else episode(labels.only(lambda key: fold_of(key) != EVALUATED), seed, most)
    )
    linker = Linker().fit(made.learnt)
    number = {concept: n for n, concept in enumerate(linker.concepts_)}
    compared = linker.compare([question.text for question in made.questions], labels.types)
    parts: list[tuple[FloatMatrix, BoolVector, npt.NDArray[np.int64]]] = []
    names: tuple[str, ...] = ()
    answered: set[int] = set()
    for places, found in compared:
        names = tuple(found.names)
        answers = [{number.get(key, -1) for key in made.questions[n].concepts} for n in places]
        asked, concept = found.pairs.asked.tolist(), found.pairs.concept.tolist()
        right = np.array([c in answers[row] for row, c in zip(asked, concept, strict=True)])
        text = np.array(places)[found.pairs.asked]
        exact = found.pairs.given["certain"] >= 1
        answered.update(text[exact].tolist())
        parts.append((found.rows[~exact], right[~exact], text[~exact]))
    text = np.concatenate([part[2] for part in parts])
    asks = {n for n, question in enumerate(made.questions) if question.concepts} - answered
    return Lessons(
        rows=np.concatenate([part[0] for part in parts]),
        right=np.concatenate([part[1] for part in parts]),
        text=text,
        apart=np.array([_apart(question.text) for question in made.questions])[text],
        weight=weight,
        names=names,
        known=len(asks),
    )


def _apart(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[2] % _CALIBRATED == 0


def train(given: Sequence[Lessons], about: Mapping[str, Any], trees: int = 300) -> Forest:
    """Grow the forest and measure how sure it may be. The same lessons give the same forest."""
    rows = np.concatenate([part.rows for part in given])
    right = np.concatenate([part.right for part in given])
    weight = np.concatenate(
        [np.full(len(part.rows), part.weight, dtype=np.float32) for part in given]
    )
    kept = np.concatenate([part.apart for part in given])
    near = right | (rows[:, list(given[0].names).index("rank_together")] < np.log1p(_NEAR))
    thinned = np.arange(len(rows)) % _THIN == 0
    model = HistGradientBoostingClassifier(
        learning_rate=0.08,
        max_iter=trees,
        max_leaf_nodes=31,
        max_depth=7,
        min_samples_leaf=60,
        l2_regularization=2.0,
        max_features=0.5,
        early_stopping=False,
        random_state=0,
    )
    used = np.flatnonzero(~kept & (near | thinned))
    model.fit(rows[used], right[used], sample_weight=np.where(near, 1, _THIN)[used] * weight[used])
    plain = (np.array([-20.0, 20.0]), np.array([0.0, 1.0]))
    forest = from_sklearn(model, plain, {})
    odds = forest.odds(rows[kept])
    steps = _steps(odds, right[kept], weight[kept])
    facts = {**about, "features": list(given[0].names), "rows": len(used)}
    facts["questions"] = sum(part.known for part in given)
    return from_sklearn(model, steps, facts)


def _steps(
    odds: FloatVector, right: BoolVector, weight: npt.NDArray[np.float32]
) -> tuple[FloatVector, FloatVector]:
    """Rising steps from log-odds to the share that was right, read at even quantiles."""
    isotonic = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    isotonic.fit(odds, right, sample_weight=weight)
    at = np.linspace(odds.min(), odds.max(), _STEPS)
    smooth = 1 / (1 + np.exp(-at))
    to = np.maximum.accumulate(0.9 * isotonic.predict(at) + 0.1 * smooth)
    rising = to + np.arange(_STEPS) * 1e-6
    return at, np.minimum(rising / max(rising[-1], 1.0), 1.0)


def reciprocal_ranks(given: Lessons, forest: Forest | None = None) -> float:
    """Mean reciprocal rank of the right concept among candidates, by a forest.

    Without one: by the cosine of character n-grams of each concept's best label. Texts that are
    somebody's exact form are left out; a right concept that is no candidate counts 0.
    """
    order_by = (
        given.rows[:, given.names.index("text")] if forest is None else forest.odds(given.rows)
    )
    order = np.lexsort((-order_by, given.text))
    firsts = np.flatnonzero(np.diff(given.text[order], prepend=-1))
    place = np.arange(len(order)) - np.repeat(firsts, np.diff(np.append(firsts, len(order)))) + 1
    gains = np.where(given.right[order], 1 / place, 0.0)
    return float(np.maximum.reduceat(gains, firsts).sum()) / max(given.known, 1)


def digest(sets: Iterable[LabelSet]) -> str:
    """A short hash of everything there was to learn from."""
    found = hashlib.sha256()
    for labels in sets:
        for line in sorted("\t".join(entry) for entry in labels.entries):
            found.update(line.encode() + b"\n")
        for pair in sorted(labels.strange):
            found.update("\t".join(pair).encode() + b"\n")
    return found.hexdigest()[:16]
