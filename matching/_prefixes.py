"""What somebody may be about to type: from the first letters of a word to concepts.

Nothing is learnt. Every word of every label stands in sorted tables: as typed, spelt in Latin
letters and by its consonants, so that letters of one script find words of another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching.taxonomy import Taxonomy
from matching.text import normalise_word, word_key, word_latin

EXACT, LABEL_PREFIX, WORD_PREFIX, CROSS_SCRIPT, SOUND, INNER, FUZZY = range(7)
"""How what was typed meets a label, best first."""

MAX_TYPED = 100
"""More is no beginning of a label; the rest is not looked at."""

_BETWEEN = re.compile(r"[\s\-–—/,+&.;:!?()\[\]{}\"«»“”„|_*]+")
_TYPES = (
    *("machine", "operation", "occupation", "garment", "part", "fabric", "skill", "software"),
    *("standard", "metric", "defect", "condition", "pay", "document", "language", "level"),
    *("brand", "place"),
)
_TYPE_ORDER = {name: place for place, name in enumerate(_TYPES)}
_KIND_ORDER = {"preferred": 0, "synonym": 1, "misspelling": 2}
_WAYS = (LABEL_PREFIX, WORD_PREFIX, CROSS_SCRIPT, SOUND, INNER, FUZZY)
_Best = dict[str, tuple[tuple[int, int, int, int], int]]
"""For each concept how its best form is met (way, in another language, kind, length), and which."""

_LAST = "\U0010ffff"
_LONGEST_FUZZY = 12
_FEWEST = {INNER: 3, FUZZY: 3}
"""Letters a word must have before it is looked for inside others, or with a slip."""
_BONES = 3
"""Consonants a word must have before it is looked for by its sound."""


class Suggestion(NamedTuple):
    """A concept, the form of it that was met, and how: 0 (the whole label) to 6 (a slip)."""

    concept_id: str
    form: str
    how: int


class _Row(NamedTuple):
    concept: str
    text: str
    language: str
    kind: int
    joined: str


class _Table:
    """Keys in order, each with the numbers it stands for, looked up by their beginning."""

    def __init__(self, pairs: Iterator[tuple[str, int]]) -> None:
        ordered = sorted(pair for pair in pairs if pair[0])
        self.keys = [key for key, _ in ordered]
        self._numbers = [number for _, number in ordered]

    def beginning(self, prefix: str) -> list[int]:
        low = bisect_left(self.keys, prefix)
        return self._numbers[low : bisect_left(self.keys, prefix + _LAST, low)]


class Suggester:
    """Offers concepts for the first letters of their labels, in any language and script.

    Parameters
    ----------
    taxonomy : Taxonomy
        Whose labels are offered.
    used : mapping of str to int, optional
        How often each concept is used; among equally good ones the more used come first.

    `suggest` is safe to call from several threads.
    """

    def __init__(self, taxonomy: Taxonomy, used: Mapping[str, int] | None = None) -> None:
        self._used = MappingProxyType(dict(used or {}))
        self._type = {concept.id: concept.type for concept in taxonomy}
        self._rows: list[_Row] = []
        in_rows: dict[str, list[int]] = {}
        for entry in taxonomy.entries():
            words = _words(entry.label)
            for word in dict.fromkeys(words):
                in_rows.setdefault(word, []).append(len(self._rows))
            kind = _KIND_ORDER.get(entry.kind, 1)
            self._rows.append(
                _Row(entry.concept_id, entry.label, entry.language, kind, "".join(words))
            )
        self._words = sorted(in_rows)
        self._in_rows = [in_rows[word] for word in self._words]
        numbered = list(enumerate(self._words))
        self._labels = _Table((row.joined, number) for number, row in enumerate(self._rows))
        self._typed = _Table((word, number) for number, word in numbered)
        self._latin = _Table((word_latin(word), number) for number, word in numbered)
        self._heard = _Table((word_key(word), number) for number, word in numbered)
        self._text = "\n".join(self._words)
        self._starts = _starts(self._words)
        self._heads = {
            length: _heads(self._words, length) for length in range(2, _LONGEST_FUZZY + 2)
        }

    def suggest(
        self,
        text: str,
        *,
        language: str = "",
        types: Collection[str] | None = None,
        k: int = 8,
    ) -> list[Suggestion]:
        """The concepts somebody may mean who has typed this much, best first.

        Parameters
        ----------
        text : str
            The beginning of one or several words; the first 100 characters count.
        language : str
            Of two equally good forms of a concept the one in this language is shown.
        types : collection of str, optional
            Only concepts of these types.
        k : int
            How many at most.

        Returns
        -------
        list of Suggestion
            Each concept once. The beginning of a label stands before that of a later word, that
            before a word of another script that is spelt or sounds alike, and that before letters
            inside a word or with one slip; then the more used concept, then by type. Empty where
            nothing was typed.
        """
        words = _words(text[:MAX_TYPED])
        if not words or k < 1:
            return []
        typed = "".join(words)
        best: _Best = {}
        found: list[set[int]] = [set() for _ in words]
        for how in _WAYS:
            if sum(key[0] < how for key, _ in best.values()) >= k:
                break  # whatever comes now stands behind these
            for number in self._met(how, words, found):
                row = self._rows[number]
                if types is not None and self._type[row.concept] not in types:
                    continue
                way = EXACT if how == LABEL_PREFIX and row.joined == typed else how
                key = (way, int(row.language != language), row.kind, len(row.joined))
                if row.concept not in best or key < best[row.concept][0]:
                    best[row.concept] = (key, number)
        ordered = sorted(best, key=lambda concept: (best[concept][0][0], *self._tie(concept, best)))
        return [
            Suggestion(concept, self._rows[best[concept][1]].text, best[concept][0][0])
            for concept in ordered[:k]
        ]

    def _tie(self, concept: str, best: _Best) -> tuple[int, int, int, int, int, str]:
        _how, foreign, kind, length = best[concept][0]
        place = _TYPE_ORDER.get(self._type[concept], len(_TYPES))
        return (-self._used.get(concept, 0), place, kind, foreign, length, concept)

    def _met(self, how: int, words: list[str], found: list[set[int]]) -> Collection[int]:
        """The labels met in a way or a better one; ``found`` keeps each word's between ways."""
        if how == LABEL_PREFIX:
            return self._labels.beginning("".join(words))
        for rows, word in zip(found, words, strict=True):
            for number in self._by(how, word):
                rows.update(self._in_rows[number])
        return set.intersection(*found)

    def _by(self, how: int, word: str) -> list[int]:
        if len(word) < _FEWEST.get(how, 1):
            return []
        if how == WORD_PREFIX:
            return self._typed.beginning(word)
        if how == CROSS_SCRIPT:
            latin = word_latin(word)
            return self._latin.beginning(latin) if len(latin) > 1 else []
        if how == SOUND:
            heard = word_key(word)
            return self._heard.beginning(heard) if len(heard) >= _BONES else []
        return self._inside(word) if how == INNER else self._slipped(word)

    def _inside(self, word: str) -> list[int]:
        found = []
        at = self._text.find(word)
        while at >= 0:
            number = bisect_left(self._starts, at + 1) - 1
            found.append(number)
            at = self._text.find(word, self._starts[number] + len(self._words[number]))
        return found

    def _slipped(self, word: str) -> list[int]:
        """Words whose beginning is this one but for a letter wrong, missing, added or swapped."""
        word = word[:_LONGEST_FUZZY]
        found: list[int] = []
        for length in (len(word) - 1, len(word), len(word) + 1):
            heads = self._heads[length]
            if len(word) == _FEWEST[FUZZY]:
                # So short a word is like too many others, unless its first letter is right.
                near = [head for head in heads if head[0] == word[0]]
            else:
                near = list(heads)
            for head, _, _ in process.extract(
                word, near, scorer=OSA.distance, score_cutoff=1, limit=None
            ):
                found += heads[head]
        return found


def _words(text: str) -> list[str]:
    return [word for word in map(normalise_word, _BETWEEN.split(text)) if word]


def _starts(words: list[str]) -> list[int]:
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    return starts


def _heads(words: list[str], length: int) -> dict[str, list[int]]:
    """The beginnings of a length, and the words that begin so."""
    heads: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        if len(word) >= length:
            heads.setdefault(word[:length], []).append(number)
    return heads
