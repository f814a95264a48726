"""Many rows at once, as plain values: a model's table, and a condition on many identifiers."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Table, Uuid, any_, bindparam
from sqlalchemy.orm import InstrumentedAttribute, Session

from recruit.models import Base

_MANY = ARRAY(Uuid())


def among(
    session: Session,
    column: InstrumentedAttribute[Any] | ColumnElement[Any],
    ids: Collection[uuid.UUID],
) -> ColumnElement[bool]:
    """Whether a column is one of some identifiers: as one array where the database has them, so
    that the statement is the same, and prepared, however many there are."""
    if session.get_bind().dialect.name != "postgresql":
        return column.in_(ids)
    return column == any_(bindparam(None, list(ids), _MANY))


def among_given(
    dialect: str, column: InstrumentedAttribute[Any] | ColumnElement[Any], name: str
) -> ColumnElement[bool]:
    """The same for a statement that is made once: the identifiers are given by ``name`` each time
    it is run. Making a statement costs as much as running a small one."""
    if dialect != "postgresql":
        return column.in_(bindparam(name, expanding=True))
    return column == any_(bindparam(name, type_=_MANY))


def dialect_of(session: Session) -> str:
    return session.get_bind().dialect.name


def table_of(model: type[Base]) -> Table:
    """The table of a model, whose rows cost half of what the same columns of the model do."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101
    return table
