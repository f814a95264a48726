"""Lists a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list; pages count from 1, and one past the last is empty."""

    rows: tuple[Row, ...]
    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))


def page_of(
    number: int, total: int, read: Callable[[int, int], Sequence[Row]], per_page: int = PER_PAGE
) -> Page[Row]:
    """The page of a number; ``read`` gets a limit and an offset, and is not asked for rows that
    cannot be there."""
    number = max(1, number)
    offset = (number - 1) * per_page
    rows = tuple(read(per_page, offset)) if offset < total else ()
    return Page(rows, number, total, per_page)
