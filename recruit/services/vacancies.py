"""Posting vacancies and keeping them: what an employer, or an agency's program, can do."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from recruit.errors import Conflict, FieldFault, Forbidden, Invalid, NotFound
from recruit.models import Actor, ActorKind, Requirement, Vacancy, VacancyState
from recruit.permissions import can_edit_vacancy, can_post, can_see_vacancy, owns_vacancy
from recruit.queries import applications as application_queries
from recruit.queries import vacancies as queries
from recruit.services import matching
from recruit.services.transactions import reading, transaction
from recruit.services.vacancy_terms import RequirementLine, Terms, check, check_weights
from recruit.services.vocabulary_queue import keep_vacancy, noting

__all__ = ["DeskLine", "RequirementLine", "Terms"]

logger = logging.getLogger(__name__)

OPEN_FOR = dt.timedelta(days=45)
"""How long a vacancy stays open where its employer names no last day."""

_PLAIN = (
    "title",
    "description",
    "occupation_id",
    "headcount",
    "pay_basis",
    "pay_min",
    "pay_max",
    "pay_currency",
    "guaranteed_minimum",
    "deductions",
    "hours_per_day",
    "days_per_week",
    "overtime",
    "shift",
    "housing",
    "meals",
    "transport",
    "travel_paid",
    "contract_months",
    "place",
    "start_on",
    "expires_on",
)


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One of an employer's vacancies, and how many applications stand at it."""

    vacancy: Vacancy
    applications: int


def create(terms: Terms, *, actor: Actor, now: dt.datetime, publish: bool = False) -> Vacancy:
    """Keep a new vacancy as a draft, or open it at once.

    Raises `Forbidden` where the actor posts for nobody, and `Invalid`.
    """
    if not can_post(actor):
        raise Forbidden
    with noting(actor, now):
        checked = check(terms, today=now.date())
    with transaction() as session:
        vacancy = Vacancy(
            employer_id=actor.employer_id,
            state=VacancyState.DRAFT,
            created_at=now,
            updated_at=now,
            filled=0,
            weights={},
        )
        _write(vacancy, checked)
        if publish:
            _open(vacancy, now)
        session.add(vacancy)
        keep_vacancy(session, vacancy, now)
        vacancy = _whole(session, vacancy)
    logger.info("vacancy created", extra={"vacancy_id": vacancy.id, "state": vacancy.state.value})
    return vacancy


def update(vacancy_id: uuid.UUID, terms: Terms, *, actor: Actor, now: dt.datetime) -> Vacancy:
    """Replace what a vacancy says; a filled one with more posts than before is paused.

    Raises `NotFound`, `Forbidden` or `Invalid`.
    """
    with reading() as session:
        filled = _editable(session, vacancy_id, actor, lock=False).filled
    with noting(actor, now):
        checked = check(terms, today=now.date(), filled=filled)
    with transaction() as session:
        vacancy = _editable(session, vacancy_id, actor)
        if checked.headcount < vacancy.filled:
            raise Conflict("somebody was hired in the meantime")
        _write(vacancy, checked)
        if vacancy.state is VacancyState.FILLED and vacancy.filled < vacancy.headcount:
            vacancy.state = VacancyState.PAUSED
        _touch(vacancy, now)
        keep_vacancy(session, vacancy, now)
        vacancy = _whole(session, vacancy)
    logger.info("vacancy updated", extra={"vacancy_id": vacancy.id, "revision": vacancy.revision})
    return vacancy


def check_terms(terms: Terms, *, now: dt.datetime) -> None:
    """Say what is wrong with terms without keeping them. Raises `Invalid`."""
    check(terms, today=now.date())


