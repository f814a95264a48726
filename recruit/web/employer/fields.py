"""Form fields that read numbers and days as people type them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, DecimalField, IntegerField


def _typed(values: list[Any]) -> str:
    """What was typed, without the spaces people put into long numbers."""
    return "".join(str(values[0]).split()) if values else ""


class WholeNumber(IntegerField):
    """A whole number, or nothing."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = _typed(valuelist)
        self.data = None
        if not typed:
            return
        try:
            self.data = int(typed)
        except ValueError as error:
            raise ValueError(_("Please write a whole number in digits.")) from error


class Number(DecimalField):
    """A number that may have a fraction, or nothing; a decimal comma is read too."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = _typed(valuelist).replace(",", ".")
        self.data = None
        if not typed:
            return
        try:
            self.data = float(typed)
        except ValueError as error:
            raise ValueError(_("Please write a number in digits.")) from error

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:g}"


class Day(DateField):
    """A day, or nothing."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = _typed(valuelist)
        self.data = None
        if not typed:
            return
        try:
            self.data = dt.date.fromisoformat(typed)
        except ValueError as error:
            raise ValueError(
                _("Please write the day as year-month-day, for example 2026-03-01.")
            ) from error
