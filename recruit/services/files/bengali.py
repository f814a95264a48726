"""Bengali as PDFs without their own words give it: glyph by glyph.

A vowel sign that is drawn before its consonant then stands before it, and a glyph no letter
belongs to (a conjunct, a sign above the letter) comes as NUL. The first is put right by rule; the
second by the words we know, where exactly one of them fits.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

_CONSONANT = "[\u0995-\u09b9\u09ce\u09dc-\u09df\u09f0\u09f1]\u09bc?"
_CLUSTER = f"{_CONSONANT}(?:\u09cd{_CONSONANT})*"
_BEFORE = "\u09bf\u09c7\u09c8"
_SIGNS = "\u0981-\u0983\u09be-\u09c4\u09c7\u09c8\u09cb\u09cc\u09d7"
_WORD = re.compile("[\u0980-\u09ff\x00]*[\u0980-\u09ff][\u0980-\u09ff\x00]*")
_MISPLACED = re.compile(f"(?:^|[{_SIGNS}\u0985-\u0994\\x00])[{_BEFORE}](?={_CONSONANT}|\\x00)")
_DRAWN = re.compile(f"([{_BEFORE}])({_CLUSTER})([\u09be\u09d7]?)")
_SPOKEN = re.compile(f"(\u09b0\u09cd)?({_CLUSTER})([\u09bf\u09c7\u09c8\u09cb\u09cc]?)")
_HOLE = f"(?:[{_SIGNS}]|\u09b0\u09cd|{_CLUSTER})"
_BOTH_SIDES = {"\u09cb": ("\u09c7", "\u09be"), "\u09cc": ("\u09c7", "\u09d7")}
_ROUND = {"\u09be": "\u09cb", "\u09d7": "\u09cc"}
_ENOUGH = 2
_MOST_HOLES = 500
"""Different words with holes that are looked up in one text."""


def repaired(text: str, known: Collection[str]) -> str:
    """The text with its vowel signs in place and its holes filled where that is certain; the
    other holes stay. It is as drawn where signs stand where nobody speaks them: at a word's
    start, after another sign, after a whole vowel."""
    words = _WORD.findall(text)
    misplaced = sum(len(_MISPLACED.findall(word)) for word in words)
    if misplaced < (1 if any("\0" in word for word in words) else _ENOUGH):
        return text
    fill = _Filler(known)
    return _WORD.sub(lambda found: fill.whole(found[0]) or spoken(found[0]), text)


def spoken(word: str) -> str:
    """A word from the order it is drawn in to the order it is spoken in."""

    def turned(found: re.Match[str]) -> str:
        sign, cluster, after = found[1], found[2], found[3]
        if sign == "\u09c7" and after:
            return cluster + _ROUND[after]
        return cluster + sign + after

    return _DRAWN.sub(turned, word)


@lru_cache(maxsize=20_000)
def drawn(word: str) -> str:
    """A word from the order it is spoken in to the order it is drawn in."""

    def turned(found: re.Match[str]) -> str:
        above, cluster, sign = found[1] or "", found[2], found[3]
        first, last = _BOTH_SIDES.get(sign, (sign, "") if sign in _BEFORE else ("", sign))
        return first + cluster + above + last

    return _SPOKEN.sub(turned, word)


class _Filler:
    """Fills the holes of drawn words from the words that are known."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = {drawn(word): word for word in known if _WORD.fullmatch(word)}
        self._found: dict[str, str | None] = {}

    def whole(self, word: str) -> str | None:
        """The known word that a word with holes is, where only one fits."""
        if "\0" not in word:
            return None
        if word not in self._found:
            if len(self._found) >= _MOST_HOLES:
                return None
            pattern = re.compile(
                "".join(_HOLE if letter == "\0" else re.escape(letter) for letter in word)
            )
            fits = [one for one in self._known if pattern.fullmatch(one)]
            self._found[word] = self._known[fits[0]] if len(fits) == 1 else None
        return self._found[word]
