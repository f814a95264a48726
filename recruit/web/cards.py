"""What the cards of vacancies and specialists show: plain view objects for the macros."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from recruit.identity import text_direction
from recruit.models import (
    Candidate,
    Claim,
    ClaimEvidence,
    Requirement,
    RequirementImportance,
    Specialist,
    Vacancy,
    VacancyState,
    Verification,
)
from recruit.services import matching
from recruit.wording import (
    choice_text,
    country_name,
    date_text,
    hours_text,
    language_name,
    money,
    pay_text,
    years_text,
)

NAMED = matching.REQUIRABLE | {
    *("brand", "condition", "defect", "document", "language", "level", "pay", "place", "type")
}
"""Every type of concept: all can be shown."""


@dataclass(frozen=True, slots=True)
class VacancyCard:
    """A vacancy in a list."""

    url: str
    title: str
    employer: str
    place: str
    pay: str | None
    pay_note: str | None
    facts: tuple[tuple[str, str], ...]
    chips: tuple[tuple[str, str], ...]
    posted: str | None
    demo: bool
    verified: bool
    state: str | None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SkillView:
    """A skill: its name, the person's own words where they differ, level and years."""

    name: str
    words: str | None
    level: int | None
    note: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class SpecialistCard:
    """A specialist in a list, without a name."""

    url: str
    number: str
    title: str
    experience: str | None
    place: str
    facts: tuple[tuple[str, str], ...]
    skills: tuple[SkillView, ...]
    chips: tuple[tuple[str, str], ...]
    available: str | None
    languages: str
    demo: bool
    language: str | None = None


def concept_names(language: str) -> Mapping[str, str]:
    """Every concept's name in a language, read once for each request."""
    kept: dict[str, dict[str, str]] = g.setdefault("concept_names", {})
    if language not in kept:
        kept[language] = dict(matching.options(NAMED, language))
    return kept[language]


def concept_name(concept_id: str, language: str) -> str:
    return concept_names(language).get(concept_id, concept_id)


def requirement_name(requirement: Requirement, language: str) -> str:
    """What is asked: the concept's name, or the employer's words where they are not linked."""
    concept_id = requirement.concept_id
    return requirement.text if concept_id is None else concept_name(concept_id, language)


def vacancy_card(vacancy: Vacancy, language: str) -> VacancyCard:
    """A vacancy loaded with its employer and requirements, as a card."""
    stated = vacancy.pay_min is not None or vacancy.pay_max is not None or vacancy.pay_basis
    return VacancyCard(
        url=url_for("vacancies.show", vacancy_id=vacancy.id),
        title=vacancy.title,
        employer=vacancy.employer.legal_name,
        place=vacancy.place,
        pay=pay_text(vacancy) if stated else None,
        pay_note=guarantee_text(vacancy),
        facts=_vacancy_facts(vacancy),
        chips=tuple((requirement_name(r, language), _chip_kind(r)) for r in vacancy.requirements),
        posted=_("Posted on %(day)s", day=date_text(vacancy.published_at))
        if vacancy.published_at
        else None,
        demo=vacancy.demo,
        verified=vacancy.employer.verification is Verification.VERIFIED,
        state=None if vacancy.state is VacancyState.OPEN else choice_text(vacancy.state),
    )


def guarantee_text(vacancy: Vacancy) -> str | None:
    """The guaranteed minimum as a sentence, None where there is none."""
    if vacancy.guaranteed_minimum is None:
        return None
    return _(
        "Guaranteed minimum: %(amount)s",
        amount=money(vacancy.guaranteed_minimum, vacancy.pay_currency),
    )


def _chip_kind(requirement: Requirement) -> str:
    return "must" if requirement.importance is RequirementImportance.MUST else "plain"


