"""What a specialist can do about a score: each change with its gain and where it is made."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import url_for

from recruit.identity import actor, locale
from recruit.models import ActorKind, Candidate, Vacancy, VacancyState
from recruit.services import matching
from recruit.services.matching import Advice, Change, Step
from recruit.wording import MatchView, change_text, held_by_candidate, match_view

_WISHES = {
    Step.SPEAK: "languages",
    Step.BE_FREE: "available_from",
    Step.ASK_PAY: "pay_wanted",
    Step.BE_READY: "ready_to_move",
    Step.FORGO_HOUSING: "wishes",
}


@dataclass(frozen=True, slots=True)
class RaiseView:
    """One change: a sentence, its gain in hundredths of a point, the form where it is made."""

    sentence: str
    gain: int
    unblocks: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a workshop's ranking sees the reader for a vacancy, and what would raise that."""

    match: MatchView
    raises: tuple[RaiseView, ...]


def standing(vacancy: Vacancy) -> Standing | None:
    """The reader's own standing; None for whoever is no specialist with a profile."""
    who = actor()
    if who.kind is not ActorKind.CANDIDATE or who.candidate_id is None:
        return None
    if vacancy.state is not VacancyState.OPEN:
        return None
    return _standing(vacancy.id, who.candidate_id)


def _standing(vacancy_id: uuid.UUID, candidate_id: uuid.UUID) -> Standing:
    found = matching.raise_advice(vacancy_id, candidate_id, actor=actor())
    language = locale()
    view = match_view(found.match, found.posting, held_by_candidate(found.candidate), language)
    return Standing(
        match=view,
        raises=tuple(_raise(advice, found.candidate, language) for advice in found.advice),
    )


def _raise(advice: Advice, candidate: Candidate, language: str) -> RaiseView:
    return RaiseView(
        sentence=change_text(advice.change, language),
        gain=advice.gain,
        unblocks=advice.unblocks,
        url=_where(advice.change, candidate),
    )


def _where(change: Change, candidate: Candidate) -> str | None:
    """The field in which a change is made; None where it is not made in a form."""
    if change.step is Step.BE_TESTED:
        return None
    if change.step in _WISHES:
        return url_for("profile.wishes", _anchor=_WISHES[change.step])
    return url_for("profile.skills", _anchor=_line(change, candidate))


def _line(change: Change, candidate: Candidate) -> str:
    if change.step is Step.WORK_AS:
        jobs = [job.concept_id for job in candidate.experience]
        known = change.concept in jobs
        return f"experience-{jobs.index(change.concept)}-years" if known else "experience"
    ids = [str(claim.id) for claim in candidate.claims]
    if change.claim_id not in ids:
        return "claims"
    return f"claims-{ids.index(change.claim_id)}-{'years' if change.level is None else 'level'}"
