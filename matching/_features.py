"""A text taken apart to be compared, and how like two words are in any language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from matching.text import tokens, word_key, word_latin, word_stems


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
