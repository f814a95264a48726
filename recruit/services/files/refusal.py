"""Why the reading process gives no text; the words both sides know."""

from __future__ import annotations


class Refusal(Exception):
    """A file that is not read, by the name of a fault."""


ENCRYPTED = "file_encrypted"
PROGRAMS = "file_programs"
UNSAFE = "file_unsafe"
UNPACKS_TOO_LARGE = "file_unpacks_too_large"
TOO_MANY_PAGES = "file_too_many_pages"
TOO_HARD = "file_too_hard"
DAMAGED = "file_damaged"
