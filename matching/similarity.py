"""How far one skill stands in for another.

``closeness(asked, held)`` is the best product of factors along a path from what is asked to what
is held. A path may, in this order:

=========  =====================================================  ==============================
move       what is held is...                                     factor
=========  =====================================================  ==============================
climb      broader than asked ("overlock", asked "4-thread")      ``BROADER`` (0.6) a step
descend    narrower ("4-thread", asked "overlock")                1, any depth
           the same, after a climb: a sibling                     ``SIBLING`` (0.9), once
relate     related                                                the relation's strength, once
practise   an occupation that has the skill as essential          ``ESSENTIAL`` (0.85) x strength
           an occupation that has it as optional                  ``OPTIONAL`` (0.6) x strength
vouch      a skill that is essential to the occupation asked     ``VOUCH`` (0.45) x strength
=========  =====================================================  ==============================

and may descend again after relating, practising or vouching. A concept with more than
``HEADING`` (12) narrower ones, like "sewing", is a heading: after a climb or a relation nothing
descends from it, or every operation would stand for every other. Climbing, turning down to a
sibling, relating, practising and vouching each count one step; a path has at most ``MAX_STEPS``
(2) of them, and a product under ``FLOOR`` (0.3) is 0. So a sibling is 0.54, a generic skill 0.6,
an overlock operator is worth 0.85 of "overlock machine", and concepts with no such path are
exactly 0. It is not symmetric: a 4-thread overlock is an overlock, an overlock need not be a
4-thread one. Somebody who names the trade's machines and not the trade is half believed: an
essential skill vouches for its occupation, and never enough to pass a gate at 0.5.
"""

from __future__ import annotations

import hashlib
import heapq
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Protocol

BROADER = 0.6
SIBLING = 0.9
ESSENTIAL = 0.85
OPTIONAL = 0.6
VOUCH = 0.45
FLOOR = 0.3
MAX_STEPS = 2
HEADING = 12

_CLIMBING, _DESCENDED, _RELATED, _PRACTISED = range(4)


