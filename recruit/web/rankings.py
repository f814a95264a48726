"""Rankings shown again as they were, with the reasons of then."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, render_template, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _

from recruit.errors import NotSignedIn
from recruit.identity import actor, locale
from recruit.marks import N_
from recruit.models import ActorKind, Ranking, RankingDirection, RankingPlace
from recruit.services import rankings_shown
from recruit.services.paging import Page
from recruit.services.rankings_shown import ShownLine, ShownRanking
from recruit.web import browsing
from recruit.web.browsing import Pager
from recruit.web.cards import specialist_number
from recruit.wording import HeldFacts, component_text, match_view
from recruit.wording.views import PartView, ReasonView

bp = Blueprint("rankings", __name__, url_prefix="/rankings")

_PLACES = {
    RankingPlace.SPECIALISTS: N_("Who fits"),
    RankingPlace.APPLICANTS: N_("Applicants"),
    RankingPlace.TABLE: N_("Saved as a table"),
    RankingPlace.OWN: N_("A specialist's own list"),
    RankingPlace.PAIR: N_("One vacancy, before applying"),
    RankingPlace.API: N_("Through the API"),
    RankingPlace.API_CALL: N_("Through the API, as a call described it"),
}
_VIEWERS = {
    ActorKind.ANONYMOUS: N_("A visitor"),
    ActorKind.CANDIDATE: N_("A specialist"),
    ActorKind.EMPLOYER: N_("A workshop"),
    ActorKind.RECRUITER: N_("An agency's program"),
    ActorKind.OVERSEER: N_("An overseer"),
    ActorKind.ADMINISTRATOR: N_("An administrator"),
}


@dataclass(frozen=True, slots=True)
class RankingLine:
    """A ranking in a list of them; ``url`` is None where the reader may not open it."""

    url: str | None
    when: str
    place: str
    viewer: str
    shown: int
    times: int
    model: str
    rules: str
    title: str


@dataclass(frozen=True, slots=True)
class ShownMatch:
    """One line of a ranking as it was, as the match cards show it; ``hidden`` says that the
    specialist has hidden their profile since."""

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
    hidden: bool


@bp.get("", endpoint="listed")
def show_list() -> Response:
    """Every ranking shown, without the people in them: for offices."""
    who = actor()
    if who.kind is ActorKind.ANONYMOUS:
        raise NotSignedIn
    page = rankings_shown.latest(browsing.page_arg(), actor=who)
    opens = who.kind is ActorKind.ADMINISTRATOR
    return private(
        "rankings/list.html",
        lines=[ranking_line(ranking, opens=opens) for ranking in page.rows],
        pager=pager(page, lambda n: url_for("rankings.listed", page=n)),
    )


@bp.get("/<uuid:ranking_id>")
def show(ranking_id: uuid.UUID) -> Response:
    """One ranking as it was shown."""
    who = actor()
    if who.kind is ActorKind.ANONYMOUS:
        raise NotSignedIn
    found = rankings_shown.shown_again(ranking_id, actor=who)
    lines = [shown_match(line, found.ranking) for line in found.lines]
    return private(
        "rankings/show.html",
        title=found.title,
        line=ranking_line(found.ranking, opens=False),
        ranked=[line for line in lines if line.rank is not None],
        blocked=[line for line in lines if line.rank is None],
        one=found.ranking.place is RankingPlace.PAIR,
        found=found,
        weights=_weights(found),
        back=_back(found),
    )


def ranking_line(ranking: Ranking, *, opens: bool) -> RankingLine:
    """A ranking as a line of a list."""
    vacancy = ranking.vacancy if ranking.vacancy_id is not None else None
    return RankingLine(
        url=url_for("rankings.show", ranking_id=ranking.id) if opens else None,
        when=format_datetime(ranking.at),
        place=_(_PLACES[ranking.place]),
        viewer=_(_VIEWERS[ranking.actor_kind]),
        shown=ranking.shown,
        times=ranking.times,
        model=_("the rules") if ranking.model == "rules" else ranking.model,
        rules=ranking.rules,
        title=vacancy.title if vacancy is not None else "",
    )


def shown_match(line: ShownLine, ranking: Ranking) -> ShownMatch:
    """A line as it was: its numbers, and the names of then where the reader's language is that of
    then."""
    number = specialist_number(line.candidate)
    of_vacancy = line.vacancy is not None
    parts: tuple[PartView, ...] = ()
    reasons: tuple[ReasonView, ...] = ()
    because: list[str] = []
    if line.match is not None:
        held = {id_: HeldFacts(*said) for id_, said in line.held.items()}
        language = locale()
        names = line.names if language == ranking.language else None
        view = match_view(line.match, line.posting, held, language, names)
        parts, reasons, because = view.parts, view.reasons, view.because
    return ShownMatch(
        rank=line.rank,
        url=_url(line),
        title=(line.title if line.match is not None else "") or number,
        subtitle=None,
        language=None,
        score=line.score,
        parts=parts,
        reasons=reasons,
        because=because,
        facts=() if of_vacancy else (("person", number),),
        stage=None,
        hidden=line.match is None,
    )


def pager(page: Page[Any], url: Callable[[int], str]) -> Pager:
    return Pager(page.number, page.pages, page.total, url)


def private(template: str, **values: Any) -> Response:
    response = make_response(render_template(template, **values))
    response.headers["Cache-Control"] = "no-store"
    return response


def _url(line: ShownLine) -> str:
    if line.vacancy is not None:
        return url_for("vacancies.show", vacancy_id=line.vacancy.id)
    return url_for("specialists.show", candidate_id=line.candidate.id)


def _weights(found: ShownRanking) -> list[tuple[str, str]]:
    return [(component_text(name), f"{weight:g}") for name, weight in found.weights.items()]


def _back(found: ShownRanking) -> str | None:
    """The list the reader came from."""
    who, ranking = actor(), found.ranking
    if who.kind is ActorKind.ADMINISTRATOR:
        return url_for("rankings.listed")
    own = who.kind is ActorKind.EMPLOYER and ranking.direction is RankingDirection.EMPLOYER
    if own and ranking.vacancy_id is not None:
        return url_for("employer.rankings", vacancy_id=ranking.vacancy_id)
    return None
