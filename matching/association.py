"""Skills that go together in the work: the half of closeness that a graph of meanings lacks.

1. Each source (occupations with the skills they need; people with the skills they hold) is a list
   of contexts, a weight a concept. Its co-occurrence is ``X'X`` without the diagonal, scaled to
   sum to 1, and the sources' are added: a source counts as much as another, however long.
2. Positive pointwise mutual information, ``max(0, log p(i,j) / p(i) p(j))``.
3. Its truncated singular value decomposition to ``DIMENSIONS`` (64); ``cos`` is the cosine of two
   concepts' rows of ``U sqrt(S)``. It joins concepts that keep the same company.
4. Kept are pairs that were met together (information above 0), are of the same type or a machine
   and an operation, each have a place among the other's ``NEAREST`` (8), and reach
   ``LEAST_COSINE`` (0.5); their closeness is ``FLOOR + (TOGETHER_MOST - FLOOR) x (cos - 0.5) /
   0.5``, so 0.3 to 0.4, both ways.

A garment says nothing of a machine, and the best cosine stays under the gate: what goes together
may bring somebody forward and never lets them in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.decomposition import TruncatedSVD

from matching.similarity import FLOOR, TOGETHER_MOST, RelationLike

Context = Mapping[str, float]

DIMENSIONS = 64
NEAREST = 8
LEAST_COSINE = 0.5
OPTIONAL_SHARE = 0.5
DECIMALS = 2
SEED = 20261123
TYPES = frozenset({"machine", "operation", "garment", "part", "fabric", "software"})
"""A standard, a metric or a defect is known by itself alone."""

_WORK = frozenset({"machine", "operation"})


def occupation_contexts(relations: Iterable[RelationLike]) -> list[Context]:
    """For each occupation its skills: essential by the link's strength, optional by half of it."""
    found: dict[str, dict[str, float]] = {}
    for line in relations:
        if line.relation in ("essential", "optional"):
            share = 1.0 if line.relation == "essential" else OPTIONAL_SHARE
            held = found.setdefault(line.source, {})
            held[line.target] = max(held.get(line.target, 0.0), share * line.strength)
    return [found[occupation] for occupation in sorted(found)]


def together(
    sources: Sequence[Iterable[Context]],
    kinds: Mapping[str, str],
    dimensions: int = DIMENSIONS,
) -> list[tuple[str, str, float]]:
    """Pairs that go together, as (asked, held, closeness in [0.3, 0.4]), in order.

    Parameters
    ----------
    sources : sequence of iterables of mappings of str to float
        Contexts: concept to a weight above 0. Concepts of types not in ``TYPES`` are left out.
    kinds : mapping of str to str
        The type of each concept.
    dimensions : int
        How many are kept; fewer forget more of what is peculiar to one concept.

    Returns
    -------
    list of (str, str, float)
        Both directions of each pair; empty where there are too few concepts to compare.
    """
    contexts = [list(source) for source in sources]
    held = {name for source in contexts for context in source for name in context}
    names = sorted(name for name in held if kinds.get(name) in TYPES)
    if len(names) < 3:
        return []
    shared = _information(contexts, names)
    size = min(dimensions, len(names) - 1)
    places = TruncatedSVD(size, algorithm="arpack", random_state=SEED).fit(shared)
    rows = places.components_.T * np.sqrt(np.maximum(places.singular_values_, 0.0))
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows / np.where(lengths > 0, lengths, 1.0)
    cosines = np.where(_alike(names, kinds) & (shared > 0), rows @ rows.T, 0.0)
    np.fill_diagonal(cosines, 0.0)
    # The n-th highest of each row: a pair is kept where it reaches that of both its concepts.
    nth = np.sort(cosines, axis=1)[:, -min(NEAREST, len(names))]
    kept = (cosines >= LEAST_COSINE) & (cosines >= nth[:, None]) & (cosines >= nth[None, :])
    share = (np.minimum(cosines, 1.0) - LEAST_COSINE) / (1.0 - LEAST_COSINE)
    values = np.round(FLOOR + (TOGETHER_MOST - FLOOR) * share, DECIMALS)
    return [(names[i], names[j], float(values[i, j])) for i, j in np.argwhere(kept).tolist()]


def _information(
    contexts: Sequence[Sequence[Context]], names: Sequence[str]
) -> npt.NDArray[np.float64]:
    """Positive pointwise mutual information of each two concepts, shape (n, n)."""
    code = {name: n for n, name in enumerate(names)}
    joint = np.zeros((len(names), len(names)))
    for source in contexts:
        cells = [
            (row, code[name], weight)
            for row, held in enumerate(source)
            for name, weight in held.items()
            if name in code
        ]
        if not cells:
            continue
        rows, columns, weights = zip(*cells, strict=True)
        table = sparse.csr_array((weights, (rows, columns)), shape=(len(source), len(names)))
        met = (table.T @ table).toarray()
        np.fill_diagonal(met, 0.0)
        if met.sum() > 0:
            joint += met / met.sum()
    joint /= max(joint.sum(), 1e-300)
    alone = joint.sum(axis=0)
    expected = np.outer(alone, alone)
    ratio = np.divide(joint, expected, out=np.ones_like(joint), where=expected > 0)
    found: npt.NDArray[np.float64] = np.log(np.maximum(ratio, 1.0))
    return found


def _alike(names: Sequence[str], kinds: Mapping[str, str]) -> npt.NDArray[np.bool_]:
    """Whether two concepts can stand for one another: of one type, or a machine and its work."""
    types = np.array(["work" if kinds[name] in _WORK else kinds[name] for name in names])
    alike: npt.NDArray[np.bool_] = types[:, None] == types[None, :]
    return alike
