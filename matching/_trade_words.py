"""How much a word speaks of this trade or of another: weights of its letters, hashed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matching.text import word_key, word_latin, word_stems

FloatVector = npt.NDArray[np.float32]
PLACES = 1 << 14
_SHORTEST, _LONGEST = 3, 5
_WHOLE = 3
"""A whole word is heard as loudly as so many of its runs of letters."""


@lru_cache(maxsize=1 << 15)
def word_places(word: str) -> tuple[npt.NDArray[np.int64], FloatVector]:
    """Where the parts of a normal word stand among the weights, and how much each counts.

    Parts are its stem, the consonants it is heard by and its runs of Latin letters, so that
    nothing depends on the language or the script. The squares of the counts sum to 1.
    """
    spelt = f"<{word_latin(word)}>"
    parts = {"s" + word_stems(word)[0]: _WHOLE, "k" + word_key(word): _WHOLE}
    for size in range(_SHORTEST, _LONGEST + 1):
        parts.update({spelt[n : n + size]: 1 for n in range(len(spelt) - size + 1)})
    counts = np.array(list(parts.values()), dtype=np.float32)
    places = np.array([crc32(part.encode()) % PLACES for part in parts], dtype=np.int64)
    return places, counts / np.sqrt((counts**2).sum())


def word_odds(weights: FloatVector, words: Sequence[str]) -> list[float]:
    """Log-odds of each normal word: above 0 for this trade, below for another, near 0 unknown."""
    found = []
    for word in words:
        places, counts = word_places(word)
        found.append(float(weights[places] @ counts))
    return found


def table(texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """The words of texts as rows for a linear model, shape (n_texts, PLACES)."""
    rows, columns, values = [], [], []
    for row, words in enumerate(texts):
        for word in dict.fromkeys(words):
            places, counts = word_places(word)
            rows.append(np.full(len(places), row))
            columns.append(places)
            values.append(counts)
    shape = (len(texts), PLACES)
    if not rows:
        raise ValueError("there is no word to learn from")
    parts = (np.concatenate(rows), np.concatenate(columns))
    return sparse.csr_matrix((np.concatenate(values), parts), shape=shape)
