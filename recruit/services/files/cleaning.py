"""What a parser gives, made into text: holes, shapes and orders put right, and said where not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from recruit.models import TextState
from recruit.services.files.bengali import repaired
from recruit.services.files.turned import righted
from recruit.services.text import clean

_UNREAD = re.compile("[\x00\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_BULLETS = re.compile("^[ \t]*[\uf0b7\uf0a7\uf0d8\u2022\u25cf\u25cb\u25aa\u25ab\u25e6\u2023\u27a2]")
_BENGALI = re.compile("[\u0980-\u09ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_HYPHENATED = re.compile("(?<=[^\\W\\d_])[-\u00ad\u2010]\n[ \t]*(?=[a-zа-яёөүң])")
_GOES_ON = re.compile("[a-zа-яёөүң]")
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f]{2,}|[\u00a0\u2000-\u200a\u202f]")
_WRAPPED_FROM = 30
_NEARLY_FULL = 0.7
_FEWEST = 10
"""Letters and signs on them below which a file has no text to speak of: it is a picture."""


class Note(StrEnum):
    """What its owner should know about the reading of a file."""

    LOST = "lost"
    LOST_BENGALI = "lost_bengali"
    LOST_URDU = "lost_urdu"
    TURNED = "turned"
    CUT = "cut"
    NO_TEXT = "no_text"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file's text fit to be read, how much of it that is, and notes."""

    text: str
    state: TextState
    notes: tuple[Note, ...]


def cleaned(raw: str, known: Collection[str], *, cut: bool = False) -> Cleaned:
    """Text from what a parser gave; ``known`` are the words of the trade in any script."""
    lines = [_BULLETS.sub("- ", line) for line in raw.replace("\r\n", "\n").split("\n")]
    found = righted(repaired("\n".join(lines), known), known)
    lost = _lost(found.text)
    text = _SPACES.sub(" ", clean(_UNREAD.sub("", found.text)))
    notes = [*lost, *([Note.TURNED] if found.turned else []), *([Note.CUT] if cut else [])]
    if sum(unicodedata.category(sign)[0] in "LM" for sign in text) < _FEWEST:
        return Cleaned("", TextState.UNREADABLE, (Note.NO_TEXT,))
    state = TextState.PARTLY if lost or cut else TextState.READ
    return Cleaned(text, state, tuple(notes))


def joined(text: str) -> str:
    """The text with its hyphenated and wrapped lines made whole: those that end in a comma, and
    full ones that go on in small letters."""
    lines = [line.strip() for line in _HYPHENATED.sub("", text).split("\n") if line.strip()]
    full = max(_WRAPPED_FROM, int(max(map(len, lines), default=0) * _NEARLY_FULL))
    whole: list[str] = []
    last = ""
    for line in lines:
        wrapped = len(last) >= full and last[-1].isalpha() and _GOES_ON.match(line)
        if whole and (last.endswith((",", "،")) or wrapped):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
        last = line
    return "\n".join(whole)


def _lost(text: str) -> list[Note]:
    """In which script something could not be read."""
    words = [word for word in text.split() if _UNREAD.search(word)]
    notes = []
    for word in words:
        if _BENGALI.search(word):
            notes.append(Note.LOST_BENGALI)
        elif _ARABIC.search(word):
            notes.append(Note.LOST_URDU)
        else:
            notes.append(Note.LOST)
    return list(dict.fromkeys(notes))
