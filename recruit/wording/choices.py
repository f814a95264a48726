"""Names of the choices that forms offer and pages show."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask_babel import gettext as _

from recruit.marks import N_
from recruit.models import (
    ClaimEvidence,
    Currency,
    PayBasis,
    RequirementImportance,
    Role,
    Shift,
    Stage,
    VacancyState,
    Visibility,
)

Choice = TypeVar("Choice", bound=StrEnum)


_NAMES: dict[StrEnum, str] = {
    VacancyState.DRAFT: N_("Draft"),
    VacancyState.OPEN: N_("Open"),
    VacancyState.PAUSED: N_("Paused"),
    VacancyState.FILLED: N_("Filled"),
    VacancyState.CLOSED: N_("Closed"),
    VacancyState.EXPIRED: N_("Expired"),
    PayBasis.PIECE: N_("Piece rate"),
    PayBasis.HOUR: N_("By the hour"),
    PayBasis.MONTH: N_("Fixed, by the month"),
    PayBasis.GUARANTEED_PIECE: N_("Piece rate with a guaranteed minimum"),
    Currency.KGS: N_("Kyrgyz som"),
    Currency.USD: N_("US dollar"),
    Currency.RUB: N_("Russian rouble"),
    Shift.DAY: N_("Day shift"),
    Shift.NIGHT: N_("Night shift"),
    Shift.ROTATING: N_("Rotating shifts"),
    RequirementImportance.MUST: N_("Must have"),
    RequirementImportance.ESSENTIAL: N_("Important"),
    RequirementImportance.NICE: N_("Good to have"),
    Visibility.PUBLIC: N_("Everybody, without name and contacts"),
    Visibility.EMPLOYERS: N_("Employers and recruiters only"),
    Visibility.APPLIED: N_("Only where I apply"),
    Visibility.HIDDEN: N_("Nobody"),
    ClaimEvidence.STATED: N_("Own word"),
    ClaimEvidence.CONFIRMED: N_("Confirmed by an employer"),
    ClaimEvidence.TESTED: N_("Tested"),
    ClaimEvidence.CERTIFIED: N_("Certified"),
    Stage.NEW: N_("New"),
    Stage.SCREENING: N_("Being looked at"),
    Stage.TEST: N_("Test sewing"),
    Stage.INTERVIEW: N_("Interview"),
    Stage.OFFER: N_("Offer"),
    Stage.HIRED: N_("Hired"),
    Stage.ARRIVED: N_("Arrived"),
    Stage.DECLINED: N_("Declined"),
    Stage.WITHDRAWN: N_("Withdrawn"),
    Role.CANDIDATE: N_("Specialist"),
    Role.EMPLOYER: N_("Employer"),
    Role.OVERSEER: N_("Overseer"),
    Role.ADMINISTRATOR: N_("Administrator"),
}


def choice_text(choice: StrEnum) -> str:
    """A choice's name in the reader's language."""
    return _(_NAMES[choice])


def choices(enum: type[Choice]) -> list[tuple[str, str]]:
    """An enum's values with their names, for a form."""
    return [(member.value, choice_text(member)) for member in enum]


def level_choices() -> list[tuple[str, str]]:
    """The levels of a skill, 1 to 5, with what each means."""
    return [
        ("1", _("1: learning")),
        ("2", _("2: does it with help")),
        ("3", _("3: does it alone")),
        ("4", _("4: fast and clean")),
        ("5", _("5: teaches others")),
    ]
