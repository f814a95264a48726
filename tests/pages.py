"""What a browser without JavaScript makes of a page."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any


class Fields(HTMLParser):
    """What a browser would send from a page's main form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[tuple[str, str]] = []
        self._main = False
        self._form = False
        self._select: str | None = None
        self._first: str | None = None
        self._area: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "main":
            self._main = True
        elif tag == "form" and self._main:
            self._form = True
        if not self._form:
            return
        name, value = found.get("name"), found.get("value") or ""
        if tag == "input" and name:
            ticks = found.get("type") in ("checkbox", "radio")
            if not ticks or "checked" in found:
                self.values.append((name, value))
        elif tag == "select":
            self._select, self._first = name, None
        elif tag == "option" and self._select:
            self._first = value if self._first is None else self._first
            if "selected" in found:
                self.values.append((self._select, value))
                self._select = None
        elif tag == "textarea":
            self._area, self._text = name, ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = False
        elif tag == "select" and self._select:
            self.values.append((self._select, self._first or ""))
            self._select = None
        elif tag == "textarea" and self._area:
            self.values.append((self._area, self._text.removeprefix("\r\n").removeprefix("\n")))
            self._area = None


def sent(html: str, **changes: Any) -> dict[str, Any]:
    """A page's form as it would be sent, with some fields changed; None leaves one out."""
    parser = Fields()
    parser.feed(html)
    values: dict[str, Any] = {}
    for name, value in parser.values:
        values.setdefault(name, []).append(value)
    for name, value in changes.items():
        values.pop(name, None)
        if value is not None:
            values[name] = value
    return values


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
