"""How far one skill stands in for another.

``closeness(asked, held)`` is the best product of factors along a path from what is asked to what
is held. A path may, in this order:

=========  =====================================================  ==============================
move       what is held is...                                     factor
=========  =====================================================  ==============================
climb      broader than asked ("overlock", asked "4-thread")      ``BROADER`` (0.6) a step
           a broader trade ("seamstress", asked "overlocker")     ``TRADE_BROADER`` (0.8) a step
           a heading ("sewing", asked "collar attach")            ``HEADING_BROADER`` (0.4)
descend    narrower ("4-thread", asked "overlock")                1, any depth
           the same, after a climb: a sibling                     ``SIBLING`` (0.9), once; a
                                                                  garment 0.8, a trade 0.7
           a narrower trade than one that practises               ``INHERITED`` (0.6)
relate     related                                                the relation's strength, once;
           a part and the work on it ("collar", asked "attach     at least ``PART_WORK`` (0.85)
           the collar"), not after a descent
           the cloth of what is asked ("knit", asked "T-shirt":   the strength x ``CLOTH`` (0.5),
           a T-shirt shows its cloth, the cloth no T-shirt)       unless ``OWN`` (0.95), as denim
practise   an occupation that has the skill as essential          ``ESSENTIAL`` (0.85) x strength
           an occupation that has it as optional                  ``OPTIONAL`` (0.6) x strength
vouch      a skill that is essential to the occupation asked     ``VOUCH`` (0.45) x strength
=========  =====================================================  ==============================

and may descend again after relating, practising or vouching. A concept with more than
``HEADING`` (12) narrower ones, like "sewing", is a heading: after a climb or a relation nothing
descends from it, or every operation would stand for every other. Climbing, turning down to a
sibling, relating, practising and vouching each count one step; a path has at most ``MAX_STEPS``
(2) of them, and a product under ``FLOOR`` (0.3) is 0. So a sibling is 0.54, a generic skill 0.6
(a trade is climbed more cheaply, as its machines are asked beside it: 0.8, and 0.56 a sibling), an
overlock operator is worth 0.85 of "overlock machine", and concepts with no such path are exactly
0. It is not symmetric: a 4-thread overlock is an overlock, an overlock need not be a 4-thread one.
Somebody who names the trade's machines and not the trade is half believed: an essential skill
vouches for its occupation, and never enough to pass a gate.

Beside the graph stands a table of skills that go together in the work (``together``): it lifts a
pair that the graph leaves lower, to ``TOGETHER_MOST`` (0.4) at the most, so that it never passes
a gate. The graph is walked anew for every taxonomy; the table is changed only by a command.
"""

from __future__ import annotations

import csv
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from matching._closeness_hash import hashed

BROADER = 0.6
SIBLING = 0.9
HEADING_BROADER = 0.4
INHERITED = 0.6
PART_WORK = 0.85
OWN = 0.95
CLOTH = 0.5
TRADE_BROADER = 0.8
SIBLINGS = {"occupation": 0.7, "garment": 0.8}
ESSENTIAL = 0.85
OPTIONAL = 0.6
VOUCH = 0.45
FLOOR = 0.3
TOGETHER_MOST = 0.4
MAX_STEPS = 2
HEADING = 12

WORK = frozenset({"occupation", "machine", "operation"})
"""Types by which somebody says what they work at; a garment says only what it is worked on."""

TABLE = Path(__file__).parent / "data" / "closeness.csv"
TOGETHER = "together"

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


class ConceptLike(Protocol):
    """A concept with its type."""

    @property
    def id(self) -> str: ...
    @property
    def type(self) -> str: ...


class TaxonomyLike(Protocol):
    """What closeness needs of a taxonomy: its concepts and relations."""

    @property
    def relations(self) -> Iterable[RelationLike]: ...
    def __iter__(self) -> Iterator[ConceptLike]: ...


