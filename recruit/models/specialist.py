"""A specialist as lists of matches show them: plain values, whatever they were read with."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import NamedTuple


class HeldClaim(NamedTuple):
    """A linked claim, its id as reasons name it."""

    id: str
    concept_id: str
    text: str
    level: int | None
    years: float | None


class HeldTime(NamedTuple):
    """Time in a linked occupation."""

    concept_id: str
    title: str
    years: float | None


@dataclass(frozen=True, slots=True)
class Specialist:
    """What a `Candidate` is read as where many are shown at once; reading whole models takes
    many times as long. Claims and experience are the linked ones, in their order."""

    id: uuid.UUID
    user_id: uuid.UUID | None
    agency_id: uuid.UUID | None
    reference: str | None
    headline: str
    country: str | None
    place: str
    available_from: dt.date | None
    claims: tuple[HeldClaim, ...] = ()
    experience: tuple[HeldTime, ...] = ()

    @property
    def number(self) -> str:
        """What an anonymous card calls this specialist."""
        return self.id.hex[:6].upper()
