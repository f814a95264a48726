"""A specialist's side of applications: apply, withdraw, see how they stand."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from recruit.errors import Conflict, FieldFault, Forbidden, Invalid, NotFound, NotSignedIn
from recruit.models import (
    Actor,
    ActorKind,
    Application,
    OutboxKind,
    OutboxMessage,
    Stage,
    Vacancy,
    VacancyState,
    Visibility,
)
from recruit.permissions import can_apply
from recruit.queries import applications as queries
from recruit.services import matching
from recruit.services.history import record_step
from recruit.services.outcomes import record_stage
from recruit.services.text import check_text
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

MAX_MESSAGE = 2_000
WITHDRAWABLE = frozenset({Stage.NEW, Stage.SCREENING, Stage.TEST, Stage.INTERVIEW, Stage.OFFER})
"""The stages an application can be taken back from."""


class ProfileHidden(Conflict):
    """Nobody may see the profile, so nobody could read the application."""


class AlreadyApplied(Conflict):
    """There is an application of this specialist at this vacancy."""


class VacancyNotOpen(Conflict):
    """The vacancy takes no applications now."""


def apply(
    vacancy_id: uuid.UUID, message: str = "", *, actor: Actor, now: dt.datetime
) -> Application:
    """Apply to an open vacancy; score and reasons are kept as they stand now.

    Who has withdrawn applies again with the same application. Raises `NotSignedIn`, `Forbidden`,
    `NotFound`, `Invalid`, `ProfileHidden`, `AlreadyApplied` or `VacancyNotOpen`.
    """
    candidate_id = _candidate_id(actor)
    faults: list[FieldFault] = []
    message = check_text("message", message, maximum=MAX_MESSAGE, faults=faults)
    if faults:
        raise Invalid(faults)
    matched = matching.pair(vacancy_id, candidate_id, actor=actor)
    try:
        with transaction() as session:
            _require_standings(session, candidate_id, vacancy_id)
            application = queries.of_pair(session, candidate_id, vacancy_id, lock=True)
            if application is None:
                application = Application(
                    candidate_id=candidate_id, vacancy_id=vacancy_id, created_at=now
                )
                before = None
            elif application.stage is Stage.WITHDRAWN:
                before = application.stage
            else:
                raise AlreadyApplied("there is an application already")
            application.stage = Stage.NEW
            application.message = message
            application.score = matched.match.score
            application.reasons = kept_reasons(matched)
            application.updated_at = now
            session.add(application)
            session.flush()
            record_step(session, application, before, actor=actor, now=now)
            record_stage(session, application, actor=actor, now=now)
            _tell(session, OutboxKind.APPLICATION_CREATED, application, matched.vacancy, now)
    except IntegrityError:
        raise AlreadyApplied("there is an application already") from None
    logger.info("applied", extra={"application_id": application.id})
    return application


def withdraw(application_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> Application:
    """Take an application back; from then on its employer sees no more than anybody.

    Raises `NotSignedIn`, `Forbidden`, `NotFound`, or `Conflict` where it is over already.
    """
    candidate_id = _candidate_id(actor)
    with transaction() as session:
        application = queries.by_id(session, application_id, lock=True)
        if application is None or application.candidate_id != candidate_id:
            raise NotFound("application")
        if application.stage not in WITHDRAWABLE:
            raise Conflict(f"application is {application.stage}")
        before, application.stage = application.stage, Stage.WITHDRAWN
        application.updated_at = now
        record_step(session, application, before, actor=actor, now=now)
        _tell(session, OutboxKind.APPLICATION_WITHDRAWN, application, application.vacancy, now)
    logger.info("application withdrawn", extra={"application_id": application.id})
    return application


def own(actor: Actor) -> list[Application]:
    """One's own applications with their vacancies and employers, newest first.

    Raises `NotSignedIn` or `Forbidden`.
    """
    candidate_id = _candidate_id(actor)
    with reading() as session:
        return queries.of_candidate(session, candidate_id)


def own_among(actor: Actor, vacancy_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Application]:
    """One's own applications to some vacancies, by vacancy; none for who cannot apply."""
    if not can_apply(actor) or actor.candidate_id is None or not vacancy_ids:
        return {}
    with reading() as session:
        return queries.among(session, actor.candidate_id, vacancy_ids)


def kept_reasons(matched: matching.RankedVacancy) -> list[dict[str, Any]]:
    """A match's reasons for keeping, with the concept each asked for: requirements are edited."""
    asked = {requirement.id: requirement.concept for requirement in matched.posting.requirements}
    return [
        {
            "component": reason.component.value,
            "requirement_id": reason.requirement_id,
            "concept": asked.get(reason.requirement_id or ""),
            "claim_id": reason.claim_id,
            "verdict": reason.verdict.value,
            "closeness": reason.closeness,
            "level": reason.level,
            "evidence": reason.evidence,
            "points": reason.points,
            "possible": reason.possible,
        }
        for reason in matched.match.reasons
    ]


def _candidate_id(actor: Actor) -> uuid.UUID:
    if actor.kind is ActorKind.ANONYMOUS:
        raise NotSignedIn
    if not can_apply(actor) or actor.candidate_id is None:
        raise Forbidden
    return actor.candidate_id


def _require_standings(session: Session, candidate_id: uuid.UUID, vacancy_id: uuid.UUID) -> None:
    now = queries.standings(session, candidate_id, vacancy_id)
    if now is None:
        raise NotFound("vacancy")
    if now.vacancy is not VacancyState.OPEN:
        raise VacancyNotOpen(f"vacancy is {now.vacancy}")
    if now.candidate is Visibility.HIDDEN:
        raise ProfileHidden("the profile is hidden from everybody")


def _tell(
    session: Session,
    kind: OutboxKind,
    application: Application,
    vacancy: Vacancy,
    now: dt.datetime,
) -> None:
    session.add(
        OutboxMessage(
            kind=kind,
            payload={
                "application_id": str(application.id),
                "vacancy_id": str(vacancy.id),
                "employer_id": str(vacancy.employer_id),
                "title": vacancy.title,
            },
            created_at=now,
        )
    )
