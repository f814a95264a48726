"""What a file is called: for people to read only, never a place on a disk."""

from __future__ import annotations

import re

from recruit.models import FileKind, FileType
from recruit.services.text import clean_line, readable

LONGEST = 120
_UNWANTED = re.compile('[<>:"|?*;%]')


def shown_name(given: str | None, kind: FileKind, file_type: FileType) -> str:
    """A file's name without a path, control or direction marks; its ending is its content's."""
    last = re.split(r"[/\\]", given or "")[-1]
    name = clean_line(_UNWANTED.sub("", last)).strip(". ")
    stem, dot, ending = name.rpartition(".")
    endings = {file_type.value, "jpeg" if file_type is FileType.JPEG else file_type.value}
    if not dot or ending.casefold() not in endings:
        stem = name
    if not readable(stem):
        stem = kind.value
    return f"{stem[: LONGEST - len(file_type.value) - 1].rstrip()}.{file_type.value}"
