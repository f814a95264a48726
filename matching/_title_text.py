"""A posted title taken apart: its words, the segments they stand in, and which of them speak."""

from __future__ import annotations

import re
from typing import NamedTuple

from matching._noise import NOISE, STOP_WORDS
from matching._titles import plain
from matching.text import tokens

_DASH = re.compile(r"\s[-\u2010-\u2015/|+]+\s")
_LONGEST = 400
_MOST_WORDS = 24


class Spoken(NamedTuple):
    """``segment`` numbers what stands between punctuation; ``content`` marks words that are
    neither small, nor numbers, nor the frame of an advert, nor one letter again and again. All are
    of one length."""

    words: tuple[str, ...]
    segment: tuple[int, ...]
    content: tuple[bool, ...]


def spoken(text: str) -> Spoken:
    """Take a title apart, up to its 24th word or 400th character."""
    found = tokens(_DASH.sub(" — ", plain(text[:_LONGEST])))[:_MOST_WORDS]
    segment, at = [], 0
    for token in found:
        at += token.hard
        segment.append(at)
    words = tuple(token.text for token in found)
    return Spoken(words, tuple(segment), tuple(_speaks(word) for word in words))


def _speaks(word: str) -> bool:
    return not (len(set(word)) < 2 or word in NOISE or word in STOP_WORDS or word[0].isdigit())