class RelationLike(Protocol):
    """A line of the taxonomy's relations: ``broader | related | essential | optional``."""

    @property
    def source(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def strength(self) -> float: ...


class TaxonomyLike(Protocol):
    """What closeness needs of a taxonomy: its relations."""

    @property
    def relations(self) -> Iterable[RelationLike]: ...


class Closeness:
    """A table of how far each concept stands in for each other.

    It is computed once by a command and kept: a ranking never changes it. ``version`` is a hash of
    its rows, so two tables that agree have the same version.

    Parameters
    ----------
    rows : iterable of (asked, held, closeness)
        Pairs of different concepts; closeness in (0, 1]. Pairs not listed are 0, the same concept
        is always 1.

    Raises
    ------
    ValueError
        If a closeness is not in (0, 1].
    """

    def __init__(self, rows: Iterable[tuple[str, str, float]]) -> None:
        table: dict[str, dict[str, float]] = {}
        for asked, held, value in rows:
            if not 0 < value <= 1:
                raise ValueError("a closeness is above 0 and at most 1")
            if asked != held:
                table.setdefault(asked, {asked: 1.0})[held] = float(value)
        self._table = {asked: MappingProxyType(held) for asked, held in sorted(table.items())}
        listed = json.dumps(list(self.rows()), ensure_ascii=False)
        self.version = hashlib.blake2b(listed.encode(), digest_size=8).hexdigest()

    @classmethod
    def from_taxonomy(cls, taxonomy: TaxonomyLike) -> Closeness:
        """The table of every pair the taxonomy's relations connect, by the formula above."""
        graph = _Graph(taxonomy.relations)
        return cls(
            (asked, held, value)
            for asked in sorted(graph.concepts)
            for held, value in graph.reach(asked).items()
        )

    def __call__(self, asked: str, held: str) -> float:
        """How far ``held`` serves where ``asked`` is needed, in [0, 1]."""
        if asked == held:
            return 1.0
        near = self._table.get(asked)
        return near.get(held, 0.0) if near else 0.0

    def substitutes(self, asked: str) -> Mapping[str, float]:
        """Everything that serves for ``asked``, itself among them: held concept to closeness."""
        near = self._table.get(asked)
        return near if near is not None else MappingProxyType({asked: 1.0})

    def rows(self) -> Iterator[tuple[str, str, float]]:
        """Every pair of different concepts above 0 as (asked, held, closeness), in order."""
        for asked, near in self._table.items():
            for held in sorted(near):
                if held != asked:
                    yield asked, held, near[held]


class _Graph:
    """The taxonomy's relations, turned to be walked from what is asked to what is held."""

    def __init__(self, relations: Iterable[RelationLike]) -> None:
        self.concepts: set[str] = set()
        self._headings: dict[str, bool] = {}
        self._broader: dict[str, list[str]] = defaultdict(list)
        self._narrower: dict[str, list[str]] = defaultdict(list)
        self._related: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._practised_by: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._vouched_by: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for line in relations:
            self._add(str(line.relation), line.source, line.target, float(line.strength))

    def _add(self, relation: str, source: str, target: str, strength: float) -> None:
        self.concepts |= {source, target}
        if relation == "broader":
            self._broader[source].append(target)
            self._narrower[target].append(source)
        elif relation == "related":
            self._related[source].append((target, strength))
            self._related[target].append((source, strength))
        elif relation == "essential":
            self._practised_by[target].append((source, ESSENTIAL * strength))
            self._vouched_by[source].append((target, VOUCH * strength))
        elif relation == "optional":
            self._practised_by[target].append((source, OPTIONAL * strength))

    def reach(self, asked: str) -> dict[str, float]:
        """Every concept that serves for ``asked``, by best product first."""
        best: dict[str, float] = {}
        seen: set[tuple[str, int, int]] = set()
        queue = [(-1.0, asked, _CLIMBING, 0)]
        while queue:
            negative, concept, stage, steps = heapq.heappop(queue)
            if (concept, stage, steps) in seen:
                continue
            seen.add((concept, stage, steps))
            best.setdefault(concept, round(-negative, 4))
            for factor, other, next_stage, cost in self._moves(concept, stage, steps):
                value = -negative * factor
                if value >= FLOOR and steps + cost <= MAX_STEPS:
                    heapq.heappush(queue, (-value, other, next_stage, steps + cost))
        del best[asked]
        return best

    def _moves(self, concept: str, stage: int, steps: int) -> Iterator[tuple[float, str, int, int]]:
        """Moves onward as (factor, concept, stage after it, steps it costs)."""
        turning = stage == _CLIMBING and steps > 0
        if not (self._is_heading(concept) and (turning or stage == _RELATED)):
            for narrower in self._narrower.get(concept, ()):
                yield SIBLING if turning else 1.0, narrower, max(stage, _DESCENDED), int(turning)
        if stage == _CLIMBING:
            for broader in self._broader.get(concept, ()):
                yield BROADER, broader, _CLIMBING, 1
        if stage < _RELATED:
            for related, strength in self._related.get(concept, ()):
                yield strength, related, _RELATED, 1
        if stage < _PRACTISED:
            for occupation, worth in self._practised_by.get(concept, ()):
                yield worth, occupation, _PRACTISED, 1
        if steps == 0:
            for skill, worth in self._vouched_by.get(concept, ()):
                yield worth, skill, _PRACTISED, 1

    def _is_heading(self, concept: str) -> bool:
        if concept not in self._headings:
            below: set[str] = set()
            waiting = [concept]
            while waiting:
                fresh = set(self._narrower.get(waiting.pop(), ())) - below
                below |= fresh
                waiting += fresh
            self._headings[concept] = len(below) > HEADING
        return self._headings[concept]
