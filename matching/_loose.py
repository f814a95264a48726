"""The words of what no concept covers, as two such texts are compared."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

from matching._letters import words
from matching.text import normalise_word, tokens, word_key, word_latin, word_stems

_SHORT = 3

_WHO = words(
    "мужчина женщина девушка парень мужской женский пол возраст молодой девочка гражданин "
    "гражданка гражданство национальность кыргыз кыргызстан киргиз киргизия русский россия "
    "узбек узбекистан бангладеш бангладешец пакистан пакистанец индус индия казах казахстан "
    "таджик таджикистан славянин мусульманин замужем женат семейный паспорт аял эркек кыз бала "
    "жаш улут жаран man men woman women male female boy girl lady gent sex gender age young "
    "married single citizen citizenship nationality national passport muslim hindu christian "
    "russian kyrgyz kyrgyzstan uzbek uzbekistan bangladesh bangladeshi pakistan pakistani india "
    "indian erkak ayol qiz yigit yosh millat fuqaro পুরুষ মহিলা নারী মেয়ে ছেলে বয়স নাগরিক "
    "বাংলাদেশ বাংলাদেশি পাকিস্তান مرد عورت خاتون لڑکی لڑکا عمر شہری پاکستان پاکستانی بنگلہ"
)
"""Words for who somebody is. They are never compared, whoever writes them."""


@lru_cache(maxsize=1 << 14)
def loose_words(text: str) -> frozenset[str]:
    """The words of a text and its pairs of neighbours, by the consonants they are heard by.

    The same in every script. Left out are words of one or two letters, numbers, and words that say
    who a person is.
    """
    keys = [key for key in map(_key, (token.text for token in tokens(text))) if key not in _who()]
    return frozenset(keys) | {f"{one} {other}" for one, other in pairwise(keys)}


@cache
def _who() -> frozenset[str]:
    return frozenset({_key(normalise_word(word)) for word in _WHO} | {""})


def _key(word: str) -> str:
    """What a normal word is compared by; empty where it is too little to compare."""
    stem = word_stems(word)[0]
    if len(stem) < _SHORT or stem.isdigit():
        return ""
    key = word_key(stem)
    return key if len(key) >= _SHORT else word_latin(stem)
