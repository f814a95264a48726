"""How sure it is that a posted title names an occupation: the text as a whole is asked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching._agents import with_agents
from matching._features import Form, word_likeness
from matching._lexicon import Lexicon
from matching._noise import ANY_TRADE, NOISE, STOP_WORDS
from matching._title_spans import Candidate, Found, Span, candidates, spans
from matching._title_text import Spoken, spoken
from matching._trade_words import word_odds
from matching._trees import Forest
from matching.taxonomy import TRADES

FloatVector = npt.NDArray[np.float32]
FloatMatrix = npt.NDArray[np.float32]
_CORE = frozenset(
    ["machine", "operation", "garment", "part", "fabric", "software", "defect", "metric"]
)
_ALIKE = 0.8
_ODDS = 7.0
_ONE_TRADE = 400
"""A vocabulary of more occupations than these is of many trades, and none of them is another."""

NAMES = (
    *("odds", "lead", "place", "coverage", "worst", "weight", "label_words", "gap", "segment"),
    *("scattered", "unknown_beside", "unknown_segment", "unknown_share"),
    *("core", "core_beside", "known_share", "concept_covers", "other_covers", "rival_covers"),
    *("head_only", "words", "spoken", "segments", "digits", "whole"),
    *("named", "named_words", "named_weight", "named_lead", "named_first", "named_begins"),
    *("named_ends", "named_inside", "strange_named", "trades_named"),
    *("matched_odds", "matched_least", "beside_odds", "segment_odds", "rest_odds", "rest_least"),
    *("rest_most", "text_odds", "trust"),
)
_HEARD = 9
"""So many of them, the last, depend on what was learnt of words and concepts."""
RISING = frozenset(
    {"odds", "coverage", "matched_odds", "beside_odds", "rest_odds", "text_odds", "trust"}
)
"""Of these more is never worse."""


class _Cover(NamedTuple):
    """The label of a concept that a text holds most fully, and the words of the text it holds."""

    share: float
    worst: float
    weight: float
    size: int
    held: tuple[int, ...]


class View(NamedTuple):
    """A candidate as it is seen whatever words weigh: the features that do not depend on weights,
    and which words are the label's, beside it, in its segment, the rest, and speaking at all."""

    candidate: Candidate
    plain: FloatVector
    groups: tuple[Sequence[int], ...]


@dataclass(frozen=True, slots=True)
class TitleSense:
    """A learnt judgement of titles: weights of words, how far each concept is of this trade alone
    (an accountant is of any), and a forest over the features of `NAMES`."""

    weights: FloatVector
    trust: Mapping[str, float]
    forest: Forest

    def choose(
        self, lexicon: Lexicon, text: str, found: Sequence[Found], types: frozenset[str]
    ) -> tuple[Candidate, float]:
        """What a title names likeliest of what was found and what it says word for word, and the
        chance in [0, 1] that it does: none where no word speaks."""
        said = with_agents(lexicon, spoken(text), types)
        seen = views(lexicon, said, found, types)
        trust = [self.trust.get(lexicon.concepts[one.candidate.concept], 0.0) for one in seen]
        odds = self.forest.odds(rows(seen, word_odds(self.weights, said.words), trust))
        best = int(odds.argmax())
        likely = float(self.forest.likely(odds[best : best + 1])[0]) if any(said.content) else 0.0
        return seen[best].candidate, likely

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
            words = kept["words"].astype(np.float32)
        return cls(words, forest.about["trust"], forest)


def judges(lexicon: Lexicon) -> bool:
    """Whether a vocabulary is of one trade, so that other trades are to be refused."""
    trades = [name in TRADES for name in lexicon.types]
    of_trades = np.array(trades, dtype=np.bool_)[lexicon.type_of]
    return 0 < len(np.unique(lexicon.concept_of[of_trades])) <= _ONE_TRADE


def views(
    lexicon: Lexicon, said: Spoken, found: Sequence[Found], types: frozenset[str]
) -> list[View]:
    """The candidates for a title; ``found`` is not empty, best first."""
    named = spans(lexicon, said)
    known = [_types(lexicon, word) for word in said.words]
    content = [n for n in range(len(said.words)) if said.content[n]]
    shares = lexicon.covered(Form.of_words([said.words[n] for n in content] or list(said.words)))
    return [
        _view(lexicon, said, found, one, (named, known, content, shares))
        for one in candidates(lexicon, found, named, types)
    ]


