"""The site's outside addresses: what search engines and previews are told a page is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for

from recruit.config import OFFERED_LANGUAGES, Settings
from recruit.identity import locale
from recruit.web.assets import asset

PUBLIC = frozenset(
    {
        "pages.home",
        "pages.ranking",
        "closeness.show",
        "vacancies.browse",
        "vacancies.show",
        "specialists.browse",
        "specialists.show",
        "api_docs.page",
    }
)
"""Pages that show a stranger the same as everybody, and no form but a search."""

TERRITORIES = {"ky": "KG", "ru": "RU", "en": "US", "uz": "UZ", "bn": "BD", "ur": "PK"}
IMAGE = "img/social.png"


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the head of a public page tells: its one address, the same in other languages, and
    what a preview shows."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]
    image: str
    language: str


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def base() -> str:
    """The site's outside address without a slash at its end: the fixed one where there is one."""
    return settings().base_url or request.url_root.rstrip("/")


def absolute(endpoint: str, **values: object) -> str:
    """A page's whole address."""
    return base() + url_for(endpoint, **values)  # type: ignore[arg-type]


def alternates(endpoint: str, **values: object) -> tuple[tuple[str, str], ...]:
    """A page's address in each language, and without one, where the browser's decides."""
    named = [(code, absolute(endpoint, **values, lang=code)) for code in OFFERED_LANGUAGES]
    return (*named, ("x-default", absolute(endpoint, **values)))


def sharing() -> Sharing | None:
    """What the head of this page tells; None where the page is not public.

    Filters are left out: a filtered list is the same page to a search engine.
    """
    if request.endpoint not in PUBLIC:
        return None
    values = dict(request.view_args or {})
    page = request.args.get("page", "")
    if page.isascii() and page.isdigit() and page != "1":
        values["page"] = page
    asked = request.args.get("lang")
    by_language = alternates(request.endpoint, **values)
    canonical = dict(by_language).get(asked or "", by_language[-1][1])
    shown = locale()
    return Sharing(
        canonical=canonical,
        alternates=by_language,
        image=base() + asset(IMAGE),
        language=f"{shown}_{TERRITORIES[shown]}",
    )
