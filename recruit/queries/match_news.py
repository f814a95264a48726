"""Whom new matches concern, and when they were last told."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from recruit.models import (
    Application,
    Candidate,
    Employer,
    MatchDigest,
    MatchList,
    StoredMatch,
    Vacancy,
    VacancyState,
    Visibility,
)


class NewMatch(NamedTuple):
    """A match that its reader, an employer or a specialist, has not been told of."""

    reader_id: uuid.UUID
    vacancy_id: uuid.UUID
    title: str


_SHOWN = (Visibility.PUBLIC, Visibility.EMPLOYERS)


def for_employers(session: Session, *, least: int, told_before: dt.datetime) -> list[NewMatch]:
    """Specialists of a score of at least ``least`` who came into the list of an open vacancy after
    it was first made, and have not applied there; by employer and vacancy.

    Employers told after ``told_before`` are left out.
    """
    statement = (
        select(Vacancy.employer_id, Vacancy.id, Vacancy.title)
        .join(MatchList, MatchList.vacancy_id == Vacancy.id)
        .join(StoredMatch, StoredMatch.vacancy_id == Vacancy.id)
        .join(Candidate, Candidate.id == StoredMatch.candidate_id)
        .outerjoin(MatchDigest, MatchDigest.employer_id == Vacancy.employer_id)
        .where(
            _is_news(least, told_before),
            StoredMatch.since > MatchList.first_at,
            Candidate.visibility.in_(_SHOWN),
        )
        .order_by(Vacancy.employer_id, Vacancy.id)
    )
    return [NewMatch(*row) for row in session.execute(statement)]


def for_candidates(session: Session, *, least: int, told_before: dt.datetime) -> list[NewMatch]:
    """Open vacancies in whose list a specialist with an account came with at least that score, and
    to which they have not applied; by specialist, the best first.

    Those told after ``told_before`` are left out, and those who hide from everybody.
    """
    statement = (
        select(StoredMatch.candidate_id, Vacancy.id, Vacancy.title)
        .join(Vacancy, Vacancy.id == StoredMatch.vacancy_id)
        .join(Candidate, Candidate.id == StoredMatch.candidate_id)
        .outerjoin(MatchDigest, MatchDigest.candidate_id == StoredMatch.candidate_id)
        .where(
            _is_news(least, told_before),
            Candidate.user_id.is_not(None),
            Candidate.visibility != Visibility.HIDDEN,
        )
        .order_by(StoredMatch.candidate_id, StoredMatch.score.desc(), Vacancy.id)
    )
    return [NewMatch(*row) for row in session.execute(statement)]


def told(session: Session, reader: type[Employer] | type[Candidate]) -> dict[uuid.UUID, uuid.UUID]:
    """The digest row of every reader of a kind that has one."""
    column = MatchDigest.employer_id if reader is Employer else MatchDigest.candidate_id
    rows = session.execute(select(column, MatchDigest.id).where(column.is_not(None)))
    return {reader_id: id_ for reader_id, id_ in rows if reader_id is not None}


def _is_news(least: int, told_before: dt.datetime) -> ColumnElement[bool]:
    applied = exists().where(
        Application.vacancy_id == StoredMatch.vacancy_id,
        Application.candidate_id == StoredMatch.candidate_id,
    )
    return and_(
        Vacancy.state == VacancyState.OPEN,
        StoredMatch.score >= least,
        ~applied,
        or_(
            MatchDigest.id.is_(None),
            and_(MatchDigest.told_at <= told_before, StoredMatch.since > MatchDigest.told_at),
        ),
    )