def rows(seen: Sequence[View], odds: Sequence[float], trust: Sequence[float]) -> FloatMatrix:
    """What the judgement sees of candidates, `NAMES` in order, given the odds of each word and how
    far each candidate is trusted to be of this trade."""
    made = np.array([view.plain for view in seen], dtype=np.float32).reshape(-1, len(NAMES))
    for row, view, trusted in zip(made, seen, trust, strict=True):
        matched, beside, inside, rest, content = ([odds[n] for n in group] for group in view.groups)
        matched, rested = matched or [0.0], rest or [0.0]
        row[-_HEARD:] = (
            sum(matched),
            min(matched),
            sum(beside),
            sum(inside),
            sum(rested),
            min(rested),
            max(rested),
            sum(content),
            trusted,
        )
    return made


_Around = tuple[Sequence[Span], Sequence[frozenset[str]], Sequence[int], Mapping[int, float]]


def _view(
    lexicon: Lexicon, said: Spoken, found: Sequence[Found], one: Candidate, around: _Around
) -> View:
    named, known, content, shares = around
    words = said.words
    cover = _covered(lexicon, one.concept, words)
    held = set(cover.held)
    rest = [n for n in content if n not in held]
    beside = [n for n in rest if _near(said, n, held)]
    segments = {said.segment[n] for n in held}
    inside = [n for n in rest if said.segment[n] in segments]
    core = [n for n in rest if known[n] & _CORE]
    unknown = [n for n in rest if not known[n]]
    first, last = (min(held), max(held)) if held else (0, 0)
    rival = max((other.score for other in found if other.concept != one.concept), default=0.0)
    values = (
        _logit(one.score),
        _logit(one.score) - _logit(rival),
        one.place,
        cover.share,
        cover.worst,
        cover.weight,
        cover.size,
        max(last - first + 1 - len(held), 0),
        min(segments, default=9),
        len(segments) - 1,
        sum(not known[n] for n in beside),
        sum(not known[n] for n in inside),
        len(unknown) / max(len(content), 1),
        len(core),
        sum(n in beside for n in core),
        1 - len(unknown) / max(len(rest), 1) if rest else 1.0,
        shares.get(one.concept, 0.0),
        _share(lexicon, shares, "other_trade"),
        max((v for c, v in shares.items() if c != one.concept), default=0.0),
        all(words[n] in ANY_TRADE for n in held),
        len(words),
        len(content),
        said.segment[-1] + 1 if words else 0,
        sum(any(c.isdigit() for c in word) for word in words),
        not rest,
        *_naming(lexicon, said, one.span, named),
        *(0.0,) * _HEARD,
    )
    groups = ([n for n in cover.held if said.content[n]], beside, inside, rest, content)
    return View(one, np.array(values, dtype=np.float32), groups)


def _naming(
    lexicon: Lexicon, said: Spoken, span: Span | None, named: Sequence[Span]
) -> tuple[float, ...]:
    """How a candidate is named word for word, beside the other trades that are."""
    concept = None if span is None else span.concept
    others = [one for one in named if one.outer and one.concept != concept]
    strange = [one.weight for one in others if lexicon.concept_types[one.concept] == "other_trade"]
    rival = max((one.weight for one in others), default=0.0)
    trades = len({one.concept for one in named if one.outer})
    if span is None:
        return (0, 0, 0, -rival, 9, 0, 0, 0, max(strange, default=0.0), trades)
    before = [n for n in range(span.first) if said.segment[n] == said.segment[span.first]]
    after = [
        n
        for n in range(span.last + 1, len(said.words))
        if said.segment[n] == said.segment[span.last]
    ]
    return (
        span.sure,
        span.last - span.first + 1,
        span.weight,
        span.weight - rival,
        sum(said.content[: span.first]),
        not any(said.content[n] for n in before),
        not any(said.content[n] for n in after),
        not span.outer,
        max(strange, default=0.0),
        trades,
    )


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
