"""Open vacancies as people look for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from recruit.models import (
    Candidate,
    Employer,
    PayBasis,
    Requirement,
    Shift,
    Vacancy,
    VacancyState,
    Visibility,
)
from recruit.queries.words import contains

WEEKS_A_MONTH = 52 / 12


@dataclass(frozen=True, slots=True)
class Words:
    """A search's two halves: groups of concepts that answer it, and plain words.

    ``places`` gives the spellings of those words that are places.
    """

    meant: Sequence[Collection[str]] = ()
    beside: Sequence[str] = ()
    places: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a vacancy must be to be listed; ``either`` are searches of which one must answer."""

    today: dt.date
    either: Sequence[Words] = ()
    skills: Sequence[Collection[str]] = ()
    places: Collection[str] = ()
    pay: int | None = None
    rates: Mapping[str, float] = field(default_factory=dict)
    shift: Shift | None = None
    housing: bool = False


def count(session: Session, wanted: Wanted) -> int:
    statement = select(func.count()).select_from(Vacancy).where(*_conditions(wanted))
    return session.scalar(statement) or 0


def page(session: Session, wanted: Wanted, limit: int, offset: int) -> list[Vacancy]:
    """Vacancies with employer and requirements, the newest first."""
    statement = (
        select(Vacancy)
        .where(*_conditions(wanted))
        .options(joinedload(Vacancy.employer), selectinload(Vacancy.requirements))
        .order_by(Vacancy.published_at.desc(), Vacancy.id)
        .limit(limit)
        .offset(offset)
    )
    return list(session.scalars(statement))


def places(session: Session, today: dt.date) -> list[str]:
    """Where open vacancies are, the most usual first."""
    statement = (
        select(Vacancy.place)
        .where(listed(today), Vacancy.place != "")
        .group_by(Vacancy.place)
        .order_by(func.count().desc(), Vacancy.place)
    )
    return list(session.scalars(statement))


def asked_concepts(session: Session, today: dt.date, limit: int) -> list[str]:
    """What open vacancies ask most often."""
    statement = (
        select(Requirement.concept_id)
        .join(Vacancy, Vacancy.id == Requirement.vacancy_id)
        .where(listed(today))
        .group_by(Requirement.concept_id)
        .order_by(func.count().desc(), Requirement.concept_id)
        .limit(limit)
    )
    return list(session.scalars(statement))


def people_wanted(session: Session, today: dt.date) -> int:
    statement = select(func.sum(Vacancy.headcount - Vacancy.filled)).where(listed(today))
    return session.scalar(statement) or 0


def specialists_and_countries(session: Session) -> tuple[int, int]:
    """How many profiles are not hidden, and from how many countries."""
    statement = select(func.count(), func.count(Candidate.country.distinct())).where(
        Candidate.visibility != Visibility.HIDDEN
    )
    people, countries = session.execute(statement).one()
    return people, countries


def listed(today: dt.date) -> ColumnElement[bool]:
    """Open, and its last day is not past."""
    return and_(
        Vacancy.state == VacancyState.OPEN,
        or_(Vacancy.expires_on.is_(None), Vacancy.expires_on >= today),
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = [listed(wanted.today)]
    conditions += [_asks(concepts) for concepts in wanted.skills]
    if wanted.either:
        conditions.append(or_(*(_answers(words) for words in wanted.either)))
    if wanted.places:
        conditions.append(Vacancy.place.in_(wanted.places))
    if wanted.pay is not None:
        conditions.append(_monthly_pay(wanted.rates) >= wanted.pay)
    if wanted.shift is not None:
        conditions.append(Vacancy.shift == wanted.shift)
    if wanted.housing:
        conditions.append(Vacancy.housing.is_(True))
    return conditions


def _asks(concepts: Collection[str]) -> ColumnElement[bool]:
    asked = exists().where(
        Requirement.vacancy_id == Vacancy.id, Requirement.concept_id.in_(concepts)
    )
    return or_(asked, Vacancy.occupation_id.in_(concepts))


def _answers(words: Words) -> ColumnElement[bool]:
    parts = [_asks(concepts) for concepts in words.meant]
    for word in words.beside:
        if word in words.places:
            parts.append(Vacancy.place.in_(words.places[word]))
            continue
        employer = exists().where(
            Employer.id == Vacancy.employer_id, contains([Employer.legal_name], word)
        )
        parts.append(or_(contains([Vacancy.title, Vacancy.place], word), employer))
    return and_(*parts)


def _monthly_pay(rates: Mapping[str, float]) -> ColumnElement[Any]:
    """The upper pay of a month in som; NULL where no rate is known or the hours are not stated."""
    amount = func.coalesce(Vacancy.pay_max, Vacancy.pay_min)
    hours = Vacancy.hours_per_day * Vacancy.days_per_week * WEEKS_A_MONTH
    rate = case(
        *((Vacancy.pay_currency == currency, value) for currency, value in rates.items()),
        else_=None,
    )
    return amount * rate * case((Vacancy.pay_basis == PayBasis.HOUR, hours), else_=1.0)
