"""What the learnt re-ranker sees: a row of numbers for each text and candidate concept.

Every feature holds in any language: no word, no letter and no name of a language is among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from matching._features import Form
from matching._words import Bags, IntVector, coverage

FloatVector = npt.NDArray[np.float32]
FloatMatrix = npt.NDArray[np.float32]

VIEWS = ("text", "heard", "roots", "concept", "spoken")
_COMPETING = ("text", "heard", "roots", "concept", "asked", "label", "ratio", "token_set", "sorted")
_SCORERS: Mapping[str, tuple[str, Any]] = {
    "ratio": ("text", fuzz.ratio),
    "sorted": ("sorted", fuzz.ratio),
    "token_set": ("text", fuzz.token_set_ratio),
    "partial": ("text", fuzz.partial_ratio),
    "latin": ("latin", fuzz.ratio),
    "latin_sorted": ("latin_sorted", fuzz.ratio),
    "key": ("key", fuzz.ratio),
    "key_partial": ("key", fuzz.partial_ratio),
    "winkler": ("text", JaroWinkler.normalized_similarity),
}


@dataclass(frozen=True, slots=True)
class Spellings:
    """Forms written in the ways in which they are compared, a list each."""

    text: list[str]
    sorted: list[str]
    latin: list[str]
    latin_sorted: list[str]
    key: list[str]

    @classmethod
    def of(cls, forms: Sequence[Form]) -> Spellings:
        """Spell forms."""
        return cls(
            [form.text for form in forms],
            [" ".join(sorted(form.words)) for form in forms],
            [form.latin for form in forms],
            [" ".join(sorted(form.latin.split())) for form in forms],
            [form.key for form in forms],
        )


@dataclass(frozen=True, slots=True)
class Pairs:
    """Texts and candidate concepts, those of a text together, each with its likeliest label.

    ``views`` holds for each look-up what it gave this label, and ``best`` what it gave the
    concept; ``given`` holds further columns as they are.
    """

    asked: IntVector
    concept: IntVector
    label: IntVector
    views: Mapping[str, FloatVector]
    best: Mapping[str, FloatVector]
    given: Mapping[str, FloatVector]


def table(
    pairs: Pairs, asked: tuple[Bags, Spellings], labels: tuple[Bags, Spellings]
) -> tuple[FloatMatrix, list[str]]:
    """The features of pairs, shape (n_pairs, n_features), and their names."""
    columns: dict[str, FloatVector] = {}
    columns.update({f"label_{name}": values for name, values in pairs.views.items()})
    columns.update(pairs.best)
    columns.update(pairs.given)
    columns.update(_spelling(pairs, asked[1], labels[1]))
    columns.update(_words(pairs, asked[0], labels[0]))
    starts = np.flatnonzero(np.diff(pairs.asked, prepend=-1))
    sizes = np.diff(np.append(starts, len(pairs.asked)))
    for name in (*VIEWS, "like"):
        columns[f"rank_{name}"] = _ranks(columns[name], pairs.asked, starts, sizes)
    for name in _COMPETING:
        columns[f"lead_{name}"] = _lead(columns[name], starts, sizes)
    together = columns["text"] + columns["heard"] + columns["asked"] + columns["label"]
    columns["lead_together"] = _lead(together, starts, sizes)
    columns["rank_together"] = _ranks(together, pairs.asked, starts, sizes)
    columns["top_text"] = np.repeat(np.maximum.reduceat(columns["text"], starts), sizes)
    columns["top_together"] = np.repeat(np.maximum.reduceat(together, starts), sizes)
    return np.column_stack(list(columns.values())).astype(np.float32), list(columns)


def nearest(values: FloatVector, owner: IntVector, most: int) -> IntVector:
    """Places of the highest values of each owner, at most so many, those of an owner together."""
    order = np.lexsort((-values, owner))
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    sizes = np.diff(np.append(starts, len(owner)))
    return order[np.arange(len(owner)) - np.repeat(starts, sizes) < most]


def likenesses(
    asked: IntVector,
    label: IntVector,
    texts: tuple[Bags, Spellings],
    labels: tuple[Bags, Spellings],
) -> FloatVector:
    """A plain sum of likenesses of pairs, enough to choose between labels of one concept."""
    shares = coverage(texts[0], labels[0], asked, label)
    keys: Any = cpdist(
        [texts[1].key[n] for n in asked.tolist()],
        [labels[1].key[n] for n in label.tolist()],
        scorer=fuzz.ratio,
        dtype=np.float32,
    )
    likeness: FloatVector = shares.asked + shares.label + shares.roots_asked / 2 + keys / 100
    return likeness


def _spelling(pairs: Pairs, asked: Spellings, labels: Spellings) -> dict[str, FloatVector]:
    found: dict[str, FloatVector] = {}
    mine, theirs = pairs.asked.tolist(), pairs.label.tolist()
    kept: dict[str, tuple[list[str], list[str]]] = {}
    for name, (spelling, scorer) in _SCORERS.items():
        if spelling not in kept:
            one, other = getattr(asked, spelling), getattr(labels, spelling)
            kept[spelling] = ([one[n] for n in mine], [other[n] for n in theirs])
        scores: Any = cpdist(*kept[spelling], scorer=scorer, dtype=np.float32)
        found[name] = scores if name == "winkler" else scores / 100
    lengths = np.array([len(text) for text in asked.text], dtype=np.float32)[pairs.asked]
    others = np.array([len(text) for text in kept["text"][1]], dtype=np.float32)
    found["letters_asked"] = lengths
    found["letters_ratio"] = lengths / np.maximum(lengths + others, 1)
    return found


def _words(pairs: Pairs, asked: Bags, labels: Bags) -> dict[str, FloatVector]:
    shares = coverage(asked, labels, pairs.asked, pairs.label)
    mine, theirs = asked.sizes[pairs.asked], labels.sizes[pairs.label]
    return {
        "asked": shares.asked,
        "asked_plain": shares.asked_plain,
        "asked_worst": shares.asked_worst,
        "label": shares.label,
        "label_plain": shares.label_plain,
        "both": np.sqrt(shares.asked * shares.label),
        "first": shares.first,
        "last": shares.last,
        "roots_asked": shares.roots_asked,
        "roots_label": shares.roots_label,
        "numbers": shares.numbers,
        "words_asked": mine.astype(np.float32),
        "words_more": (mine - theirs).astype(np.float32),
    }


def _ranks(
    values: FloatVector, owner: IntVector, starts: IntVector, sizes: IntVector
) -> FloatVector:
    """The place of each value among those of its text, from 0; ties share the best place."""
    order = np.lexsort((-values, owner))
    ranked = values[order]
    place = np.arange(len(values)) - np.repeat(starts, sizes)
    fresh = np.ones(len(values), dtype=bool)
    fresh[1:] = (ranked[1:] != ranked[:-1]) | (owner[order][1:] != owner[order][:-1])
    first = np.maximum.accumulate(np.where(fresh, np.arange(len(values)), 0))
    found = np.empty(len(values), dtype=np.float32)
    found[order] = np.log1p(place[first])
    return found


def _lead(values: FloatVector, starts: IntVector, sizes: IntVector) -> FloatVector:
    """How far each value is above the best other one of its text (negative: below)."""
    owner = np.repeat(np.arange(len(sizes)), sizes)
    top = np.maximum.reduceat(values, starts)
    is_top = values == top[owner]
    many = np.bincount(owner, weights=is_top, minlength=len(sizes)) > 1
    rest = np.where(is_top, -np.inf, values)
    second = np.maximum.reduceat(rest, starts)
    second = np.where(many, top, np.where(np.isfinite(second), second, 0))
    other = np.where(is_top, second[owner], top[owner])
    lead: FloatVector = (values - other).astype(np.float32)
    return lead
