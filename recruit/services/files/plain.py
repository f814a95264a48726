"""Plain text of unknown encoding."""

from __future__ import annotations

import codecs
import re

_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_WORDS = re.compile("[А-Яа-яЁёӨөҮүҢңЎўҚқҒғҲҳ]{2,}")
_MOSTLY = 0.6
"""Share of a text's bytes above ASCII that must make Cyrillic words to be taken for cp1251."""


def decoded(data: bytes) -> str | None:
    """A text as UTF-8, UTF-16 or the Cyrillic of Windows; None where it is none of them."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _as(data, encoding)
    text = _as(data, "utf-8") or _without_mark(data)
    return text if text is not None else _cyrillic(data)


def _as(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _ODD.search(text) else text


def _without_mark(data: bytes) -> str | None:
    """UTF-16 by the zeros that every second byte of its spaces and figures is."""
    if len(data) % 2:
        return None
    low, high = data[0::2].count(0), data[1::2].count(0)
    if max(low, high) * 20 < len(data):
        return None
    return _as(data, "utf-16-le" if high > low else "utf-16-be")


def _cyrillic(data: bytes) -> str | None:
    text = _as(data, "cp1251")
    if text is None:
        return None
    above = sum(byte > 0x7F for byte in data)
    return text if sum(map(len, _WORDS.findall(text))) >= _MOSTLY * above else None
