"""Looking for vacancies, and a vacancy's page."""

from __future__ import annotations

import uuid

from flask import Blueprint, render_template
from flask_babel import gettext as _

from recruit.identity import actor, locale, utcnow
from recruit.models import Currency, Shift
from recruit.services import matching, vacancy_search
from recruit.services.vacancy_search import VacancyFilters, VacancyResults
from recruit.web import browsing
from recruit.web.addresses import absolute
from recruit.web.cards import concept_name, vacancy_card
from recruit.web.job_posting import job_posting, told_to_search_engines
from recruit.web.raising import standing
from recruit.web.terms import vacancy_page
from recruit.wording import choice_text, choices, money

bp = Blueprint("vacancies", __name__)

MOST_PAY = 10_000_000
BROWSE = "vacancies.browse"
SIMILAR = 3


@bp.get("/vacancies")
def browse() -> str:
    filters = VacancyFilters(
        text=browsing.text_arg("q"),
        skills=browsing.keys_arg("skill"),
        place=browsing.text_arg("place"),
        pay=browsing.number_arg("pay", 1, MOST_PAY),
        shift=browsing.choice_arg("shift", Shift),
        housing=browsing.flag_arg("housing"),
    )
    results = vacancy_search.browse(filters, page=browsing.page_arg(), now=utcnow())
    params = browsing.given(
        {
            "q": filters.text,
            "skill": list(results.skills),
            "place": results.place,
            "pay": str(filters.pay or ""),
            "shift": filters.shift.value if filters.shift else None,
            "housing": "1" if filters.housing else None,
        }
    )
    language = locale()
    return render_template(
        "vacancies/browse.html",
        results=results,
        filters=filters,
        params=params,
        cards=[vacancy_card(vacancy, language) for vacancy in results.page.rows],
        pager=browsing.pager(results.page, BROWSE, params),
        chosen=_chosen(filters, results, params, language),
        understood=[concept_name(id_, language) for id_ in results.search.named],
        skills=_skills(results, language),
        places=_places(results),
        shifts=[
            ("", _("Any shift"), filters.shift is None),
            *((v, text, filters.shift == v) for v, text in choices(Shift)),
        ],
    )


@bp.get("/vacancies/<uuid:vacancy_id>")
def show(vacancy_id: uuid.UUID) -> str:
    found = vacancy_search.show(vacancy_id, actor=actor())
    language = locale()
    told = told_to_search_engines(found.vacancy, utcnow())
    address = absolute("vacancies.show", vacancy_id=vacancy_id)
    return render_template(
        "vacancies/show.html",
        page=vacancy_page(found, language),
        standing=standing(found.vacancy),
        similar=[
            vacancy_card(like.vacancy, language)
            for like in matching.similar_vacancies(vacancy_id, actor=actor(), limit=SIMILAR)
        ],
        noindex=not told,
        job_posting=job_posting(found.vacancy, language, address) if told else None,
    )


def _chosen(
    filters: VacancyFilters, results: VacancyResults, params: browsing.Params, language: str
) -> list[browsing.Chosen]:
    def without(name: str, label: str, value: str = "") -> browsing.Chosen:
        return browsing.Chosen(label, browsing.address_without(BROWSE, params, name, value))

    chosen = [without("q", f"“{filters.text}”")] if filters.text else []
    chosen += [without("skill", concept_name(id_, language), id_) for id_ in results.skills]
    if results.place:
        chosen.append(without("place", results.place))
    if filters.pay is not None:
        amount = money(filters.pay, Currency.KGS)
        chosen.append(without("pay", _("from %(amount)s a month", amount=amount)))
    if filters.shift is not None:
        chosen.append(without("shift", choice_text(filters.shift)))
    if filters.housing:
        chosen.append(without("housing", _("With housing")))
    return chosen


def _skills(results: VacancyResults, language: str) -> list[tuple[str, str, bool]]:
    offered = dict.fromkeys((*results.skills, *results.skills_offered))
    return [(id_, concept_name(id_, language), id_ in results.skills) for id_ in offered]


def _places(results: VacancyResults) -> list[tuple[str, str, bool]]:
    places = dict.fromkeys((*results.places, *([results.place] if results.place else [])))
    return [
        ("", _("Anywhere"), not results.place),
        *((place, place, place == results.place) for place in places),
    ]
