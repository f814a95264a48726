"""What happened that concerns somebody: made from the outbox, read on a page."""

from __future__ import annotations

import datetime as dt

from recruit.errors import NotSignedIn
from recruit.models import Actor, Notification
from recruit.queries import news as queries
from recruit.services.transactions import reading, transaction

SHOWN = 50


def unread(actor: Actor) -> int:
    """How many lines an actor has not seen."""
    if actor.user_id is None:
        return 0
    with reading() as session:
        return queries.unread(session, actor.user_id)


def read(*, actor: Actor, now: dt.datetime) -> list[Notification]:
    """An actor's latest news, newest first; what is returned counts as seen from now on.

    Raises `NotSignedIn`.
    """
    if actor.user_id is None:
        raise NotSignedIn
    with transaction() as session:
        lines = queries.latest(session, actor.user_id, SHOWN)
        queries.mark_read(session, actor.user_id, now)
    return lines
