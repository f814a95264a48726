"""Which of the spans of a text that overlap are kept, and what is left between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matching._small_words import LEFT_OUT
from matching.text import Token

_SPAN_COST = 0.4
FUZZY_WORDS = 3
_MOST_FUZZY = 120


@dataclass(slots=True)
class Span:
    """Words ``start`` to ``end`` (excluded) and what they may name, likeliest first."""

    start: int
    end: int
    concepts: list[str]
    score: float


def cover(size: int, beginning: Sequence[Sequence[Span]]) -> list[Span]:
    """The spans that together claim most words, by the fewest and surest spans."""
    best: list[tuple[float, Span | None]] = [(0.0, None)] * (size + 1)
    for at in range(size - 1, -1, -1):
        best[at] = (best[at + 1][0], None)
        for span in beginning[at]:
            value = best[span.end][0] + span.end - at - _SPAN_COST + 0.1 * span.score
            if value > best[at][0]:
                best[at] = (value, span)
    found: list[Span] = []
    at = 0
    while at < size:
        chosen = best[at][1]
        if chosen:
            found.append(chosen)
        at = chosen.end if chosen else at + 1
    return found


def leftovers(words: Sequence[Token], taken: Sequence[Span]) -> list[tuple[int, int]]:
    """Runs of words nobody claimed that may be a label misspelt."""
    claimed = {at for span in taken for at in range(span.start, span.end)}
    free = [
        at not in claimed
        and word.text not in LEFT_OUT
        and not word.text.isdigit()
        and len(word.text) > 1
        for at, word in enumerate(words)
    ]
    spans: list[tuple[int, int]] = []
    for start in range(len(words)):
        for end in range(start + 1, min(start + FUZZY_WORDS, len(words)) + 1):
            if not free[end - 1] or (end - 1 > start and words[end - 1].hard):
                break
            if sum(len(word.text) for word in words[start:end]) >= 5:
                spans.append((start, end))
        if len(spans) > _MOST_FUZZY:
            break
    return spans[:_MOST_FUZZY]
