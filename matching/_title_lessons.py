"""What the judgement of titles is taught from: titles, what a linker finds for them, words."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from matching._agents import with_agents
from matching._corrupt import framed
from matching._episodes import LabelSet, episode, fold_of
from matching._lexicon import SURE_STEM
from matching._title_sense import View, rows, views
from matching._title_spans import Found
from matching._title_text import spoken
from matching._trade_words import table, word_odds
from matching.linking import JUDGED, Linker

FloatMatrix = npt.NDArray[np.float32]
BoolVector = npt.NDArray[np.bool_]
FOLDS = 5
_TYPES = frozenset({"occupation"})
_GIBBERISH = 0.1


class Title(NamedTuple):
    """A text and the concepts it names, none for other trades; ``real`` was written by a person
    as a title, ``language`` is where it is from."""

    text: str
    language: str
    concepts: frozenset[str]
    real: bool = True


class Heard(NamedTuple):
    """Words for the table of trade words: a text of this trade or of another."""

    text: str
    language: str
    ours: bool
    weight: float = 1.0


class Asked(NamedTuple):
    """A title, its words, the ids of the candidates for it, as what they are seen, and which of
    them are right."""

    title: Title
    words: tuple[str, ...]
    keys: tuple[str, ...]
    seen: tuple[View, ...]
    right: tuple[bool, ...]


def asked(linker: Linker, titles: Sequence[Title]) -> list[Asked]:
    """Ask a linker; titles for which nothing is found, or an exact form, are left out."""
    number = {concept: n for n, concept in enumerate(linker.concepts_)}
    made: list[Asked] = []
    answers = linker.search([title.text for title in titles], types=_TYPES, k=JUDGED)
    for title, links in zip(titles, answers, strict=True):
        if links and links[0].score < SURE_STEM:
            found = [Found(number[link.concept_id], link.score) for link in links]
            said = with_agents(linker.lexicon_, spoken(title.text), _TYPES)
            seen = tuple(views(linker.lexicon_, said, found, _TYPES))
            keys = tuple(linker.concepts_[view.candidate.concept] for view in seen)
            right = tuple(key in title.concepts for key in keys)
            made.append(Asked(title, said.words, keys, seen, right))
    return made


def synthetic(labels: LabelSet, seed: int, most: int) -> tuple[Linker, list[Title]]:
    """A linker that has not learnt some labels, and these labels in the frames of adverts, with
    titles of other trades and words of shuffled letters among them."""
    made = episode(labels, seed, most)
    rng = random.Random(seed)  # noqa: S311
    titles = [
        Title(question.text, question.language, question.concepts, real=False)
        for question in made.questions
    ]
    for title in rng.sample(titles, int(_GIBBERISH * len(titles))):
        text = _shuffled(title.text, rng)
        framing = framed(text, title.language, rng) if rng.random() < 0.3 else text
        titles.append(Title(framing, title.language, frozenset(), real=False))
    return Linker(titles=False).fit(made.learnt), titles


def _shuffled(text: str, rng: random.Random) -> str:
    words = []
    for word in spoken(text).words[:2]:
        letters = list(word)
        rng.shuffle(letters)
        words.append("".join(letters))
    return " ".join(words)


def trade_words(said: Sequence[Heard]) -> FloatMatrix:
    """The weights of the parts of words, shape (PLACES,), learnt from texts of both kinds."""
    rows = table([_content(text.text) for text in said])
    ours = np.array([text.ours for text in said])
    weight = np.array([text.weight for text in said])
    model = LogisticRegression(C=3.0, class_weight="balanced", max_iter=300, solver="lbfgs")
    model.fit(rows, ours, sample_weight=weight)
    found: FloatMatrix = model.coef_[0].astype(np.float16).astype(np.float32)
    return found


def _content(text: str) -> list[str]:
    said = spoken(text)
    return [word for word, speaks in zip(said.words, said.content, strict=True) if speaks]


def fifth_of(text: str) -> int:
    """The fifth a title belongs to, by its text alone."""
    return fold_of(text) % FOLDS


Learnt = tuple[FloatMatrix, Mapping[str, float]]


class Lesson(NamedTuple):
    """Rows of features of every candidate, which are right, and which title each is of."""

    rows: FloatMatrix
    right: BoolVector
    title: npt.NDArray[np.int64]

    @classmethod
    def of(cls, given: Sequence[Asked], learnt: Sequence[Learnt]) -> Lesson:
        """Read titles by what was learnt for each title's fold."""
        made = []
        for one in given:
            weights, trust = learnt[fifth_of(one.title.text)]
            odds = word_odds(weights, one.words)
            made.append(rows(one.seen, odds, [trust.get(key, 0.0) for key in one.keys]))
        return cls(
            np.concatenate(made),
            np.concatenate([one.right for one in given]),
            np.repeat(np.arange(len(given)), [len(one.seen) for one in given]),
        )


def trusted(given: Sequence[Asked]) -> dict[str, float]:
    """How far each concept is of this trade alone: log-odds that a posted title which is like it,
    or names it, is of this trade."""
    ours: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for title, seen, keys, right in {
        one.title.text: (one.title, one.seen, one.keys, one.right)
        for one in given
        if one.title.real
    }.values():
        for key, view, is_right in zip(keys, seen, right, strict=True):
            span = view.candidate.span
            if is_right:
                ours[key] += 1
            elif not title.concepts and (
                view.candidate.place == 0 or (span is not None and span.outer)
            ):
                others[key] += 1
    return {key: math.log((ours[key] + 1) / (others[key] + 1)) for key in sorted(ours | others)}
