"""Names of the choices that forms offer and pages show."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask_babel import gettext as _

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


def _names() -> dict[StrEnum, str]:
    return {
        VacancyState.DRAFT: _("Draft"),
        VacancyState.OPEN: _("Open"),
        VacancyState.PAUSED: _("Paused"),
        VacancyState.FILLED: _("Filled"),
        VacancyState.CLOSED: _("Closed"),
        VacancyState.EXPIRED: _("Expired"),
        PayBasis.PIECE: _("Piece rate"),
        PayBasis.HOUR: _("By the hour"),
        PayBasis.MONTH: _("Fixed, by the month"),
        PayBasis.GUARANTEED_PIECE: _("Piece rate with a guaranteed minimum"),
        Currency.KGS: _("Kyrgyz som"),
        Currency.USD: _("US dollar"),
        Currency.RUB: _("Russian rouble"),
        Shift.DAY: _("Day shift"),
        Shift.NIGHT: _("Night shift"),
        Shift.ROTATING: _("Rotating shifts"),
        RequirementImportance.MUST: _("Must have"),
        RequirementImportance.ESSENTIAL: _("Important"),
        RequirementImportance.NICE: _("Good to have"),
        Visibility.PUBLIC: _("Everybody, without name and contacts"),
        Visibility.EMPLOYERS: _("Employers and recruiters only"),
        Visibility.APPLIED: _("Only where I apply"),
        Visibility.HIDDEN: _("Nobody"),
        ClaimEvidence.STATED: _("Own word"),
        ClaimEvidence.CONFIRMED: _("Confirmed by an employer"),
        ClaimEvidence.TESTED: _("Tested"),
        ClaimEvidence.CERTIFIED: _("Certified"),
        Stage.NEW: _("New"),
        Stage.SCREENING: _("Being looked at"),
        Stage.TEST: _("Test sewing"),
        Stage.INTERVIEW: _("Interview"),
        Stage.OFFER: _("Offer"),
        Stage.HIRED: _("Hired"),
        Stage.ARRIVED: _("Arrived"),
        Stage.DECLINED: _("Declined"),
        Stage.WITHDRAWN: _("Withdrawn"),
        Role.CANDIDATE: _("Specialist"),
        Role.EMPLOYER: _("Employer"),
        Role.OVERSEER: _("Overseer"),
        Role.ADMINISTRATOR: _("Administrator"),
    }


def choice_text(choice: StrEnum) -> str:
    """A choice's name in the reader's language."""
    return _names()[choice]


def choices(enum: type[Choice]) -> list[tuple[str, str]]:
    """An enum's values with their names, for a form."""
    names = _names()
    return [(member.value, names[member]) for member in enum]


def level_choices() -> list[tuple[str, str]]:
    """The levels of a skill, 1 to 5, with what each means."""
    return [
        ("1", _("1: learning")),
        ("2", _("2: does it with help")),
        ("3", _("3: does it alone")),
        ("4", _("4: fast and clean")),
        ("5", _("5: teaches others")),
    ]
