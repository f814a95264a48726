"""What is done, said as a verb: "жип кесем", "ip kesdim" and "I trimmed threads" name the work that
labels call by its noun ("жип кесүү", "ip kesish", "thread trimming")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from matching._letters import words
from matching.text import Token

_LEAST = 2
_KYRGYZ = [
    re.compile(rf"(\w{{{_LEAST},}}?)({ending})")
    for ending in (
        "[аео](?:м|мын|мин|быз|биз|буз|т)",
        "й(?:м|быз|биз|буз|т)",
        "[дт][ыиу](?:м|к)?",
        "[гк][аео](?:н|м|нбыз|нбиз|нбуз|нмын|нмин|нмун)",
        "[ыиу]?п",
    )
]
_UZBEK = [
    re.compile(rf"([\w']{{{_LEAST},}}?)({ending})")
    for ending in (
        *("a(?:man|miz|di)", "y(?:man|miz|di)", "yap(?:man|miz)", "di[mk]?"),
        *("[gkq]an(?:man|miz)?", "a?rdi[mk]?", "i?b"),
    )
]
_UZBEK_CYRILLIC = [
    re.compile(rf"(\w{{{_LEAST},}}?)({ending})")
    for ending in (
        *("а(?:ман|миз|ди)", "й(?:ман|миз|ди)", "яп(?:ман|миз)", "ди[мк]?"),
        *("[гк]ан(?:ман|миз)?", "а?рди[мк]?", "и?б"),
    )
]
_URDU = re.compile(r"(?P<stem>\w*?)(?:ت[ایے]|[ای]?ی|یا|ا|ے|یے|نے|کر)")
_URDU_OWN = {"کر": "کرنا", "کیا": "کرنا", "کیے": "کرنا", "سیا": "سینا", "سیے": "سینا"}
_BENGALI_DO = re.compile(r"(?P<stem>.*?)(?:তে|তাম|ছি|ছিলাম|েছি|েছিলাম|ে|ি)")
_BENGALI_MAKE = re.compile(r"(?P<stem>.*?)(?:াই|াতে|াতাম|াচ্ছি|িযেছি|িযেছিলাম|িযে)")
_BENGALI_TURNED = re.compile(r"(?P<one>.)ে(?P<two>.)(?:েছি|েছিলাম|ে)")
_RUSSIAN = re.compile(
    r"(?P<stem>\w{2,}?)(?:(?P<ova>ова(?:л[аи]?|ть)|у(?:ю|ем))|(?P<a>а(?:л[аи]?|ю|ем|ть))"
    r"|(?P<ya>я(?:л[аи]?|ю|ем|ть))|(?P<i>и(?:л[аи]?|м|ть)))"
)
_RUSSIAN_NOUNS = {
    "ova": ("овать", "овка", "ование", "ация"),
    "a": ("ать", "ание", "ка"),
    "ya": ("ять", "ение", "ка"),
    "i": ("ить", "ение", "ка"),
}
_ENGLISH_OWN = {"made": "making", "sewn": "sewing", "cut": "cutting", "spread": "spreading"}
_NOT_VERBS = words("need used red bed feed based speed")
_SOFT = {"к": "г", "п": "б", "k": "g"}
_ALSO = "ও"
_I = "i"
_VOWELS = "аеоуыияюэaeiou"


def as_nouns(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Normal words with the verb among them turned into nouns of doing, the likeliest first.

    Alone stands only a verb of Kyrgyz or Uzbek, which says who does it, or "too" in Bengali.
    """
    last = texts[-1]
    alone = len(texts) == 1
    if not alone or "а" <= last[:1] <= "я" or last[:1].isascii() or last.endswith(_ALSO):
        before = tuple(texts[:-1])
        yield from ((*before, noun) for noun in nouns_of_last(last))
    if not alone:
        after = tuple(texts[1:])
        yield from ((noun, *after) for noun in nouns_of_first(texts[0]))


