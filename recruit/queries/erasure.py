"""What belongs to an account and to nobody else."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, aliased

from recruit.models import (
    ApiKey,
    Application,
    Candidate,
    CandidateFile,
    CandidatePrivate,
    Employer,
    Membership,
    Ranking,
    RankingEntry,
    Vacancy,
)


def candidate_of(session: Session, user_id: uuid.UUID) -> Candidate | None:
    return session.scalar(
        select(Candidate)
        .where(Candidate.user_id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def employers_alone(session: Session, user_id: uuid.UUID) -> Sequence[Employer]:
    """The employers for whom a user acts and nobody else does."""
    other = aliased(Membership)
    return session.scalars(
        select(Employer)
        .join(Membership, Membership.employer_id == Employer.id)
        .where(
            Membership.user_id == user_id,
            ~select(other.id)
            .where(other.employer_id == Employer.id, other.user_id != user_id)
            .exists(),
        )
    ).all()


def vacancies_of(session: Session, employer_id: uuid.UUID) -> Sequence[Vacancy]:
    return session.scalars(
        select(Vacancy)
        .where(Vacancy.employer_id == employer_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def forget_person(session: Session, candidate_id: uuid.UUID) -> None:
    """Delete what a profile says of its person: who they are, their files and applications,
    and where the profile was ranked."""
    for model in (CandidatePrivate, CandidateFile, Application, RankingEntry, Ranking):
        session.execute(
            delete(model)
            .where(model.candidate_id == candidate_id)
            .execution_options(synchronize_session=False)
        )


def revoke_keys(session: Session, employer_id: uuid.UUID, now: dt.datetime) -> None:
    session.execute(
        update(ApiKey)
        .where(ApiKey.employer_id == employer_id, ApiKey.revoked_at.is_(None))
        .values(revoked_at=now)
        .execution_options(synchronize_session=False)
    )
