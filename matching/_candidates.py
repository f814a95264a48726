"""Which concepts a text may mean at all: two sparse look-ups and the words of each concept."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching._compare import Pairs, Spellings, likenesses, nearest, table
from matching._features import Form
from matching._lexicon import Lexicon, Mask
from matching._ngrams import NgramLookup, WordLookup
from matching._roots import root
from matching._words import Bags, flat_ranges

FloatMatrix = npt.NDArray[np.float32]
_KEY = 3
_COMPARED = 4
"""Labels of a concept that are compared word by word, to find the likeliest."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Candidates of a batch of texts, with the features of each."""

    pairs: Pairs
    rows: FloatMatrix
    names: list[str]


@dataclass(slots=True)
class LabelIndex:
    """Look-ups over the labels of a lexicon.

    ``text`` compares as typed, ``heard`` in Latin letters and by consonants, ``roots`` by whole
    words without endings, ``concepts`` by all the words a concept uses in any of its labels.
    """

    text: NgramLookup
    heard: NgramLookup
    roots: WordLookup
    concepts: WordLookup
    spoken: WordLookup
    bags: Bags
    spellings: Spellings

    @classmethod
    def fit(cls, lexicon: Lexicon, ngrams: tuple[int, int]) -> LabelIndex:
        """Learn every label, and the words of every concept."""
        forms = lexicon.forms
        places = [_places(form) for form in forms]
        used = [
            [place for n in range(start, end) for place in places[n]]
            for start, end in lexicon.spans
        ]
        return cls(
            NgramLookup.fit([form.words for form in forms], 2, 5),
            NgramLookup.fit([heard(form) for form in forms], *ngrams),
            WordLookup.fit([roots_of(form) for form in forms]),
            WordLookup.fit(used, share=0.0),
            WordLookup.fit(used, often=True),
            Bags.of(forms, lexicon.weights),
            Spellings.of(forms),
        )

    def compare(
        self, lexicon: Lexicon, forms: Sequence[Form], count: int, allowed: Mask | None
    ) -> Compared:
        """Candidates of forms that have words, ``count`` by each look-up, with their features."""
        views = self._views(forms)
        starts, sizes = lexicon.starts, lexicon.sizes
        if allowed is not None:
            for view in views.values():
                view[~allowed] = -1.0
        blend = views["text"] + views["heard"] + 0.5 * views["roots"]
        best = {name: np.maximum.reduceat(view, starts, axis=0).T for name, view in views.items()}
        words = [_places(form) for form in forms]
        for name, lookup in (("concept", self.concepts), ("spoken", self.spoken)):
            scores, most = lookup.scores(words)
            best[name] = np.ascontiguousarray((scores / most).T)
            best[name][best["text"] <= -1.0] = -1.0
        sure = [lexicon.sure(form, allowed) for form in forms]
        asked, concept = self._chosen(lexicon, best, sure, count)
        flat, owner = flat_ranges(starts[concept], sizes[concept])
        values = blend[flat, asked[owner]]
        mean = np.bincount(owner, weights=values, minlength=len(concept)) / sizes[concept]
        heavy = [lexicon.weigh(form) for form in forms]
        mine = (Bags.of(forms, heavy), Spellings.of(forms))
        near = nearest(values, owner, _COMPARED)
        likeness = values[near] + likenesses(
            asked[owner[near]], flat[near], mine, (self.bags, self.spellings)
        )
        chosen, top = _tops(likeness, owner[near])
        label = flat[near][chosen]
        label, certain = _certain(lexicon, sure, asked, concept, label)
        fit = np.array([lexicon.type_fit(form, allowed) for form in forms])
        pairs = Pairs(
            asked,
            concept,
            label,
            {name: view[label, asked] for name, view in views.items()},
            {name: view[asked, concept] for name, view in best.items()},
            {
                "certain": certain,
                "kind": lexicon.kind_of[label].astype(np.float32),
                "labels": np.log(sizes[concept]).astype(np.float32),
                "mean": mean.astype(np.float32),
                "like": top,
                "type_fit": fit[asked, lexicon.type_of[label]].astype(np.float32),
                "unknown": self._unknown(lexicon, forms)[asked],
            },
        )
        rows, names = table(pairs, mine, (self.bags, self.spellings))
        return Compared(pairs, rows, names)

    def _views(self, forms: Sequence[Form]) -> dict[str, FloatMatrix]:
        """What each look-up gives each label, shape (n_labels, n_forms)."""
        roots, most = self.roots.scores([roots_of(form) for form in forms])
        roots /= most
        return {
            "text": self.text.cosines([form.words for form in forms])[0],
            "heard": self.heard.cosines([heard(form) for form in forms])[0],
            "roots": roots,
        }

    def _chosen(
        self,
        lexicon: Lexicon,
        best: Mapping[str, FloatMatrix],
        sure: Sequence[Mapping[int, float]],
        count: int,
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        shape = best["text"].shape
        wanted = np.zeros(shape, dtype=bool)
        for name, share in (
            ("text", 1.0),
            ("heard", 1.0),
            ("roots", 0.5),
            ("concept", 0.5),
            ("spoken", 0.5),
        ):
            size = min(max(math.ceil(count * share), 1), shape[1])
            view = best[name]
            top = np.argpartition(-view, size - 1, axis=1)[:, :size]
            np.put_along_axis(wanted, top, True, axis=1)
        for row, found in enumerate(sure):
            wanted[row, lexicon.concept_of[list(found)]] = True
        wanted &= best["text"] > -1.0
        asked, concept = np.nonzero(wanted)
        return asked, concept

    def _unknown(self, lexicon: Lexicon, forms: Sequence[Form]) -> FloatMatrix:
        """The share of each form's words that no label has."""
        known = self.roots.numbers
        return np.array(
            [
                sum(root(word) not in known for word in form.words) / max(len(form.words), 1)
                for form in forms
            ],
            dtype=np.float32,
        )


def heard(form: Form) -> tuple[str, ...]:
    """What a form is heard by: each word in Latin letters, and all its consonants together."""
    return (*form.latin.split(), form.key) if form.key else tuple(form.latin.split())


def roots_of(form: Form) -> list[str]:
    """The roots of a form's words."""
    return [root(word) for word in form.words]


def _places(form: Form) -> list[str]:
    keys = ["\0" + word for word in form.latin.split() if len(word) >= _KEY]
    return [*roots_of(form), *(root_key[:7] for root_key in keys)]


def _certain(
    lexicon: Lexicon,
    sure: Sequence[Mapping[int, float]],
    asked: npt.NDArray[np.int64],
    concept: npt.NDArray[np.int64],
    label: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int64], FloatMatrix]:
    """Labels found by look-up alone stand for their concepts, with how sure that is."""
    certain = np.zeros(len(label), dtype=np.float32)
    place = {pair: n for n, pair in enumerate(zip(asked.tolist(), concept.tolist(), strict=True))}
    for row, found in enumerate(sure):
        ordered: Iterable[int] = sorted(found, key=lambda n: (found[n], -lexicon.kinds[n], -n))
        for n in ordered:
            at = place.get((row, int(lexicon.concept_of[n])))
            if at is not None:
                label[at], certain[at] = n, found[n]
    return label, certain


def _tops(
    values: FloatMatrix, owner: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], FloatMatrix]:
    """Where the highest value of each owner stands, the first of equals, and the value."""
    firsts = np.flatnonzero(np.diff(owner, prepend=-1))
    top = np.maximum.reduceat(values, firsts)
    at = np.flatnonzero(values == np.repeat(top, np.diff(np.append(firsts, len(owner)))))
    return at[np.flatnonzero(np.diff(owner[at], prepend=-1))], top.astype(np.float32)