def _vacancy_facts(vacancy: Vacancy) -> tuple[tuple[str, str], ...]:
    facts: list[tuple[str, str]] = []
    hours = hours_text(vacancy)
    if hours:
        facts.append(("clock", hours))
    if vacancy.shift is not None:
        facts.append(("calendar", choice_text(vacancy.shift)))
    for icon, given, text in (
        ("house", vacancy.housing, _("Housing")),
        ("meal", vacancy.meals, _("Meals")),
        ("bus", vacancy.transport, _("Transport to work")),
        ("plane", vacancy.travel_paid, _("Travel paid")),
    ):
        if given:
            facts.append((icon, text))
    wanted = vacancy.headcount - vacancy.filled
    if wanted > 1:
        facts.append(("people", ngettext("%(num)d person wanted", "%(num)d people wanted", wanted)))
    return tuple(facts)


TITLE_SKILLS = 3


def specialist_title(candidate: Candidate | Specialist, language: str) -> tuple[str, str | None]:
    """What a specialist is called and in which language: their own headline, else their trade,
    else their first skills."""
    if candidate.headline:
        return candidate.headline, None
    for line in candidate.experience:
        if line.concept_id is not None:
            return concept_name(line.concept_id, language), language
    named = [concept_name(c.concept_id, language) for c in candidate.claims if c.concept_id]
    return ", ".join(named[:TITLE_SKILLS]) or specialist_number(candidate), language


def specialist_number(candidate: Candidate | Specialist) -> str:
    return _("Specialist %(number)s", number=candidate.number)


def specialist_card(candidate: Candidate, language: str) -> SpecialistCard:
    """A specialist loaded with claims and experience, as a card without name or contacts."""
    title, written_in = specialist_title(candidate, language)
    return SpecialistCard(
        url=url_for("specialists.show", candidate_id=candidate.id),
        number=specialist_number(candidate),
        title=title,
        experience=experience_text(candidate, language),
        place=home_text(candidate),
        facts=_specialist_facts(candidate),
        skills=tuple(skill_view(claim, language) for claim in candidate.claims),
        chips=(),
        available=availability_text(candidate),
        languages=", ".join(language_name(code) for code in candidate.languages),
        demo=candidate.demo,
        language=written_in,
    )


def experience_text(candidate: Candidate | Specialist, language: str) -> str | None:
    """The trade worked in longest, with its years; None where nothing is told."""
    told = [line for line in candidate.experience if line.concept_id is not None]
    if not told:
        return None
    line = max(told, key=lambda found: found.years or 0.0)
    name = concept_name(line.concept_id or "", language)
    if line.years is None:
        return name
    return _("%(trade)s, %(years)s", trade=name, years=years_text(line.years))


def home_text(candidate: Candidate | Specialist) -> str:
    """Town and country, as far as they are told."""
    country = country_name(candidate.country) if candidate.country else ""
    if not candidate.place or not country:
        return candidate.place or country
    # A mark of the page's direction first and the town isolated: else a town in Arabic letters
    # would put the country on its other side.
    mark = "\u200f" if text_direction() == "rtl" else "\u200e"
    return f"{mark}\u2068{candidate.place}\u2069, {country}"


def availability_text(candidate: Candidate | Specialist) -> str | None:
    if candidate.available_from is None:
        return None
    return _("Free from %(day)s", day=date_text(candidate.available_from))


def _specialist_facts(candidate: Candidate) -> tuple[tuple[str, str], ...]:
    facts = [("person", specialist_number(candidate))]
    if candidate.ready_to_move:
        facts.append(("plane", _("Ready to move for work")))
    return tuple(facts)


def skill_view(claim: Claim, language: str) -> SkillView:
    """A claim by its concept's name, with the person's own words beside it."""
    name = claim.text if claim.concept_id is None else concept_name(claim.concept_id, language)
    differs = claim.text.casefold() != name.casefold()
    return SkillView(
        name=name,
        words=claim.text if differs else None,
        level=claim.level,
        note=years_text(claim.years) if claim.years is not None else None,
        evidence=None if claim.evidence is ClaimEvidence.STATED else choice_text(claim.evidence),
    )
