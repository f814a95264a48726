"""scikit-learn: TF-IDF rows, `linear_kernel`, `argsort`; as it is found in most recommenders.

A word is a skill at a level. Without idf and norm, a question that weighs each word by what it
earns gives the very same scores; the cost is that of the usual weights, as the shape is the same.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.metrics.pairwise import linear_kernel

from tests.bench.plain import LEVELS, K, People, Question, points_of


class Scikit:
    name = "scikit-learn TF-IDF, linear_kernel, argsort"
    clock = staticmethod(time.process_time)
    exact = True

    def __init__(self, people: People, questions: Sequence[Question], folder: Path) -> None:
        width = len(people.skills) * LEVELS
        self.rows = TfidfTransformer(norm=None, use_idf=False).fit_transform(counts(people))
        self.asked = [sparse.csr_matrix(points_of(q, len(people.skills))) for q in questions]
        if self.rows.shape[1] != width:
            raise ValueError("a word is missing")

    def top(self, number: int) -> Sequence[float]:
        scores = linear_kernel(self.asked[number], self.rows)[0]
        return scores[np.argsort(scores)[::-1][:K]].tolist()

    def close(self) -> None:
        del self.rows


def counts(people: People) -> sparse.csr_matrix:
    """Rows of ones, a column a skill at a level: what a `CountVectorizer` makes of the words."""
    tokens = people.tokens.astype(np.int32)
    starts = np.arange(0, len(tokens) + 1, people.skill.shape[1], dtype=np.int32)
    shape = (len(people), len(people.skills) * LEVELS)
    made = sparse.csr_matrix((np.ones(len(tokens)), tokens, starts), shape=shape)
    made.sort_indices()
    return made
