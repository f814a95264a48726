"""Looking for specialists, and a specialist's page: never a name, a telephone or an e-mail."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_babel import gettext as _

from recruit.identity import actor, locale, utcnow
from recruit.models import Candidate, CandidateExperience, Currency
from recruit.services import candidate_search, matching
from recruit.services.candidate_search import CandidateFilters, CandidateResults
from recruit.web import browsing
from recruit.web.cards import (
    concept_name,
    specialist_card,
)
from recruit.web.terms import not_stated
from recruit.wording import (
    country_name,
    date_text,
    language_name,
    level_choices,
    money,
    years_text,
)

bp = Blueprint("specialists", __name__)

BROWSE = "specialists.browse"
SIMILAR = 3


@dataclass(frozen=True, slots=True)
class TradeView:
    """A trade worked in: its name, the person's own words where they differ, how long."""

    name: str
    words: str | None
    years: str | None


@bp.get("/specialists")
def browse() -> str:
    today = utcnow().date()
    free_now = browsing.flag_arg("free_now")
    filters = CandidateFilters(
        text=browsing.text_arg("q"),
        skills=browsing.keys_arg("skill"),
        level=browsing.number_arg("level", 1, 5),
        country=browsing.country_arg("country"),
        free_by=today if free_now else browsing.date_arg("free_by"),
        ready_to_move=browsing.flag_arg("ready"),
    )
    results = candidate_search.browse(
        filters, actor=actor(), page=browsing.page_arg(), now=utcnow()
    )
    params = browsing.given(
        {
            "q": filters.text,
            "skill": list(results.skills),
            "level": str(filters.level or ""),
            "country": filters.country,
            "free_now": "1" if free_now else None,
            "free_by": filters.free_by.isoformat() if filters.free_by and not free_now else None,
            "ready": "1" if filters.ready_to_move else None,
        }
    )
    language = locale()
    return render_template(
        "specialists/browse.html",
        results=results,
        filters=filters,
        params=params,
        cards=[specialist_card(candidate, language) for candidate in results.page.rows],
        pager=browsing.pager(results.page, BROWSE, params),
        chosen=_chosen(filters, results, params, language),
        understood=[concept_name(id_, language) for id_ in results.search.named],
        skills=_skills(results, language),
        countries=_countries(filters, results),
        levels=[
            ("", _("Any level"), filters.level is None),
            *((value, text, str(filters.level) == value) for value, text in level_choices()),
        ],
    )


@bp.get("/specialists/<uuid:candidate_id>")
def show(candidate_id: uuid.UUID) -> str:
    found = candidate_search.show(candidate_id, actor=actor())
    language = locale()
    similar = (
        ()
        if found.own
        else matching.similar_specialists(candidate_id, actor=actor(), limit=SIMILAR)
    )
    return render_template(
        "specialists/show.html",
        similar=[specialist_card(like.candidate, language) for like in similar],
        candidate=found.candidate,
        own=found.own,
        card=specialist_card(found.candidate, language),
        trades=[_trade(line, language) for line in found.candidate.experience],
        facts=_facts(found.candidate),
        wishes=[concept_name(id_, language) for id_ in found.candidate.wishes],
    )


def _chosen(
    filters: CandidateFilters, results: CandidateResults, params: browsing.Params, language: str
) -> list[browsing.Chosen]:
    def without(name: str, label: str, value: str = "") -> browsing.Chosen:
        return browsing.Chosen(label, browsing.address_without(BROWSE, params, name, value))

    chosen = [without("q", _("“%(words)s”", words=filters.text))] if filters.text else []
    chosen += [without("skill", concept_name(id_, language), id_) for id_ in results.skills]
    if filters.level is not None:
        chosen.append(without("level", _("Level from %(level)d of 5", level=filters.level)))
    if filters.country is not None:
        chosen.append(without("country", country_name(filters.country)))
    if "free_now" in params:
        chosen.append(without("free_now", _("Free now")))
    elif filters.free_by is not None:
        chosen.append(without("free_by", _free_by(filters.free_by)))
    if filters.ready_to_move:
        chosen.append(without("ready", _("Ready to move for work")))
    return chosen


def _free_by(day: dt.date) -> str:
    return _("Free by %(day)s", day=date_text(day))


def _skills(results: CandidateResults, language: str) -> list[tuple[str, str, bool]]:
    offered = dict.fromkeys((*results.skills, *results.skills_offered))
    return [(id_, concept_name(id_, language), id_ in results.skills) for id_ in offered]


def _countries(filters: CandidateFilters, results: CandidateResults) -> list[tuple[str, str, bool]]:
    codes = dict.fromkeys((*results.countries, *([filters.country] if filters.country else [])))
    named = sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])
    return [
        ("", _("Any country"), filters.country is None),
        *((code, name, code == filters.country) for code, name in named),
    ]


def _trade(line: CandidateExperience, language: str) -> TradeView:
    name = concept_name(line.concept_id, language) if line.concept_id else line.title
    return TradeView(
        name=name,
        words=line.title
        if line.title.casefold() not in (name.casefold(), line.concept_id)
        else None,
        years=years_text(line.years) if line.years is not None else None,
    )


def _facts(candidate: Candidate) -> list[tuple[str, str]]:
    ready = {True: _("Yes"), False: _("No"), None: not_stated()}
    pay = candidate.pay_wanted
    return [
        (_("Country"), country_name(candidate.country) if candidate.country else not_stated()),
        (_("Place"), candidate.place or not_stated()),
        (
            _("Free from"),
            date_text(candidate.available_from) if candidate.available_from else not_stated(),
        ),
        (_("Ready to move for work"), ready[candidate.ready_to_move]),
        (
            _("Pay wanted"),
            not_stated()
            if pay is None
            else _("from %(amount)s a month", amount=money(pay, Currency.KGS)),
        ),
        (_("Languages"), ", ".join(language_name(c) for c in candidate.languages) or not_stated()),
    ]
