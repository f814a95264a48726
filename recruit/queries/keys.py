"""API keys and the agencies that hold them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session, joinedload

from recruit.models import ApiKey, Employer, EmployerKind
from recruit.queries.among import table_of


def by_id(session: Session, key_id: uuid.UUID) -> ApiKey | None:
    return session.get(ApiKey, key_id)


class KeyInUse(NamedTuple):
    """What of a key and its agency is asked at every call."""

    id: uuid.UUID
    employer_id: uuid.UUID
    agency: str
    expires_at: dt.datetime | None
    revoked_at: dt.datetime | None
    last_used_at: dt.datetime | None

    def works(self, now: dt.datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


_KEY, _EMPLOYER = table_of(ApiKey), table_of(Employer)
_BY_HASH = (
    select(
        *(_KEY.c.id, _KEY.c.employer_id, _EMPLOYER.c.legal_name),
        *(_KEY.c.expires_at, _KEY.c.revoked_at, _KEY.c.last_used_at),
    )
    .join_from(_KEY, _EMPLOYER)
    .where(_KEY.c.key_hash == bindparam("key_hash"))
)


def by_hash(session: Session, key_hash: str) -> KeyInUse | None:
    row = session.connection().execute(_BY_HASH, {"key_hash": key_hash}).first()
    return None if row is None else KeyInUse(*row)


def note_use(session: Session, key_id: uuid.UUID, now: dt.datetime) -> None:
    session.execute(
        update(ApiKey)
        .where(ApiKey.id == key_id)
        .values(last_used_at=now)
        .execution_options(synchronize_session="fetch")
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
