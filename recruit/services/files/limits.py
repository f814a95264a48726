"""What a file may cost: shared by the site, which checks, and the process that reads."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

MAX_SIZE = 5 * MEGABYTE
MAX_UNPACKED = 30 * MEGABYTE
MAX_RATIO = 200
"""Unpacked bytes for each packed one, looked at only above `RATIO_FROM` bytes unpacked."""
RATIO_FROM = 2 * MEGABYTE
MAX_ENTRIES = 1_000
MAX_PAGES = 40
MAX_TEXT = 200_000
"""Bytes of plain text, in UTF-8, that reading a file may yield."""
MAX_ANSWER = MEGABYTE
"""Bytes the reading process may write at all."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a reading process gets: bytes of memory, seconds of CPU, seconds until it is ended."""

    memory: int = 512 * MEGABYTE
    cpu: int = 10
    wall: float = 15.0


ALLOWANCE = Allowance()
