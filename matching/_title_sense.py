"""How sure it is that a posted title names an occupation: the text as a whole is asked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching._features import Form, word_likeness
from matching._lexicon import Lexicon
from matching._noise import ANY_TRADE, NOISE, STOP_WORDS
from matching._title_text import Spoken, spoken
from matching._trade_words import word_odds
from matching._trees import Forest
from matching.taxonomy import TRADES

FloatVector = npt.NDArray[np.float32]
_CORE = frozenset(
    ["machine", "operation", "garment", "part", "fabric", "software", "defect", "metric"]
)
_ALIKE = 0.8
_ODDS = 7.0
_ONE_TRADE = 400
"""A vocabulary of more occupations than these is of many trades, and none of them is another."""

NAMES = (
    *("odds", "lead", "coverage", "worst", "weight", "label_words", "gap", "place", "scattered"),
    *("matched_odds", "matched_least", "beside_odds", "segment_odds", "rest_odds", "rest_least"),
    *("rest_most", "text_odds", "unknown_beside", "unknown_segment", "unknown_share"),
    *("core", "core_beside", "known_share", "concept_covers", "other_covers", "rival_covers"),
    *("head_only", "words", "spoken", "segments", "digits", "whole"),
)
RISING = frozenset({"odds", "coverage", "matched_odds", "beside_odds", "rest_odds", "text_odds"})
"""Of these more is never worse."""


class Found(NamedTuple):
    """A concept found for a title, and how sure the re-ranker is of it."""

    concept: int
    score: float


class _Cover(NamedTuple):
    """The label of a concept that a text holds most fully, and the words of the text it holds."""

    share: float
    worst: float
    weight: float
    size: int
    held: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TitleSense:
    """A learnt judgement of titles: weights of words and a forest over `features`."""

    weights: FloatVector
    forest: Forest

    def sure(self, lexicon: Lexicon, text: str, found: Sequence[Found]) -> float:
        """The chance in [0, 1] that the first concept found is what a title names."""
        row = features(lexicon, self.weights, text, found)
        return float(self.forest.likely(self.forest.odds(row[None, :]))[0])

    def save(self, path: Path) -> None:
        """Write as a NumPy archive that is read without running code."""
        self.forest.save(path)
        with np.load(path, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        np.savez_compressed(path, words=self.weights.astype(np.float16), **arrays)

    @classmethod
    def load(cls, path: Path) -> TitleSense:
        """Read what `save` wrote; `ValueError` where it is damaged or of other features."""
        forest = Forest.load(path)
        if tuple(forest.about.get("features", ())) != NAMES:
            raise ValueError("the judgement of titles was learnt from other features")
        with np.load(path, allow_pickle=False) as kept:
            return cls(kept["words"].astype(np.float32), forest)


def judges(lexicon: Lexicon) -> bool:
    """Whether a vocabulary is of one trade, so that other trades are to be refused."""
    trades = [name in TRADES for name in lexicon.types]
    of_trades = np.array(trades, dtype=np.bool_)[lexicon.type_of]
    return 0 < len(np.unique(lexicon.concept_of[of_trades])) <= _ONE_TRADE


def features(
    lexicon: Lexicon, weights: FloatVector, text: str, found: Sequence[Found]
) -> FloatVector:
    """What the judgement sees of a title and the concepts found for it: `NAMES` in order."""
    said = spoken(text)
    words = said.words
    odds = word_odds(weights, words)
    cover = _covered(lexicon, found[0].concept, words)
    held = set(cover.held)
    known = [_types(lexicon, word) for word in words]
    rest = [n for n in range(len(words)) if n not in held and said.content[n]]
    beside = [n for n in rest if _near(said, n, held)]
    segments = {said.segment[n] for n in held}
    inside = [n for n in rest if said.segment[n] in segments]
    content = [n for n in range(len(words)) if said.content[n]]
    core = [n for n in rest if known[n] & _CORE]
    unknown = [n for n in rest if not known[n]]
    first, last = (min(held), max(held)) if held else (0, 0)
    shares = lexicon.covered(Form.of_words([words[n] for n in content] or list(words)))
    rival = found[1].score if len(found) > 1 else 0.0
    matched = [odds[n] for n in cover.held if said.content[n]] or [0.0]
    resting = [odds[n] for n in rest] or [0.0]
    values = (
        _logit(found[0].score),
        _logit(found[0].score) - _logit(rival),
        cover.share,
        cover.worst,
        cover.weight,
        cover.size,
        max(last - first + 1 - len(held), 0),
        min(segments, default=9),
        len(segments) - 1,
        sum(matched),
        min(matched),
        sum(odds[n] for n in beside),
        sum(odds[n] for n in inside),
        sum(resting),
        min(resting),
        max(resting),
        sum(odds[n] for n in content),
        sum(not known[n] for n in beside),
        sum(not known[n] for n in inside),
        len(unknown) / max(len(content), 1),
        len(core),
        sum(n in beside for n in core),
        1 - len(unknown) / max(len(rest), 1) if rest else 1.0,
        shares.get(found[0].concept, 0.0),
        _share(lexicon, shares, "other_trade"),
        max((v for c, v in shares.items() if c != found[0].concept), default=0.0),
        all(words[n] in ANY_TRADE for n in held),
        len(words),
        len(content),
        said.segment[-1] + 1 if words else 0,
        sum(any(c.isdigit() for c in word) for word in words),
        not rest,
    )
    return np.array(values, dtype=np.float32)


def _near(said: Spoken, at: int, held: set[int]) -> bool:
    """Whether a word stands beside one that is held, within one segment, small words aside."""
    for step in (-1, 1):
        n = at + step
        while 0 <= n < len(said.words) and said.segment[n] == said.segment[at]:
            if n in held:
                return True
            if said.words[n] not in STOP_WORDS:
                break
            n += step
    return False


def _covered(lexicon: Lexicon, concept: int, words: Sequence[str]) -> _Cover:
    if not words:
        return _Cover(0.0, 0.0, 0.0, 1, ())
    start, end = lexicon.spans[concept]
    nearest: dict[str, tuple[float, int]] = {}
    best = _Cover(0.0, 0.0, 0.0, 1, ())
    top = -1.0
    for n in range(start, end):
        form, heavy = lexicon.forms[n], lexicon.weights[n]
        for word in form.words:
            if word not in nearest:
                likeness = [word_likeness(other, word) for other in words]
                at = max(range(len(words)), key=lambda m: likeness[m])
                nearest[word] = (likeness[at], at)
        found = [nearest[word] for word in form.words]
        total = sum(heavy)
        share = sum(w * like for w, (like, _) in zip(heavy, found, strict=True)) / total
        standing = share**3 * math.sqrt(total)
        if standing > top:
            held = tuple(dict.fromkeys(at for like, at in found if like >= _ALIKE))
            worst = min(like for like, _ in found)
            top, best = standing, _Cover(share, worst, total, len(form.words), held)
    return best


def _types(lexicon: Lexicon, word: str) -> frozenset[str]:
    """The types of concepts that use a word, in any script; none for words every text has."""
    if word in NOISE or word in STOP_WORDS:
        return frozenset({""})
    return lexicon.types_using(word)


def _share(lexicon: Lexicon, shares: Mapping[int, float], kind: str) -> float:
    return max(
        (share for concept, share in shares.items() if lexicon.concept_types[concept] == kind),
        default=0.0,
    )


def _logit(value: float) -> float:
    kept = min(max(value, 1e-6), 1 - 1e-6)
    return max(-_ODDS, min(_ODDS, math.log(kept / (1 - kept))))
