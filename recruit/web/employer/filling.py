"""The vacancy form filled: empty, from what an advert proposes, or from a vacancy."""

from __future__ import annotations

from typing import Any

from recruit.models import Currency, Requirement, Vacancy
from recruit.services import matching
from recruit.web.employer.forms import VacancyForm


def blank_form() -> VacancyForm:
    return VacancyForm(formdata=None)


def proposed_form(proposal: matching.VacancyProposal) -> VacancyForm:
    """The form as an advert proposes it."""
    return VacancyForm(
        formdata=None,
        data={
            "title": proposal.title,
            "description": proposal.description,
            "occupation": proposal.occupation_id or "",
            "requirements": [_row(line) for line in proposal.requirements],
            "headcount": proposal.headcount or 1,
            "pay_currency": proposal.pay_currency or Currency.KGS,
            "floor_languages": list(proposal.languages),
            **_shared(proposal),
        },
    )


def vacancy_form(vacancy: Vacancy) -> VacancyForm:
    """The form as a vacancy stands."""
    return VacancyForm(
        formdata=None,
        data={
            "title": vacancy.title,
            "description": vacancy.description,
            "occupation": vacancy.occupation_id or "",
            "requirements": [_row(line) for line in vacancy.requirements],
            "headcount": vacancy.headcount,
            "pay_currency": vacancy.pay_currency,
            "floor_languages": list(vacancy.floor_languages),
            "guaranteed_minimum": vacancy.guaranteed_minimum,
            "deductions": vacancy.deductions,
            "overtime": vacancy.overtime,
            "contract_months": vacancy.contract_months,
            "place": vacancy.place,
            "start_on": vacancy.start_on,
            "expires_on": vacancy.expires_on,
            **_shared(vacancy),
        },
    )


def _shared(source: matching.VacancyProposal | Vacancy) -> dict[str, Any]:
    return {
        "pay_basis": source.pay_basis or "",
        "pay_min": source.pay_min,
        "pay_max": source.pay_max,
        "hours_per_day": source.hours_per_day,
        "days_per_week": source.days_per_week,
        "shift": source.shift or "",
        "housing": _word(source.housing),
        "meals": _word(source.meals),
        "transport": _word(source.transport),
        "travel_paid": _word(source.travel_paid),
    }


def _row(line: matching.RequirementProposal | Requirement) -> dict[str, Any]:
    """A proposed or a stored requirement as a line of the form."""
    return {
        "text": line.text,
        "read_from": line.text,
        "reading": line.concept_id,
        "keep": line.concept_id is None,
        "importance": line.importance,
        "min_level": "" if line.min_level is None else str(line.min_level),
        "min_years": line.min_years,
    }


def _word(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]
