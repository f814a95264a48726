"""Text as people type it, made fit to keep: whatever is stored has gone through here."""

from __future__ import annotations

import re
import unicodedata

from recruit.errors import Fault, FieldFault, fault

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters; tab and newline stay
    "\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of what follows
    "\u00ad\u034f\u180e\u200b\u2060-\u2064\u206a-\u206f"  # nothing to see, nothing to join
    "\u115f\u1160\u3164\uffa0"
    "\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"  # halves of a pair: no encoding can store them
)

_IDLE_JOINERS = re.compile(
    "(?<![\u0600-\u109f\ufb50-\ufdff\ufe70-\ufefc"  # Arabic and Indic letters
    "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])"  # pictures made of several
    "[\u200c\u200d]+"
)
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f]")
_LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Alphabets with letters that cannot be told from each other's."""


def clean(text: str) -> str:
    """The text in NFC without what nobody sees but a database or a page trips over.

    Joiners (U+200C, U+200D) stay where Bengali and Urdu are written with them, and so do the
    single direction marks (U+200E, U+200F), which turn nothing beyond themselves.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _DROPPED.sub("", text)
    text = _IDLE_JOINERS.sub("", text)
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """A name or a title cleaned: one line, single spaces, no direction marks."""
    return " ".join(_DIRECTION_MARKS.sub("", clean(text)).split())


def mixed_alphabets(text: str) -> bool:
    """Whether one word has letters of several alphabets that look alike, as “Аk” with a Cyrillic
    А and a Latin k: a name that imitates another is written so, and hardly any that does not."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", text))
    return any(len(_alphabets(word)) > 1 for word in words)


def _alphabets(word: str) -> set[str]:
    names = (unicodedata.name(letter, "").split(" ", 1)[0] for letter in word)
    return {name for name in names if name in _LOOK_ALIKE}


def readable(text: str) -> bool:
    """Whether there is a letter or a digit of any script in it."""
    return any(character.isalnum() for character in text)


def check_text(
    field: str,
    value: str | None,
    *,
    minimum: int = 0,
    maximum: int,
    faults: list[FieldFault],
    required: bool = False,
    line: bool = False,
) -> str:
    """The cleaned text; what is wrong with it is added to ``faults``.

    An empty text that is not required is fine whatever the minimum. ``line`` is for names and
    titles, which stand in one line.
    """
    text = clean_line(value or "") if line else clean(value or "")
    if not text:
        if required:
            faults.append(fault(field, Fault.REQUIRED))
    elif required and not readable(text):
        faults.append(fault(field, Fault.NOT_TEXT))
    elif len(text) < minimum:
        faults.append(fault(field, Fault.TOO_SHORT, minimum=minimum))
    elif len(text) > maximum:
        faults.append(fault(field, Fault.TOO_LONG, maximum=maximum))
    return text
