"""Fields that read what people type: figures of any script, days, choices that may stay open."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from flask_babel import gettext as _
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FieldList,
    Form,
    PasswordField,
    SelectField,
    SelectFieldBase,
    SelectMultipleField,
    StringField,
    SubmitField,
)

from recruit.wording import level_choices

_SPACES = re.compile(r"[\s'’]+")
_WHOLE = re.compile(r"-?(\d{1,12}|\d{1,3}([.,]\d{3}){1,3})")
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


class AmountField(StringField):
    """A whole amount or a length of time: 45 000, 1,5 and ৫ are read, anything else stays as it
    was typed, with an error."""

    data: Any

    def __init__(self, *args: Any, whole: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = _SPACES.sub("", valuelist[0] if valuelist else "").replace("−", "-")
        if not text:
            return
        if self.whole:
            if not _WHOLE.fullmatch(text):
                raise ValueError(_("Please write a whole number, for example 45000."))
            self.data = int(re.sub(r"[.,]", "", text))
            return
        text = re.sub(r"[,٫]", ".", text)
        if not _NUMBER.fullmatch(text):
            raise ValueError(_("Please write a number, for example 5."))
        self.data = float(text)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        return str(self.data) if self.whole else f"{self.data:g}"


class DayField(DateField):
    """A day that may stay open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format=["%Y-%m-%d", "%d.%m.%Y"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = (valuelist[0] if valuelist else "").strip()
        if not text:
            return
        try:
            super().process_formdata([text])
        except ValueError:
            raise ValueError(_("Please write a day, for example 2027-01-31.")) from None


def _level(value: Any) -> int | None:
    text = "" if value is None else str(value)
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def level_field(label: Any) -> SelectField:
    """A skill's level, or none; what is no level at all is left to the service to refuse."""
    return SelectField(
        label,
        choices=lambda: [("", _("Not said")), *level_choices()],
        coerce=_level,
        validate_choice=False,
    )


def carried(form: Form, shown: Collection[str]) -> list[tuple[str, str]]:
    """What a form holds beside the fields a page shows, as names and values of hidden inputs."""
    left = [field for field in form if field.short_name not in shown]
    return [pair for field in left for pair in _pairs(field)]


def _pairs(field: Field) -> Iterator[tuple[str, str]]:
    if field.short_name == "csrf_token" or isinstance(field, (PasswordField, SubmitField)):
        return
    if isinstance(field, FieldList):
        for entry in field.entries:
            for inner in entry.form:
                yield from _pairs(inner)
    elif isinstance(field, BooleanField):
        if field.data:
            yield field.name, "1"
    elif isinstance(field, SelectMultipleField):
        yield from ((field.name, str(value)) for value in field.data or ())
    elif isinstance(field, SelectFieldBase):
        yield from ((field.name, choice[0]) for choice in field.iter_choices() if choice[2])
    else:
        yield field.name, field._value()
