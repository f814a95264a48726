"""Rows of a CSV file read with a stern eye: the first fault is told with file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path

csv.field_size_limit(1 << 22)


class BadFile(ValueError):
    """A file that is not what it should be; the text names it and the line."""

    def __init__(self, file: str, line: int, fault: str) -> None:
        super().__init__(f"{file}:{line}: {fault}")


def rows(path: Path, columns: Collection[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a file by column name, each with the line it begins on.

    Raises `BadFile` where the file is not UTF-8, lacks a column, has a row with other cells than
    the header names, or ends inside a quotation.
    """
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    begins = 1
    header: list[str] = []
    try:
        for cells in reader:
            if not header:
                header = _header(cells, columns, path.name)
            elif cells:
                if len(cells) != len(header):
                    told = f"the row has {len(cells)} cells, not {len(header)}"
                    raise BadFile(path.name, begins, told)
                yield begins, dict(zip(header, cells, strict=True))
            begins = reader.line_num + 1
    except csv.Error as error:
        told = f"the row that begins here is broken or cut off ({error})"
        raise BadFile(path.name, begins, told) from None
    if not header:
        raise BadFile(path.name, 1, "the file is empty")


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadFile(path.name, line, "this is not UTF-8") from None


def _header(cells: list[str], columns: Collection[str], file: str) -> list[str]:
    header = [name.strip() for name in cells]
    missing = [name for name in columns if name not in header]
    if missing:
        raise BadFile(file, 1, f"there is no column {', '.join(missing)}")
    if len(set(header)) < len(header):
        raise BadFile(file, 1, "a column is there twice")
    return header
