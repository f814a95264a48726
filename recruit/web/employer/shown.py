"""When an employer was shown which ranking of a vacancy."""

from __future__ import annotations

import uuid

from flask import render_template, url_for

from recruit.identity import actor
from recruit.services import rankings_shown
from recruit.web import browsing
from recruit.web.employer.guard import bp
from recruit.web.rankings import pager, ranking_line


@bp.get("/vacancies/<uuid:vacancy_id>/rankings")
def rankings(vacancy_id: uuid.UUID) -> str:
    """The times at which this vacancy's rankings were shown, each to be seen again."""
    vacancy, page = rankings_shown.of_vacancy(vacancy_id, browsing.page_arg(), actor=actor())
    return render_template(
        "employer/rankings.html",
        vacancy=vacancy,
        lines=[ranking_line(ranking, opens=True) for ranking in page.rows],
        pager=pager(page, lambda n: url_for("employer.rankings", vacancy_id=vacancy_id, page=n)),
    )
