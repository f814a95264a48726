"""How like a typed form and a label are, in features that hold in every language."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from matching.text import tokens, word_key, word_latin, word_stems

FEATURES = (
    "cosine",
    "ratio_key",
    "asked_covered",
    "label_covered",
    "concept_covered",
    "type_fit",
)

_WEIGHTS = (4.0, 2.0, 1.6, 1.7, 1.9, 1.3)
_BIAS = -9.2
"""Of a logistic with no negative weight, fitted to labels of seeds/taxonomy left out one fifth at
a time and to job titles of other trades: more of any likeness is never worse."""


@dataclass(frozen=True, slots=True)
class Form:
    """A text taken apart once, to be compared many times."""

    words: tuple[str, ...]
    text: str
    latin: str
    key: str

    @classmethod
    def of(cls, text: str, most: int | None = None) -> Form:
        """Take a text apart, up to ``most`` words."""
        return cls.of_words([token.text for token in tokens(text)[:most]])

    @classmethod
    def of_words(cls, normal: Sequence[str]) -> Form:
        """Put normal words together."""
        words = tuple(normal)
        return cls(
            words,
            " ".join(words),
            " ".join(word_latin(word) for word in words),
            "".join(word_key(word) for word in words),
        )


@lru_cache(maxsize=1 << 18)
def word_likeness(one: str, other: str) -> float:
    """How likely two normal words are one word: 0 to 1; words with unlike numbers are not."""
    if one == other:
        return 1.0
    if _digits(one) != _digits(other):
        return 0.0
    stems, others = word_stems(one), word_stems(other)
    if stems[0] == others[0] or stems[1] == others[1]:
        return 0.97
    key, other_key = word_key(one), word_key(other)
    if key == other_key and len(key) >= 3:
        return 0.92
    latin, other_latin = word_latin(one), word_latin(other)
    best = max(fuzz.ratio(one, other), fuzz.ratio(latin, other_latin))
    if len(key) >= 3 and len(other_key) >= 3:
        best = max(best, 0.95 * fuzz.ratio(key, other_key))
    likeness = best / 100
    return likeness if likeness >= 0.7 else 0.0


def _digits(word: str) -> str:
    return "".join(c for c in word if c.isdigit()) if not word.isalpha() else ""


def features(
    asked: Form,
    label: Form,
    asked_weights: Sequence[float],
    label_weights: Sequence[float],
    cosine: float,
    concept_covered: float,
    type_fit: float,
) -> tuple[float, ...]:
    """The features of `FEATURES`, each in [0, 1]; weights are one per word, positive."""
    likeness = [[word_likeness(a, b) for b in label.words] for a in asked.words]
    asked_covered = _covered([max(row) for row in likeness], asked_weights)
    label_covered = _covered([max(column) for column in zip(*likeness, strict=True)], label_weights)
    return (
        cosine,
        fuzz.ratio(asked.key, label.key) / 100,
        asked_covered,
        label_covered,
        concept_covered,
        type_fit,
    )


def _covered(likeness: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(s * w for s, w in zip(likeness, weights, strict=True)) / total if total else 0.0


def score(values: Sequence[float]) -> float:
    """The likeness of a form and a label: a logistic of the weighted features, in (0, 1)."""
    total = _BIAS + sum(w * v for w, v in zip(_WEIGHTS, values, strict=True))
    return 1 / (1 + math.exp(-total))
