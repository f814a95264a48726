"""How good a linker is on labels it has not learnt, beside plain ways of looking them up."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from matching._corrupt import slip, transliterate
from matching._episodes import EVALUATED, Question, fold_of, held_out
from matching.linking import Link, Linker
from matching.taxonomy import Entry

DEPTH = 20
_BATCH = 128
_NEAR = 400

Ranked = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Of a number of texts: the right concept first, its mean reciprocal rank in the first 20,
    the share of accepted answers that are right, and the share of texts answered at all."""

    texts: int
    hit: float
    mrr: float
    precision: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A held-out label: what is typed, and what it is known by."""

    question: Question
    type: str


def questions(
    entries: Iterable[Entry], akin: Mapping[str, frozenset[str]]
) -> tuple[list[Entry], list[Asked]]:
    """What to learn, and held-out labels of the concepts that the shipped model never saw."""
    learnt, held = held_out(entries, EVALUATED)
    return learnt, [_asked(entry, akin) for entry in held]


def without_language(
    entries: Iterable[Entry], language: str, akin: Mapping[str, frozenset[str]]
) -> tuple[list[Entry], list[Asked]]:
    """The same with every label that one language gives those concepts held out."""
    learnt: list[Entry] = []
    held: list[Entry] = []
    for entry in entries:
        asked = entry.language == language and fold_of(entry.concept_id) == EVALUATED
        (held if asked else learnt).append(entry)
    known = {entry.concept_id for entry in learnt}
    return learnt, [_asked(entry, akin) for entry in held if entry.concept_id in known]


def _asked(entry: Entry, akin: Mapping[str, frozenset[str]]) -> Asked:
    right = frozenset({entry.concept_id}) | akin.get(entry.concept_id, frozenset())
    return Asked(Question(entry.label, entry.language, right), entry.type)


def changed(asked: Sequence[Asked], how: str, seed: int = 0) -> list[Asked]:
    """Questions with a typing slip (``typos``) or in Latin letters (``script``)."""
    rng = random.Random(seed)  # noqa: S311
    change = {"typos": slip, "script": transliterate}[how]
    return [
        Asked(
            Question(change(a.question.text, rng), a.question.language, a.question.concepts), a.type
        )
        for a in asked
    ]


def measure(linker: Linker, asked: Sequence[Asked]) -> list[list[Link]]:
    """The first 20 links of each question."""
    return linker.search([a.question.text for a in asked], k=DEPTH)


def summed(asked: Sequence[Asked], found: Sequence[Sequence[Link]], threshold: float) -> Score:
    """One score for questions and what was found for them."""
    ranks = _ranks([[link.concept_id for link in row] for row in found], asked)
    accepted = [bool(row) and row[0].score >= threshold for row in found]
    right = [rank == 1 for rank, taken in zip(ranks, accepted, strict=True) if taken]
    return Score(
        len(asked),
        _share(rank == 1 for rank in ranks),
        _share(1 / rank if rank else 0.0 for rank in ranks),
        _share(right),
        _share(accepted),
    )


def grouped(
    asked: Sequence[Asked],
    found: Sequence[Sequence[Link]],
    threshold: float,
    by: Callable[[Asked], str],
) -> dict[str, Score]:
    """A score for each group, in alphabetic order."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(asked):
        places[by(one)].append(n)
    return {
        name: summed([asked[n] for n in at], [found[n] for n in at], threshold)
        for name, at in sorted(places.items())
    }


def ngram_ranks(learnt: Sequence[Entry], asked: Sequence[Asked]) -> float:
    """Mean reciprocal rank by TF-IDF of character 2- to 4-grams and nothing else."""
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), dtype=np.float32)
    labels = vectorizer.fit_transform([entry.label for entry in learnt]).T.tocsr()
    ranked: list[list[str]] = []
    for start in range(0, len(asked), _BATCH):
        texts = [a.question.text for a in asked[start : start + _BATCH]]
        for row in (vectorizer.transform(texts) @ labels).toarray():
            size = min(_NEAR, len(row)) - 1
            near = np.argpartition(-row, size)[: size + 1]
            order = near[np.argsort(-row[near], kind="stable")]
            ranked.append(_first(learnt[n].concept_id for n in order))
    return _share(1 / rank if rank else 0.0 for rank in _ranks(ranked, asked))


def wratio_ranks(learnt: Sequence[Entry], asked: Sequence[Asked]) -> float:
    """Mean reciprocal rank by rapidfuzz's WRatio over all labels."""
    labels = [entry.label.casefold() for entry in learnt]
    texts = [a.question.text.casefold() for a in asked]
    ranked: list[list[str]] = []
    for text in texts:
        best = process.extract(text, labels, scorer=fuzz.WRatio, limit=min(_NEAR, len(labels)))
        ranked.append(_first(learnt[n].concept_id for _, _, n in best))
    return _share(1 / rank if rank else 0.0 for rank in _ranks(ranked, asked))


def refused(linker: Linker, texts: Sequence[str], types: Collection[str]) -> float:
    """The share of texts for which the linker abstains."""
    return _share(not links for links in linker.link_many(texts, types=types))


def _first(concepts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(concepts))[:DEPTH]


def _ranks(ranked: Ranked, asked: Sequence[Asked]) -> list[int]:
    """The place of the first right concept, 0 for none."""
    return [
        next((n for n, key in enumerate(row, 1) if key in a.question.concepts), 0)
        for row, a in zip(ranked, asked, strict=True)
    ]


def _share(values: Iterable[float]) -> float:
    listed = [float(value) for value in values]
    return sum(listed) / len(listed) if listed else 0.0
