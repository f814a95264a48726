"""A vacancy as schema.org's JobPosting, for search engines: only what its page says too."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape

from recruit.models import PayBasis, RequirementImportance, Vacancy, VacancyState
from recruit.web.cards import requirement_name
from recruit.wording import hours_text

BISHKEK = dt.timezone(dt.timedelta(hours=6))
LAST_MINUTE = dt.time(23, 59, 59)
FULL_TIME = 35
"""Hours a week from which work counts as full time."""


def told_to_search_engines(vacancy: Vacancy, now: dt.datetime) -> bool:
    """Whether a vacancy is open and real; a demonstration is neither offered nor indexed."""
    over = vacancy.expires_on is not None and vacancy.expires_on < now.astimezone(BISHKEK).date()
    return vacancy.state is VacancyState.OPEN and not vacancy.demo and not over


def job_posting(vacancy: Vacancy, language: str, address: str) -> Markup:
    """The posting as JSON that can stand inside a script element."""
    told = {name: value for name, value in _posting(vacancy, language, address).items() if value}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    for sign, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, code)
    return Markup(text)  # noqa: S704 - what could end the script is escaped just above


def _posting(vacancy: Vacancy, language: str, address: str) -> dict[str, Any]:
    employer = vacancy.employer.legal_name
    published = vacancy.published_at or vacancy.created_at
    return {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": _description(vacancy, language),
        "identifier": {"@type": "PropertyValue", "name": employer, "value": str(vacancy.id)},
        "url": address,
        "datePosted": published.astimezone(BISHKEK).date().isoformat(),
        "validThrough": _end_of(vacancy.expires_on),
        "jobStartDate": vacancy.start_on.isoformat() if vacancy.start_on else None,
        "employmentType": _employment(vacancy),
        "hiringOrganization": {"@type": "Organization", "name": employer},
        "jobLocation": {"@type": "Place", "address": _address(vacancy)},
        "baseSalary": _salary(vacancy),
        "totalJobOpenings": vacancy.headcount - vacancy.filled,
        "directApply": True,
        "workHours": hours_text(vacancy),
        "jobBenefits": ", ".join(_benefits(vacancy)),
        "skills": ", ".join(requirement_name(r, language) for r in vacancy.requirements),
        "experienceRequirements": _experience(vacancy),
    }


def _description(vacancy: Vacancy, language: str) -> str:
    """The employer's words as HTML; where there are none, what is asked and offered."""
    words = [escape(line) for line in vacancy.description.splitlines() if line.strip()]
    asked = [escape(requirement_name(r, language)) for r in vacancy.requirements]
    parts = [f"<p>{Markup('<br>').join(words)}</p>"] if words else []
    if not words:
        parts.append(f"<p>{escape(vacancy.title)}</p>")
    if asked:
        items = "".join(f"<li>{name}</li>" for name in asked)
        parts.append(f"<p>{escape(_('What one must know'))}</p><ul>{items}</ul>")
    return "".join(parts)


def _end_of(day: dt.date | None) -> str | None:
    return dt.datetime.combine(day, LAST_MINUTE, BISHKEK).isoformat() if day else None


def _employment(vacancy: Vacancy) -> list[str]:
    kinds = []
    if vacancy.weekly_hours is not None:
        kinds.append("FULL_TIME" if vacancy.weekly_hours >= FULL_TIME else "PART_TIME")
    if vacancy.contract_months is not None:
        kinds.append("TEMPORARY")
    return kinds


def _address(vacancy: Vacancy) -> dict[str, str]:
    address = {"@type": "PostalAddress", "addressCountry": "KG"}
    if vacancy.place:
        address["addressLocality"] = vacancy.place
    return address


def _salary(vacancy: Vacancy) -> dict[str, Any] | None:
    low, high = vacancy.pay_min, vacancy.pay_max
    if low is None and high is None:
        return None
    value: dict[str, Any] = {
        "@type": "QuantitativeValue",
        "unitText": "HOUR" if vacancy.pay_basis is PayBasis.HOUR else "MONTH",
    }
    if low == high:
        value["value"] = low
    else:
        value |= {"minValue": low} if low is not None else {}
        value |= {"maxValue": high} if high is not None else {}
    return {
        "@type": "MonetaryAmount",
        "currency": vacancy.pay_currency.value,
        "value": value,
    }


def _benefits(vacancy: Vacancy) -> list[str]:
    given = (
        (vacancy.housing, _("Housing")),
        (vacancy.meals, _("Meals")),
        (vacancy.transport, _("Transport to work")),
        (vacancy.travel_paid, _("Travel paid")),
    )
    return [text for yes, text in given if yes]


def _experience(vacancy: Vacancy) -> dict[str, Any] | None:
    """The longest experience that is asked and not only welcome."""
    years = [
        row.min_years
        for row in vacancy.requirements
        if row.min_years and row.importance is not RequirementImportance.NICE
    ]
    if not years:
        return None
    return {
        "@type": "OccupationalExperienceRequirements",
        "monthsOfExperience": math.ceil(max(years) * 12),
    }
