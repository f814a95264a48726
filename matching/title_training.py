"""Teaching the judgement of titles: which posted titles name an occupation of the trade."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from matching._corrupt import framed
from matching._episodes import LabelSet, episode, fold_of
from matching._title_sense import NAMES, RISING, Found, TitleSense, features
from matching._title_text import spoken
from matching._trade_words import table
from matching._trees import from_sklearn
from matching.linking import MODEL_OF_TITLES, MOST_LIKE, Linker

__all__ = [
    "MODEL_OF_TITLES",
    "Asked",
    "Heard",
    "Report",
    "Title",
    "asked",
    "judged",
    "only",
    "synthetic",
    "train_titles",
]

FloatMatrix = npt.NDArray[np.float32]
FloatVector = npt.NDArray[np.float64]
_FOLDS = 5
_STEPS = 40
_REAL = 4.0
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


@dataclass(frozen=True, slots=True)
class Asked:
    """Titles with what a linker found for them; ``linker`` learnt what it is asked about."""

    linker: Linker
    titles: tuple[Title, ...]
    found: tuple[tuple[Found, ...], ...]
    right: tuple[bool, ...]


def asked(linker: Linker, titles: Sequence[Title]) -> Asked:
    """Ask a linker; titles for which nothing is found, or an exact form, are left out."""
    number = {concept: n for n, concept in enumerate(linker.concepts_)}
    kept: list[Title] = []
    found: list[tuple[Found, ...]] = []
    right: list[bool] = []
    answers = linker.search([title.text for title in titles], types={"occupation"}, k=2)
    for title, links in zip(titles, answers, strict=True):
        if links and links[0].score < 1:
            kept.append(title)
            found.append(tuple(Found(number[link.concept_id], link.score) for link in links))
            right.append(links[0].concept_id in title.concepts)
    return Asked(linker, tuple(kept), tuple(found), tuple(right))


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


def rows_of(given: Asked, weights: FloatMatrix, at: Iterable[int] | None = None) -> FloatMatrix:
    """The features of titles, shape (n_titles, n_features)."""
    places = range(len(given.titles)) if at is None else at
    lexicon = given.linker.lexicon_
    rows = [features(lexicon, weights, given.titles[n].text, given.found[n]) for n in places]
    return np.array(rows, dtype=np.float32).reshape(-1, len(NAMES))


def _fold(text: str) -> int:
    return fold_of(text) % _FOLDS


def _unseen(given: Sequence[Asked], said: Sequence[Heard]) -> list[FloatMatrix]:
    """Features of every title, by weights of words that were learnt without it."""
    folds = [np.array([_fold(title.text) for title in part.titles]) for part in given]
    found = [np.zeros((len(part.titles), len(NAMES)), dtype=np.float32) for part in given]
    for fold in range(_FOLDS):
        weights = trade_words([text for text in said if _fold(text.text) != fold])
        for part, marks, rows in zip(given, folds, found, strict=True):
            at = np.flatnonzero(marks == fold)
            rows[at] = rows_of(part, weights, at.tolist())
    return found


def train_titles(
    given: Sequence[Asked], said: Sequence[Heard], about: Mapping[str, Any] | None = None
) -> TitleSense:
    """Learn to judge titles. The same titles give the same judgement."""
    rows = np.concatenate(_unseen(given, said))
    titles = [title for part in given for title in part.titles]
    right = np.array([answer for part in given for answer in part.right])
    weight = np.array([_REAL if title.real else 1.0 for title in titles])
    for real in (True, False):
        of_kind = np.array([title.real is real for title in titles])
        for answer in (True, False):
            part = of_kind & (right == answer)
            total = weight[of_kind].sum()
            weight[part] *= total / max(2 * weight[part].sum(), 1e-9)
    marks = np.array([_fold(title.text) for title in titles])
    odds = np.zeros(len(rows))
    plain = (np.array([-20.0, 20.0]), np.array([0.0, 1.0]))
    for fold in range(_FOLDS):
        seen = marks != fold
        forest = from_sklearn(_grown(rows[seen], right[seen], weight[seen]), plain, {})
        odds[~seen] = forest.odds(rows[~seen])
    facts = {**(about or {}), "features": list(NAMES), "titles": len(titles)}
    posted = np.array([title.real for title in titles])
    steps = _steps(odds[posted], right[posted], weight[posted])
    return TitleSense(trade_words(said), from_sklearn(_grown(rows, right, weight), steps, facts))


def _grown(rows: FloatMatrix, right: Any, weight: Any) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        learning_rate=0.06,
        max_iter=120,
        max_leaf_nodes=8,
        min_samples_leaf=25,
        l2_regularization=5.0,
        max_features=0.5,
        monotonic_cst=[int(name in RISING) for name in NAMES],
        early_stopping=False,
        random_state=0,
    )
    return model.fit(rows, right, sample_weight=weight)


def _steps(odds: FloatVector, right: Any, weight: Any) -> tuple[FloatVector, FloatVector]:
    """Rising steps from log-odds to the share that was right, ours and others' weighing alike."""
    isotonic = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    isotonic.fit(odds, right, sample_weight=weight)
    at = np.linspace(odds.min() - 1, odds.max() + 1, _STEPS)
    smooth = 1 / (1 + np.exp(-at))
    to = np.maximum.accumulate(0.7 * isotonic.predict(at) + 0.3 * smooth)
    return at, np.minimum(to + np.arange(_STEPS) * 1e-6, 1.0)


def only(given: Asked, language: str, *, kept: bool) -> Asked:
    """The titles in a language, or all but these."""
    at = [n for n, title in enumerate(given.titles) if (title.language == language) is kept]
    return Asked(
        given.linker,
        tuple(given.titles[n] for n in at),
        tuple(given.found[n] for n in at),
        tuple(given.right[n] for n in at),
    )


class Report(NamedTuple):
    """Titles of the trade and the share of them answered rightly; others and the share refused."""

    ours: int
    right: float
    others: int
    refused: float


def judged(sense: TitleSense, given: Asked, threshold: float = 0.6) -> Report:
    """How a judgement does on titles, exact forms aside."""
    sure = MOST_LIKE * sense.forest.likely(sense.forest.odds(rows_of(given, sense.weights)))
    ours = np.array([bool(title.concepts) for title in given.titles])
    good = np.array(given.right) & (sure >= threshold)
    return Report(
        int(ours.sum()),
        float(good[ours].mean()) if ours.any() else 0.0,
        int((~ours).sum()),
        float((sure < threshold)[~ours].mean()) if (~ours).any() else 0.0,
    )
