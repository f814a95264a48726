"""Numbers that name a machine: "5-нитка", "пятинитка", "5 thread", "৫ থ্রেড" are one word."""

from __future__ import annotations

import re

from matching._letters import words

SUFFIXES = words("ти х ми и й ой ая ое ый мя хх th nd rd st ta ша та тк")
"""What stands between a number and its unit, as in "5-ти нитка"."""

_PREFIX = (
    (1, "одно"),
    (2, "двух|двуx|дву"),
    (3, "трех|трёх|три"),
    (4, "четырех|четыре|четырёх"),
    (5, "пяти|пять"),
    (6, "шести"),
)
_COMPOUND = re.compile(
    "(?:" + "|".join(f"(?P<n{n}>{words})" for n, words in _PREFIX) + ")х?(?P<unit>нит|игол)"
)
_ENGLISH = re.compile("(?P<word>single|double|twin|two|three|four|five|six)(?P<unit>needle|thread)")

WORD_NUMBERS: dict[str, str] = {
    word: str(number)
    for number, words in {
        1: "one single один одна бир bir এক সিঙ্গেল সিংগেল ایک سنگل",
        2: "two double twin два две эки икки ikki দুই ডাবল ডবল ٹو دو ڈبل",
        3: "three три уч uch তিন থ্রি থ্রী تین تھری",
        4: "four четыре торт турт to'rt tort চার ফোর چار فور",
        5: "five пять беш besh পাঁচ পাচ ফাইভ پانچ فاییو فایو",
        6: "six шесть алты олти olti ছয় সিক্স چھ",
    }.items()
    for word in words.split()
}

UNIT_WORDS = {
    "thread": (
        "нитк|ниток|ниточ|нитев|нитн|нит$|жип|thread|thred|ip$|ipli|iplik|ип$|ипли|থ্রেড|সুতা"
        "|تھریڈ|تھرےڈ|دھاگ|t$|nitk|nitoc|нитқ"
    ),
    "needle": (
        "игл|иголк|иголоч|игольн|иголь|ийне|igna|игна|needle|needel|niddle|নিডল|নিডেল|নিডিল|সুই"
        "|نیڈل|سوئی|سویی|ignali"
    ),
}
_UNITS = {name: re.compile(words) for name, words in UNIT_WORDS.items()}


def unit_of(word: str) -> str | None:
    """``thread`` or ``needle`` where a normal word names one, else None."""
    for name, pattern in _UNITS.items():
        if pattern.match(word):
            return name
    return None


def number_compound(word: str) -> str | None:
    """ "пятинитка" and "четырехниточный" as "5thread" and "4thread"; None for other words."""
    found = _COMPOUND.match(word)
    if found:
        number = next(n for n, _ in _PREFIX if found.group(f"n{n}"))
        return f"{number}{'thread' if found.group('unit') == 'нит' else 'needle'}"
    english = _ENGLISH.match(word)
    if english:
        return WORD_NUMBERS[english.group("word")] + english.group("unit")
    return None
