"""The rows that are demonstration data."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruit.models import Candidate, Employer, Vacancy, Visibility


def employer_ids(session: Session) -> dict[str, uuid.UUID]:
    """Demonstration employers by their key."""
    statement = select(Employer.demo_key, Employer.id).where(Employer.demo_key.is_not(None))
    return {key: id_ for key, id_ in session.execute(statement) if key is not None}


def vacancy_keys(session: Session) -> set[str | None]:
    return set(session.scalars(select(Vacancy.demo_key).where(Vacancy.demo_key.is_not(None))))


def candidate_keys(session: Session) -> set[str | None]:
    return set(session.scalars(select(Candidate.demo_key).where(Candidate.demo_key.is_not(None))))


def busiest_employer(session: Session) -> uuid.UUID | None:
    """The demonstration employer with the most vacancies."""
    return session.scalar(
        select(Vacancy.employer_id)
        .where(Vacancy.demo_key.is_not(None))
        .group_by(Vacancy.employer_id)
        .order_by(func.count().desc(), func.min(Vacancy.demo_key))
        .limit(1)
    )


def free_candidate(session: Session) -> Candidate | None:
    """The first public demonstration specialist who is nobody's yet."""
    return session.scalar(
        select(Candidate)
        .where(
            Candidate.demo_key.is_not(None),
            Candidate.user_id.is_(None),
            Candidate.visibility == Visibility.PUBLIC,
        )
        .order_by(Candidate.demo_key)
        .limit(1)
    )