@lru_cache(maxsize=1 << 15)
def nouns_of_last(word: str) -> tuple[str, ...]:
    """The nouns of doing that a normal word of Kyrgyz, Uzbek, Bengali or Urdu may be a form of."""
    head = word[:1]
    if "а" <= head <= "я":
        found = [*_kyrgyz(word), *_uzbek(_UZBEK_CYRILLIC, word, "и", "ш")]
    elif "a" <= head <= "z":
        found = list(_uzbek(_UZBEK, word, "i", "sh"))
    elif "\u0980" <= head <= "\u09ff":
        plain = word.removesuffix(_ALSO)
        found = [plain, *_bengali(plain)]
    elif "\u0600" <= head <= "\u06ff":
        found = list(_urdu(word))
    else:
        found = []
    return tuple(noun for noun in dict.fromkeys(found) if noun != word)


@lru_cache(maxsize=1 << 15)
def nouns_of_first(word: str) -> tuple[str, ...]:
    """The nouns of doing, and the infinitive, of a normal word of Russian or English."""
    head = word[:1]
    if "а" <= head <= "я":
        found = _RUSSIAN.fullmatch(word)
        if not found:
            return ()
        endings = _RUSSIAN_NOUNS[str(found.lastgroup)]
        return tuple(found["stem"] + ending for ending in endings)
    if "a" <= head <= "z" and word.isascii() and word not in _NOT_VERBS:
        return tuple(dict.fromkeys(_english(word)))
    return ()


def _kyrgyz(word: str) -> Iterator[str]:
    for form in _KYRGYZ:
        found = form.fullmatch(word)
        if found:
            yield from _kyrgyz_nouns(found.group(1), found.group(2))


def _kyrgyz_nouns(stem: str, ending: str) -> Iterator[str]:
    last = stem[-1]
    if last == "о" and ending[0] == "е":
        yield stem + "юу"
    elif last in "аео":
        yield stem[:-1] + "оо"
    elif last in "ыиу":
        yield stem[:-1] + "уу"
    else:
        for root in dict.fromkeys((stem, stem[:-1] + _SOFT.get(last, last))):
            yield from (root + noun for noun in ("уу", "ыш", "иш", "уш"))


def _uzbek(forms: list[re.Pattern[str]], word: str, joined: str, noun: str) -> Iterator[str]:
    for form in forms:
        found = form.fullmatch(word)
        if found:
            stem = found.group(1)
            yield stem + noun if stem[-1] in _VOWELS else stem + joined + noun


def _bengali(word: str) -> Iterator[str]:
    found = _BENGALI_TURNED.fullmatch(word)
    if found:
        yield f"{found['one']}া{found['two']}া"
    found = _BENGALI_MAKE.fullmatch(word)
    if found and len(found["stem"]) >= _LEAST:
        yield found["stem"] + "ানো"
    found = _BENGALI_DO.fullmatch(word)
    if found and len(found["stem"]) >= _LEAST:
        yield found["stem"] + "া"


def _urdu(word: str) -> Iterator[str]:
    own = _URDU_OWN.get(word)
    if own:
        yield own
    found = _URDU.fullmatch(word)
    if found and len(found["stem"]) >= _LEAST:
        yield found["stem"] + "نا"
    if word.endswith("ا"):
        yield word + "نا"


def _english(word: str) -> Iterator[str]:
    if word in _ENGLISH_OWN:
        yield _ENGLISH_OWN[word]
    if len(word) < 3 or word.endswith("ing"):
        return
    if word.endswith("ed") and len(word) > 4:
        yield word[:-2] + "ing"
    elif word.endswith("ie"):
        yield word[:-2] + "ying"
    elif word.endswith("e"):
        yield word[:-1] + "ing"
    else:
        yield word + "ing"
        if word[-1] not in "wxys" and word[-2] in "aeiou":
            yield word + word[-1] + "ing"


def i_do(among: Sequence[Token], at: int) -> bool:
    """Whether a word is where English says what one does: "I fold", "I spread fabric and cut"."""
    if not at or among[at].hard or among[at - 1].text not in (_I, "and"):
        return False
    start = at - 1
    while start and not among[start].hard and among[start].text != _I:
        start -= 1
    return among[start].text == _I
