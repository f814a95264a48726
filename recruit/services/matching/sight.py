"""Whom of the index an actor may see: ready tag bits for visibilities, and names for the rest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from recruit.models import Actor, ActorKind, Visibility
from recruit.permissions import visibilities
from recruit.queries import bulk
from recruit.queries import candidates as queries


@dataclass(frozen=True, slots=True)
class Sight:
    """Everybody who carries any of the bits of ``tags``, and those in ``also``."""

    tags: int
    also: tuple[str, ...] = ()


def tags_of(levels: Collection[Visibility]) -> int:
    """The tag bits of some visibilities."""
    return sum(1 << bulk.VISIBILITIES.index(level) for level in set(levels))


def sight_of(session: Session, actor: Actor) -> Sight:
    """The specialists an actor may rank: those they may browse, those who applied to them, and
    those their agency submitted."""
    levels = visibilities(actor)
    agency_ids = actor.employer_ids if actor.kind is ActorKind.RECRUITER else frozenset()
    applied_to = actor.employer_ids if actor.kind is ActorKind.EMPLOYER else frozenset()
    also = queries.also_visible(session, levels, agency_ids, applied_to)
    return Sight(tags_of(levels), tuple(str(id_) for id_ in also))
