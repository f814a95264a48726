"""Plain text rankers, for comparison only: what a ranking must beat to be worth its trouble.

Each takes queries and documents as texts and gives a float64 array of shape (n_queries,
n_documents), higher being more alike. Word and character statistics are of the documents.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from matching.scoring import hash64, tie_break, tie_seed
from matching.text import normalise

Scores = npt.NDArray[np.float64]
TextRanker = Callable[[Sequence[str], Sequence[str]], Scores]

K1 = 1.5
B = 0.75


def baseline_rankings(
    queries: Mapping[str, str], documents: Mapping[str, str], salt: str = ""
) -> dict[str, dict[str, list[str]]]:
    """For each plain text ranker and query id, all document ids, best first.

    Ties break as `Ranker`'s do with the same salt.
    """
    column = {key: number for number, key in enumerate(documents)}
    found: dict[str, dict[str, list[str]]] = {}
    for name, ranker in BASELINES.items():
        table = ranker(list(queries.values()), list(documents.values()))
        found[name] = {}
        for query, row in zip(queries, table, strict=True):
            seed = tie_seed(query, salt)
            keys = {key: (-row[at], tie_break(seed, hash64(key))) for key, at in column.items()}
            found[name][query] = sorted(documents, key=keys.__getitem__)
    return found


def word_tfidf(queries: Sequence[str], documents: Sequence[str]) -> Scores:
    """Cosine of TF-IDF over words, scikit-learn's own settings; in [0, 1]."""
    return _cosine({}, queries, documents)


def char_tfidf(queries: Sequence[str], documents: Sequence[str]) -> Scores:
    """Cosine of TF-IDF over character 2-4-grams within words; in [0, 1]."""
    settings = {"analyzer": "char_wb", "ngram_range": (2, 4), "sublinear_tf": True}
    return _cosine(settings, queries, documents)


def bm25(queries: Sequence[str], documents: Sequence[str]) -> Scores:
    """Okapi BM25 (Robertson and Zaragoza 2009) over words in the engine's normal form; 0 or more.

    A word of a query counts once; its weight is ln(1 + (N - n + 0.5) / (n + 0.5)).
    """
    bags = [Counter(normalise(text).split()) for text in documents]
    lengths = [sum(bag.values()) for bag in bags]
    average = sum(lengths) / len(lengths) if any(lengths) else 1.0
    seen = Counter(word for bag in bags for word in bag)
    scores = np.zeros((len(queries), len(documents)))
    for row, query in enumerate(queries):
        for word in sorted(set(normalise(query).split())):
            idf = math.log(1 + (len(bags) - seen[word] + 0.5) / (seen[word] + 0.5))
            for column, (bag, length) in enumerate(zip(bags, lengths, strict=True)):
                if bag[word]:
                    damped = bag[word] + K1 * (1 - B + B * length / average)
                    scores[row, column] += idf * bag[word] * (K1 + 1) / damped
    return scores


def token_set(queries: Sequence[str], documents: Sequence[str]) -> Scores:
    """rapidfuzz's token_set_ratio of the normal forms; in [0, 100]."""
    return process.cdist(
        [normalise(text) for text in queries],
        [normalise(text) for text in documents],
        scorer=fuzz.token_set_ratio,
        dtype=np.float64,
    )


def _cosine(
    settings: Mapping[str, Any], queries: Sequence[str], documents: Sequence[str]
) -> Scores:
    # Only an evaluation needs it; whoever imports the engine should not wait for it.
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(**settings)
    held = vectorizer.fit_transform(documents)
    return np.asarray((vectorizer.transform(queries) @ held.T).todense(), dtype=np.float64)


BASELINES: Mapping[str, TextRanker] = MappingProxyType(
    {
        "word TF-IDF": word_tfidf,
        "character TF-IDF": char_tfidf,
        "BM25": bm25,
        "token_set": token_set,
    }
)
