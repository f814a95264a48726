"""What search engines are told: where to look, and each public page in each language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from flask import Blueprint, Response

from recruit.config import OFFERED_LANGUAGES
from recruit.errors import NotFound
from recruit.identity import utcnow
from recruit.services import sitemap as service
from recruit.web.addresses import absolute, alternates

bp = Blueprint("sitemap", __name__)

MOST = 50_000
"""Addresses that one file may name."""

PAGES = (
    "pages.home",
    "vacancies.browse",
    "specialists.browse",
    "pages.ranking",
    "closeness.show",
    "account.register",
    "account.register_employer",
    "profile.start",
    "api_docs.page",
)
CLOSED = ("/admin", "/employer", "/profile", "/news", "/sign-in", "/account", "/language", "/api/")
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@bp.get("/robots.txt")
def robots() -> Response:
    """What is for people only."""
    lines = ["User-agent: *", "Allow: /api/v1/docs", *(f"Disallow: {path}" for path in CLOSED)]
    text = "\n".join([*lines, "", f"Sitemap: {absolute('sitemap.sitemap')}", ""])
    return _kept(Response(text, mimetype="text/plain"))


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """Everything in one file, or the list of the files where it does not fit."""
    parts = _parts()
    return _xml(_urls(1) if parts == 1 else _index(parts))


@bp.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    if not 1 <= number <= _parts():
        raise NotFound("sitemap")
    return _xml(_urls(number))


def _in_one() -> int:
    """Pages that fit in one file, each with an address for every language and one without."""
    return MOST // (len(OFFERED_LANGUAGES) + 1)


def _parts() -> int:
    return max(1, -(-(len(PAGES) + service.count(now=utcnow())) // _in_one()))


def _urls(number: int) -> str:
    each = _in_one()
    start = (number - 1) * each
    pages = PAGES[start : start + each]
    rows = service.vacancies(
        now=utcnow(), limit=each - len(pages), offset=max(0, start - len(PAGES))
    )
    lines = [f'<urlset xmlns="{NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">']
    for endpoint in pages:
        lines += _entries(alternates(endpoint), None)
    for vacancy_id, changed in rows:
        lines += _entries(alternates("vacancies.show", vacancy_id=vacancy_id), changed)
    return "\n".join([*lines, "</urlset>", ""])


def _entries(named: tuple[tuple[str, str], ...], changed: dt.datetime | None) -> Iterator[str]:
    """One page under each of its addresses, each naming all of them."""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
        for code, address in named
    )
    last = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    for _code, address in named:
        yield f"<url><loc>{escape(address)}</loc>{last}{links}</url>"


def _index(parts: int) -> str:
    lines = [f'<sitemapindex xmlns="{NAMESPACE}">']
    for number in range(1, parts + 1):
        address = absolute("sitemap.part", number=number)
        lines.append(f"<sitemap><loc>{escape(address)}</loc></sitemap>")
    return "\n".join([*lines, "</sitemapindex>", ""])


def _xml(text: str) -> Response:
    return _kept(Response(HEAD + text, mimetype="application/xml"))


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
