"""Small guards that several pages share."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup


def local_path(address: str | None) -> str | None:
    """The address if it stays on this site, else None: nobody is sent elsewhere by a link."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    if any(ord(c) < 32 or c == "\\" for c in address):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address


def bdi(text: str) -> Markup:
    """Typed text for a gap in a sentence, which it cannot turn around."""
    return Markup("<bdi>{}</bdi>").format(text)


def with_typed(sentence: str, **typed: str) -> Markup:
    """A sentence of ours with typed text in its gaps."""
    gaps = {name: bdi(text) for name, text in typed.items()}
    return Markup(sentence) % gaps  # noqa: S704 - the sentence is ours, the gaps are escaped
