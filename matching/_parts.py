"""The parts of a form as they come, checked: unknown keys and wrong kinds are `ValueError`."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from typing import Any

Part = Mapping[str, Any]


def check(parts: Part, known: frozenset[str], where: str) -> None:
    """Refuse keys nobody reads: a misspelt one would be lost without a word."""
    if not isinstance(parts, Mapping):
        raise ValueError(f"{where} must be a mapping")
    unknown = sorted(str(key) for key in parts if key not in known)
    if unknown:
        raise ValueError(f"{where} has unknown keys: {', '.join(unknown)}")


def text_of(parts: Part, name: str) -> str:
    """A text, "" where it is missing."""
    value = parts.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} must be text")
    return value


def texts_of(parts: Part, name: str) -> list[str]:
    """A list of texts, also from one text; [] where it is missing."""
    value = parts.get(name)
    if value is None:
        return []
    values = [value] if isinstance(value, str) else list(value)
    if not all(isinstance(item, str) for item in values):
        raise ValueError(f"{name} must be texts")
    return values


def items_of(parts: Part, name: str, main: str, known: frozenset[str]) -> list[Part]:
    """A list of mappings; a bare text stands for a mapping with only its main key."""
    value = parts.get(name)
    if value is None:
        return []
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise ValueError(f"{name} must be a list")
    items: list[Part] = [{main: item} if isinstance(item, str) else item for item in value]
    for number, item in enumerate(items, 1):
        check(item, known, f"{name} {number}")
    return items


def number_of(item: Part, name: str) -> float | None:
    """A finite number of zero or more, None where it is missing."""
    value = item.get(name)
    if value is None or value == "":
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not 0 <= number < math.inf:
        raise ValueError(f"{name} must be a number, 0 or more")
    return number


def level_of(item: Part, name: str) -> int | None:
    """A level, 1 to 5."""
    number = number_of(item, name)
    if number is None:
        return None
    if number not in (1, 2, 3, 4, 5):
        raise ValueError(f"{name} must be 1 to 5")
    return int(number)


def date_of(parts: Part, name: str) -> dt.date | None:
    """A date, or its ISO form."""
    value = parts.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a date") from None
