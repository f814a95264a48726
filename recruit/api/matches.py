"""Rankings of what a call brings with it."""

from __future__ import annotations

from typing import Any

from flask import Response

from recruit.api import examples
from recruit.api.answers import answer, page
from recruit.api.blueprint import ApiBlueprint, refuses
from recruit.api.faults import told_as
from recruit.api.match_bodies import call_body, call_of
from recruit.api.match_schemas import CandidateRanking, MatchIn
from recruit.api.vacancy_bodies import names
from recruit.identity import actor, locale, utcnow
from recruit.models import RankingPlace
from recruit.services import match_calls, rankings

bp = ApiBlueprint(
    "match",
    "/match",
    title="Matches",
    description="Who fits whom and why: every score is the sum of its reasons.",
)


@bp.post("")
@bp.doc(operationId="match")
@refuses(403, 404)
@bp.arguments(
    MatchIn,
    examples=examples.named(
        plain_text_against_everybody=examples.MATCH,
        described_against_people_given=examples.MATCH_GIVEN,
    ),
)
@bp.response(200, CandidateRanking)
def match(body: dict[str, Any]) -> Response:
    """Rank people for a vacancy given in the call

    The vacancy is one stored here (`vacancy_id`), described (`vacancy`) or an advert in plain
    text (`vacancy_text`). The people are those your key may see, or `candidates` given here, each
    described or in plain text. People and texts given in the call are not kept; what the vacancy
    was understood to ask is, in the log of rankings, with the people stored here that came out.
    Only skills and the needs of the job count; there is no field for who somebody is, and unknown
    fields are refused.
    """
    with told_as(names(body.get("vacancy") or {}, "vacancy-")):
        called = match_calls.answer(call_of(body), actor=actor(), now=utcnow())
    viewer = rankings.Viewer(actor(), RankingPlace.API_CALL, utcnow(), locale())
    rankings.record_call(called.ranking, called.vacancy, viewer)
    rest = page(called.ranking.ranked_total, body["limit"], body["offset"])
    return answer({**call_body(called), **rest})
