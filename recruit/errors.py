"""What can go wrong in the domain. HTTP is decided at the edge."""

from __future__ import annotations

import datetime as dt
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
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_CONCEPT = "not_a_concept"
    NOT_CLAIMABLE = "not_claimable"
    NOTHING_RECOGNISED = "nothing_recognised"
    OUT_OF_RANGE = "out_of_range"
    PAY_UPSIDE_DOWN = "pay_upside_down"
    IN_THE_PAST = "in_the_past"
    REPEATED = "repeated"
    TOO_MANY = "too_many"
    TAKEN = "taken"
    TOO_COMMON = "too_common"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105
    WRONG_CODE = "wrong_code"
    WRONG_RECOVERY_CODE = "wrong_recovery_code"
    SIGN_IN_AGAIN = "sign_in_again"
    UNKNOWN_CHOICE = "unknown_choice"
    NOTHING_CHOSEN = "nothing_chosen"
    NOT_A_LABEL = "not_a_label"
    LABEL_TAKEN = "label_taken"
    BROADER_UNFIT = "broader_unfit"
    NOT_AN_ISCO = "not_an_isco"
    FILE_MISSING = "file_missing"
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"
    FILE_NOT_TAKEN = "file_not_taken"
    FILE_OLD_WORD = "file_old_word"
    FILE_DRAWING = "file_drawing"
    FILE_MIXED = "file_mixed"
    FILE_ENCRYPTED = "file_encrypted"
    FILE_PROGRAMS = "file_programs"
    FILE_UNSAFE = "file_unsafe"
    FILE_UNPACKS_TOO_LARGE = "file_unpacks_too_large"
    FILE_TOO_MANY_PAGES = "file_too_many_pages"
    FILE_TOO_HARD = "file_too_hard"
    FILE_DAMAGED = "file_damaged"
    FILE_BUSY = "file_busy"


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


class TooManyTries(DomainError):
    """Too many tries failed; there may be another one after `wait`."""

    def __init__(self, wait: dt.timedelta) -> None:
        super().__init__("too many tries")
        self.wait = wait

    @property
    def minutes(self) -> int:
        """The wait in whole minutes, rounded up."""
        return max(1, -(-int(self.wait.total_seconds()) // 60))


class Invalid(DomainError):
    """Fields that cannot be stored as they are; every fault is named."""

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        super().__init__(", ".join(f"{f.field}: {f.fault}" for f in faults))
        self.faults = tuple(faults)


def fault(field: str, kind: Fault, **facts: str | int | float) -> FieldFault:
    return FieldFault(field, kind, facts)
