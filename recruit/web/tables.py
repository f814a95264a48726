"""Tables to be saved: CSV that opens in a spreadsheet as it is read here and runs nothing there."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

from flask import Response, send_file

from recruit.identity import locale
from recruit.services.text import clean

Cell = str | int | float | None

_FORMULA = re.compile("(^|[\t\r\n,;|])([ \u00a0\u3000]*[=+@\uff1d\uff0b\uff0d\uff20-])")
"""A sign that starts a formula, at the start of a cell or after what some program splits at."""
_COMMA_DECIMALS = frozenset({"ru", "ky", "uz"})
_NAME_MOST = 60


def cell(value: Cell) -> str:
    """A cell's text. Typed text cannot become a formula: an apostrophe is put before its sign.

    Numbers are ours and stay numbers, with the reader's decimal sign.
    """
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        text = f"{value:.2f}"
        return text.replace(".", ",") if _separator() == ";" else text
    return _FORMULA.sub(r"\1'\2", clean(value))


def table(name: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """A table to be saved under a name that says whose it is."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=_separator(), lineterminator="\r\n")
    writer.writerow([cell(head) for head in heads])
    writer.writerows([cell(value) for value in row] for row in rows)
    response = send_file(
        io.BytesIO(written.getvalue().encode("utf-8-sig")),
        mimetype="text/csv",
        as_attachment=True,
        download_name=file_name(name, title),
        max_age=None,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def file_name(name: str, title: str) -> str:
    """A name of letters, digits and hyphens only, whatever the title says."""
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" else "-" for sign in f"{name} {title}"
    )
    return re.sub("-+", "-", kept).strip("-")[:_NAME_MOST].rstrip("-") + ".csv"


def _separator() -> str:
    """Spreadsheets take a semicolon where the decimal sign is a comma."""
    return ";" if locale() in _COMMA_DECIMALS else ","
