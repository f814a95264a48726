"""What the text of a label must look like, and in which script a language is written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "en": ("LATIN",),
    "ru": ("CYRILLIC", "LATIN"),
    "ky": ("CYRILLIC", "LATIN"),
    "uz": ("LATIN", "CYRILLIC"),
    "bn": ("BENGALI", "LATIN"),
    "ur": ("ARABIC", "LATIN"),
}
"""First the script a label is shown in, then the one it is also typed in."""

_STRANGE_LETTERS = {"ru": "өүңқғҳўіәұһ", "ky": "қғҳўіәұһ", "ur": "\u064a\u0643"}
"""Letters of the script that the language itself has not: a slip or another language."""

_LATIN_NAMES = frozenset({"brand", "software", "standard"})
_JOINERS = "\u200c\u200d"
_APOSTROPHES = "\u02bb\u2018\u2019\u02bc`"


def clean_text_fault(text: str) -> str | None:
    """What is untidy about a text, if anything is."""
    if not text or text != " ".join(text.split()):
        return "it is empty or has a space too many"
    if text != unicodedata.normalize("NFC", text):
        return "it is not in Unicode's composed form (NFC)"
    if set(text) & set(_APOSTROPHES):
        return "an apostrophe is written '"
    if set(text) & set("|;"):
        return "it holds a bar or a semicolon"
    if any(unicodedata.category(char) in {"Cf", "Cc"} and char not in _JOINERS for char in text):
        return "it holds an invisible character"
    return None


def _scripts(text: str) -> Counter[str]:
    return Counter(unicodedata.name(char, "OTHER").split()[0] for char in text if char.isalpha())


def script_fault(text: str, language: str) -> str | None:
    """What is wrong with the letters of any label, if anything is."""
    strange = set(_scripts(text)) - set(_SCRIPTS[language])
    if strange:
        return f"{language} is not written in {', '.join(sorted(strange)).lower()} letters"
    foreign = set(text.casefold()) & set(_STRANGE_LETTERS.get(language, ""))
    if foreign:
        return f"{language} has no letter {', '.join(sorted(foreign))}"
    for word in re.split(r"[^\w']+", text):
        if len(_scripts(word)) > 1:
            return f"the word {word!r} mixes two scripts"
    return None


def preferred_script_fault(text: str, language: str, type_name: str) -> str | None:
    """What is wrong with the script of a label that people are shown.

    Names of makers, programs and standards, and abbreviations, stay in Latin letters.
    """
    found, own = _scripts(text), _SCRIPTS[language][0]
    if found[own] * 2 > found.total():
        return None
    if type_name in _LATIN_NAMES and found["LATIN"] == found.total():
        return None
    if text == text.upper() and found["LATIN"] == found.total():
        return None
    return f"it is shown in {language}, and not in {own.lower()} letters"


def likely_language(text: str) -> str:
    """The language a short text is probably in, by its letters alone."""
    found = _scripts(text)
    script = found.most_common(1)[0][0] if found else "LATIN"
    lowered = text.casefold()
    if script == "CYRILLIC":
        if set(lowered) & set("қғҳў"):
            return "uz"
        return "ky" if set(lowered) & set("өүң") else "ru"
    if script == "LATIN":
        return "uz" if re.search(r"[og]['\u02bb\u2018\u2019\u02bc`]", lowered) else "en"
    return {"BENGALI": "bn", "ARABIC": "ur"}.get(script, "en")


def tidy(text: str) -> str:
    """A text as a label is written: composed, apostrophes and spaces made even."""
    text = "".join(
        "'" if char in _APOSTROPHES else char
        for char in unicodedata.normalize("NFC", text)
        if char in _JOINERS or unicodedata.category(char) != "Cf"
    )
    return " ".join(re.sub(r"[|;]", " ", text).split())


def label_language(text: str, likely: str) -> str | None:
    """The language a text can be a label of: the likely one, else another, else none."""
    if clean_text_fault(text) is not None:
        return None
    for language in (likely, *_SCRIPTS):
        if script_fault(text, language) is None:
            return language
    return None
