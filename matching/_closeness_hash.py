"""The version of a closeness table: a hash of what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping


def hashed(rows: Iterable[tuple[str, str, float]], kinds: Mapping[str, str]) -> str:
    """A hash of the rows and kinds as one JSON text, which is never whole in memory."""
    text = json.JSONEncoder(ensure_ascii=False).encode
    made = hashlib.blake2b(b"[[", digest_size=8)
    for number, row in enumerate(rows):
        made.update((", " * (number > 0) + text(row)).encode())
    made.update(f"], {text(dict(kinds))}]".encode())
    return made.hexdigest()
