"""Open vacancies for whoever keeps them at hand: what has changed, and the working part of rows.

Every edit of a vacancy or of its requirements counts up its revision; a checksum of ids and
revisions, as one statement sees them, therefore passes over no commit, however late.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, func, literal_column, select, text, type_coerce
from sqlalchemy.orm import Session

from recruit.models import Requirement, Vacancy, VacancyState
from recruit.queries.among import among, table_of

_VACANCY, _REQUIREMENT = table_of(Vacancy), table_of(Requirement)
_IS_OPEN = _VACANCY.c.state == VacancyState.OPEN

_PART: ColumnElement[int] = literal_column("get_byte(uuid_send(vacancy.id), 0)")
_SUMS = select(
    _PART, func.count(), text("bit_xor(uuid_hash_extended(vacancy.id, vacancy.revision))")
)
_PARTS = _SUMS.select_from(_VACANCY).where(_IS_OPEN).group_by(_PART)

_WORKING = (
    "id",
    "revision",
    "occupation_id",
    "pay_basis",
    "pay_min",
    "pay_max",
    "pay_currency",
    "guaranteed_minimum",
    "hours_per_day",
    "days_per_week",
    "housing",
    "meals",
    "transport",
    "travel_paid",
    "floor_languages",
    "start_on",
)
_ASKED = ("vacancy_id", "id", "concept_id", "importance", "min_level", "min_years")


class OpenRows(NamedTuple):
    """Rows of vacancies, and of what they ask in the order it stands in."""

    vacancies: list[Any]
    requirements: list[Any]


def parts(session: Session) -> Mapping[str, tuple[int, int]] | None:
    """A count and a checksum of the open vacancies of each part: those whose ids in hexadecimal
    begin alike. None where the database cannot tell for less than `revisions` costs."""
    if session.get_bind().dialect.name != "postgresql":
        return None
    return {f"{part:02x}": (count, mark) for part, count, mark in session.execute(_PARTS)}


def revisions(session: Session, among_parts: Collection[str] | None = None) -> dict[str, int]:
    """The open vacancies by id in hexadecimal, of some parts or all, each with its revision."""
    if session.get_bind().dialect.name != "postgresql":
        key: Any = type_coerce(_VACANCY.c.id, String)
    else:
        key = literal_column("encode(uuid_send(vacancy.id), 'hex')")
    found = select(key, _VACANCY.c.revision).where(_IS_OPEN)
    if among_parts is not None:
        found = found.where(_PART.in_([int(part, 16) for part in among_parts]))
    return {row[0]: row[1] for row in session.execute(found).all()}


def rows(session: Session, ids: Collection[uuid.UUID]) -> OpenRows:
    """Those of some vacancies that are open."""
    vacancies = select(*(_VACANCY.c[name] for name in _WORKING)).where(
        _IS_OPEN, among(session, _VACANCY.c.id, ids)
    )
    asked = (
        select(*(_REQUIREMENT.c[name] for name in _ASKED))
        .where(
            among(session, _REQUIREMENT.c.vacancy_id, ids), _REQUIREMENT.c.concept_id.is_not(None)
        )
        .order_by(_REQUIREMENT.c.position)
    )
    # The vacancies first: should one be edited in between, its revision read is the older.
    found = list(session.execute(vacancies).all())
    return OpenRows(found, list(session.execute(asked).all()))
