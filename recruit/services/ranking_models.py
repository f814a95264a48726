"""Learnt models of the ranking: offered by training, switched on and back by an administrator."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import orjson

from recruit.errors import Conflict, Forbidden, NotFound
from recruit.models import Actor, RankingModel, RankingModelChange
from recruit.permissions import can_administer
from recruit.queries import learning as queries
from recruit.services.matching.learning import Learnt
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

CHANGES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Models:
    """Every model offered, the one in force (None: the rules), and the last switches."""

    models: Sequence[RankingModel]
    in_force: RankingModel | None
    changes: Sequence[RankingModelChange]


def offer(learnt: Learnt, *, now: dt.datetime) -> RankingModel:
    """Store a model that wins on held-out vacancies, for an administrator to switch on; the very
    same one is not stored twice.

    Raises `Conflict` where it does not win.
    """
    lesson = learnt.lesson
    if not lesson.wins:
        raise Conflict("the model is no better than the rules")
    factors = dict(lesson.factors)
    packed = orjson.dumps(factors, option=orjson.OPT_SORT_KEYS)
    version = "learnt-" + blake2b(packed, digest_size=6).hexdigest()
    with transaction() as session:
        found = queries.model_of_version(session, version)
        if found is None:
            found = RankingModel(
                version=version, trained_at=now, factors=factors, figures=learnt.figures
            )
            session.add(found)
    logger.info("ranking model offered", extra={"version": version})
    return found


def listed(*, actor: Actor) -> Models:
    """The models there are. Raises `Forbidden`."""
    _require(actor)
    with reading() as session:
        return Models(
            queries.models(session),
            queries.in_force(session),
            queries.changes(session, CHANGES_SHOWN),
        )


def switch(
    model_id: uuid.UUID | None, *, instead_of: uuid.UUID | None, actor: Actor, now: dt.datetime
) -> None:
    """Put a model (None: the rules) in force in place of the one the actor saw in force.

    Raises `Forbidden`, `NotFound`, or `Conflict` where another is in force by now.
    """
    _require(actor)
    with transaction() as session:
        if model_id is not None and queries.model(session, model_id) is None:
            raise NotFound("ranking model")
        if not queries.switch(session, instead_of, model_id):
            raise Conflict("another model is in force by now")
        session.add(
            RankingModelChange(
                at=now, user_id=actor.user_id, from_model_id=instead_of, to_model_id=model_id
            )
        )
    logger.info("ranking model switched", extra={"from": instead_of, "to": model_id})


def _require(actor: Actor) -> None:
    if not can_administer(actor):
        raise Forbidden
