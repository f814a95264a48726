"""Outcomes, what is learnt from them, and which of it is in force."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session, joinedload

from recruit.models import (
    Application,
    ApplicationEvent,
    Candidate,
    Outcome,
    OutcomeKind,
    RankingModel,
    RankingModelChange,
    RankingState,
    Stage,
    Vacancy,
)
from recruit.queries.among import table_of


class Fared(NamedTuple):
    """One thing an application came to, with what it is compared by."""

    application_id: uuid.UUID
    kind: OutcomeKind
    reasons: list[dict[str, Any]]
    vacancy_id: uuid.UUID
    occupation_id: str | None
    country: str | None


_MODEL, _STATE = table_of(RankingModel), table_of(RankingState)
_FACTORS = select(_MODEL.c.version, _MODEL.c.factors).join_from(
    _MODEL, _STATE, _STATE.c.model_id == _MODEL.c.id
)


def factors_in_force(session: Session) -> tuple[str, dict[str, float]] | None:
    """The version and the factors of the model that is switched on."""
    row = session.connection().execute(_FACTORS).first()
    return None if row is None else (row.version, row.factors)


def in_force(session: Session) -> RankingModel | None:
    return session.scalar(
        select(RankingModel).join(RankingState, RankingState.model_id == RankingModel.id)
    )


def models(session: Session) -> Sequence[RankingModel]:
    """Every model, newest first."""
    return session.scalars(
        select(RankingModel).order_by(RankingModel.trained_at.desc(), RankingModel.id)
    ).all()


def model(session: Session, model_id: uuid.UUID) -> RankingModel | None:
    return session.get(RankingModel, model_id)


def model_of_version(session: Session, version: str) -> RankingModel | None:
    return session.scalar(select(RankingModel).where(RankingModel.version == version))


def switch(session: Session, before: uuid.UUID | None, after: uuid.UUID | None) -> bool:
    """Put a model in force in place of another; False where that other is not in force."""
    result = session.execute(
        update(RankingState)
        .where(
            RankingState.id == 1,
            RankingState.model_id.is_not_distinct_from(before),
            RankingState.model_id.is_distinct_from(after),
        )
        .values(model_id=after)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)  # noqa: S101
    return bool(result.rowcount == 1)


def changes(session: Session, limit: int) -> Sequence[RankingModelChange]:
    return session.scalars(
        select(RankingModelChange)
        .order_by(RankingModelChange.at.desc(), RankingModelChange.id)
        .limit(limit)
    ).all()


def outcome(session: Session, application_id: uuid.UUID, kind: OutcomeKind) -> Outcome | None:
    return session.scalar(
        select(Outcome).where(Outcome.application_id == application_id, Outcome.kind == kind)
    )


def take_back(session: Session, application_id: uuid.UUID, kinds: Collection[OutcomeKind]) -> None:
    session.execute(
        delete(Outcome)
        .where(Outcome.application_id == application_id, Outcome.kind.in_(kinds))
        .execution_options(synchronize_session=False)
    )


def arrived_at(session: Session, application_id: uuid.UUID) -> dt.datetime | None:
    """When an application last came to the stage of arrival."""
    return session.scalar(
        select(func.max(ApplicationEvent.at)).where(
            ApplicationEvent.application_id == application_id,
            ApplicationEvent.to_stage == Stage.ARRIVED,
        )
    )


def arrived_before(session: Session, vacancy_id: uuid.UUID, moment: dt.datetime) -> set[uuid.UUID]:
    """A vacancy's applications that arrived by a moment, of whom it is not yet said that they
    stayed."""
    last = func.max(ApplicationEvent.at)
    stayed = (
        select(Outcome.id)
        .where(Outcome.application_id == Application.id, Outcome.kind == OutcomeKind.STAYED)
        .exists()
    )
    return set(
        session.scalars(
            select(Application.id)
            .join(ApplicationEvent, ApplicationEvent.application_id == Application.id)
            .where(
                Application.vacancy_id == vacancy_id,
                Application.stage == Stage.ARRIVED,
                ApplicationEvent.to_stage == Stage.ARRIVED,
                ~stayed,
            )
            .group_by(Application.id)
            .having(last <= moment)
        )
    )


def fared(session: Session) -> list[Fared]:
    """Everything applications came to, by vacancy and application."""
    rows = session.execute(
        select(
            Outcome.application_id,
            Outcome.kind,
            Outcome.reasons,
            Application.vacancy_id,
            Vacancy.occupation_id,
            Candidate.country,
        )
        .join(Application, Application.id == Outcome.application_id)
        .join(Vacancy, Vacancy.id == Application.vacancy_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .where(Candidate.demo_key.is_(None), Vacancy.demo_key.is_(None))
        .order_by(Application.vacancy_id, Outcome.application_id, Outcome.at)
    )
    return [Fared(*row) for row in rows]


def application(session: Session, application_id: uuid.UUID) -> Application | None:
    """An application with its vacancy, locked."""
    return session.scalar(
        select(Application)
        .where(Application.id == application_id)
        .options(joinedload(Application.vacancy))
        .with_for_update(of=Application)
        .execution_options(populate_existing=True)
    )
