"""Moving an application on: what the employer decides, step by step."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from recruit.errors import Conflict, Forbidden, NotFound
from recruit.models import (
    Actor,
    Application,
    OutboxKind,
    OutboxMessage,
    Stage,
    Vacancy,
    VacancyState,
    Visibility,
)
from recruit.permissions import can_see_application, owns_vacancy
from recruit.queries import applications as application_queries
from recruit.queries import vacancies as vacancy_queries
from recruit.services.history import record_step
from recruit.services.outcomes import record_stage
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

IN_A_POST = frozenset({Stage.HIRED, Stage.ARRIVED})
"""Stages in which somebody takes one of a vacancy's posts."""

_CHOICES = (
    Stage.SCREENING,
    Stage.TEST,
    Stage.INTERVIEW,
    Stage.OFFER,
    Stage.HIRED,
    Stage.ARRIVED,
    Stage.DECLINED,
)


@dataclass(frozen=True, slots=True)
class Contact:
    """How an employer reaches somebody who applied to them."""

    full_name: str
    phone: str | None
    email: str | None


def next_stages(stage: Stage) -> tuple[Stage, ...]:
    """Where an employer may move an application from a stage, in the order of hiring."""
    if stage is Stage.WITHDRAWN:
        return ()
    return tuple(
        choice
        for choice in _CHOICES
        if choice is not stage and (choice is not Stage.ARRIVED or stage is Stage.HIRED)
    )


def move(application_id: uuid.UUID, stage: Stage, *, actor: Actor, now: dt.datetime) -> Application:
    """Put an application at another stage; to the stage it is at, nothing happens.

    Raises `NotFound`, `Forbidden`, or `Conflict` where the stage cannot follow or no post is free.
    """
    with transaction() as session:
        application = application_queries.by_id(session, application_id, lock=True)
        if application is None or not can_see_application(actor, application, application.vacancy):
            raise NotFound("application")
        if not owns_vacancy(actor, application.vacancy):
            raise Forbidden
        session.refresh(application, ["stage"])
        before = application.stage
        if stage is before:
            return application
        if stage not in next_stages(before):
            raise Conflict(f"application is {before}")
        _count(session, application.vacancy, before, stage, now)
        application.stage, application.updated_at = stage, now
        _record(session, application, before, actor, now)
    logger.info("application moved", extra={"application_id": application.id, "stage": stage.value})
    return application


def vacancy_of(application_id: uuid.UUID, *, actor: Actor) -> uuid.UUID:
    """The vacancy an application is to, for who may see it. Raises `NotFound`."""
    with reading() as session:
        application = application_queries.by_id(session, application_id)
    if application is None or not can_see_application(actor, application, application.vacancy):
        raise NotFound("application")
    return application.vacancy_id


def contacts(vacancy_id: uuid.UUID, *, actor: Actor) -> dict[uuid.UUID, Contact]:
    """How to reach those who stand as applicants of one of the actor's own vacancies, by
    candidate: who applies agrees that this employer sees it. Raises `NotFound`."""
    with reading() as session:
        vacancy = vacancy_queries.by_id(session, vacancy_id)
        if vacancy is None or not owns_vacancy(actor, vacancy):
            raise NotFound("vacancy")
        rows = vacancy_queries.applicants_private(session, vacancy_id, Visibility.HIDDEN)
        return {row.candidate_id: Contact(row.full_name, row.phone, row.email) for row in rows}


def _count(
    session: Session, vacancy: Vacancy, before: Stage, after: Stage, now: dt.datetime
) -> None:
    """Keep the number of filled posts; two hirings at once cannot take the same post."""
    if (before in IN_A_POST) == (after in IN_A_POST):
        return
    if after in IN_A_POST:
        if not vacancy_queries.fill_post(session, vacancy.id, now):
            raise Conflict("every post of the vacancy is filled")
    else:
        vacancy_queries.free_post(session, vacancy.id, now)
    session.refresh(vacancy)
    if vacancy.filled >= vacancy.headcount and vacancy.state in (
        VacancyState.OPEN,
        VacancyState.PAUSED,
        VacancyState.EXPIRED,
    ):
        vacancy.state = VacancyState.FILLED


def _record(
    session: Session, application: Application, before: Stage, actor: Actor, now: dt.datetime
) -> None:
    record_step(session, application, before, actor=actor, now=now)
    record_stage(session, application, actor=actor, now=now)
    session.add(
        OutboxMessage(
            kind=OutboxKind.APPLICATION_STAGE,
            payload={
                "application_id": str(application.id),
                "vacancy_id": str(application.vacancy_id),
                "candidate_id": str(application.candidate_id),
                "title": application.vacancy.title,
                "stage": application.stage.value,
            },
            created_at=now,
        )
    )
