"""How a person words things: sentence templates, years, levels, and a label in their script."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

Labels = Mapping[str, Mapping[str, Sequence[str]]]
"""Concept id -> language -> forms, the preferred one first."""

_GAP = re.compile(r"\{(\w+)\}")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_FALLBACK = ("ru", "en")
_UZBEK_WORD = re.compile(r"[a-z']+")
_UZBEK_PAIRS = {
    "o'": "ў", "g'": "ғ", "sh": "ш", "ch": "ч", "yo": "ё", "yu": "ю", "ya": "я", "ye": "е",
}  # fmt: skip
_UZBEK_LETTERS = dict(zip("abdefghijklmnopqrstuvxyz'", "абдефгҳижклмнопқрстувхйзъ", strict=True))


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with ``{named}`` gaps; it serves only where every gap can be filled."""

    text: str
    gaps: frozenset[str]

    @classmethod
    def parse(cls, text: str) -> Template:
        return cls(text, frozenset(_GAP.findall(text)))


@dataclass(frozen=True, slots=True)
class Voice:
    """A language in one script, with the way its writers put things.

    ``mixes_in`` is another language whose trade words they borrow; ``digits`` are native digits
    used about half the time, or empty; ``levels`` name levels 1 to 5.
    """

    language: str
    script: str
    mixes_in: str | None
    comma: str
    digits: str
    years: Mapping[str, str]
    levels: tuple[str, ...]
    workplaces: tuple[str, ...]
    templates: Mapping[str, tuple[Template, ...]]

    def say(self, kind: str, gaps: Mapping[str, str], rng: random.Random) -> str:
        """One sentence of a kind, or "" where what is known fills none."""
        known = {name for name, value in gaps.items() if value}
        fitting = [t for t in self.templates[kind] if t.gaps <= known]
        return rng.choice(fitting).text.format_map(gaps) if fitting else ""

    def duration(self, years: float, rng: random.Random) -> str:
        """A length of time as people write it; "" for none at all."""
        if years <= 0:
            return ""
        if years < 1:
            months = round(years * 12)
            if months == 6:
                return self.years["half"]
            text = self.years["months"].format(n=max(months, 1))
        else:
            n = round(years)
            text = self.years[plural_form(n, self.language)].format(n=n)
        if self.digits and rng.random() < 0.6:
            text = text.translate(str.maketrans("0123456789", self.digits))
        return text

    def word(self, concept: str, labels: Labels, rng: random.Random) -> str:
        """A label of a concept in this voice: mostly the usual one, else a colloquial one."""
        language = self.language
        if self.mixes_in and rng.random() < 0.06:
            language = self.mixes_in
        forms = _forms(concept, language, self.script, labels)
        return forms[0] if len(forms) == 1 or rng.random() < 0.5 else rng.choice(forms[1:])


def plural_form(n: int, language: str) -> str:
    """Plural category of a whole number; languages without categories write all three alike."""
    if language != "ru":
        return "one" if n == 1 else "many"
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14):
        return "few"
    return "many"


def _forms(concept: str, language: str, script: str, labels: Labels) -> Sequence[str]:
    by_language = labels.get(concept, {})
    for candidate in (language, *_FALLBACK):
        forms = [form for form in by_language.get(candidate, ()) if "(" not in form]
        if candidate == "uz":
            forms = _uzbek(forms, cyrillic=script == "Cyrl")
        if forms:
            return forms
    return (concept.replace("_", " "),)


def _uzbek(forms: Sequence[str], *, cyrillic: bool) -> list[str]:
    kept = [form for form in forms if bool(_CYRILLIC.search(form)) is cyrillic]
    return kept or ([uzbek_cyrillic(form) for form in forms] if cyrillic else [])


@lru_cache(maxsize=4096)
def uzbek_cyrillic(text: str) -> str:
    """Uzbek Latin letters as Cyrillic; names and abbreviations, which have capitals, stay."""
    if text != text.lower():
        return text
    return _UZBEK_WORD.sub(lambda found: _uzbek_word(found.group()), text)


def _uzbek_word(word: str) -> str:
    out, at = "", 0
    while at < len(word):
        pair = word[at : at + 2]
        if pair in _UZBEK_PAIRS:
            letter, step = _UZBEK_PAIRS[pair], 2
        elif pair[0] == "e" and at == 0:
            letter, step = "э", 1
        else:
            letter, step = _UZBEK_LETTERS.get(pair[0], pair[0]), 1
        out += letter
        at += step
    return out
