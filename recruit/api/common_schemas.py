"""Shapes that every part of the API shares."""

from __future__ import annotations

from recruit.api.fields import (
    Between,
    One,
    Rows,
    Shape,
    Text,
    Whole,
    says,
)

MAX_LIMIT = 200
MAX_OFFSET = 1_000_000


class FieldProblem(Shape):
    """One field that needs another look."""

    field = Text(
        metadata=says("The field's path in what was sent; empty for the whole.", "pay.min")
    )
    message = Text(metadata=says("What is wrong, in the language of `Accept-Language`."))


class Problem(Shape):
    """Why a call was refused (RFC 9457)."""

    type = Text(metadata=says("Always `about:blank`: the status says what kind it is."))
    title = Text(metadata=says("The kind of refusal, as a sentence."))
    status = Whole(metadata=says("The HTTP status.", 422))
    instance = Text(metadata=says("The path that was called.", "/api/v1/match"))
    detail = Text(metadata=says("More about this refusal, where there is more to say."))
    errors = Rows(One(FieldProblem), metadata=says("Each field that needs another look."))


class PageQuery(Shape):
    """Which part of a list."""

    limit = Whole(
        strict=False,
        load_default=20,
        validate=Between(1, MAX_LIMIT),
        metadata=says("How many rows at most."),
    )
    offset = Whole(
        strict=False,
        load_default=0,
        validate=Between(0, MAX_OFFSET),
        metadata=says("How many rows to leave out before them."),
    )


class ListShape(Shape):
    """What every list says of itself."""

    total = Whole(metadata=says("How many rows there are in all.", 73))
    limit = Whole(metadata=says("The limit asked for."))
    offset = Whole(metadata=says("The offset asked for."))
    next = Text(
        allow_none=True,
        metadata=says("The address of the rows that follow; null at the end."),
    )


class ConceptRef(Shape):
    """A concept of the taxonomy by its id, with its name in the reader's language."""

    concept = Text(metadata=says("The concept's id.", "overlock_4_thread"))
    label = Text(metadata=says("Its name in the language of the answer.", "4-thread overlock"))
