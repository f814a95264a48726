"""Home, how ranking works, and the health of the site."""

from __future__ import annotations

from flask import Blueprint, render_template

from recruit.identity import locale, utcnow
from recruit.services import health, vacancy_search
from recruit.services.matching import DEFAULT_WEIGHTS
from recruit.services.matching.example import worked_example
from recruit.web.cards import vacancy_card
from recruit.wording import component_text, held_by_profile, match_view

bp = Blueprint("pages", __name__)


@bp.get("/")
def home() -> str:
    found = vacancy_search.home(now=utcnow())
    language = locale()
    return render_template(
        "pages/home.html",
        figures=found,
        latest=[vacancy_card(vacancy, language) for vacancy in found.latest],
    )


@bp.get("/how-ranking-works")
def ranking() -> str:
    whole = sum(DEFAULT_WEIGHTS.values())
    posting, profile, match = worked_example()
    return render_template(
        "pages/ranking.html",
        components=[
            (component.value, component_text(component), 100 * weight / whole)
            for component, weight in DEFAULT_WEIGHTS.items()
        ],
        example=match_view(match, posting, held_by_profile(profile, {}), locale()),
    )


@bp.get("/health")
def healthy() -> dict[str, str]:
    """Whether the site and its database answer."""
    health.check()
    return {"status": "ok"}
