"""Sparse look-ups over labels, factored through their words so that both fit and query are quick.

A label is a bag of units (words, or all it is heard by as one unit) and a unit a bag of character
n-grams; the cosine of a text and every label is then two small products instead of one large one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

Matrix = npt.NDArray[np.float32]
Units = Sequence[Sequence[str]]


def counts(bags: Units, vocabulary: dict[str, int], grow: bool) -> sparse.csr_array:
    """Rows of bags, columns of ``vocabulary``; unknown units are added to it or left out."""
    columns: list[int] = []
    ends = [0]
    for bag in bags:
        if grow:
            columns.extend([vocabulary.setdefault(unit, len(vocabulary)) for unit in bag])
        else:
            columns.extend([vocabulary[unit] for unit in bag if unit in vocabulary])
        ends.append(len(columns))
    made = sparse.csr_array(
        (
            np.ones(len(columns), dtype=np.float32),
            np.array(columns, dtype=np.int32),
            np.array(ends, dtype=np.int32),
        ),
        shape=(len(bags), max(len(vocabulary), 1)),
    )
    made.sum_duplicates()
    return made


def _grams(unit: str, shortest: int, longest: int) -> list[str]:
    padded = f" {unit} "
    size = len(padded)
    found = [
        padded[at : at + n]
        for n in range(shortest, min(longest, size - 1) + 1)
        for at in range(size - n + 1)
    ]
    if size <= longest:
        found.append(padded)
    return found


@dataclass(slots=True)
class NgramLookup:
    """Cosines of TF-IDF vectors of character n-grams within units.

    Attributes
    ----------
    labels : sparse array of float32, shape (n_labels, n_units)
        How often each unit stands in each label, divided by the length of the label's vector.
    grams : sparse array of float32, shape (n_grams, n_units)
        How often each n-gram stands in each unit, times its squared inverse frequency.
    """

    shortest: int
    longest: int
    numbers: dict[str, int]
    labels: Any
    grams: Any
    rarity: Matrix
    rarest: float

    @classmethod
    def fit(cls, bags: Units, shortest: int, longest: int) -> NgramLookup:
        """Learn labels, each a bag of units."""
        units: dict[str, int] = {}
        numbers: dict[str, int] = {}
        used = counts(bags, units, grow=True)
        spelt = counts([_grams(unit, shortest, longest) for unit in units], numbers, grow=True)
        whole: Any = used @ spelt
        seen = np.bincount(whole.indices, minlength=len(numbers))
        total = len(bags)
        rarity = (1 + np.log((total + 1) / (seen + 1))).astype(np.float32)
        whole.data *= rarity[whole.indices]
        length = np.sqrt(np.add.reduceat(np.append(whole.data**2, 0), whole.indptr[:-1]))
        length[np.diff(whole.indptr) == 0] = 1.0
        used.data /= np.repeat(length, np.diff(used.indptr)).astype(np.float32)
        spelt.data *= rarity[spelt.indices] ** 2
        return cls(
            shortest,
            longest,
            numbers,
            used,
            sparse.csr_array(spelt.T),
            rarity,
            float(1 + np.log(total + 1)),
        )

    def cosines(self, bags: Units) -> tuple[Matrix, Matrix]:
        """Cosines of shape (n_labels, n_bags), and for each bag how much of it is known at all.

        A cosine counts n-grams no label has as part of the bag's length; divided by its known
        part, in [0, 1], it does not.
        """
        spelt = [
            Counter(g for unit in bag for g in _grams(unit, self.shortest, self.longest))
            for bag in bags
        ]
        asked = _weighted(spelt, self.numbers)
        known = np.sqrt(
            np.array([_square(bag, self.numbers, self.rarity) for bag in spelt], dtype=np.float64)
        )
        missing = np.array(
            [sum(n * n for g, n in bag.items() if g not in self.numbers) for bag in spelt]
        )
        length = np.sqrt(known**2 + missing * self.rarest**2)
        near: Any = asked @ self.grams
        found: Matrix = self.labels @ np.ascontiguousarray(near.toarray().T)
        found /= np.maximum(length, 1e-9).astype(np.float32)
        return found, (known / np.maximum(length, 1e-9)).astype(np.float32)


def _weighted(bags: Sequence[Mapping[str, int]], numbers: Mapping[str, int]) -> Any:
    columns: list[int] = []
    values: list[int] = []
    ends = [0]
    for bag in bags:
        for gram, n in bag.items():
            place = numbers.get(gram)
            if place is not None:
                columns.append(place)
                values.append(n)
        ends.append(len(columns))
    return sparse.csr_array(
        (np.array(values, dtype=np.float32), np.array(columns, dtype=np.int32), np.array(ends)),
        shape=(len(bags), len(numbers)),
    )


def _square(bag: Mapping[str, int], numbers: Mapping[str, int], rarity: Matrix) -> float:
    return sum((n * float(rarity[numbers[g]])) ** 2 for g, n in bag.items() if g in numbers)


@dataclass(slots=True)
class WordLookup:
    """BM25 over word roots (k1 = 1.2, b = 0.5: labels are short), each root once a label."""

    numbers: dict[str, int]
    weights: Any
    rarity: Matrix
    rarest: float

    @classmethod
    def fit(cls, bags: Units, share: float = 0.5, often: bool = False) -> WordLookup:
        """Learn documents, each a bag of roots; ``often`` minds how often a root stands in one.

        ``share`` is how much a longer document's roots weigh less, 0 to 1.
        """
        numbers: dict[str, int] = {}
        used = counts(bags, numbers, grow=True)
        seen = np.bincount(used.indices, minlength=max(len(numbers), 1))
        total = len(bags)
        rarity = np.log(1 + (total - seen + 0.5) / (seen + 0.5)).astype(np.float32)
        times = used.data if often else np.ones_like(used.data)
        sizes = np.add.reduceat(np.append(times, 0), used.indptr[:-1])
        sizes[np.diff(used.indptr) == 0] = 0
        long = 1.2 * (1 - share + share * sizes / max(float(sizes.mean()), 1e-9))
        shrink = 2.2 * times / (times + np.repeat(long, np.diff(used.indptr)))
        used.data = (rarity[used.indices] * shrink).astype(np.float32)
        return cls(numbers, sparse.csr_array(used.T), rarity, float(np.log(1 + 2 * total + 1)))

    def scores(self, bags: Units) -> tuple[Matrix, Matrix]:
        """Scores of shape (n_documents, n_bags), and what each bag could score at most."""
        distinct = [tuple(dict.fromkeys(bag)) for bag in bags]
        asked = counts(distinct, self.numbers, grow=False)
        asked = sparse.csr_array(asked, shape=(len(bags), self.weights.shape[0]))
        product: Any = asked @ self.weights
        most = [sum(self.weight(root) for root in bag) for bag in distinct]
        found: Matrix = np.ascontiguousarray(product.toarray().T)
        return found, np.maximum(np.array(most, dtype=np.float32), 1e-6)

    def weight(self, root: str) -> float:
        """How much a root says: the rarer the more; unknown ones most."""
        place = self.numbers.get(root)
        return self.rarest if place is None else float(self.rarity[place])
