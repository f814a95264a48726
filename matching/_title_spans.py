"""Names of trades that stand in a posted title word for word, and what may be meant by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matching._features import Form
from matching._lexicon import Lexicon
from matching._title_text import Spoken
from matching.taxonomy import TRADES

_MOST_WORDS = 5
_BY_LIKENESS = 3
_BY_NAME = 3


class Found(NamedTuple):
    """A concept found for a title, and how sure the re-ranker is of it."""

    concept: int
    score: float


class Span(NamedTuple):
    """Words ``first`` to ``last`` of a title that are a label, or an inflected form of one.

    ``weight`` sums the rarity of the label's words; ``outer`` where no longer span of another
    trade holds it.
    """

    concept: int
    label: int
    first: int
    last: int
    sure: float
    weight: float
    outer: bool = True


class Candidate(NamedTuple):
    """What a title may mean: its place in the re-ranker's order, and where it is named."""

    concept: int
    score: float
    place: int
    span: Span | None


def spans(lexicon: Lexicon, said: Spoken) -> list[Span]:
    """Every span of up to five words within one segment that is a label of a trade."""
    found: list[Span] = []
    for first in range(len(said.words)):
        for last in range(first, min(first + _MOST_WORDS, len(said.words))):
            if said.segment[last] != said.segment[first]:
                break
            found += _named(lexicon, said, first, last)
    return [span._replace(outer=not any(_inside(span, other) for other in found)) for span in found]


def _named(lexicon: Lexicon, said: Spoken, first: int, last: int) -> list[Span]:
    if not any(said.content[first : last + 1]):
        return []
    best: dict[int, Span] = {}
    form = Form.of_words(said.words[first : last + 1])
    for label, sure in lexicon.sure(form, None).items():
        concept = int(lexicon.concept_of[label])
        if lexicon.concept_types[concept] not in TRADES:
            continue
        if concept not in best or sure > best[concept].sure:
            weight = sum(lexicon.weights[label])
            best[concept] = Span(concept, label, first, last, sure, weight)
    return list(best.values())


def _inside(one: Span, other: Span) -> bool:
    longer = other.last - other.first > one.last - one.first
    return longer and other.first <= one.first and one.last <= other.last


def candidates(
    lexicon: Lexicon, found: Sequence[Found], named: Sequence[Span], types: frozenset[str]
) -> list[Candidate]:
    """The concepts to judge: the likeliest, and those of some types that the title names."""
    longest: dict[int, Span] = {}
    for span in named:
        known = longest.get(span.concept)
        if known is None or (span.outer, span.weight) > (known.outer, known.weight):
            longest[span.concept] = span
    place = {one.concept: n for n, one in enumerate(found)}
    heavy = sorted(
        (s for s in longest.values() if s.outer and lexicon.concept_types[s.concept] in types),
        key=lambda span: (-span.weight, span.first),
    )
    wanted = dict.fromkeys([one.concept for one in found[:_BY_LIKENESS]])
    wanted.update(dict.fromkeys(span.concept for span in heavy[:_BY_NAME]))
    return [
        Candidate(
            concept,
            found[place[concept]].score if concept in place else 0.0,
            place.get(concept, len(found)),
            longest.get(concept),
        )
        for concept in wanted
    ]
