"""Words looked for in text columns, alike on every database."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import InstrumentedAttribute


def contains(columns: Iterable[InstrumentedAttribute[str]], word: str) -> ColumnElement[bool]:
    """Whether a word stands in one of some columns, in small or capital letters.

    SQLite folds the case of Latin letters only, and PostgreSQL that of its locale's, so the usual
    ways of writing a word are asked for one by one; scripts without case are not troubled.
    """
    ways = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
    return or_(*(column.icontains(way, autoescape=True) for column in columns for way in ways))
