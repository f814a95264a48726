"""A match in words, as both faces show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class HeldFacts(NamedTuple):
    """What a person said of one skill or trade; ``words`` are their own."""

    concept: str
    words: str
    level: int | None
    years: float | None


class PartView(NamedTuple):
    """A component with the sum of its reasons."""

    kind: str
    label: str
    points: int
    possible: int


class ReasonView(NamedTuple):
    """One line of a score: the engine's numbers and a sentence.

    ``asked`` and ``held`` are the concepts compared, where there are two.
    """

    kind: str
    requirement_id: str | None
    claim_id: str | None
    requirement: str
    importance: str | None
    verdict: str
    sentence: str
    closeness: float | None
    level: float | None
    evidence: float | None
    points: int
    possible: int
    asked: str | None = None
    held: str | None = None

    @property
    def missing(self) -> int:
        """Points that something is missing for."""
        return self.possible - self.points


class BlockView(NamedTuple):
    """Why somebody stands apart."""

    code: str
    requirement_id: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class MatchView:
    """A match with its words."""

    profile_id: str
    score: int
    parts: tuple[PartView, ...]
    reasons: tuple[ReasonView, ...]
    blocked: tuple[BlockView, ...]

    @property
    def because(self) -> list[str]:
        return [block.sentence for block in self.blocked]
