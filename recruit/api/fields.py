"""Fields and checks of the schemas: marshmallow's, speaking the site's own sentences."""

from __future__ import annotations

import inspect
from typing import Any

import marshmallow as ma
from flask_babel import gettext as _
from marshmallow import ValidationError, fields, validate

from recruit.errors import Fault, fault
from recruit.problems import sentence


def _message(kind: str, key: str) -> str:
    """What is wrong with the form of a value, in the reader's language."""
    if key == "required":
        return sentence(fault("", Fault.REQUIRED))
    if key == "null":
        return _("This may not be null; leave it out instead.")
    messages = {
        "text": _("This must be text."),
        "whole": _("This must be a whole number."),
        "number": _("This must be a number."),
        "yes_no": _("This must be true or false."),
        "day": _("This must be a day, written like 2027-03-31."),
        "uuid": _("This must be an id as this API gives them."),
        "list": _("This must be a list."),
        "object": _("This must be an object with named fields."),
        "choice": sentence(fault("", Fault.UNKNOWN_CHOICE)),
    }
    return messages[kind]


class _Speaking:
    """A field whose errors are whole sentences."""

    kind = ""

    def make_error(self, key: str, **_facts: Any) -> ValidationError:
        return ValidationError(_message(self.kind, key))


class Text(_Speaking, fields.String):
    kind = "text"


class Whole(_Speaking, fields.Integer):
    kind = "whole"

    def __init__(self, *, strict: bool = True, **kwargs: Any) -> None:
        super().__init__(strict=strict, **kwargs)


class Number(_Speaking, fields.Float):
    kind = "number"

    def _validated(self, value: Any) -> float:
        if isinstance(value, str):
            raise self.make_error("invalid")
        return super()._validated(value)


class YesNo(_Speaking, fields.Boolean):
    kind = "yes_no"


class Day(_Speaking, fields.Date):
    kind = "day"


class Moment(_Speaking, fields.AwareDateTime):
    kind = "day"


class Identifier(_Speaking, fields.UUID):
    kind = "uuid"


class Rows(_Speaking, fields.List[Any]):
    kind = "list"


class One(_Speaking, fields.Nested):
    kind = "object"


class Choice(_Speaking, fields.Enum[Any]):
    kind = "choice"

    def __init__(self, enum: Any, **kwargs: Any) -> None:
        super().__init__(enum, by_value=True, **kwargs)


class Between(validate.Range):
    """A number within limits."""

    def _format_error(self, value: Any, message: str) -> str:
        return sentence(fault("", Fault.OUT_OF_RANGE, minimum=self.min, maximum=self.max))


class Long(validate.Length):
    """At most so many characters."""

    def __init__(self, maximum: int) -> None:
        super().__init__(max=maximum)

    def _format_error(self, value: Any, message: str) -> str:
        return sentence(fault("", Fault.TOO_LONG, maximum=self.max or 0))


class Many(validate.Length):
    """At most so many rows, and at least a few where that matters."""

    def __init__(self, maximum: int, minimum: int | None = None) -> None:
        super().__init__(min=minimum, max=maximum)

    def _format_error(self, value: Any, message: str) -> str:
        if len(value) <= (self.max or 0):
            return sentence(fault("", Fault.REQUIRED))
        return sentence(fault("", Fault.TOO_MANY, maximum=self.max or 0))


class Among(validate.OneOf):
    """One of a few words."""

    def _format_error(self, value: Any) -> str:
        return sentence(fault("", Fault.UNKNOWN_CHOICE))


class Shape(ma.Schema):
    """An object whose every field is named here; any other is refused."""

    class Meta:
        unknown = ma.RAISE

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """The documentation says of a shape what its docstring says."""
        super().__init_subclass__(**kwargs)
        setattr(cls, "Meta", type("Meta", (Shape.Meta,), {"description": inspect.getdoc(cls)}))  # noqa: B010

    def handle_error(self, error: ValidationError, data: Any, **_kwargs: Any) -> None:
        """Say marshmallow's own two sentences in the reader's language."""
        told = {
            self.error_messages["unknown"]: _("There is no field with this name."),
            self.error_messages["type"]: _message("object", "invalid"),
        }
        error.messages = _translated(error.messages, told)


def _translated(messages: Any, told: dict[str, str]) -> Any:
    if isinstance(messages, dict):
        return {key: _translated(value, told) for key, value in messages.items()}
    if isinstance(messages, list):
        return [_translated(value, told) for value in messages]
    return told.get(messages, messages)


def says(text: str, example: Any = None) -> dict[str, Any]:
    """What the documentation says of a field."""
    return {"description": text} if example is None else {"description": text, "example": example}
