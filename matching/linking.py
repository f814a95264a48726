"""From what people type to concepts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.exceptions import NotFittedError

from matching._agents import with_agents
from matching._candidates import Compared, LabelIndex
from matching._features import Form
from matching._lexicon import SURE_STEM, Lexicon, Mask
from matching._noise import NOISE
from matching._noise import STOP_WORDS as SMALL
from matching._title_sense import TitleSense, judges
from matching._title_spans import Found
from matching._title_text import spoken
from matching._titles import plain
from matching._trees import Forest
from matching.taxonomy import TRADES, Entry

_LONGEST = 400
_MOST_WORDS = 24
_BATCH = 64
_BATCH_CELLS = 2_500_000
_DATA = Path(__file__).resolve().parent / "data"
MODEL = _DATA / "linker.npz"
MODEL_OF_TITLES = _DATA / "titles.npz"
JUDGED = 8
"""So many concepts found for a title are known to the judgement of it."""
MOST_LIKE = 0.99
"""What is only like a label is never as sure as the label itself."""


@dataclass(frozen=True, slots=True)
class Link:
    """A concept a text may mean, the label that matched, and how sure: 1.0 is an exact form."""

    concept_id: str
    label: str
    score: float


class Linker(BaseEstimator):  # type: ignore[misc]
    """Links short texts (a title, a skill) to the concepts of any label set.

    Exact forms are looked up first. Otherwise sparse look-ups find candidate concepts: character
    n-grams as typed and as heard (in Latin letters, and consonants alone), words without their
    endings, and the words each concept uses in any language. A learnt forest compares them by
    features that hold in any language. A text is read up to its 24th word or 400th character.

    Parameters
    ----------
    threshold : float in [0, 1]
        `link` leaves out what scores lower; with nothing left it abstains.
    candidates : int
        How many concepts, about, are compared in full for one text.
    ngrams : pair of int
        Shortest and longest character n-gram of what is heard.
    forest : Forest, optional
        The learnt model that orders candidates; the one in ``matching/data`` if None.
    titles : bool
        Whether `link`, asked for occupations alone, judges a text as a whole title: words of
        another trade make it unsure. Only where the labels are of one trade.

    Attributes
    ----------
    concepts_ : list of str
        The concepts learnt, in order of first appearance.
    labels_ : list of str
        One label for each distinct form of each concept.
    lexicon_ : Lexicon
        Tables over those labels.
    index_ : LabelIndex
        Sparse look-ups over those labels.
    one_trade_ : bool
        Whether the occupations are few enough to be of one trade.
    """

    def __init__(
        self,
        threshold: float = 0.6,
        candidates: int = 50,
        ngrams: tuple[int, int] = (2, 4),
        forest: Forest | None = None,
        titles: bool = True,
    ) -> None:
        self.threshold = threshold
        self.candidates = candidates
        self.ngrams = ngrams
        self.forest = forest
        self.titles = titles

    def fit(self, entries: Iterable[Sequence[str]], y: object = None) -> Self:
        """Learn labels: `Entry`, or tuples of its first 2 to 5 fields.

        Labels with no letter or digit are left out. Raises `ValueError` for a shorter or longer
        tuple and where nothing is left.
        """
        self.lexicon_ = Lexicon(entries)
        self.concepts_ = self.lexicon_.concepts
        self.labels_ = [row.label for row in self.lexicon_.rows]
        self.index_ = LabelIndex.fit(self.lexicon_, self.ngrams)
        self._number = {concept: n for n, concept in enumerate(self.concepts_)}
        self.one_trade_ = judges(self.lexicon_)
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
        types = {types} if isinstance(types, str) else types
        self._fitted()
        if not self._is_judge(types):
            found = self.search(texts, k=k, types=types)
        else:
            kinds = frozenset(types or ())
            found = self.search(texts, k=max(k, JUDGED), types=types)
            found = [
                self._judged(text, links, kinds) for text, links in zip(texts, found, strict=True)
            ]
        return [
            [link for link in links[: max(k, 0)] if link.score >= self.threshold] for links in found
        ]

    def _is_judge(self, types: Collection[str] | None) -> bool:
        return self.titles and types is not None and TRADES.issuperset(types) and self.one_trade_

    def _judged(self, text: str, links: list[Link], types: frozenset[str]) -> list[Link]:
        """Links of a title, what it names first, as sure as the text as a whole makes it."""
        if not links or links[0].score >= SURE_STEM:
            return links
        found = [Found(self._number[link.concept_id], link.score) for link in links[:JUDGED]]
        chosen, likely = shipped_titles().choose(self.lexicon_, text[:_LONGEST], found, types)
        sure = MOST_LIKE * likely
        concept = self.concepts_[chosen.concept]
        rest = [link for link in links if link.concept_id != concept]
        first = next((link for link in links if link.concept_id == concept), None)
        if first is None and chosen.span is not None:
            first = Link(concept, self.labels_[chosen.span.label], sure)
        kept = rest if first is None else [replace(first, score=sure), *rest]
        return [link if link.score <= sure else replace(link, score=sure) for link in kept]

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
        types = {types} if isinstance(types, str) else types
        if k < 1:
            return [[] for _ in texts]
        allowed = _allowed(lexicon, types)
        asked = [self._asked(text, types) for text in texts]
        place = {form: n for n, form in enumerate(dict.fromkeys(f for f in asked if f.words))}
        found = list(self._search(list(place), k, allowed))
        return [list(found[place[form]]) if form.words else [] for form in asked]

    def learnt(self) -> list[tuple[Entry, Form]]:
        """Every distinct label with its form taken apart, preferred ones first."""
        lexicon = self._fitted()
        order = sorted(range(len(lexicon.rows)), key=lambda n: lexicon.kinds[n])
        return [(lexicon.rows[n], lexicon.forms[n]) for n in order]

    def compare(
        self, texts: Sequence[str], types: Collection[str] | None = None
    ) -> Iterator[tuple[list[int], Compared]]:
        """What the model sees of each text, in batches: places in ``texts``, and their candidates.

        Texts without a word are left out. For training.
        """
        lexicon = self._fitted()
        allowed = _allowed(lexicon, types)
        forms = [self._asked(text, types) for text in texts]
        places = [n for n, form in enumerate(forms) if form.words]
        for start in range(0, len(places), _BATCH):
            batch = places[start : start + _BATCH]
            asked = [forms[n] for n in batch]
            yield batch, self.index_.compare(lexicon, asked, self.candidates // 2, allowed)

    def _fitted(self) -> Lexicon:
        lexicon: Lexicon | None = getattr(self, "lexicon_", None)
        if lexicon is None:
            raise NotFittedError("this Linker has learnt no labels yet: call fit first")
        return lexicon

    def _asked(self, text: str, types: Collection[str] | None = None) -> Form:
        """A text taken apart, without what only says that it is an advert."""
        form = Form.of(plain(text[:_LONGEST]), _MOST_WORDS)
        if self.lexicon_.is_label(form):
            return form
        if types is not None and TRADES.issuperset(types):
            form = Form.of_words(with_agents(self.lexicon_, spoken(text), types).words)
        said = [word for word in form.words if not word.isdigit()]
        kept = [word for n, word in enumerate(said) if self._says(said, n, types)]
        kept = kept if any(word not in NOISE for word in kept) else said
        return Form.of_words(kept) if kept and len(kept) < len(form.words) else form

    def _says(self, words: Sequence[str], at: int, types: Collection[str] | None) -> bool:
        """Whether a word says what is meant: of the words of adverts only those that are a label,
        or stand beside their neighbour in one."""
        word = words[at]
        if word not in NOISE and len(word) > 1:
            return True
        near = [n for n in (at - 1, at + 1) if 0 <= n < len(words) and words[n] not in SMALL]
        if any(self.lexicon_.beside(word, words[n], types) for n in near):
            return True
        return word in NOISE and self.lexicon_.names_alone(word, _allowed(self.lexicon_, types))

    def _search(self, forms: Sequence[Form], k: int, allowed: Mask | None) -> Iterator[list[Link]]:
        lexicon = self._fitted()
        if allowed is not None and not allowed.any():
            yield from ([] for _ in forms)
            return
        forest = shipped() if self.forest is None else self.forest
        count = max(self.candidates // 2, k)
        step = max(1, min(_BATCH, _BATCH_CELLS // len(self.labels_)))
        for start in range(0, len(forms), step):
            batch = forms[start : start + step]
            compared = self.index_.compare(lexicon, batch, count, allowed)
            odds = forest.odds(compared.rows)
            likely = MOST_LIKE * forest.likely(odds)
            asked, label = compared.pairs.asked, compared.pairs.label
            certain = compared.pairs.given["certain"].astype(np.float64).round(2)
            value = np.where(certain >= SURE_STEM, certain, likely)
            order = np.lexsort((label, lexicon.kind_of[label], -value, asked))
            ends = np.searchsorted(asked[order], np.arange(len(batch) + 1))
            for n in range(len(batch)):
                best = order[ends[n] : ends[n + 1]][:k]
                yield [
                    Link(lexicon.rows[at].concept_id, self.labels_[at], float(sure))
                    for at, sure in zip(label[best].tolist(), value[best], strict=True)
                ]


@cache
def shipped() -> Forest:
    """The model this package brings."""
    return Forest.load(MODEL)


@cache
def shipped_titles() -> TitleSense:
    """The judgement of titles this package brings."""
    return TitleSense.load(MODEL_OF_TITLES)


def _allowed(lexicon: Lexicon, types: Collection[str] | None) -> Mask | None:
    if types is None:
        return None
    wanted = set(types)
    names = np.array([name in wanted for name in lexicon.types], dtype=np.bool_)
    mask: Mask = names[lexicon.type_of]
    return mask