def publish(vacancy_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> Vacancy:
    """Open a draft, a paused or an expired vacancy to candidates.

    Raises `NotFound`, `Forbidden`, or `Conflict` in any other state.
    """
    return _step(vacancy_id, lambda vacancy: _open(vacancy, now), actor, now, "vacancy published")


def pause(vacancy_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> Vacancy:
    """Hide an open vacancy for a while. Raises `NotFound`, `Forbidden` or `Conflict`."""
    return _step(vacancy_id, Vacancy.pause, actor, now, "vacancy paused")


def close(vacancy_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> Vacancy:
    """End a vacancy; it can be reopened. Raises `NotFound`, `Forbidden` or `Conflict`."""
    return _step(vacancy_id, Vacancy.close, actor, now, "vacancy closed")


def reopen(vacancy_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> Vacancy:
    """Undo a closing, or take up a filled vacancy in which a post is free again: it is paused
    then. Raises `NotFound`, `Forbidden` or `Conflict`."""
    return _step(vacancy_id, _reopen, actor, now, "vacancy reopened")


def set_weights(
    vacancy_id: uuid.UUID, weights: Mapping[str, float], *, actor: Actor, now: dt.datetime
) -> Vacancy:
    """What each part of the score weighs for this vacancy; nothing named is the default.

    Raises `NotFound`, `Forbidden` or `Invalid`.
    """
    faults: list[FieldFault] = []
    checked = check_weights(weights, faults)
    if faults:
        raise Invalid(faults)

    def weigh(vacancy: Vacancy) -> None:
        vacancy.weights = checked

    return _step(vacancy_id, weigh, actor, now, "vacancy weighted")


def desk(actor: Actor) -> list[DeskLine]:
    """The actor's own vacancies in every state, newest first. Raises `Forbidden`."""
    if not can_post(actor):
        raise Forbidden
    with reading() as session:
        rows = queries.of_employers(session, actor.employer_ids)
        counts = application_queries.counts(session, [row.id for row in rows])
    return [DeskLine(row, counts.get(row.id, 0)) for row in rows]


def own(vacancy_id: uuid.UUID, *, actor: Actor) -> Vacancy:
    """One of the actor's own vacancies, whole. Raises `NotFound` for anybody else's."""
    with reading() as session:
        vacancy = queries.by_id(session, vacancy_id)
    if vacancy is None or not owns_vacancy(actor, vacancy):
        raise NotFound("vacancy")
    return vacancy


def listed(
    *,
    actor: Actor,
    own_only: bool = False,
    state: VacancyState | None = None,
    occupation: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Vacancy], int]:
    """A page of the vacancies an actor may see, newest first, and how many there are.

    ``occupation`` is a concept id; narrower ones count as well.
    """
    with reading() as session:
        return queries.seen_by(
            session,
            actor.employer_ids,
            own_only=own_only,
            everything=actor.kind is ActorKind.ADMINISTRATOR,
            limit=max(1, limit),
            offset=max(0, offset),
            state=state,
            occupations=None if occupation is None else matching.narrower([occupation]),
        )


def expire_due(*, now: dt.datetime) -> int:
    """Expire the open vacancies whose last day is past, and return how many there were."""
    with transaction() as session:
        due = queries.expired(session, now.date())
        for vacancy in due:
            vacancy.state = VacancyState.EXPIRED
            _touch(vacancy, now)
    if due:
        logger.info("vacancies expired", extra={"count": len(due)})
    return len(due)


def _editable(
    session: Session, vacancy_id: uuid.UUID, actor: Actor, *, lock: bool = True
) -> Vacancy:
    """A vacancy the actor may change."""
    vacancy = queries.by_id(session, vacancy_id, lock=lock)
    if vacancy is None or not can_see_vacancy(actor, vacancy):
        raise NotFound("vacancy")
    if not can_edit_vacancy(actor, vacancy):
        raise Forbidden
    return vacancy


def _step(
    vacancy_id: uuid.UUID,
    change: Callable[[Vacancy], None],
    actor: Actor,
    now: dt.datetime,
    phrase: str,
) -> Vacancy:
    with transaction() as session:
        vacancy = _editable(session, vacancy_id, actor)
        change(vacancy)
        _touch(vacancy, now)
    logger.info(phrase, extra={"vacancy_id": vacancy.id, "user_id": actor.user_id})
    return vacancy


def _open(vacancy: Vacancy, now: dt.datetime) -> None:
    if vacancy.filled >= vacancy.headcount:
        raise Conflict("every post of the vacancy is filled")
    vacancy.publish(now)
    if vacancy.expires_on is None or vacancy.expires_on < now.date():
        vacancy.expires_on = now.date() + OPEN_FOR


def _reopen(vacancy: Vacancy) -> None:
    if vacancy.state is VacancyState.FILLED and vacancy.filled < vacancy.headcount:
        vacancy.state = VacancyState.PAUSED
    else:
        vacancy.reopen()


def _touch(vacancy: Vacancy, now: dt.datetime) -> None:
    vacancy.revision += 1
    vacancy.updated_at = now


def _write(vacancy: Vacancy, terms: Terms) -> None:
    for name in _PLAIN:
        setattr(vacancy, name, getattr(terms, name))
    vacancy.floor_languages = list(terms.floor_languages)
    if terms.weights is not None:
        vacancy.weights = dict(terms.weights)
    # A concept asked before keeps its row: its id stands in matches already given out.
    held = {row.concept_id or row.text: row for row in vacancy.requirements}
    rows = []
    for position, line in enumerate(terms.requirements):
        row = held.get(line.concept_id or line.text) or Requirement(concept_id=line.concept_id)
        row.concept_id = line.concept_id
        row.position, row.text, row.importance = position, line.text, line.importance
        row.min_level, row.min_years = line.min_level, line.min_years
        rows.append(row)
    vacancy.requirements = rows


def _whole(session: Session, vacancy: Vacancy) -> Vacancy:
    """The vacancy as the database holds it now, with everything a page shows of it."""
    session.flush()
    found = queries.by_id(session, vacancy.id, fresh=True)
    if found is None:
        raise NotFound("vacancy")
    return found
