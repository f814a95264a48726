"""Who is acting: told to every service, never looked up by it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    ANONYMOUS = "anonymous"
    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    RECRUITER = "recruiter"
    OVERSEER = "overseer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or program, and what it stands for.

    ``employer_ids`` are the workshops an employer's member acts for, or the agency a recruiter's
    key belongs to; ``candidate_id`` is a candidate's own profile, once there is one.
    """

    kind: ActorKind = ActorKind.ANONYMOUS
    user_id: uuid.UUID | None = None
    candidate_id: uuid.UUID | None = None
    employer_ids: frozenset[uuid.UUID] = field(default_factory=frozenset)
    key_id: uuid.UUID | None = None
    display: str = ""

    @property
    def employer_id(self) -> uuid.UUID | None:
        """The one employer acted for, None where there is none."""
        return min(self.employer_ids) if self.employer_ids else None


ANONYMOUS = Actor()
