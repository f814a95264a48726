"""The title within an advert: what stands between the words that only say it is one."""

from __future__ import annotations

from collections.abc import Iterator

from matching._features import Form
from matching._lexicon import Lexicon, Mask
from matching._noise import ANY_TRADE, NOISE, STOP_WORDS
from matching.text import tokens

NAMED = 0.75
"""How sure a label is that stands in an advert by itself, beside words nobody knows."""


def named_within(lexicon: Lexicon, text: str, allowed: Mask | None) -> int | None:
    """The place of the first label that fills a stretch of a text; None where none does."""
    for words in _stretches(text):
        if len(words) == 1 and words[0] in ANY_TRADE:
            continue
        found = lexicon.sure(Form.of_words(words), allowed)
        exact = [n for n, value in found.items() if value >= 1]
        if exact:
            return min(exact, key=lambda n: (lexicon.kinds[n], n))
    return None


def _stretches(text: str) -> Iterator[list[str]]:
    """Runs of words between punctuation, small words, numbers and the words of adverts."""
    run: list[str] = []
    for token in tokens(text):
        parts = token.text in NOISE or token.text in STOP_WORDS or token.text.isdigit()
        if run and (token.hard or parts):
            yield run
            run = []
        if not parts:
            run.append(token.text)
    if run:
        yield run
