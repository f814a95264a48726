"""Who does a work, said by a participle: "парда тиккендер", "parda tikadiganlar" and "parda tikib
beruvchi" name the trade that labels call "парда тигүүчү", "parda tikuvchi"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from matching._lexicon import Lexicon
from matching._title_text import Spoken

_LEAST = 2
_STEM = rf"(?P<stem>[\w']{{{_LEAST},}}?)"
_CASES = "(?:дар|дер|дор|лар|лер|лор)?(?:[гк][аео]|[дтн][ыиу]н?|[дтн]ын)?"
_KYRGYZ = re.compile(rf"{_STEM}(?:[гк][аео]н{_CASES}|(?P<noun>уу|оо)г[ао])")
_UZBEK = re.compile(rf"{_STEM}(?:[ay]digan|[gkq]an)(?:lar)?(?:ga|ni(?:ng)?)?")
_UZBEK_CYRILLIC = re.compile(rf"{_STEM}(?:[ай]диган|[гкқ]ан)(?:лар)?(?:га|ни(?:нг)?)?")
_CONVERB = re.compile(rf"{_STEM}[ыиуi]?(?P<end>[пбb])")
_HELPS = re.compile(
    r"(?:бер|жат|тур|жур|ол|ал|отур)(?:[гк][аео]н|ууч?у|увчи|адиган)\w*"
    r"|(?:ber|tur|yur|ol|o'tir)(?:uvchi|adigan|gan)\w*"
)
_SOFT = {"к": "г", "п": "б"}
_OPEN = frozenset("аеоa")
_CLOSED = frozenset("ыиуiu")


def with_agents(lexicon: Lexicon, said: Spoken, types: Collection[str] | None) -> Spoken:
    """A title with participles as nouns of who does it, where labels of some types know the noun
    and do not hold the participle beside its neighbour."""
    words: list[str] = []
    kept: list[int] = []
    for n, word in enumerate(said.words):
        helps = n > 0 and said.segment[n] == said.segment[n - 1] and _HELPS.fullmatch(word)
        found = _CONVERB.fullmatch(said.words[n - 1]) if helps else None
        noun = found and _known(lexicon, _nouns(*found.group("stem", "end")), types)
        if noun and kept and kept[-1] == n - 1:
            words[-1] = noun
            continue
        held = any(
            lexicon.beside(word, said.words[m], types)
            for m in (n - 1, n + 1)
            if 0 <= m < len(said.words)
        )
        words.append(word if held else _known(lexicon, agents(word), types) or word)
        kept.append(n)
    if tuple(words) == said.words:
        return said
    return Spoken(
        tuple(words),
        tuple(said.segment[n] for n in kept),
        tuple(said.content[n] for n in kept),
    )


def _known(lexicon: Lexicon, nouns: Sequence[str], types: Collection[str] | None) -> str | None:
    for noun in nouns:
        if types is None or not lexicon.types_using(noun).isdisjoint(types):
            return noun
    return None


@lru_cache(maxsize=1 << 15)
def agents(word: str) -> tuple[str, ...]:
    """The nouns of who does it that a normal word of Kyrgyz or Uzbek may be a participle of."""
    if "а" <= word[:1] <= "я":
        uzbek, kyrgyz = _UZBEK_CYRILLIC.fullmatch(word), _KYRGYZ.fullmatch(word)
        if uzbek and "диган" in word:
            return _uzbek(uzbek["stem"])
        if not kyrgyz:
            return ()
        if kyrgyz["noun"]:
            return (kyrgyz["stem"] + kyrgyz["noun"] + "чу",)
        return _kyrgyz(kyrgyz["stem"]) + _uzbek(kyrgyz["stem"])
    found = _UZBEK.fullmatch(word) if word.isascii() else None
    return _uzbek(found["stem"]) if found else ()


def _nouns(stem: str, end: str) -> tuple[str, ...]:
    return _kyrgyz(stem) if end == "п" else _uzbek(stem)


def _kyrgyz(stem: str) -> tuple[str, ...]:
    last = stem[-1]
    if last in _OPEN:
        return (stem[:-1] + "оочу",)
    if last in _CLOSED:
        return (stem[:-1] + "уучу",)
    return (stem[:-1] + _SOFT.get(last, last) + "уучу",)


def _uzbek(stem: str) -> tuple[str, ...]:
    """A vowel before the ending is the verb's own: "ishla-", "to'qi-"."""
    last = stem[-1]
    latin = last.isascii()
    tail = "vchi" if latin else "вчи"
    if last in _OPEN:
        return (stem[:-1] + ("o" if latin else "о") + tail,)
    if last in _CLOSED:
        return (stem[:-1] + ("u" if latin else "у") + tail,)
    return (stem + ("u" if latin else "у") + tail,)
