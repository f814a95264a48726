"""From what people type to concepts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfVectorizer

from matching._features import Form, features, score
from matching._lexicon import Lexicon, Mask
from matching._noise import NOISE
from matching.taxonomy import Entry

_LONGEST = 400
_MOST_WORDS = 24
_BATCH_CELLS = 4_000_000
_QUICK_CANDIDATES = 8
_QUICK_LEAST = 0.4
_MOST_LIKE = 0.99
"""What is only like a label is never as sure as the label itself."""

FloatVector = npt.NDArray[np.float32]
FloatMatrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Link:
    """A concept a text may mean, the label that matched, and how sure: 1.0 is an exact form."""

    concept_id: str
    label: str
    score: float


class Linker(BaseEstimator):  # type: ignore[misc]
    """Links short texts (a title, a skill) to the concepts of any label set.

    Exact forms are looked up first. Otherwise two sparse look-ups find candidates, character
    n-grams of how a form is heard (in Latin letters, and its consonants alone) and the words each
    concept uses in any language; then they are compared feature by feature. A text is read up to
    its 24th word or 400th character.

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
    lexicon_ : Lexicon
        Tables over those labels.
    vectorizer_ : TfidfVectorizer
    matrix_ : sparse array of float32, shape (n_ngrams, n_labels)
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
        self.lexicon_ = Lexicon(entries)
        self.concepts_ = self.lexicon_.concepts
        self.labels_ = [row.label for row in self.lexicon_.rows]
        self.vectorizer_ = TfidfVectorizer(
            analyzer="char_wb", ngram_range=self.ngrams, dtype=np.float32, lowercase=False
        )
        learnt = self.vectorizer_.fit_transform([_heard(form) for form in self.lexicon_.forms])
        self.matrix_ = sparse.csr_array(learnt.T)
        return self

    def link(self, text: str, k: int = 5, types: Collection[str] | None = None) -> list[Link]:
        """At most ``k`` concepts a text may mean, best first; [] where none is likely enough.

        ``types`` keeps only concepts of these types, before anything is ranked.
        """
        return self.link_many([text], k=k, types=types)[0]

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

    def search(
        self, texts: Sequence[str], k: int = 10, types: Collection[str] | None = None
    ) -> list[list[Link]]:
        """The ``k`` likeliest concepts of each text with their scores, without a threshold."""
        if isinstance(texts, str):
            raise TypeError("texts is a sequence of texts, not one text")
        lexicon = self._fitted()
        if k < 1:
            return [[] for _ in texts]
        allowed = _allowed(lexicon, types)
        asked = [self._asked(text) for text in texts]
        place = {form: n for n, form in enumerate(dict.fromkeys(f for f in asked if f.words))}
        found = list(self._search(list(place), k, allowed, max(self.candidates, 3 * k)))
        return [list(found[place[form]]) if form.words else [] for form in asked]

    def quick(self, forms: Sequence[Form]) -> list[Link | None]:
        """The likeliest concept of each form, comparing few candidates: for the words of a text."""
        found = self._search(forms, 1, None, _QUICK_CANDIDATES, _QUICK_LEAST)
        return [links[0] if links else None for links in found]

    def learnt(self) -> list[tuple[Entry, Form]]:
        """Every distinct label with its form taken apart, preferred ones first."""
        lexicon = self._fitted()
        order = sorted(range(len(lexicon.rows)), key=lambda n: lexicon.kinds[n])
        return [(lexicon.rows[n], lexicon.forms[n]) for n in order]

    def _fitted(self) -> Lexicon:
        lexicon: Lexicon | None = getattr(self, "lexicon_", None)
        if lexicon is None:
            raise NotFittedError("this Linker has learnt no labels yet: call fit first")
        return lexicon

    def _asked(self, text: str) -> Form:
        """A text taken apart, without what only says that it is an advert."""
        form = Form.of(text[:_LONGEST], _MOST_WORDS)
        if self.lexicon_.is_label(form):
            return form
        kept = [word for word in form.words if word not in NOISE and not word.isdigit()]
        return Form.of(" ".join(kept)) if kept and len(kept) < len(form.words) else form

    def _search(
        self,
        forms: Sequence[Form],
        k: int,
        allowed: Mask | None,
        count: int,
        least: float = 0.0,
    ) -> Iterator[list[Link]]:
        lexicon = self._fitted()
        if allowed is not None and not allowed.any():
            yield from ([] for _ in forms)
            return
        step = max(1, min(256, _BATCH_CELLS // len(self.labels_)))
        for start in range(0, len(forms), step):
            batch = forms[start : start + step]
            cosines = self._cosines(batch)
            if allowed is not None:
                cosines[:, ~allowed] = -1.0
            size = min(count, cosines.shape[1])
            tops = np.argpartition(-cosines, size - 1, axis=1)[:, :size]
            for form, row, top in zip(batch, cosines, tops, strict=True):
                covered = lexicon.covered(form)
                labels = [*top.tolist(), *self._covering(row, covered, size // 2)]
                yield self._best(form, row, labels, covered, k, allowed, least)

    def _covering(self, cosines: FloatVector, covered: dict[int, float], count: int) -> list[int]:
        """The label most like the text of each concept that uses most of its words."""
        likely = sorted(covered, key=lambda concept: (-covered[concept], concept))[: 2 * count]
        found: list[tuple[float, int]] = []
        for concept in likely:
            start, end = self.lexicon_.spans[concept]
            n = start + int(cosines[start:end].argmax())
            found.append((-covered[concept] - float(cosines[n]), n))
        return [n for _, n in sorted(found)[:count]]

    def _best(
        self,
        form: Form,
        cosines: FloatVector,
        labels: list[int],
        covered: dict[int, float],
        k: int,
        allowed: Mask | None,
        least: float,
    ) -> list[Link]:
        """The best label of each concept, then the best concepts; ties by kind and by order."""
        lexicon = self.lexicon_
        sure = lexicon.sure(form, allowed)
        weights, type_fit = lexicon.weigh(form), lexicon.type_fit(form, allowed)
        best: dict[int, tuple[float, int, int]] = {}
        for n in dict.fromkeys([*sure, *labels]):
            cosine = float(cosines[n])
            if cosine < least and n not in sure:
                continue
            concept = int(lexicon.concept_of[n])
            values = features(
                form,
                lexicon.forms[n],
                weights,
                lexicon.weights[n],
                cosine,
                covered.get(concept, 0.0),
                float(type_fit[lexicon.type_of[n]]),
            )
            value = max(_MOST_LIKE * score(values), sure.get(n, 0.0))
            standing = (-value, lexicon.kinds[n], n)
            if concept not in best or standing < best[concept]:
                best[concept] = standing
        order = sorted(best.values())[:k]
        return [Link(lexicon.rows[n].concept_id, self.labels_[n], -value) for value, _, n in order]

    def _cosines(self, forms: Sequence[Form]) -> FloatMatrix:
        """Shape (n_forms, n_labels)."""
        asked = sparse.csr_array(self.vectorizer_.transform([_heard(form) for form in forms]))
        product: Any = asked @ self.matrix_
        dense: FloatMatrix = product.toarray()
        return dense


def _heard(form: Form) -> str:
    return f"{form.latin} {form.key}"


def _allowed(lexicon: Lexicon, types: Collection[str] | None) -> Mask | None:
    if types is None:
        return None
    wanted = {types} if isinstance(types, str) else set(types)
    names = np.array([name in wanted for name in lexicon.types], dtype=np.bool_)
    mask: Mask = names[lexicon.type_of]
    return mask
