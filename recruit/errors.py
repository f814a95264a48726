"""What can go wrong in the domain. HTTP is decided at the edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a field, as a code that the edge turns into a sentence."""

    REQUIRED = "required"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    NOT_A_CONTACT = "not_a_contact"
    NOT_A_CONCEPT = "not_a_concept"
    NOT_CLAIMABLE = "not_claimable"
    NOTHING_RECOGNISED = "nothing_recognised"
    OUT_OF_RANGE = "out_of_range"
    PAY_UPSIDE_DOWN = "pay_upside_down"
    IN_THE_PAST = "in_the_past"
    REPEATED = "repeated"
    TOO_MANY = "too_many"
    TAKEN = "taken"
    UNKNOWN_CHOICE = "unknown_choice"


@dataclass(frozen=True, slots=True)
class FieldFault:
    """A fault at a field; ``facts`` fill the sentence's gaps."""

    field: str
    fault: Fault
    facts: Mapping[str, str | int | float]


class DomainError(Exception):
    """Anything a service refuses."""


class NotFound(DomainError):
    """There is no such thing, or the actor may not know that there is."""


class Forbidden(DomainError):
    """The actor sees the thing and may not do this to it."""


class NotSignedIn(DomainError):
    """Somebody must sign in first."""


class Conflict(DomainError):
    """The thing is no longer in a state where this can be done."""


class Invalid(DomainError):
    """Fields that cannot be stored as they are; every fault is named."""

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        super().__init__(", ".join(f"{f.field}: {f.fault}" for f in faults))
        self.faults = tuple(faults)


def fault(field: str, kind: Fault, **facts: str | int | float) -> FieldFault:
    return FieldFault(field, kind, facts)
