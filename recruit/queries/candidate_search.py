"""Specialists as people look for them, without names or contacts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from recruit.models import Candidate, CandidateExperience, Claim, Visibility
from recruit.queries.words import contains


@dataclass(frozen=True, slots=True)
class Words:
    """A search's two halves: groups of concepts that answer it, and plain words."""

    meant: Sequence[Collection[str]] = ()
    beside: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a specialist must be to be listed; ``either`` are searches of which one must answer.

    ``level`` is the least level of a skill that is asked for, or of any where none is.
    """

    visibilities: Collection[Visibility]
    either: Sequence[Words] = ()
    skills: Sequence[Collection[str]] = ()
    level: int | None = None
    country: str | None = None
    free_by: dt.date | None = None
    ready_to_move: bool = False


def count(session: Session, wanted: Wanted) -> int:
    statement = select(func.count()).select_from(Candidate).where(*_conditions(wanted))
    return session.scalar(statement) or 0


def page(session: Session, wanted: Wanted, limit: int, offset: int) -> list[Candidate]:
    """Specialists with claims and experience, the latest edited first."""
    statement = (
        select(Candidate)
        .where(*_conditions(wanted))
        .options(selectinload(Candidate.claims), selectinload(Candidate.experience))
        .order_by(Candidate.updated_at.desc(), Candidate.id)
        .limit(limit)
        .offset(offset)
    )
    return list(session.scalars(statement))


def countries(session: Session, visibilities: Collection[Visibility]) -> list[str]:
    """Where the specialists to be seen are from."""
    statement = (
        select(Candidate.country)
        .where(Candidate.visibility.in_(visibilities), Candidate.country.is_not(None))
        .distinct()
        .order_by(Candidate.country)
    )
    return [code for code in session.scalars(statement) if code]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Candidate.visibility.in_(wanted.visibilities)]
    conditions += [_can(concepts, wanted.level) for concepts in wanted.skills]
    if wanted.either:
        conditions.append(or_(*(_answers(words, wanted) for words in wanted.either)))
    if wanted.level is not None:
        conditions.append(_claims(_at_least(wanted.level)))
    if wanted.country is not None:
        conditions.append(Candidate.country == wanted.country)
    if wanted.free_by is not None:
        conditions.append(Candidate.available_from <= wanted.free_by)
    if wanted.ready_to_move:
        conditions.append(Candidate.ready_to_move.is_(True))
    return conditions


def _can(concepts: Collection[str], level: int | None) -> ColumnElement[bool]:
    """A trade has years and no level; who has worked in it needs the level in any skill."""
    claimed = _claims(Claim.concept_id.in_(concepts), *([_at_least(level)] if level else []))
    worked = exists().where(
        CandidateExperience.candidate_id == Candidate.id,
        CandidateExperience.concept_id.in_(concepts),
    )
    return or_(claimed, worked)


def _claims(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Claim.candidate_id == Candidate.id, *conditions)


def _at_least(level: int) -> ColumnElement[bool]:
    """A level that is not stated counts as the lowest, as in the ranking."""
    return func.coalesce(Claim.level, 1) >= level


def _answers(words: Words, wanted: Wanted) -> ColumnElement[bool]:
    columns = (Candidate.headline, Candidate.place)
    return and_(
        *(_can(concepts, wanted.level) for concepts in words.meant),
        *(contains(columns, word) for word in words.beside),
    )
