"""View objects of an employer's pages."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from recruit.identity import locale
from recruit.models import CandidateFile, Stage, Vacancy, VacancyState
from recruit.services import adverts, matching, stages
from recruit.services.vacancies import DeskLine
from recruit.web import cards
from recruit.web.file_views import FileView, file_view
from recruit.wording import (
    MatchView,
    PartView,
    ReasonView,
    choice_text,
    date_text,
    held_facts,
    match_view,
    money,
    pay_text,
)

PAGE_SIZE = 10

TABS: tuple[tuple[str, tuple[VacancyState, ...]], ...] = (
    ("", tuple(VacancyState)),
    ("open", (VacancyState.OPEN,)),
    ("draft", (VacancyState.DRAFT,)),
    ("paused", (VacancyState.PAUSED,)),
    ("filled", (VacancyState.FILLED,)),
    ("closed", (VacancyState.CLOSED, VacancyState.EXPIRED)),
)

STATE_KINDS = {
    VacancyState.OPEN: "good",
    VacancyState.DRAFT: "new",
    VacancyState.PAUSED: "warn",
    VacancyState.EXPIRED: "warn",
}


@dataclass(frozen=True, slots=True)
class DeskCard:
    """One of the employer's vacancies: where it stands and what can be done with it."""

    vacancy: Vacancy
    state: str
    kind: str
    pay: str
    note: str
    applications: int
    posts: str
    can_publish: bool
    can_pause: bool
    can_close: bool
    can_reopen: bool


@dataclass(frozen=True, slots=True)
class Desk:
    tabs: list[tuple[str, str, bool, int]]
    cards: list[DeskCard]
    empty: bool


@dataclass(frozen=True, slots=True)
class Pager:
    number: int
    pages: int
    total: int
    url: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class SpecialistMatch:
    """A specialist in a ranking; everything a match card shows.

    ``moved`` are the places gained (or lost, below 0) by the weights tried.
    """

    rank: int | None
    url: str
    title: str
    subtitle: str | None
    language: str | None
    score: int
    parts: tuple[PartView, ...]
    reasons: tuple[ReasonView, ...]
    because: list[str]
    facts: tuple[tuple[str, str], ...]
    stage: str | None
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who applied: the match, how to reach them, and where they can be moved."""

    match: SpecialistMatch
    application_id: str
    applied: str
    message: str
    contact: stages.Contact | None
    files: list[FileView]
    onward: list[tuple[str, str]]
    can_decline: bool
    hired: bool
    may_confirm_stay: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """What an advert's reading found, and the clauses that said nothing to it."""

    found: list[str]
    not_understood: tuple[str, ...]


def desk_view(lines: list[DeskLine], wanted: str) -> Desk:
    """The tab that is wanted; all vacancies where there is no such tab."""
    by_name = dict(TABS)
    wanted = wanted if wanted in by_name else ""
    names = {"": _("All"), "closed": _("Closed and expired")}
    tabs = [
        (
            url_for("employer.desk", state=name or None),
            names.get(name) or choice_text(states[0]),
            name == wanted,
            sum(line.vacancy.state in states for line in lines),
        )
        for name, states in TABS
    ]
    shown = [_desk_card(line) for line in lines if line.vacancy.state in by_name[wanted]]
    return Desk([tab for tab in tabs if tab[3] or tab[2]], shown, empty=not lines)


def _desk_card(line: DeskLine) -> DeskCard:
    vacancy = line.vacancy
    state = vacancy.state
    free = vacancy.filled < vacancy.headcount
    return DeskCard(
        vacancy=vacancy,
        state=choice_text(state),
        kind=STATE_KINDS.get(state, "plain"),
        pay=pay_text(vacancy),
        note=_desk_note(vacancy),
        applications=line.applications,
        posts=_(
            "%(filled)d of %(headcount)d posts filled",
            filled=vacancy.filled,
            headcount=vacancy.headcount,
        ),
        can_publish=free
        and state in (VacancyState.DRAFT, VacancyState.PAUSED, VacancyState.EXPIRED),
        can_pause=state is VacancyState.OPEN,
        can_close=state is not VacancyState.CLOSED,
        can_reopen=state is VacancyState.CLOSED or (state is VacancyState.FILLED and free),
    )


