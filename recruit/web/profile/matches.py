"""Vacancies that fit a specialist: why, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from recruit.identity import actor, locale, utcnow
from recruit.models import Application, Candidate, RankingPlace, Stage, Visibility
from recruit.services import applications, matching, rankings
from recruit.services.matching import RankedVacancy
from recruit.services.paging import page_of
from recruit.web import browsing
from recruit.web.cards import vacancy_card
from recruit.web.profile.blueprint import bp, own_id, own_tabs
from recruit.wording import choice_text, held_by_candidate, match_view
from recruit.wording.views import PartView, ReasonView

PER_PAGE = 7
MOST = 200
APART = 10
"""Of vacancies that block, so many are shown."""


@dataclass(frozen=True, slots=True)
class FittingVacancy:
    """A vacancy as the match cards show it."""

    url: str
    apply_url: str
    rank: int | None
    title: str
    subtitle: str
    score: int
    parts: tuple[PartView, ...]
    reasons: tuple[ReasonView, ...]
    because: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    stage: str | None
    applied: bool
    employer: str
    language: str | None = None


@bp.get("/profile/vacancies")
def matches() -> str:
    """The vacancies that fit, or, with ``apart``, those that ask for what the profile lacks."""
    who, apart = actor(), browsing.flag_arg("apart")
    number = browsing.page_arg()
    offset = (max(1, number) - 1) * PER_PAGE
    found = matching.vacancies_for(
        own_id(),
        actor=who,
        limit=0 if apart else max(0, min(PER_PAGE, MOST - offset)),
        offset=0 if apart else min(offset, MOST),
        blocked_limit=APART if apart else 0,
    )
    if apart:
        rows = found.blocked
        page = page_of(number, len(rows), lambda limit, at: rows[at : at + limit], PER_PAGE)
    else:
        best = found.ranked
        page = page_of(number, min(found.ranked_total, MOST), lambda *_at: best, PER_PAGE)
    rankings.record_vacancies(
        found.candidate,
        page.rows,
        found.basis,
        rankings.Viewer(who, RankingPlace.OWN, utcnow(), locale()),
        (found.ranked_total, found.blocked_total),
    )
    mine = applications.own_among(who, [row.vacancy.id for row in page.rows])
    here = url_for("profile.matches")
    return render_template(
        "profile/matches.html",
        tabs=own_tabs(),
        apart=apart,
        kinds=[
            (here, _("Best first"), not apart, min(found.ranked_total, MOST)),
            (url_for("profile.matches", apart=1), _("A must-have is missing"), apart, None),
        ],
        matches=[fitting(r, found.candidate, mine.get(r.vacancy.id)) for r in page.rows],
        pager=browsing.pager(page, "profile.matches", {"apart": "1"} if apart else {}),
        hidden=found.candidate.visibility is Visibility.HIDDEN,
    )


def fitting(
    row: RankedVacancy, candidate: Candidate, application: Application | None
) -> FittingVacancy:
    """A ranked vacancy as a card, in the reader's language."""
    language = locale()
    view = match_view(row.match, row.posting, held_by_candidate(candidate), language)
    card = vacancy_card(row.vacancy, language)
    pay: list[tuple[str, Any]] = [("money", card.pay)] if card.pay else []
    return FittingVacancy(
        url=card.url,
        apply_url=url_for("profile.apply", vacancy_id=row.vacancy.id),
        rank=row.rank,
        title=card.title,
        subtitle=card.place,
        score=view.score,
        parts=view.parts,
        reasons=view.reasons,
        because=tuple(view.because),
        facts=(*pay, *card.facts),
        stage=choice_text(application.stage) if application is not None else None,
        applied=application is not None and application.stage is not Stage.WITHDRAWN,
        employer=card.employer,
        language=card.language,
    )
