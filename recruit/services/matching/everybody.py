"""All specialists as one table for a batch, and whom of them an employer sees."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from matching import ProfileTable
from recruit.models import Actor, ActorKind, Employer, EmployerKind
from recruit.services.matching.bulk import table_of
from recruit.services.matching.sight import Sight, sight_of


def everybody(session: Session, heard: Callable[[int], None]) -> ProfileTable:
    """Every specialist at one moment, tagged by their visibility; ``heard`` is told of the people
    read as they are."""
    bind = session.get_bind()
    if isinstance(bind, Connection):
        return table_of(bind, heard)
    with bind.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            return table_of(connection, heard)


def seen_by(session: Session, employer: Employer) -> Sight:
    """Whom an employer may rank for a vacancy of theirs, as whoever acts for them does."""
    agency = employer.kind is EmployerKind.AGENCY
    kind = ActorKind.RECRUITER if agency else ActorKind.EMPLOYER
    return sight_of(session, Actor(kind, employer_ids=frozenset({employer.id})))
