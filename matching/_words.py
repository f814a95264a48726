"""Words of labels against words of texts, many pairs at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from matching._features import Form
from matching._roots import root
from matching.text import word_key, word_latin, word_stems

FloatVector = npt.NDArray[np.float32]
IntVector = npt.NDArray[np.int64]
_SAME_STEM, _SAME_KEY, _SAME_ROOT = 0.97, 0.92, 0.9
_LEAST = 0.6
_MIN_KEY = 3


@dataclass(slots=True)
class WordTable:
    """Distinct words with what they are compared by; numbers stand for equal strings."""

    numbers: dict[str, int] = field(default_factory=dict)
    latin: list[str] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    marks: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    marked: dict[str, int] = field(default_factory=dict)

    def add(self, words: Iterable[str]) -> list[int]:
        """The numbers of words, new ones learnt."""
        return [
            self.numbers.get(word, -1) if word in self.numbers else self._new(word)
            for word in words
        ]

    def _new(self, word: str) -> int:
        first, second = word_stems(word)
        key = word_key(word)
        digits = "".join(c for c in word if c.isdigit()) if not word.isalpha() else ""
        self.latin.append(word_latin(word))
        self.key.append(key if len(key) >= _MIN_KEY else "")
        strings = ("1" + first, "2" + second, "k" + key, "r" + root(word), "d" + digits)
        numbered = [self.marked.setdefault(text, len(self.marked)) for text in strings]
        if len(key) < _MIN_KEY:
            numbered[2] = -1 - len(self.latin)
        self.marks.append((numbered[0], numbered[1], numbered[2], numbered[3], numbered[4]))
        return self.numbers.setdefault(word, len(self.numbers))


def flat_ranges(starts: IntVector, sizes: IntVector) -> tuple[IntVector, IntVector]:
    """Every place of the ranges in order, and which range each belongs to."""
    owner = np.repeat(np.arange(len(sizes)), sizes)
    first = np.cumsum(sizes) - sizes
    return np.arange(len(owner)) - first[owner] + starts[owner], owner


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts as runs of word numbers: ``words[starts[n] : starts[n] + sizes[n]]``."""

    words: IntVector
    starts: IntVector
    sizes: IntVector
    weights: FloatVector
    table: WordTable
    marks: npt.NDArray[np.int64]
    keyed: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, forms: Sequence[Form], weights: Sequence[Sequence[float]]) -> Bags:
        """The words of forms, each with a weight."""
        table = WordTable()
        flat = [number for form in forms for number in table.add(form.words)]
        sizes = np.array([len(form.words) for form in forms], dtype=np.int64)
        heavy = np.array([w for row in weights for w in row], dtype=np.float32)
        return cls(
            np.array(flat, dtype=np.int64),
            np.cumsum(sizes) - sizes,
            sizes,
            heavy,
            table,
            np.array(table.marks, dtype=np.int64).reshape(-1, 5),
            np.array([bool(key) for key in table.key], dtype=np.bool_),
        )

    def digits(self) -> FloatVector:
        """1 for each word with a digit in it, else 0."""
        names = list(self.table.numbers)
        marked = np.array([any(c.isdigit() for c in name) for name in names], dtype=np.float32)
        found: FloatVector = marked[self.words]
        return found


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of the words of one text found in another, each of shape (n_pairs,), in [0, 1]."""

    asked: FloatVector
    asked_plain: FloatVector
    asked_worst: FloatVector
    label: FloatVector
    label_plain: FloatVector
    first: FloatVector
    last: FloatVector
    roots_asked: FloatVector
    roots_label: FloatVector
    numbers: FloatVector


def coverage(asked: Bags, labels: Bags, pair_asked: IntVector, pair_label: IntVector) -> Coverage:
    """Compare the words of ``asked[pair_asked[n]]`` and ``labels[pair_label[n]]``."""
    rows, columns = asked.sizes[pair_asked], labels.sizes[pair_label]
    inside, owner = flat_ranges(np.zeros(len(rows), dtype=np.int64), rows * columns)
    across = columns[owner]
    i, j = inside // across, inside % across
    at_asked = asked.starts[pair_asked][owner] + i
    at_label = labels.starts[pair_label][owner] + j
    likeness, same = _likeness(asked, labels, asked.words[at_asked], labels.words[at_label])
    begins = np.cumsum(rows * columns) - rows * columns
    row_starts = np.flatnonzero(j == 0)
    best = np.maximum.reduceat(likeness, row_starts)
    best_same = np.maximum.reduceat(same, row_starts)
    row_owner = owner[row_starts]
    turned = np.lexsort((i, j, owner))
    column_starts = np.flatnonzero(i[turned] == 0)
    back = np.maximum.reduceat(likeness[turned], column_starts)
    back_same = np.maximum.reduceat(same[turned], column_starts)
    column_owner = owner[turned][column_starts]
    heavy = asked.weights[at_asked[row_starts]]
    label_heavy = labels.weights[at_label[turned][column_starts]]
    size = len(rows)
    has_digit = asked.digits()
    row_begins = np.cumsum(rows) - rows
    ends = begins + rows * columns - 1
    return Coverage(
        asked=_mean(best, heavy, row_owner, size),
        asked_plain=_mean(best, np.ones_like(heavy), row_owner, size),
        asked_worst=np.minimum.reduceat(best, row_begins),
        label=_mean(back, label_heavy, column_owner, size),
        label_plain=_mean(back, np.ones_like(label_heavy), column_owner, size),
        first=likeness[begins],
        last=likeness[ends],
        roots_asked=_mean(best_same, heavy, row_owner, size),
        roots_label=_mean(back_same, label_heavy, column_owner, size),
        numbers=_mean(
            (best >= 1).astype(np.float32), has_digit[at_asked[row_starts]], row_owner, size
        ),
    )


def _likeness(
    asked: Bags, labels: Bags, one: IntVector, other: IntVector
) -> tuple[FloatVector, FloatVector]:
    """How likely two words are one, and whether their root is one."""
    width = len(labels.table.latin)
    codes, back = np.unique(one * width + other, return_inverse=True)
    a, b = codes // width, codes % width
    mine, theirs = asked.table, labels.table
    left, right = a.tolist(), b.tolist()
    latin = cpdist(
        [mine.latin[n] for n in left],
        [theirs.latin[n] for n in right],
        scorer=fuzz.ratio,
        dtype=np.float32,
    )
    keys = cpdist(
        [mine.key[n] for n in left],
        [theirs.key[n] for n in right],
        scorer=fuzz.ratio,
        dtype=np.float32,
    )
    equal = _translated(asked, labels)[a] == labels.marks[b]
    has_key = asked.keyed[a] & labels.keyed[b]
    likeness = np.maximum(latin, np.where(has_key, 0.95 * keys, 0)) / 100
    likeness[equal[:, 3]] = np.maximum(likeness[equal[:, 3]], _SAME_ROOT)
    likeness[equal[:, 2]] = np.maximum(likeness[equal[:, 2]], _SAME_KEY)
    stems = equal[:, 0] | equal[:, 1]
    likeness[stems] = np.maximum(likeness[stems], _SAME_STEM)
    likeness[(likeness < _LEAST) | ~equal[:, 4]] = 0
    same = (equal[:, 3] | stems).astype(np.float32)
    found: FloatVector = likeness.astype(np.float32)
    return found[back], same[back]


def _translated(asked: Bags, labels: Bags) -> npt.NDArray[np.int64]:
    """The marks of asked words in the numbers of the labels' table; -1 where it has none."""
    known = labels.table.marked
    translated = {number: known.get(text, -1) for text, number in asked.table.marked.items()}
    rows = [[translated.get(mark, -1) for mark in row] for row in asked.table.marks]
    return np.array(rows, dtype=np.int64).reshape(-1, 5)


def _mean(values: FloatVector, weights: FloatVector, owner: IntVector, size: int) -> FloatVector:
    total = np.bincount(owner, weights=values * weights, minlength=size)
    heavy = np.bincount(owner, weights=weights, minlength=size)
    found: FloatVector = (total / np.maximum(heavy, 1e-9)).astype(np.float32)
    return found
