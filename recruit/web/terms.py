"""A vacancy's terms whole, as its page tells them: what is not stated is said to be not stated."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from markupsafe import Markup

from recruit.models import Application, Requirement, Vacancy, Verification
from recruit.services import weights
from recruit.services.vacancy_search import VacancyDetails
from recruit.web.cards import VacancyCard, concept_name, requirement_name, vacancy_card
from recruit.wording import (
    choice_text,
    date_text,
    hours_text,
    isolated,
    language_name,
    level_choices,
    money,
    pay_text,
    weight_changes,
    years_text,
)

USUAL_WEEK = 40

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RequirementView:
    """One thing asked: its name, the employer's words where they differ, how much of it."""

    name: str
    words: str | None
    importance: str
    importance_text: str
    asked: str | None


@dataclass(frozen=True, slots=True)
class VacancyPage:
    """Everything the page of a vacancy shows."""

    vacancy: Vacancy
    card: VacancyCard
    occupation: str | None
    requirements: tuple[RequirementView, ...]
    pay: tuple[Line, ...]
    hours: tuple[Line, ...]
    long_week: str | None
    provided: tuple[Line, ...]
    work: tuple[Line, ...]
    employer: str
    employer_state: str
    own: bool
    may_apply: bool
    application: Application | None
    application_stage: str | None
    weights: list[str]


def vacancy_page(found: VacancyDetails, language: str) -> VacancyPage:
    """What the page shows, in the reader's language."""
    vacancy = found.vacancy
    verified = vacancy.employer.verification is Verification.VERIFIED
    return VacancyPage(
        vacancy=vacancy,
        card=vacancy_card(vacancy, language),
        occupation=concept_name(vacancy.occupation_id, language) if vacancy.occupation_id else None,
        requirements=tuple(_requirement(row, language) for row in vacancy.requirements),
        pay=_pay(vacancy),
        hours=_hours(vacancy),
        long_week=_long_week(vacancy),
        provided=_provided(vacancy),
        work=_work(vacancy),
        employer=vacancy.employer.legal_name,
        employer_state=_("The employer's papers have been checked.")
        if verified
        else _("The employer's papers have not been checked yet."),
        own=found.own,
        may_apply=found.may_apply,
        application=found.application,
        application_stage=choice_text(found.application.stage) if found.application else None,
        weights=weight_changes(weights.usual(vacancy), weights.kept(vacancy)),
    )


def not_stated() -> Markup:
    return Markup('<span class="muted">{}</span>').format(_("Not stated"))


def _said(text: str | None) -> str:
    return text or not_stated()


def _requirement(row: Requirement, language: str) -> RequirementView:
    name = requirement_name(row, language)
    asked = []
    if row.min_level is not None:
        level = dict(level_choices())[str(row.min_level)]
        asked.append(_("level %(level)s", level=level))
    if row.min_years:
        asked.append(_("from %(years)s", years=years_text(row.min_years)))
    return RequirementView(
        name=name,
        words=row.text if row.text.casefold() not in (name.casefold(), row.concept_id) else None,
        importance=row.importance.value,
        importance_text=choice_text(row.importance),
        asked="; ".join(asked) or None,
    )


def _pay(vacancy: Vacancy) -> tuple[Line, ...]:
    currency = vacancy.pay_currency
    stated = vacancy.pay_min is not None or vacancy.pay_max is not None
    guaranteed = vacancy.guaranteed_minimum
    return (
        (_("Pay"), pay_text(vacancy) if stated else not_stated()),
        (
            _("How it is counted"),
            _said(choice_text(vacancy.pay_basis) if vacancy.pay_basis else None),
        ),
        (_("Currency"), choice_text(currency) if stated else not_stated()),
        (
            _("Guaranteed minimum"),
            not_stated() if guaranteed is None else money(guaranteed, currency),
        ),
        (_("Deductions"), _said(vacancy.deductions)),
    )


def _hours(vacancy: Vacancy) -> tuple[Line, ...]:
    hours = hours_text(vacancy)
    if hours is None and vacancy.hours_per_day is not None:
        hours = _("%(hours)s hours a day", hours=format_decimal(vacancy.hours_per_day))
    if hours is None and vacancy.days_per_week is not None:
        hours = ngettext("%(num)d day a week", "%(num)d days a week", vacancy.days_per_week)
    return (
        (_("Hours"), _said(hours)),
        (_("Shift"), _said(choice_text(vacancy.shift) if vacancy.shift else None)),
        (_("How overtime is paid"), _said(vacancy.overtime)),
    )


def _long_week(vacancy: Vacancy) -> str | None:
    weekly = vacancy.weekly_hours
    if weekly is None or weekly <= USUAL_WEEK:
        return None
    above = format_decimal(weekly - USUAL_WEEK)
    if vacancy.overtime:
        return _(
            "This is %(above)s hours above the usual week of 40. How they are paid: %(overtime)s",
            above=above,
            overtime=isolated(vacancy.overtime),
        )
    return _(
        "This is %(above)s hours above the usual week of 40, and how they are paid is not stated. "
        "Ask before you agree.",
        above=above,
    )


def _provided(vacancy: Vacancy) -> tuple[Line, ...]:
    def answer(given: bool | None) -> str:
        if given is None:
            return not_stated()
        return _("Yes") if given else _("No")

    return (
        (_("Housing"), answer(vacancy.housing)),
        (_("Meals"), answer(vacancy.meals)),
        (_("Transport to work"), answer(vacancy.transport)),
        (_("Travel to Kyrgyzstan paid"), answer(vacancy.travel_paid)),
    )


def _work(vacancy: Vacancy) -> tuple[Line, ...]:
    months = vacancy.contract_months
    languages = ", ".join(language_name(code) for code in vacancy.floor_languages)
    lines = [
        (_("Place"), _said(vacancy.place)),
        (_("Start"), _said(date_text(vacancy.start_on) if vacancy.start_on else None)),
        (
            _("Contract"),
            not_stated() if months is None else ngettext("%(num)d month", "%(num)d months", months),
        ),
        (_("Languages on the floor"), _said(languages)),
        (
            _("People wanted"),
            _(
                "%(filled)d of %(headcount)d found",
                filled=vacancy.filled,
                headcount=vacancy.headcount,
            ),
        ),
    ]
    if vacancy.expires_on is not None:
        lines.append((_("Last day to apply"), date_text(vacancy.expires_on)))
    return tuple(lines)
