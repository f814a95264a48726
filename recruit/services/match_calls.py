"""A ranking asked for in one call: a vacancy and people stored, described or in plain words."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from recruit.errors import Fault, FieldFault, Invalid, fault
from recruit.models import Actor, Currency, PostedVacancy
from recruit.services import adverts, matching
from recruit.services.call_people import GivenCandidate, read_people
from recruit.services.vacancy_terms import RequirementLine, Terms, check
from recruit.services.vocabulary_queue import noting


@dataclass(frozen=True, slots=True)
class MatchCall:
    """What is to be ranked: one of the three ways to give a vacancy is set; ``candidates`` of
    None stands for everybody the actor may see."""

    vacancy_id: uuid.UUID | None = None
    terms: Terms | None = None
    conditions: tuple[str, ...] = ()
    text: str | None = None
    candidates: tuple[GivenCandidate, ...] | None = None
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """A ranking, and how what was given has been understood.

    ``profiles``, ``words`` (by concept) and ``unread`` are by the id of a given candidate.
    """

    ranking: matching.CallRanking
    vacancy: PostedVacancy | None
    title: str
    not_recognised: tuple[str, ...]
    profiles: Mapping[str, matching.Profile] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unread: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def answer(call: MatchCall, *, actor: Actor, now: dt.datetime) -> CallAnswer:
    """Rank as asked; of people described in the call only their number is kept.

    Raises `NotFound` or `Forbidden` for a stored vacancy, and `Invalid` with every fault of what
    was given: the vacancy's below `vacancy`, a candidate's below `candidates-3`.
    """
    faults: list[FieldFault] = []
    with noting(actor, now):
        vacancy, title, posting, not_recognised = _vacancy(call, actor, now, faults)
        people = None if call.candidates is None else read_people(call.candidates, faults)
        if faults or posting is None:
            raise Invalid(faults)
    if people is None:
        ranking = matching.rank_seen(posting, actor=actor, limit=call.limit, offset=call.offset)
        return CallAnswer(ranking, vacancy, title, not_recognised)
    profiles = [given.profile for given in people]
    ranking = matching.rank_given(posting, profiles, limit=call.limit, offset=call.offset)
    return CallAnswer(
        ranking,
        vacancy,
        title,
        not_recognised,
        profiles={given.profile.id: given.profile for given in people},
        words={given.profile.id: given.words for given in people},
        unread={given.profile.id: given.unread for given in people if given.unread},
    )


_Vacancy = tuple[PostedVacancy | None, str, matching.Posting | None, tuple[str, ...]]


def _vacancy(call: MatchCall, actor: Actor, now: dt.datetime, faults: list[FieldFault]) -> _Vacancy:
    if call.vacancy_id is not None:
        vacancy, posting = matching.posting_for(call.vacancy_id, actor=actor)
        return vacancy, vacancy.title, posting, ()
    try:
        if call.terms is None:
            read = adverts.read(call.text or "", field="vacancy_text")
            terms = _terms_of(read.proposal)
            return None, terms.title, matching.posting_of_terms(terms), read.not_understood
        for number, concept_id in enumerate(call.conditions):
            if matching.concept_type(concept_id) != "condition":
                place = f"vacancy-conditions-{number}"
                faults.append(fault(place, Fault.NOT_A_CONCEPT, text=concept_id))
        terms = check(call.terms, today=now.date(), titled=False)
    except Invalid as error:
        below = "" if call.terms is None else "vacancy-"
        faults += [replace(found, field=below + found.field) for found in error.faults]
        return None, "", None, ()
    return None, terms.title, matching.posting_of_terms(terms, call.conditions), ()


def _terms_of(proposal: matching.VacancyProposal) -> Terms:
    """An advert's proposal accepted as it stands."""
    return Terms(
        title=proposal.title,
        occupation_id=proposal.occupation_id,
        requirements=tuple(
            RequirementLine(r.text, r.concept_id, r.importance, r.min_level, r.min_years)
            for r in proposal.requirements
        ),
        pay_basis=proposal.pay_basis,
        pay_min=proposal.pay_min,
        pay_max=proposal.pay_max,
        pay_currency=proposal.pay_currency or Currency.KGS,
        hours_per_day=proposal.hours_per_day,
        days_per_week=proposal.days_per_week,
        housing=proposal.housing,
        meals=proposal.meals,
        transport=proposal.transport,
        travel_paid=proposal.travel_paid,
        floor_languages=proposal.languages,
    )
