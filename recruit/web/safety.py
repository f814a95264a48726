"""Small guards that several pages share."""

from __future__ import annotations

from urllib.parse import urlsplit


def local_path(address: str | None) -> str | None:
    """The address if it stays on this site, else None: nobody is sent elsewhere by a link."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    if any(ord(c) < 32 or c == "\\" for c in address):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address
