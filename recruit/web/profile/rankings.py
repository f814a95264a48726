"""Where a specialist's own profile was ranked, and the reasons each time."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
from flask import Response, render_template, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _

from recruit.extensions import limiter
from recruit.identity import actor, locale
from recruit.services import rankings_shown
from recruit.services.rankings_shown import OwnLine
from recruit.web import browsing
from recruit.web.cards import concept_name
from recruit.web.profile.blueprint import bp, own_id, own_tabs
from recruit.web.rankings import ShownMatch, pager, ranking_line, shown_match

OFTEN = "20 per hour"


@dataclass(frozen=True, slots=True)
class OwnView:
    """One ranking the reader was in. Nothing of the others is told."""

    when: str
    viewer: str
    times: int
    employer: str
    title: str
    url: str | None
    match: ShownMatch


@bp.get("/profile/rankings")
def rankings() -> str:
    """Each time the reader's profile was ranked for others to see."""
    own_id()
    page = rankings_shown.about(browsing.page_arg(), actor=actor())
    return render_template(
        "profile/rankings.html",
        tabs=own_tabs(),
        lines=[_view(line) for line in page.rows],
        total=page.total,
        pager=pager(page, lambda n: url_for("profile.rankings", page=n)),
    )


@bp.get("/profile/rankings.json")
@limiter.limit(OFTEN)
def rankings_file() -> Response:
    """The same as a file, whole."""
    own_id()
    text = orjson.dumps(rankings_shown.own_file(actor=actor()), option=orjson.OPT_INDENT_2)
    response = Response(text, content_type="application/json")
    response.headers["Content-Disposition"] = "attachment; filename=rankings.json"
    return response


def _view(own: OwnLine) -> OwnView:
    line = ranking_line(own.ranking, opens=False)
    trade = own.line.posting.occupation
    vacancy = own.vacancy
    return OwnView(
        when=format_datetime(own.ranking.at),
        viewer=line.viewer,
        times=own.ranking.times,
        employer=own.employer,
        title=vacancy.title
        if vacancy is not None
        else (concept_name(trade, locale()) if trade else _("A vacancy")),
        url=None if vacancy is None else url_for("vacancies.show", vacancy_id=vacancy.id),
        match=shown_match(own.line, own.ranking),
    )
