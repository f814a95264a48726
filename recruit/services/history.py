"""An application's history: rows are added, never changed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from recruit.models import Actor, Application, ApplicationEvent, Stage


def record_step(
    session: Session,
    application: Application,
    before: Stage | None,
    *,
    actor: Actor,
    now: dt.datetime,
) -> None:
    """Write down, in the caller's transaction, that an application came to its stage."""
    session.add(
        ApplicationEvent(
            application_id=application.id,
            at=now,
            user_id=actor.user_id,
            from_stage=before,
            to_stage=application.stage,
        )
    )
