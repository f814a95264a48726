"""From what people type to concepts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import TfidfVectorizer

from matching._features import Form, features, score
from matching._noise import NOISE
from matching.taxonomy import Entry
from matching.text import word_key, word_stems

_KINDS = {"preferred": 0, "synonym": 1, "misspelling": 2}
_SURE_STEM = 0.97
_SURE_KEY = 0.93
_MIN_KEY = 5
_MIN_WORD_KEY = 3
_LONGEST = 400
_MOST_WORDS = 24
_BATCH_CELLS = 4_000_000
_QUICK_CANDIDATES = 8
_QUICK_LEAST = 0.4

FloatMatrix = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Link:
    """A concept a text may mean, the label that matched, and how sure: 1.0 is an exact form."""

    concept_id: str
    label: str
    score: float


class Linker(BaseEstimator):  # type: ignore[misc]
    """Links short texts (a title, a skill) to the concepts of any label set.

    A text is read up to its 24th word or 400th character.

    Exact forms are looked up first. Otherwise two sparse look-ups find candidates, character
    n-grams of how a form is heard (in Latin letters, and its consonants alone) and the words each
    concept uses in any language; then they are compared feature by feature.

    Parameters
    ----------
    threshold : float in [0, 1]
        `link` leaves out what scores lower; with nothing left it abstains.
    candidates : int
        How many labels are compared in full for one text.
    ngrams : pair of int
        Shortest and longest character n-gram.

    Attributes
    ----------
    concepts_ : list of str
        The concepts learnt, in order of first appearance.
    labels_ : list of str
        One label for each distinct form of each concept.
    """

    def __init__(
        self,
        threshold: float = 0.4,
        candidates: int = 50,
        ngrams: tuple[int, int] = (2, 4),
    ) -> None:
        self.threshold = threshold
        self.candidates = candidates
        self.ngrams = ngrams

    def fit(self, entries: Iterable[Sequence[str]], y: object = None) -> Self:
        """Learn labels: `Entry`, or tuples of its first 2 to 5 fields.

        Labels with no letter or digit are left out. Raises `ValueError` for a shorter or longer
        tuple and where nothing is left.
        """
        rows, forms = _distinct(entries)
        self.concepts_ = list(dict.fromkeys(row.concept_id for row in rows))
        number = {concept: n for n, concept in enumerate(self.concepts_)}
        order = sorted(range(len(rows)), key=lambda n: number[rows[n].concept_id])
        rows, forms = [rows[n] for n in order], [forms[n] for n in order]
        self._rows = rows
        self.labels_ = [row.label for row in rows]
        self.label_concept_ = np.array([number[row.concept_id] for row in rows], dtype=np.int32)
        self._first_label = np.flatnonzero(np.diff(self.label_concept_, prepend=-1))
        self._kinds = [_KINDS.get(row.kind, 1) for row in rows]
        self._types = np.array([row.type for row in rows], dtype=object)
        self._forms = forms
        self._learn_tables()
        self._learn_words()
        self._learn_types()
        self._learn_weights()
        self._learn_ngrams()
        return self

    def link(self, text: str, k: int = 5, types: Collection[str] | None = None) -> list[Link]:
        """At most ``k`` concepts a text may mean, best first; [] where none is likely enough.

        ``types`` keeps only concepts of these types, before anything is ranked.
        """
        return [
            found
            for found in self.search([text], k=k, types=types)[0]
            if found.score >= self.threshold
        ]

    def link_many(
        self, texts: Sequence[str], k: int = 5, types: Collection[str] | None = None
    ) -> list[list[Link]]:
        """`link` for each of many texts, faster than one by one."""
        return [
            [found for found in links if found.score >= self.threshold]
            for links in self.search(texts, k=k, types=types)
        ]

    def rank(self, text: str, k: int = 10, types: Collection[str] | None = None) -> list[str]:
        """The ``k`` likeliest concepts, best first, however unlikely; [] for an empty text."""
        return self.rank_many([text], k=k, types=types)[0]

    def rank_many(
        self, texts: Sequence[str], k: int = 10, types: Collection[str] | None = None
    ) -> list[list[str]]:
        """`rank` for each of many texts, faster than one by one."""
        return [[found.concept_id for found in row] for row in self.search(texts, k, types)]

    def learnt(self) -> Iterator[tuple[Entry, Form]]:
        """Every distinct label with its form taken apart, preferred ones first in a concept."""
        yield from sorted(
            zip(self._rows, self._forms, strict=True), key=lambda pair: _KINDS.get(pair[0].kind, 1)
        )

    def quick(self, forms: Sequence[Form]) -> list[Link | None]:
        """The likeliest concept of each form, comparing few candidates: for the words of a text."""
        found: list[Link | None] = []
        step = max(1, min(256, _BATCH_CELLS // len(self.labels_)))
        for start in range(0, len(forms), step):
            for links in self._search(
                forms[start : start + step], 1, None, _QUICK_CANDIDATES, _QUICK_LEAST
            ):
                found.append(links[0] if links else None)
        return found

    def search(
        self, texts: Sequence[str], k: int = 10, types: Collection[str] | None = None
    ) -> list[list[Link]]:
        """The ``k`` likeliest concepts of each text with their scores, without a threshold."""
        if isinstance(texts, str):
            raise TypeError("texts is a sequence of texts, not one text")
        if k < 1:
            return [[] for _ in texts]
        allowed = self._allowed(types)
        asked = [self._asked(text) for text in texts]
        known = {form: n for n, form in enumerate(dict.fromkeys(f for f in asked if f.words))}
        found: list[list[Link]] = []
        forms = list(known)
        count = max(self.candidates, 3 * k)
        step = max(1, min(256, _BATCH_CELLS // len(self.labels_)))
        for start in range(0, len(forms), step):
            found.extend(self._search(forms[start : start + step], k, allowed, count))
        return [list(found[known[form]]) if form.words else [] for form in asked]

    def _asked(self, text: str) -> Form:
        """A text taken apart, without what only says that it is an advert."""
        form = Form.of(text[:_LONGEST], _MOST_WORDS)
        if form.text in self._exact:
            return form
        kept = [word for word in form.words if word not in NOISE and not word.isdigit()]
        return Form.of(" ".join(kept)) if kept and len(kept) < len(form.words) else form

    def _learn_tables(self) -> None:
        self._exact: dict[str, list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        self._by_key: dict[str, list[int]] = {}
        for n, form in enumerate(self._forms):
            self._exact.setdefault(form.text, []).append(n)
            for stems in stem_forms(form.words):
                self._by_stem.setdefault(stems, []).append(n)
            if len(form.key) >= _MIN_KEY:
                self._by_key.setdefault(form.key, []).append(n)

    def _learn_words(self) -> None:
        """Which concepts use a word in any label of any language: where a form is put together
        from words of several labels, the concept still answers to all of them."""
        self._concepts_of: dict[str, set[int]] = {}
        for n, form in enumerate(self._forms):
            concept = int(self.label_concept_[n])
            for word in form.words:
                for place in _places(word):
                    self._concepts_of.setdefault(place, set()).add(concept)

    def _learn_types(self) -> None:
        """How often each word stands in labels of each type."""
        self._type_names = sorted(set(self._types.tolist()))
        number = {name: n for n, name in enumerate(self._type_names)}
        self._type_of = np.array([number[name] for name in self._types])
        size = len(self._type_names)
        self._type_share = np.bincount(self._type_of, minlength=size) / len(self._types)
        self._word_types: dict[str, npt.NDArray[np.float64]] = {}
        for n, form in enumerate(self._forms):
            for stem in {word_stems(word)[0] for word in form.words}:
                seen = self._word_types.setdefault(stem, np.zeros(size))
                seen[self._type_of[n]] += 1

    def _type_fit(self, form: Form, types: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        """How likely each of these types is for a form, by its words alone."""
        fit = np.where(types, np.log(self._type_share), -np.inf)
        for word in form.words:
            seen = self._word_types.get(word_stems(word)[0])
            if seen is not None:
                fit += np.log((seen / self._type_share + 1) / (seen.sum() + 1))
        fit = np.exp(fit - fit.max())
        likely: npt.NDArray[np.float64] = fit / fit.sum()
        return likely

    def _covered(self, form: Form) -> dict[int, float]:
        """The share of a form's words that each concept uses in its labels, rare words first."""
        covered: dict[int, float] = {}
        total = 0.0
        for word in form.words:
            stem, *others = _places(word)
            using = dict.fromkeys(self._concepts_of.get(stem, ()), 1.0)
            for other in others:
                for concept in self._concepts_of.get(other, ()):
                    using.setdefault(concept, 0.9)
            weight = math.log(1 + len(self.concepts_) / (1 + len(using)))
            total += weight
            for concept, share in using.items():
                covered[concept] = covered.get(concept, 0.0) + weight * share
        return {concept: value / total for concept, value in covered.items()}

    def _learn_weights(self) -> None:
        """Rare words say more: weights of words by stem, unknown words weigh most."""
        seen = Counter(
            stem for form in self._forms for stem in {word_stems(word)[0] for word in form.words}
        )
        total = len(self._forms)
        self._rarity = {stem: 1 + math.log((total + 1) / (n + 1)) for stem, n in seen.items()}
        self._rarest = 1 + math.log((total + 1) / 2)
        self._label_weights = [self._weigh(form) for form in self._forms]

    def _weigh(self, form: Form) -> list[float]:
        return [self._rarity.get(word_stems(word)[0], self._rarest) for word in form.words]

    def _learn_ngrams(self) -> None:
        self._vectorizer = TfidfVectorizer(
            analyzer="char_wb", ngram_range=self.ngrams, dtype=np.float32, lowercase=False
        )
        learnt = self._vectorizer.fit_transform([_heard(form) for form in self._forms])
        self._matrix = sparse.csr_array(learnt.T)

    def _allowed(self, types: Collection[str] | None) -> npt.NDArray[np.bool_] | None:
        if types is None:
            return None
        wanted = {types} if isinstance(types, str) else set(types)
        return np.fromiter((t in wanted for t in self._types), np.bool_, len(self._types))

    def _search(
        self,
        forms: Sequence[Form],
        k: int,
        allowed: npt.NDArray[np.bool_] | None,
        candidates: int,
        least: float = 0.0,
    ) -> Iterator[list[Link]]:
        cosines = self._cosines(forms)
        types = np.ones(len(self._type_names), dtype=np.bool_)
        if allowed is not None:
            if not allowed.any():
                yield from ([] for _ in forms)
                return
            cosines[:, ~allowed] = -1.0
            types = np.bincount(self._type_of[allowed], minlength=len(types)) > 0
        count = min(candidates, cosines.shape[1])
        tops = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        for row, form in enumerate(forms):
            sure = self._sure(form, allowed)
            covered = self._covered(form)
            type_fit = self._type_fit(form, types)
            labels = dict.fromkeys(
                [*sure, *tops[row].tolist(), *self._near(cosines[row], covered, count // 2)]
            )
            weights = self._weigh(form)
            best: dict[int, tuple[float, int]] = {}
            for n in labels:
                if cosines[row, n] < least:
                    continue
                value = score(
                    features(
                        form,
                        self._forms[n],
                        weights,
                        self._label_weights[n],
                        float(cosines[row, n]),
                        covered.get(int(self.label_concept_[n]), 0.0),
                        float(type_fit[self._type_of[n]]),
                    )
                )
                value = max(value * 0.99, sure.get(n, 0.0))
                concept = int(self.label_concept_[n])
                if concept not in best or (-value, self._kinds[n], n) < (
                    -best[concept][0],
                    self._kinds[best[concept][1]],
                    best[concept][1],
                ):
                    best[concept] = (value, n)
            yield self._links(best, k)

    def _near(self, cosines: FloatMatrix, covered: dict[int, float], count: int) -> list[int]:
        """The label most like the text of each concept that uses most of its words."""
        likely = sorted(covered, key=lambda concept: (-covered[concept], concept))[: 2 * count]
        found: list[tuple[float, int]] = []
        for concept in likely:
            start = self._first_label[concept]
            end = self._first_label[concept + 1] if concept + 1 < len(self.concepts_) else None
            n = int(start + cosines[start:end].argmax())
            found.append((-covered[concept] - float(cosines[n]), n))
        return [n for _, n in sorted(found)[:count]]

    def _links(self, best: dict[int, tuple[float, int]], k: int) -> list[Link]:
        order = sorted(
            best.items(), key=lambda item: (-item[1][0], self._kinds[item[1][1]], item[0])
        )
        return [Link(self.concepts_[c], self.labels_[n], value) for c, (value, n) in order[:k]]

    def _sure(self, form: Form, allowed: npt.NDArray[np.bool_] | None) -> dict[int, float]:
        """Labels found by look-up alone, and how sure each way of looking up is."""
        found: dict[int, float] = {}
        for n in self._by_key.get(form.key, ()) if len(form.key) >= _MIN_KEY else ():
            found[n] = _SURE_KEY
        for stems in stem_forms(form.words):
            found.update(dict.fromkeys(self._by_stem.get(stems, ()), _SURE_STEM))
        found.update(dict.fromkeys(self._exact.get(form.text, ()), 1.0))
        if allowed is None:
            return found
        return {n: value for n, value in found.items() if allowed[n]}

    def _cosines(self, forms: Sequence[Form]) -> FloatMatrix:
        asked = sparse.csr_array(self._vectorizer.transform([_heard(form) for form in forms]))
        product: Any = asked @ self._matrix
        dense: FloatMatrix = product.toarray()
        return dense


def stem_forms(words: Sequence[str]) -> set[str]:
    """The two readings of a form without endings, joined."""
    pairs = [word_stems(word) for word in words]
    return {" ".join(pair[0] for pair in pairs), " ".join(pair[1] for pair in pairs)}


def _places(word: str) -> list[str]:
    first, second = word_stems(word)
    key = word_key(word)
    places = [first]
    if second != first:
        places.append(second)
    if len(key) >= _MIN_WORD_KEY:
        places.append("\0" + key)
    return places


def _heard(form: Form) -> str:
    return f"{form.latin} {form.key}"


def _distinct(entries: Iterable[Sequence[str]]) -> tuple[list[Entry], list[Form]]:
    rows: dict[tuple[str, str], Entry] = {}
    forms: dict[tuple[str, str], Form] = {}
    for given in entries:
        if isinstance(given, str) or not 2 <= len(given) <= 5:
            raise ValueError("an entry is (concept_id, label[, language[, type[, kind]]])")
        row = Entry(*given)
        form = Form.of(row.label)
        if not form.words:
            continue
        place = (row.concept_id, form.text)
        if place not in rows or _KINDS.get(row.kind, 1) < _KINDS.get(rows[place].kind, 1):
            rows[place], forms[place] = row, form
    if not rows:
        raise ValueError("there is no label to learn")
    return list(rows.values()), list(forms.values())
