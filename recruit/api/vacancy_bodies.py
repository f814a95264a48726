"""Vacancies between JSON and the service's terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import url_for

from recruit.identity import actor, locale
from recruit.models import Vacancy
from recruit.permissions import owns_vacancy
from recruit.services import matching
from recruit.services.vacancies import RequirementLine, Terms
from recruit.wording import pay_text

_SAME = (
    "title",
    "description",
    "headcount",
    "deductions",
    "hours_per_day",
    "days_per_week",
    "overtime",
    "shift",
    "housing",
    "meals",
    "transport",
    "travel_paid",
    "contract_months",
    "place",
)
_PAY = {
    "basis": "pay_basis",
    "min": "pay_min",
    "max": "pay_max",
    "currency": "pay_currency",
    "guaranteed_minimum": "guaranteed_minimum",
}
_OTHER = {"languages": "floor_languages", "start": "start_on", "expires": "expires_on"}
BLANK = Terms(title="")


def terms_of(body: Mapping[str, Any], base: Terms = BLANK) -> Terms:
    """The terms a body asks for; what it does not name is as in ``base``."""
    changes = {name: body[name] for name in _SAME if name in body}
    for name, own in _OTHER.items():
        if name in body:
            value = body[name]
            changes[own] = tuple(value) if name == "languages" else value
    if "pay" in body:
        pay = body["pay"] or {"currency": BLANK.pay_currency}
        changes |= {own: pay.get(name) for name, own in _PAY.items()}
    if "weights" in body:
        changes["weights"] = dict(body["weights"])
    if "occupation" in body:
        said = body["occupation"] or ""
        known = matching.concept_type(said) == "occupation"
        changes |= {
            "occupation_id": said if known else None,
            "occupation": "" if known else said,
        }
    if "requirements" in body:
        changes["requirements"] = tuple(_line(row) for row in body["requirements"])
    return replace(base, **changes)


def _line(row: Mapping[str, Any]) -> RequirementLine:
    concept = row.get("concept") or None
    return RequirementLine(
        text=row.get("text") or (matching.label(concept, locale()) if concept else ""),
        concept_id=concept,
        importance=row["importance"],
        min_level=row.get("min_level"),
        min_years=row.get("min_years"),
        keep=row.get("keep", False),
    )


def terms_as_stored(vacancy: Vacancy) -> Terms:
    """What a vacancy says now."""
    names = [*_SAME, *_PAY.values(), "occupation_id", "start_on", "expires_on"]
    return Terms(
        **{name: getattr(vacancy, name) for name in names},
        floor_languages=tuple(vacancy.floor_languages),
        requirements=tuple(
            RequirementLine(
                r.text,
                r.concept_id,
                r.importance,
                r.min_level,
                r.min_years,
                keep=r.concept_id is None,
            )
            for r in vacancy.requirements
        ),
    )


def names(body: Mapping[str, Any], below: str = "") -> dict[str, str]:
    """The service's names of fields by those of the body, each under ``below``."""
    told = {own: f"pay-{name}" for name, own in _PAY.items()}
    told |= {own: name for name, own in _OTHER.items()}
    told |= {
        f"requirements-{number}-text": f"requirements-{number}-concept"
        for number, row in enumerate(body.get("requirements") or ())
        if row.get("concept")
    }
    return {below + own: below + name for own, name in told.items()}


def vacancy_body(vacancy: Vacancy) -> dict[str, Any]:
    """A vacancy as JSON has it."""
    language = locale()
    occupation = vacancy.occupation_id
    return {
        "id": vacancy.id,
        "url": url_for("api_vacancies.show", vacancy_id=vacancy.id),
        "matches_url": url_for("api_vacancies.matches", vacancy_id=vacancy.id),
        "state": vacancy.state,
        "own": owns_vacancy(actor(), vacancy),
        "employer": employer_body(vacancy),
        **{name: getattr(vacancy, name) for name in _SAME},
        "occupation": occupation,
        "occupation_label": matching.label(occupation, language) if occupation else None,
        "requirements": [
            {
                "id": str(row.id),
                "concept": row.concept_id,
                "label": matching.label(row.concept_id, language) if row.concept_id else row.text,
                "text": row.text,
                "importance": row.importance,
                "min_level": row.min_level,
                "min_years": row.min_years,
            }
            for row in vacancy.requirements
        ],
        "pay": {
            **{name: getattr(vacancy, own) for name, own in _PAY.items()},
            "sentence": pay_text(vacancy),
        },
        "languages": vacancy.floor_languages,
        "start": vacancy.start_on,
        "expires": vacancy.expires_on,
        "weights": vacancy.weights,
        "filled": vacancy.filled,
        "revision": vacancy.revision,
        "demonstration": vacancy.demo,
        "published_at": vacancy.published_at,
        "created_at": vacancy.created_at,
        "updated_at": vacancy.updated_at,
    }


def employer_body(vacancy: Vacancy) -> dict[str, Any]:
    """Whose a vacancy is."""
    return {
        "name": vacancy.employer.legal_name,
        "verified": vacancy.employer.verification == "verified",
    }
