"""What a label set says about words: exact forms, rare words, the words of a concept, of a type."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from matching._features import Form
from matching._titles import plain
from matching.taxonomy import Entry
from matching.text import word_key, word_stems

Mask = npt.NDArray[np.bool_]
FloatVector = npt.NDArray[np.float64]

_KINDS = {"preferred": 0, "synonym": 1, "misspelling": 2}
SURE_STEM = 0.97
_SURE_KEY = 0.93
_MIN_KEY = 5
_MIN_WORD_KEY = 3
_KEY_SHARE = 0.9


class Lexicon:
    """Tables over the distinct labels of a label set, made once and only read.

    Attributes
    ----------
    rows, forms : list of Entry, list of Form, length n_labels
        The labels, those of a concept together, and what they are made of.
    kinds : list of int, length n_labels
        0 for a preferred label, 1 for a synonym, 2 for a misspelling.
    concepts : list of str
        The concepts in order of first appearance.
    concept_of, type_of : ndarray of int, shape (n_labels,)
        Places in ``concepts`` and ``types``.
    concept_types : list of str, length n_concepts
    spans : list of pairs of int, length n_concepts
        Where the labels of each concept start and end; ``starts`` and ``sizes`` as arrays.
    """

    def __init__(self, entries: Iterable[Sequence[str]]) -> None:
        rows, forms = _distinct(entries)
        self.concepts = list(dict.fromkeys(row.concept_id for row in rows))
        number = {concept: n for n, concept in enumerate(self.concepts)}
        order = sorted(range(len(rows)), key=lambda n: number[rows[n].concept_id])
        self.rows = [rows[n] for n in order]
        self.forms = [forms[n] for n in order]
        self.kinds = [_KINDS.get(row.kind, 1) for row in self.rows]
        self.concept_of = np.array([number[row.concept_id] for row in self.rows])
        firsts = np.flatnonzero(np.diff(self.concept_of, prepend=-1)).tolist()
        self.spans = list(pairwise([*firsts, len(self.rows)]))
        self.starts = np.array(firsts, dtype=np.int64)
        self.sizes = np.diff(np.append(self.starts, len(self.rows)))
        self.kind_of = np.array(self.kinds)
        self._learn_forms()
        self._learn_words()
        self._learn_types()

    def _learn_forms(self) -> None:
        self._exact: dict[str, list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        self._by_key: dict[str, list[int]] = {}
        for n, form in enumerate(self.forms):
            self._exact.setdefault(form.text, []).append(n)
            for stems in stem_forms(form.words):
                self._by_stem.setdefault(stems, []).append(n)
            if len(form.key) >= _MIN_KEY:
                self._by_key.setdefault(form.key, []).append(n)

    def _learn_words(self) -> None:
        self._using: dict[str, set[int]] = {}
        seen: Counter[str] = Counter()
        for concept, form in zip(self.concept_of.tolist(), self.forms, strict=True):
            seen.update({word_stems(word)[0] for word in form.words})
            for word in form.words:
                for place in _places(word):
                    self._using.setdefault(place, set()).add(concept)
        total = len(self.forms)
        self._beside: dict[tuple[str, str], set[str]] = {}
        for row, form in zip(self.rows, self.forms, strict=True):
            for pair in pairwise([word_stems(word)[0] for word in form.words]):
                self._beside.setdefault(pair, set()).add(row.type)
        self._rarity = {stem: 1 + math.log((total + 1) / (n + 1)) for stem, n in seen.items()}
        self._rarest = 1 + math.log((total + 1) / 2)
        self.weights = [self.weigh(form) for form in self.forms]

    def _learn_types(self) -> None:
        self.types = sorted({row.type for row in self.rows})
        number = {name: n for n, name in enumerate(self.types)}
        self.type_of = np.array([number[row.type] for row in self.rows])
        self.concept_types = [self.rows[start].type for start, _ in self.spans]
        self._type_share = np.bincount(self.type_of) / len(self.rows)
        self._word_types: dict[str, FloatVector] = {}
        for n, form in enumerate(self.forms):
            for stem in {word_stems(word)[0] for word in form.words}:
                seen = self._word_types.setdefault(stem, np.zeros(len(self.types)))
                seen[self.type_of[n]] += 1

    def is_label(self, form: Form) -> bool:
        """Whether a form is exactly a label."""
        return form.text in self._exact

    def names_alone(self, word: str, allowed: Mask | None) -> bool:
        """Whether one word alone is a label, or an inflected form of one."""
        found = self.sure(Form.of_words((word,)), allowed)
        return any(value >= SURE_STEM for value in found.values())

    def beside(self, one: str, other: str, types: Collection[str] | None) -> bool:
        """Whether two words stand side by side, in any order, in a label of some types."""
        a, b = word_stems(one)[0], word_stems(other)[0]
        found = self._beside.get((a, b), set()) | self._beside.get((b, a), set())
        return bool(found) if types is None else not found.isdisjoint(types)

    def weigh(self, form: Form) -> list[float]:
        """The weight of each word: the rarer the heavier; unknown words weigh most."""
        return [self._rarity.get(word_stems(word)[0], self._rarest) for word in form.words]

    def sure(self, form: Form, allowed: Mask | None) -> dict[int, float]:
        """Labels found by look-up alone, and how sure each way of looking up is."""
        found: dict[int, float] = {}
        if len(form.key) >= _MIN_KEY:
            found.update(dict.fromkeys(self._by_key.get(form.key, ()), _SURE_KEY))
        for stems in stem_forms(form.words):
            found.update(dict.fromkeys(self._by_stem.get(stems, ()), SURE_STEM))
        found.update(dict.fromkeys(self._exact.get(form.text, ()), 1.0))
        return found if allowed is None else {n: s for n, s in found.items() if allowed[n]}

    def covered(self, form: Form) -> dict[int, float]:
        """The share of a form's words that each concept uses in any label of any language.

        Where a form is put together from words of several labels, no one label is much like it,
        but the concept still answers to all of its words.
        """
        shares: dict[int, float] = {}
        total = 0.0
        for word in form.words:
            stem, *others = _places(word)
            using = dict.fromkeys(self._using.get(stem, ()), 1.0)
            for other in others:
                for concept in self._using.get(other, ()):
                    using.setdefault(concept, _KEY_SHARE)
            weight = math.log(1 + len(self.concepts) / (1 + len(using)))
            total += weight
            for concept, share in using.items():
                shares[concept] = shares.get(concept, 0.0) + weight * share
        return {concept: share / total for concept, share in shares.items()}

    def types_using(self, word: str) -> frozenset[str]:
        """The types of the concepts that use a word, or one heard like it, in any label."""
        stem, *others = _places(word)
        concepts = self._using.get(stem) or set().union(
            *(self._using.get(other, ()) for other in others)
        )
        return frozenset(self.concept_types[concept] for concept in concepts)

    def type_fit(self, form: Form, allowed: Mask | None) -> FloatVector:
        """How likely each type is for a form, by its words alone; 0 for types not allowed.

        Shape (n_types,), summing to 1.
        """
        fit: FloatVector = np.log(self._type_share)
        if allowed is not None:
            fit[np.bincount(self.type_of[allowed], minlength=len(fit)) == 0] = -np.inf
        for word in form.words:
            seen = self._word_types.get(word_stems(word)[0])
            if seen is not None:
                fit += np.log((seen / self._type_share + 1) / (seen.sum() + 1))
        likely: FloatVector = np.exp(fit - fit.max())
        likely /= likely.sum()
        return likely


def stem_forms(words: Sequence[str]) -> set[str]:
    """The two readings of a form without endings, joined."""
    pairs = [word_stems(word) for word in words]
    return {" ".join(pair[0] for pair in pairs), " ".join(pair[1] for pair in pairs)}


def _places(word: str) -> list[str]:
    """Where a word is looked up: its stems, then its key, kept apart by a mark."""
    first, second = word_stems(word)
    key = word_key(word)
    places = [first]
    if second != first:
        places.append(second)
    if len(key) >= _MIN_WORD_KEY:
        places.append("\0" + key)
    return places


def _distinct(entries: Iterable[Sequence[str]]) -> tuple[list[Entry], list[Form]]:
    """One entry for each form of each concept, a preferred label before others."""
    rows: dict[tuple[str, str], Entry] = {}
    forms: dict[tuple[str, str], Form] = {}
    for given in entries:
        if isinstance(given, str) or not 2 <= len(given) <= 5:
            raise ValueError("an entry is (concept_id, label[, language[, type[, kind]]])")
        row = Entry(*given)
        form = Form.of(plain(row.label))
        if not form.words:
            continue
        place = (row.concept_id, form.text)
        if place not in rows or _KINDS.get(row.kind, 1) < _KINDS.get(rows[place].kind, 1):
            rows[place], forms[place] = row, form
    if not rows:
        raise ValueError("there is no label to learn")
    return list(rows.values()), list(forms.values())
