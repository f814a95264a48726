"""Rows of specialists' files."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from recruit.models import Application, Candidate, CandidateFile, Stage, Visibility


def by_id(session: Session, file_id: uuid.UUID) -> CandidateFile | None:
    """A file with whose it is."""
    statement = (
        select(CandidateFile)
        .where(CandidateFile.id == file_id)
        .options(joinedload(CandidateFile.candidate))
    )
    return session.scalar(statement)


def of_candidate(session: Session, candidate_id: uuid.UUID) -> list[CandidateFile]:
    """A specialist's files, newest first."""
    return list(
        session.scalars(
            select(CandidateFile)
            .where(CandidateFile.candidate_id == candidate_id)
            .order_by(CandidateFile.created_at.desc(), CandidateFile.id)
        )
    )


def count(session: Session, candidate_id: uuid.UUID) -> int:
    statement = (
        select(func.count())
        .select_from(CandidateFile)
        .where(CandidateFile.candidate_id == candidate_id)
    )
    return session.scalar(statement) or 0


def of_applicants(session: Session, vacancy_id: uuid.UUID) -> list[CandidateFile]:
    """The files of those who stand as applicants at a vacancy and do not hide, newest first."""
    return list(
        session.scalars(
            select(CandidateFile)
            .join(Candidate, Candidate.id == CandidateFile.candidate_id)
            .join(Application, Application.candidate_id == Candidate.id)
            .where(
                Application.vacancy_id == vacancy_id,
                Application.stage != Stage.WITHDRAWN,
                Candidate.visibility != Visibility.HIDDEN,
            )
            .order_by(CandidateFile.created_at.desc(), CandidateFile.id)
        )
    )


def stored_among(session: Session, names: Collection[str]) -> set[str]:
    """Which of some stored names a row stands for."""
    statement = select(CandidateFile.stored_name).where(CandidateFile.stored_name.in_(names))
    return set(session.scalars(statement))
