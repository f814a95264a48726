"""Words as people type them, brought to forms that can be compared.

Each word of a text becomes a `Token` that keeps its place in the original. A token has a normal
form (case, digits, letters that stand for one another), stems (without endings) and a key (the
consonants it is heard by, the same in Latin, Cyrillic, Bengali and Arabic script).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from matching._letters import FOLD, INVISIBLE, MARKS, latin, skeleton
from matching._numbers import SUFFIXES, WORD_NUMBERS, number_compound, unit_of
from matching._stems import stems_of

_APOSTROPHES = "'\u2018\u2019\u02bb\u02bc\u02b9\u00b4`\u2032\u201b"
_LETTER = rf"[^\W\d_{INVISIBLE}]"
_WORD = re.compile(
    rf"\d[\d{INVISIBLE}]*"
    rf"|{_LETTER}(?:[^\W\d_]|[{MARKS}{INVISIBLE}]|[{_APOSTROPHES}](?={_LETTER}))*"
    "|[$\u20bd\u09f3\u20a8\u20ac]"
)
_HARD = re.compile(
    r"[\n\r\v\f\u2028\u2029,;:!?()\[\]{}|•·…—–\u0964\u060c\u061b\u06d4\u061f]|\.(?=\s|$)"
)
_JOIN = re.compile(r"[\s\-/,+&.\u2010-\u2015\u060c]{0,4}")
_FEW = frozenset("123456789")
_MOST_SHARING = 4
MAX_WORD = 60
"""Longer runs of letters are not words; their head is enough to compare."""


class Token(NamedTuple):
    """A word of a text. ``start`` and ``end`` are offsets into the text as typed; ``hard`` says
    that punctuation or a line break stands between it and the word before."""

    start: int
    end: int
    text: str
    hard: bool


@lru_cache(maxsize=1 << 16)
def normalise_word(word: str) -> str:
    """One word without case, marks and variants: at most 60 characters, possibly empty."""
    folded = unicodedata.normalize("NFKC", word[: 2 * MAX_WORD]).casefold()
    folded = unicodedata.normalize("NFKC", folded).translate(FOLD)
    kept = [_digit(c) for c in folded if c.isalnum() or c == "'" or _is_vowel_sign(c)]
    return "".join(kept)[:MAX_WORD].strip("'")


def _is_vowel_sign(char: str) -> bool:
    return "\u0900" <= char <= "\u0dff" and unicodedata.category(char).startswith("M")


def _digit(char: str) -> str:
    return str(unicodedata.digit(char, char))


def tokens(text: str) -> list[Token]:
    """The words of a text in order; numbers with their unit ("5-ти нитка") are one word."""
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        word = normalise_word(match.group())
        if not word:
            continue
        hard = bool(found) and _HARD.search(text, last, match.start()) is not None
        found.append(Token(match.start(), match.end(), word, hard))
        last = match.end()
    return _join_numbers(text, found)


def _join_numbers(text: str, words: list[Token]) -> list[Token]:
    joined: list[Token] = []
    index = 0
    while index < len(words):
        word = words[index]
        compound = number_compound(word.text)
        if compound:
            joined.append(word._replace(text=compound))
            index += 1
            continue
        value = word.text if word.text.isdigit() else WORD_NUMBERS.get(word.text)
        after = _unit_after(text, words, index) if value and len(value) <= 2 else None
        if value and after:
            unit, end = after
            _spread_back(text, joined, word, unit)
            joined.append(Token(word.start, words[end].end, value + unit, word.hard))
            index = end + 1
        else:
            joined.append(word)
            index += 1
    return joined


def _unit_after(text: str, words: list[Token], index: int) -> tuple[str, int] | None:
    """The unit that follows a number, stepping over "-ти", "-х", and where it ends."""
    glued = words[index].end
    for step in (1, 2):
        at = index + step
        if at >= len(words) or not _JOIN.fullmatch(text, words[at - 1].end, words[at].start):
            return None
        word = words[at].text
        if "," in text[words[at - 1].end : words[at].start]:
            return None
        unit = unit_of(word)
        if unit and (len(word) > 1 or words[at].start == glued):
            return unit, at
        if word not in SUFFIXES or not words[index].text.isdigit():
            return None
    return None


def _spread_back(text: str, joined: list[Token], word: Token, unit: str) -> None:
    """In "3-4 нитка" or "3х/4х ниточный" the numbers before share the unit."""
    start, at = word.start, len(joined)
    for _ in range(_MOST_SHARING):
        last = at - 1
        if last > 0 and joined[last].text in SUFFIXES:
            at -= 1
        at -= 1
        if (
            at < 0
            or joined[at].text not in _FEW
            or not _JOIN.fullmatch(text, joined[last].end, start)
        ):
            return
        before, end = joined[at], joined[last].end
        joined[at : last + 1] = [Token(before.start, end, before.text + unit, before.hard)]
        start = before.start


def normal_words(text: str) -> frozenset[str]:
    """The words of a text between spaces, each in its normal form, as a set."""
    return frozenset(normalise_word(word) for word in text.split())


def normalise(text: str) -> str:
    """The normal form of a text: its words in order, one space between."""
    return " ".join(token.text for token in tokens(text))


@lru_cache(maxsize=1 << 16)
def word_stems(word: str) -> tuple[str, str]:
    """A normal word without its ending, read as Russian or English and as Kyrgyz or Uzbek."""
    return stems_of(word)


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> str:
    """The consonants a normal word is heard by, in Latin letters; the same in every script."""
    return skeleton(word)


@lru_cache(maxsize=1 << 16)
def word_latin(word: str) -> str:
    """A normal word spelt in Latin letters, vowels kept."""
    return latin(word)


def cross_script_key(text: str) -> str:
    """The key of a whole text, words joined: "ওভার লক", "оверлок" and "overlock" agree."""
    return "".join(word_key(token.text) for token in tokens(text))
