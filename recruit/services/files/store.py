"""Where files lie: one folder outside everything served, random names, nothing overwritten."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

_NAME = re.compile("[0-9a-f]{40}")
_UNFINISHED = ".part"


def folder_in(data_dir: Path) -> Path:
    """The folder of files within the site's own."""
    return data_dir / "files"


def write(folder: Path, data: bytes) -> str:
    """Store bytes under a new random name: whole and on the disk when this returns."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_hex(20)
    unfinished = folder / f"{name}{_UNFINISHED}"
    try:
        with os.fdopen(_created(unfinished), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, folder / name)
    finally:
        unfinished.unlink(missing_ok=True)
    _settle(folder)
    return name


def path(folder: Path, name: str) -> Path:
    """Where a stored file lies. Raises `ValueError` for what is no stored name."""
    if not _NAME.fullmatch(name):
        raise ValueError("not a stored name")
    return folder / name


def remove(folder: Path, name: str) -> None:
    """Take a file off the disk; one that is gone already is fine."""
    path(folder, name).unlink(missing_ok=True)
    with contextlib.suppress(FileNotFoundError):
        _settle(folder)


def older_than(folder: Path, moment: float) -> Iterator[str]:
    """Names of what was last written before a moment (seconds of the clock), unfinished files
    among them."""
    if not folder.is_dir():
        return
    for entry in os.scandir(folder):
        if entry.is_file(follow_symlinks=False) and entry.stat().st_mtime < moment:
            yield entry.name


def _created(file: Path) -> int:
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