class Closeness:
    """A table of how far each concept stands in for each other.

    It is computed once by a command and kept: a ranking never changes it. ``version`` is a hash of
    its rows and kinds, so two tables that agree have the same version.

    Parameters
    ----------
    rows : iterable of (asked, held, closeness)
        Pairs of different concepts; closeness in (0, 1]. Pairs not listed are 0, the same concept
        is always 1.
    kinds : mapping of str to str, optional
        The type of each concept, for rules that differ by it; ``work`` are those of ``WORK``.

    Raises
    ------
    ValueError
        If a closeness is not in (0, 1].
    """

    def __init__(
        self, rows: Iterable[tuple[str, str, float]], kinds: Mapping[str, str] | None = None
    ) -> None:
        table: dict[str, dict[str, float]] = {}
        for asked, held, value in rows:
            if not 0 < value <= 1:
                raise ValueError("a closeness is above 0 and at most 1")
            if asked != held:
                table.setdefault(asked, {asked: 1.0})[held] = float(value)
        self._table = {asked: MappingProxyType(held) for asked, held in sorted(table.items())}
        self.kinds = MappingProxyType(dict(sorted((kinds or {}).items())))
        self.work = frozenset(concept for concept, kind in self.kinds.items() if kind in WORK)
        self.version = hashed(self.rows(), self.kinds)

    @classmethod
    def from_taxonomy(
        cls, taxonomy: TaxonomyLike, together: Iterable[tuple[str, str, float]] | None = None
    ) -> Closeness:
        """The table of every pair the taxonomy's relations connect, by the formula above.

        ``together`` are pairs (asked, held, closeness) that go together, those of
        ``data/closeness.csv`` if None; of them count those whose concepts are both in the taxonomy
        and that lift what the graph says. Raises `ValueError` if one is above ``TOGETHER_MOST``.
        """
        kinds = {concept.id: concept.type for concept in taxonomy}
        graph = _Graph(taxonomy.relations, kinds)
        table = {
            (asked, held): value
            for asked in graph.concepts
            for held, value in graph.reach(asked).items()
        }
        for asked, held, value in together_rows() if together is None else together:
            if value > TOGETHER_MOST:
                raise ValueError(f"what goes together is worth at most {TOGETHER_MOST}")
            if asked in kinds and held in kinds and value > table.get((asked, held), 0.0):
                table[asked, held] = value
        return cls(((*pair, value) for pair, value in sorted(table.items())), kinds)

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


@cache
def together_rows() -> tuple[tuple[str, str, float], ...]:
    """The pairs of ``data/closeness.csv`` that go together, as (asked, held, closeness)."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            (line["asked"], line["held"], float(line["closeness"]))
            for line in csv.DictReader(lines)
            if line["by"] == TOGETHER
        )


class _Graph:
    """The taxonomy's relations, turned to be walked from what is asked to what is held."""

    def __init__(self, relations: Iterable[RelationLike], kinds: Mapping[str, str]) -> None:
        self._kinds = kinds
        self._trades = {concept for concept, kind in kinds.items() if kind == "occupation"}
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
            for asked, held in ((source, target), (target, source)):
                self._related[asked].append((held, self._relatedness(asked, held, strength)))
        elif relation == "essential":
            self._practised_by[target].append((source, ESSENTIAL * strength))
            self._vouched_by[source].append((target, VOUCH * strength))
        elif relation == "optional":
            self._practised_by[target].append((source, OPTIONAL * strength))

    def _relatedness(self, asked: str, held: str, strength: float) -> float:
        """The strength of a relation as it is seen from what is asked."""
        match self._kinds.get(asked), self._kinds.get(held):
            case ("operation", "part") | ("part", "operation"):
                return max(strength, PART_WORK)
            case ("garment", "fabric") if strength < OWN:
                return CLOTH * strength
        return strength

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
                factor = self._downward(narrower, turning, stage)
                yield factor, narrower, max(stage, _DESCENDED), int(turning)
        if stage == _CLIMBING:
            for broader in self._broader.get(concept, ()):
                yield self._upward(broader), broader, _CLIMBING, 1
        if stage < _RELATED:
            for related, strength in self._related.get(concept, ()):
                if stage == _CLIMBING or self._kinds.get(related) != "part":
                    yield strength, related, _RELATED, 1
        if stage < _PRACTISED:
            for occupation, worth in self._practised_by.get(concept, ()):
                yield worth, occupation, _PRACTISED, 1
        if steps == 0:
            for skill, worth in self._vouched_by.get(concept, ()):
                yield worth, skill, _PRACTISED, 1

    def _downward(self, narrower: str, turning: bool, stage: int) -> float:
        if stage == _PRACTISED and narrower in self._trades:
            return INHERITED
        if not turning:
            return 1.0
        return SIBLINGS.get(self._kinds.get(narrower, ""), SIBLING)

    def _upward(self, broader: str) -> float:
        if broader in self._trades:
            return TRADE_BROADER
        return HEADING_BROADER if self._is_heading(broader) else BROADER

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
