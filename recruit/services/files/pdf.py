"""Text of a PDF, in the reading process.

Browsers and phones (Skia) name the true text of each cluster of glyphs beside it (ActualText);
the glyphs alone would give Bengali in visual order with holes and Urdu in presentation forms.
pypdf does not look at it, so before a string is shown, a mark is put on both sides of it, and in
the text that comes out what stands between two marks is replaced.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pypdf
from pypdf import overwrite_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import ByteStringObject, DictionaryObject, NullObject

from recruit.services.files import limits, refusal
from recruit.services.files.refusal import Refusal

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u058f\u0900-\u1fff]")
_TURNING = [*range(0x0700, 0x0750), *range(0x0780, 0x0870)]
"""Marks that pypdf takes for letters written from right to left: scripts no CV here is in."""
_STRAIGHT = range(0xF0000, 0xFFFF0)
_SCRIPTS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")


def text_of(data: bytes) -> str:
    """The text, page by page. Raises `Refusal`."""
    overwrite_configuration(
        zlib_maximum_output_length=limits.MAX_UNPACKED,
        lzw_maximum_output_length=limits.MAX_UNPACKED,
        run_length_maximum_output_length=limits.MAX_UNPACKED,
        array_based_stream_maximum_output_length=limits.MAX_UNPACKED,
        maximum_declared_stream_length=limits.MAX_UNPACKED,
        page_tree_maximum_entries=10_000,
        jbig2dec_binary=None,
    )
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Refusal(refusal.ENCRYPTED)
        if len(reader.pages) > limits.MAX_PAGES:
            raise Refusal(refusal.TOO_MANY_PAGES)
        _refuse_programs(reader)
        return "\n\n".join(_cut(_page(page) for page in reader.pages))
    except LimitReachedError:
        raise Refusal(refusal.UNPACKS_TOO_LARGE) from None


def _cut(pages: Iterator[str]) -> Iterator[str]:
    """Pages as long as they fit."""
    left = limits.MAX_TEXT
    for page in pages:
        if left <= 0:
            return
        yield page
        left -= len(page)


def _refuse_programs(reader: pypdf.PdfReader) -> None:
    root = _dictionary(reader.trailer.get("/Root"))
    names = _dictionary(root.get("/Names"))
    if "/JavaScript" in names or "/EmbeddedFiles" in names:
        raise Refusal(refusal.PROGRAMS)
    for page in chain((root,), reader.pages):
        actions = _dictionary(page.get("/AA"))
        for action in (page.get("/OpenAction"), *actions.values()):
            if _dictionary(action).get("/S") in _SCRIPTS:
                raise Refusal(refusal.PROGRAMS)


def _dictionary(value: Any) -> DictionaryObject:
    found = NullObject() if value is None else value.get_object()
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _page(page: pypdf.PageObject) -> str:
    marks = _Marks()
    pieces: list[tuple[str, float]] = []

    def piece(text: str, cm: Any, tm: Any, _font: Any, _size: Any) -> None:
        pieces.append((text, tm[4] * cm[0] + tm[5] * cm[2] + cm[4]))

    page.extract_text(visitor_operand_before=marks.before, visitor_text=piece)
    return "\n".join(_line(line) for line in _lines((marks.read(text), x) for text, x in pieces))


def _lines(pieces: Iterator[tuple[str, float]]) -> Iterator[list[tuple[str, float]]]:
    line: list[tuple[str, float]] = []
    for text, x in pieces:
        first, *more = text.split("\n")
        line.append((first, x))
        for part in more:
            yield line
            line = [(part, x)]
    yield line


def _line(pieces: list[tuple[str, float]]) -> str:
    """A line's pieces in the order they are read. Where most of it is written from the right,
    programs that draw from the left give the pieces the wrong way round."""
    text = "".join(part for part, _ in pieces)
    turned = len(_RIGHT_TO_LEFT.findall(text))
    if not turned or turned < len(_LEFT_TO_RIGHT.findall(text)):
        return text
    shown = [(part.strip(), x) for part, x in pieces if part.strip()]
    drawn_from_left = shown[0][1] < shown[-1][1]
    return " ".join(part for part, _ in (reversed(shown) if drawn_from_left else shown))


class _Marks:
    """Keeps, for one page, which mark stands for which text."""

    def __init__(self) -> None:
        self._spans: list[str | None] = []
        self._marks: dict[str, str] = {}
        self._turning = iter(_TURNING)
        self._straight = iter(_STRAIGHT)

    def before(self, operator: bytes, operands: list[Any], _cm: Any, _tm: Any) -> None:
        """Put marks around the strings shown inside a span; the span's text counts once."""
        if operator in (b"BDC", b"BMC"):
            self._spans.append(_named(operands))
        elif operator == b"EMC" and self._spans:
            self._spans.pop()
        elif operator == b"Tj" and operands and isinstance(operands[0], bytes):
            at = next((i for i, span in enumerate(self._spans) if span is not None), None)
            mark = None if at is None else self._mark(self._spans[at] or "")
            if at is None or mark is None:
                return
            around = mark.encode("utf-16-be")
            operands[0] = ByteStringObject(around + operands[0] + around)
            turned = _RIGHT_TO_LEFT.search(self._spans[at] or "")
            self._spans[at] = "\u200f" if turned else ""

    def _mark(self, text: str) -> str | None:
        if text not in self._marks:
            codes = self._turning if _RIGHT_TO_LEFT.search(text) or text == "\u200f" else None
            code = next(codes or self._straight, None)
            if code is None:
                return None
            self._marks[text] = chr(code)
        return self._marks[text]

    def read(self, text: str) -> str:
        """The text with what the marks stand for in place of the glyphs between them."""
        if not self._marks:
            return text
        named = {mark: words for words, mark in self._marks.items()}
        marks = "".join(map(re.escape, named))
        return re.sub(
            f"([{marks}]).*?\\1",
            lambda found: named[found[1]].replace("\u200f", ""),
            text,
            flags=re.DOTALL,
        )


def _named(operands: list[Any]) -> str | None:
    """The text a span says its glyphs stand for, if it says so."""
    found = operands[1].get("/ActualText") if len(operands) > 1 and _is_map(operands[1]) else None
    if isinstance(found, bytes):
        if found.startswith(b"\xfe\xff"):
            return found[2:].decode("utf-16-be", "replace")
        return found.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return str(found) if isinstance(found, str) else None


def _is_map(value: Any) -> bool:
    return isinstance(value, DictionaryObject)
