"""What applications come to, written down with the reasons as they stood."""

from __future__ import annotations

import datetime as dt
import logging
import uuid

from sqlalchemy.orm import Session

from recruit.errors import Conflict, Forbidden, NotFound
from recruit.models import Actor, Application, Outcome, OutcomeKind, Stage
from recruit.permissions import can_see_application, owns_vacancy
from recruit.queries import learning as queries
from recruit.queries import vacancies as vacancy_queries
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

STAYED_AFTER = dt.timedelta(days=30)

_KINDS = {
    Stage.TEST: OutcomeKind.TESTED,
    Stage.INTERVIEW: OutcomeKind.INVITED,
    Stage.OFFER: OutcomeKind.INVITED,
    Stage.HIRED: OutcomeKind.HIRED,
    Stage.DECLINED: OutcomeKind.DECLINED,
}

_UNDONE: dict[Stage, frozenset[OutcomeKind]] = {
    Stage.NEW: frozenset(OutcomeKind),
    Stage.SCREENING: frozenset(OutcomeKind),
    Stage.TEST: frozenset({OutcomeKind.HIRED, OutcomeKind.STAYED, OutcomeKind.DECLINED}),
    Stage.INTERVIEW: frozenset({OutcomeKind.HIRED, OutcomeKind.STAYED, OutcomeKind.DECLINED}),
    Stage.OFFER: frozenset({OutcomeKind.HIRED, OutcomeKind.STAYED, OutcomeKind.DECLINED}),
    Stage.HIRED: frozenset({OutcomeKind.STAYED, OutcomeKind.DECLINED}),
    Stage.ARRIVED: frozenset({OutcomeKind.DECLINED}),
}
"""What is no longer so once an application has been moved to a stage: a step back is a step taken
back, but who was hired and is declined later was hired all the same."""


def record_stage(
    session: Session, application: Application, *, actor: Actor, now: dt.datetime
) -> None:
    """Write down, in the caller's transaction, what an application's new stage says of it."""
    if undone := _UNDONE.get(application.stage):
        queries.take_back(session, application.id, undone)
    kind = _KINDS.get(application.stage)
    if kind is not None:
        _record(session, application, kind, actor, now)


def confirm_stay(application_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> Application:
    """Say that somebody hired is still there thirty days after they arrived.

    Raises `NotFound`, `Forbidden`, or `Conflict` where they have not arrived or not that long ago.
    """
    with transaction() as session:
        application = queries.application(session, application_id)
        if application is None or not can_see_application(actor, application, application.vacancy):
            raise NotFound("application")
        if not owns_vacancy(actor, application.vacancy):
            raise Forbidden
        arrived = queries.arrived_at(session, application.id)
        if application.stage is not Stage.ARRIVED or arrived is None:
            raise Conflict(f"application is {application.stage}")
        if arrived > now - STAYED_AFTER:
            raise Conflict("they arrived less than thirty days ago")
        _record(session, application, OutcomeKind.STAYED, actor, now)
    logger.info("stay confirmed", extra={"application_id": application_id})
    return application


def stays_to_confirm(vacancy_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> set[uuid.UUID]:
    """The applications of an own vacancy of whom the employer can say that they stayed. Raises
    `NotFound`."""
    with reading() as session:
        vacancy = vacancy_queries.by_id(session, vacancy_id)
        if vacancy is None or not owns_vacancy(actor, vacancy):
            raise NotFound("vacancy")
        return queries.arrived_before(session, vacancy_id, now - STAYED_AFTER)


def _record(
    session: Session, application: Application, kind: OutcomeKind, actor: Actor, now: dt.datetime
) -> None:
    if queries.outcome(session, application.id, kind) is not None:
        return
    session.add(
        Outcome(
            application_id=application.id,
            kind=kind,
            at=now,
            user_id=actor.user_id,
            score=application.score,
            reasons=application.reasons,
        )
    )
