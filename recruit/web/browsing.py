"""Lists that are looked through: filters from an address, and addresses from filters.

An address is often old, shortened or typed by hand, so what cannot be read in it is left out
instead of being refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import request, url_for

from recruit.services.paging import Page
from recruit.services.text import clean

Choice = TypeVar("Choice", bound=StrEnum)
Params = Mapping[str, Any]

MAX_TEXT = 200
MAX_PAGE = 100_000
MAX_CHOSEN = 10
_DIGITS = re.compile(r"[0-9]{1,9}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_KEY = re.compile(r"[a-z0-9_]{1,64}")


def text_arg(name: str) -> str:
    return clean(request.args.get(name, ""))[:MAX_TEXT]


def keys_arg(name: str) -> tuple[str, ...]:
    """The values that can be ids of concepts, each once."""
    found = dict.fromkeys(v for v in request.args.getlist(name) if _KEY.fullmatch(v))
    return tuple(found)[:MAX_CHOSEN]


def number_arg(name: str, low: int, high: int) -> int | None:
    text = request.args.get(name, "").strip()
    if not _DIGITS.fullmatch(text):
        return None
    return int(text) if low <= int(text) <= high else None


def page_arg() -> int:
    return number_arg("page", 1, MAX_PAGE) or 1


def flag_arg(name: str) -> bool:
    return request.args.get(name) == "1"


def choice_arg(name: str, enum: type[Choice]) -> Choice | None:
    value = request.args.get(name)
    return next((member for member in enum if member.value == value), None)


def country_arg(name: str) -> str | None:
    code = request.args.get(name, "").upper()
    return code if _COUNTRY.fullmatch(code) else None


def date_arg(name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Pager:
    """What the pager's macro shows."""

    number: int
    pages: int
    total: int
    url: Callable[[int], str]


def pager(page: Page[Any], endpoint: str, params: Params) -> Pager:
    """Links from page to page that keep the filters."""

    def url(number: int) -> str:
        return url_for(endpoint, **(params if number == 1 else {**params, "page": str(number)}))

    return Pager(page.number, page.pages, page.total, url)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force, and the address without it."""

    label: str
    url: str


def address_without(endpoint: str, params: Params, name: str, value: str = "") -> str:
    """The list's address without one filter, or without one value of it."""
    left = {key: kept for key, kept in params.items() if key != name}
    kept = params.get(name)
    if value and isinstance(kept, list):
        rest = [v for v in kept if v != value]
        if rest:
            left[name] = rest
    return url_for(endpoint, **left)


def given(params: Params) -> Params:
    """The parameters that say something."""
    return {name: value for name, value in params.items() if value}
