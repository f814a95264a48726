"""API keys and the agencies that hold them."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from recruit.models import ApiKey, Employer, EmployerKind


def by_id(session: Session, key_id: uuid.UUID) -> ApiKey | None:
    return session.get(ApiKey, key_id)


def by_hash(session: Session, key_hash: str) -> ApiKey | None:
    return session.scalar(
        select(ApiKey).where(ApiKey.key_hash == key_hash).options(joinedload(ApiKey.employer))
    )


def newest(session: Session) -> list[ApiKey]:
    return list(
        session.scalars(
            select(ApiKey)
            .options(joinedload(ApiKey.employer))
            .order_by(ApiKey.created_at.desc(), ApiKey.id)
        )
    )


def agency(session: Session, name: str) -> Employer | None:
    """The agency of a name, the oldest where there are several."""
    return session.scalar(
        select(Employer)
        .where(Employer.kind == EmployerKind.AGENCY, Employer.legal_name == name)
        .order_by(Employer.created_at, Employer.id)
        .limit(1)
    )
