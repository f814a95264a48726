"""Arabic script as PDFs give it: letters by their shape, and lines by how they look."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

_LETTERS = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff"
_SHAPES = "\ufb50-\ufdff\ufe70-\ufefc"
_SHAPED = re.compile(f"[{_SHAPES}]")
_WORD = re.compile(f"[{_LETTERS}]{{2,}}")
_SHAPED_WORD = re.compile(f"[{_LETTERS}{_SHAPES}]{{2,}}")
_ANY = re.compile(f"[{_LETTERS}{_SHAPES}]")
_STRAIGHT = re.compile("[0-9A-Za-z\u00c0-\u024f](?:[^\\s\u0600-\u08ff]*[0-9A-Za-z\u00c0-\u024f])?")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Turned:
    """A text in letters, and whether some of its lines came the wrong way round."""

    text: str
    turned: bool


def righted(text: str, known: Collection[str]) -> Turned:
    """The text with plain letters for shapes, each line in the order it is read.

    Shapes tell their order: the shape of a word's end at its beginning means that the line is as
    it looks. Where there are no shapes, the words that are known decide, for the whole text.
    """
    lines, turned = [], False
    for line in text.split("\n"):
        back = _backwards_by_shape(line)
        turned = turned or back
        letters = unicodedata.normalize("NFKC", _reversed(line) if back else line)
        lines.append(letters)
    found = "\n".join(lines)
    if not turned and not _SHAPED.search(text) and _backwards_by_words(found, known):
        return Turned("\n".join(_reversed(line) for line in lines), True)
    return Turned(found, turned)


def _backwards_by_shape(line: str) -> bool:
    ahead = back = 0
    for word in _SHAPED_WORD.findall(line):
        first, last = _shape(word[0]), _shape(word[-1])
        ahead += (first == "<initial>") + (last == "<final>")
        back += (first == "<final>") + (last == "<initial>")
    return back > ahead


def _shape(letter: str) -> str:
    return unicodedata.decomposition(letter).partition(" ")[0]


def _backwards_by_words(text: str, known: Collection[str]) -> bool:
    words = set(_WORD.findall(text))
    ahead = sum(word in known for word in words)
    back = sum(word[::-1] in known for word in words)
    return back >= _ENOUGH and back > ahead


def _reversed(line: str) -> str:
    """A line the other way round; figures and Latin words in it keep their own way."""
    if not _ANY.search(line):
        return line
    back = line[::-1].translate(_MIRRORED)
    return _STRAIGHT.sub(lambda found: found[0][::-1], back)
