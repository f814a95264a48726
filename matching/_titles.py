"""Titles as registers write them: both genders named at once, "(m/f)", "n.e.c."."""

from __future__ import annotations

import re

_LETTER = r"[^\W\d_]"
_MARKED = re.compile(
    r"[(\[]\s*(?:(?:m|f|d|w|h|x|n|k|ž|м|ж|п|в|a|i)(?:\s*[/|,.\-]\s*\w{1,3}){1,3}"
    r"|(?:m|f|w|h|k|м|ж)\.?)\s*[)\]]",
    re.IGNORECASE,
)
_ENDING = re.compile(
    rf"(?<={_LETTER}{{3}})(?:\s?\(\s?-?{_LETTER}{{1,4}}\)|(?:\s?/\s?-\s?|\s?/|\*|:|_){_LETTER}{{1,6}})"
    rf"(?!{_LETTER})"
)
_INNER = re.compile(r"(?<=[a-zäöü])In(nen)?\b")
_ELSE = re.compile(
    r"\b(?:n\.\s?e\.\s?c\.?|n\.\s?o\.\s?s\.?|a\.\s?n\.\s?g\.?|n\.\s?c\.\s?a\.?|i\.\s?a\.\s?n\.?"
    r"|n\.\s?c\.\s?o\.?\s?p\.?|not elsewhere classified|gdzie indziej niesklasyfikowan\w+"
    r"|no clasificad\w+ bajo otros epígrafes|neklasificiran\w+ drugdje)",
    re.IGNORECASE,
)
_FAMILY = 4
_PAIR = re.compile(r"\s*[/|]\s*")
_WORDS = re.compile(rf"{_LETTER}+")
_GLUED = 6


def plain(text: str) -> str:
    """A title with one gender and without marks of gender or of "not elsewhere classified"."""
    cleaned = _ELSE.sub(" ", _MARKED.sub(" ", text))
    if "/" in cleaned or "|" in cleaned:
        cleaned = _one_of_pair(cleaned)
    cleaned = _ENDING.sub(_dropped, _INNER.sub(r"in\1", cleaned))
    return cleaned if _WORDS.search(cleaned) or not _WORDS.search(text) else text


def _one_of_pair(text: str) -> str:
    """The first of two halves that say one thing: "director/directora de hotel"."""
    parts = _PAIR.split(text)
    if len(parts) == 2:
        first, second = (_WORDS.findall(part.casefold()) for part in parts)
        if first and second and _akin(first[0], second[0]):
            if len(first) == len(second):
                return parts[0]
            if len(first) == 1:
                return parts[0] + parts[1][parts[1].casefold().index(second[0]) + len(second[0]) :]
        if first and second and len(second) == 1 and _akin(first[-1], second[0]):
            return parts[0]
    return text


def _akin(one: str, other: str) -> bool:
    """Whether two words are one trade of two genders: the same beginning, another ending."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    least = min(len(one), len(other))
    return shared >= min(_FAMILY, least) and least - shared <= _FAMILY


def _dropped(found: re.Match[str]) -> str:
    """Nothing for an ending ("/in", "(-а)"); a whole word after a slash stays."""
    text = found.group()
    letters = "".join(c for c in text if c.isalpha())
    if text.startswith((" /", "/")) and "-" not in text and (text[-1:] == ")" or len(letters) > 4):
        return text
    return "" if letters.islower() else text