def _desk_note(vacancy: Vacancy) -> str:
    if vacancy.state is VacancyState.OPEN and vacancy.expires_on is not None:
        return _("Open until %(day)s", day=date_text(vacancy.expires_on))
    return _("Last changed on %(day)s", day=date_text(vacancy.updated_at))


def specialist_match(
    ranked: matching.RankedSpecialist,
    posting: matching.Posting,
    before: Mapping[uuid.UUID, int] | None = None,
) -> SpecialistMatch:
    """A ranked specialist with the engine's numbers and a sentence for each reason; ``before`` are
    the ranks to compare with."""
    candidate, language = ranked.candidate, locale()
    view: MatchView = match_view(ranked.match, posting, held_facts(ranked.held), language)
    title, written_in = cards.specialist_title(candidate, language)
    facts = [("person", cards.specialist_number(candidate))]
    if home := cards.home_text(candidate):
        facts.append(("pin", home))
    if free := cards.availability_text(candidate):
        facts.append(("calendar", free))
    applied = ranked.application
    standing = applied is not None and applied.stage is not Stage.WITHDRAWN
    return SpecialistMatch(
        rank=ranked.rank,
        url=url_for("specialists.show", candidate_id=candidate.id),
        title=title,
        subtitle=cards.experience_text(candidate, language),
        language=written_in,
        score=view.score,
        parts=view.parts,
        reasons=view.reasons,
        because=view.because,
        facts=tuple(facts),
        stage=_("Applied: %(stage)s", stage=choice_text(applied.stage))
        if applied is not None and standing
        else None,
        moved=(before or {}).get(candidate.id, ranked.rank or 0) - (ranked.rank or 0),
    )


def applicant(
    ranked: matching.RankedSpecialist,
    posting: matching.Posting,
    contacts: Mapping[uuid.UUID, stages.Contact],
    files: Mapping[uuid.UUID, list[CandidateFile]] | None = None,
    stays: Collection[uuid.UUID] = (),
) -> Applicant | None:
    """An applicant's view with what they sent along, None where there is no application."""
    application = ranked.application
    if application is None:
        return None
    onward = stages.next_stages(application.stage)
    return Applicant(
        match=specialist_match(ranked, posting),
        application_id=str(application.id),
        applied=_("Applied on %(day)s", day=date_text(application.created_at)),
        message=application.message,
        contact=contacts.get(application.candidate_id),
        files=[file_view(file) for file in (files or {}).get(application.candidate_id, ())],
        onward=[(s.value, choice_text(s)) for s in onward if s is not Stage.DECLINED],
        can_decline=Stage.DECLINED in onward,
        hired=application.stage in stages.IN_A_POST,
        may_confirm_stay=application.id in stays,
    )


def understood(reading: adverts.Reading) -> Understood:
    """What was read, as short sentences."""
    found = reading.proposal
    lines = []
    if found.requirements:
        count = len(found.requirements)
        lines.append(ngettext("%(num)d requirement", "%(num)d requirements", count))
    if found.pay_min is not None or found.pay_max is not None:
        lines.append(_("pay: %(pay)s", pay=_amounts(found)))
    if found.headcount:
        lines.append(ngettext("%(num)d person wanted", "%(num)d people wanted", found.headcount))
    for given, yes, no in (
        (found.housing, _("housing"), _("no housing")),
        (found.meals, _("meals"), _("no meals")),
        (found.transport, _("transport to work"), _("no transport to work")),
        (found.travel_paid, _("travel paid"), _("travel not paid")),
    ):
        if given is not None:
            lines.append(yes if given else no)
    if found.hours_per_day or found.days_per_week or found.shift:
        lines.append(_("working hours"))
    return Understood(lines, reading.not_understood)


def _amounts(found: matching.VacancyProposal) -> str:
    if found.pay_currency is None:
        return " – ".join(str(a) for a in (found.pay_min, found.pay_max) if a is not None)
    amounts = dict.fromkeys(a for a in (found.pay_min, found.pay_max) if a is not None)
    return " – ".join(money(amount, found.pay_currency) for amount in amounts)
