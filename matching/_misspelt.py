"""Labels that words come close to in any script: one sound more, less or other, told apart by eye.

A label is found by its consonants with one of them left out (as in SymSpell), then compared letter
by letter: a few look-ups a word, however many labels there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy

from rapidfuzz import fuzz

_LEAST_LETTERS = 6
_LEAST_SOUNDS = 4
_MOST_LETTERS = 40
_SHORT = 9
_MORE_ALIKE = 5.0
"""Words of fewer than nine letters must be more alike by so much, of 100."""


class Misspellings:
    """Labels in Latin letters, by what is heard of them.

    ``threshold``, in [0, 1], is how like a label words must be.
    """

    def __init__(self, threshold: float) -> None:
        self._least = 100 * threshold
        self._heard: dict[str, list[int]] = {}
        self._labels: list[tuple[str, str, str]] = []
        self._is_gone: Callable[[str, str], bool] | None = None

    def without(self, is_gone: Callable[[str, str], bool]) -> Misspellings:
        """The same labels but for those, by concept and text, that are in force no longer."""
        made = copy(self)
        made._is_gone = is_gone
        return made

    def learn(self, concept_id: str, text: str, latin: str, key: str) -> None:
        """Add a label; one too short to be told from other words is left out."""
        if len(key) < _LEAST_SOUNDS or not _LEAST_LETTERS <= len(latin) <= _MOST_LETTERS:
            return
        for place in _places(key):
            self._heard.setdefault(place, []).append(len(self._labels))
        self._labels.append((concept_id, latin, text))

    def nearest(self, latin: str, key: str) -> tuple[str, float] | None:
        """The concept of the label most like words, and how like, in (0, 1); None if none is."""
        if len(key) < _LEAST_SOUNDS or not _LEAST_LETTERS <= len(latin) <= _MOST_LETTERS:
            return None
        best: tuple[float, int] | None = None
        for n in dict.fromkeys(n for place in _places(key) for n in self._heard.get(place, ())):
            concept_id, label, text = self._labels[n]
            if self._is_gone is not None and self._is_gone(concept_id, text):
                continue
            short = min(len(latin), len(label)) < _SHORT
            least = self._least + (_MORE_ALIKE if short else 0)
            ratio = fuzz.ratio(latin, label, score_cutoff=least)
            if ratio and (best is None or (-ratio, n) < best):
                best = (-ratio, n)
        return best and (self._labels[best[1]][0], -best[0] / 100)


def _places(key: str) -> Iterator[str]:
    yield key
    for at in range(len(key)):
        yield key[:at] + key[at + 1 :]
