"""Matches of a table's people with their reasons, from columns: what ``_pair`` says of one person.

Values, verdicts and the choice among equals are those of ``_pair``. No object is made of a claim
that no reason names, which is what a page of fifty people waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, repeat
from typing import Any

import numpy as np

from matching._arrays import Bools, Floats, Ints
from matching._columns import Scored, score_parts, times
from matching._plan import Plan
from matching._served import elsewhere
from matching._table import ProfileTable
from matching.records import Block, BlockCode, Component, Match, Reason, Verdict
from matching.scoring import GATE_CLOSENESS, MET_CLOSENESS

_VERDICTS = (Verdict.MISSING, Verdict.PARTLY, Verdict.MET, Verdict.UNKNOWN)
_NEW: Callable[[tuple[Any, ...]], Reason] = partial(tuple.__new__, Reason)
"""``Reason._make`` without its check, of what a page of fifty people has 750 of."""

_UNKNOWN = _VERDICTS.index(Verdict.UNKNOWN)


def explain(made: Plan, table: ProfileTable, ids: Sequence[str]) -> list[Match]:
    """The match of each row of a table; ``ids`` are the people's."""
    scored = score_parts(made, table)
    skills, job = _skills(made, table, scored), _job(made, table, scored)
    reasons = list(zip(*skills, *job, strict=True)) if skills or job else [()] * len(ids)
    return [
        Match(id_, score, blocks, why)
        for id_, score, blocks, why in zip(
            ids, scored.scores().tolist(), _blocks(made, scored), reasons, strict=True
        )
    ]


def _skills(made: Plan, table: ProfileTable, scored: Scored) -> list[list[Reason]]:
    """The reasons of all rows, requirement by requirement."""
    asked, found, size = made.asked, scored.pairs, len(table)
    serving = _chosen(table, found.key, found.at, found.value, found.close, size * asked.parts)
    # From here on requirement by requirement, person by person.
    serving = serving.reshape(size, asked.parts)[:, : asked.size].T.reshape(-1)
    has = serving >= 0
    pair = serving[has]
    at = found.at.take(pair)
    standing = table.held.at(table.held.said.standing, at)
    parts = (slice(None), slice(asked.size))
    reasons = list(
        map(
            _NEW,
            zip(
                repeat(Component.SKILL),
                chain.from_iterable(repeat(ask.requirement.id, size) for ask in made.asks),
                _spread(_called(table, at), has),
                map(_VERDICTS.__getitem__, _verdicts(made, table, scored)),
                _spread(found.close.take(pair).tolist(), has),
                _spread(found.level.take(pair).tolist(), has),
                _spread(standing.tolist(), has),
                scored.points[parts].T.astype(np.int64).reshape(-1).tolist(),
                scored.possible[parts].T.astype(np.int64).reshape(-1).tolist(),
                strict=False,
            ),
        )
    )
    return [reasons[place * size : (place + 1) * size] for place in range(asked.size)]


def _called(table: ProfileTable, at: Ints) -> list[str]:
    """What some holdings are called: a claim's own id, or ``experience:`` and the occupation."""
    if table.claim_ids is None:
        starts = table.entries("holding").starts.take(table.holding_owners.take(at))
        called = [f"c{n}" for n in (at - starts + 1).tolist()]
    else:
        called = table.claim_ids[at].tolist()
    concepts = table.columns["holding_concept"]
    for place in table.is_experience.take(at).nonzero()[0].tolist():
        called[place] = f"experience:{table.names[concepts[at[place]]]}"
    return called


def _spread(values: list[Any], has: Bools) -> list[Any]:
    """The values of the rows that have one, and None for the others."""
    if len(values) == len(has):
        return values
    spread: list[Any] = [None] * len(has)
    for row, value in zip(has.nonzero()[0].tolist(), values, strict=True):
        spread[row] = value
    return spread


def _verdicts(made: Plan, table: ProfileTable, scored: Scored) -> list[int]:
    """The best place in ``_VERDICTS``, requirement by requirement and person by person."""
    asked, found, size = made.asked, scored.pairs, len(table)
    best = np.zeros((asked.size, size), dtype=np.int64)
    some = ((found.value > 0) & (found.close >= GATE_CLOSENESS)).nonzero()[0]
    ask, owner = found.ask.take(some), table.holding_owners.take(found.at.take(some))
    near = found.close.take(some) >= MET_CLOSENESS
    held, years = (column.take(found.step.take(some)) for column in table.held.said.held)
    min_years = asked.min_years.take(ask)
    whole = ((min_years == 0) | (years >= min_years)) & (held >= asked.min_level.take(ask)) & near
    verdicts = np.ones(len(some), dtype=np.int64)
    if asked.garments.any():
        apart = asked.garments.take(ask) & elsewhere(made, table).take(owner)
        verdicts[apart & ~near] = 0
        whole &= ~apart
    if asked.machines.any() and made.operators is not None:
        whole &= ~(asked.machines.take(ask) & _of_another_trade(made, table).take(owner))
    np.maximum.at(best.reshape(-1), ask * size + owner, verdicts + whole)
    told: list[int] = best.reshape(-1).tolist()
    return told


def _of_another_trade(made: Plan, table: ProfileTable) -> Bools:
    """`of_another_trade` of everybody, shape (n,)."""
    at = table.held.times
    owners = table.holding_owners.take(at)
    operators = made.asked.near(table.places).operators
    working = operators.take(table.columns["holding_concept"].take(at))
    another = np.zeros(len(table), dtype=np.bool_)
    another[owners] = True
    another[owners[working]] = False
    return another


def _job(made: Plan, table: ProfileTable, scored: Scored) -> list[list[Reason]]:
    """The reasons of all rows, component by component."""
    first = len(made.asks)
    fits = scored.fits[:, first:].T
    verdicts = np.where(scored.known, (fits > 0).astype(np.int8) + (fits >= 1), _UNKNOWN)
    points = scored.points[:, first:].T.astype(np.int64).tolist()
    possible = scored.possible[:, first:].T.astype(np.int64).tolist()
    columns = zip(made.job, verdicts.tolist(), points, possible, strict=True)
    return [
        _worked(made, table, told) if component is Component.EXPERIENCE else _alike(component, told)
        for component, *told in columns
    ]


def _alike(component: Component, told: list[list[int]]) -> list[Reason]:
    """Reasons of verdicts, points and what is possible."""
    return list(map(_Alike(component).__getitem__, zip(*told, strict=True)))


class _Alike(dict[tuple[int, ...], Reason]):
    """Reasons of a component by verdict, points and what is possible; people are much alike: one
    serves many."""

    def __init__(self, component: Component) -> None:
        super().__init__()
        self.component = component

    def __missing__(self, told: tuple[int, ...]) -> Reason:
        verdict, points, possible = told
        made = self[told] = Reason(
            self.component, None, None, _VERDICTS[verdict], None, None, None, points, possible
        )
        return made


def _worked(made: Plan, table: ProfileTable, told: list[list[int]]) -> list[Reason]:
    """Reasons that name the time in an occupation that counts, where any is close at all."""
    found = times(made, table)
    near = found.close.nonzero()[0]
    at, value, close = found.at.take(near), found.value.take(near), found.close.take(near)
    serving = _chosen(table, table.holding_owners.take(at), at, value, close, len(table))
    has = serving >= 0
    time = serving[has]
    verdicts, points, possible = told
    parts = zip(
        repeat(Component.EXPERIENCE),
        repeat(None),
        _spread(_called(table, at.take(time)), has),
        map(_VERDICTS.__getitem__, verdicts),
        _spread(close.take(time).tolist(), has),
        _spread(found.level.take(near).take(time).tolist(), has),
        repeat(None),
        points,
        possible,
        strict=False,
    )
    return list(map(_NEW, parts))


def _chosen(
    table: ProfileTable, key: Ints, at: Ints, value: Floats, close: Floats, size: int
) -> Ints:
    """For each key the best by value; of equals the closest, then the lowest name; -1 for none."""
    most, nearest = np.full(size, -1.0), np.full(size, -1.0)
    np.maximum.at(most, key, value)
    among = (value == most.take(key)).nonzero()[0]
    keys = key.take(among)
    np.maximum.at(nearest, keys, close.take(among))
    same = close.take(among) == nearest.take(keys)
    among, keys = among[same], keys[same]
    made = np.full(size, -1)
    # Of several that are written to one place the last stays: from the last to the first.
    made[keys[::-1]] = among[::-1]
    tied = (np.bincount(keys, minlength=size).take(keys) > 1).nonzero()[0]
    if len(tied):
        named = zip(
            keys.take(tied).tolist(),
            _called(table, at.take(among.take(tied))),
            among.take(tied).tolist(),
            strict=True,
        )
        lowest: dict[int, tuple[str, int]] = {}
        for place, name, pair in named:
            if place not in lowest or (name, pair) < lowest[place]:
                lowest[place] = (name, pair)
        for place, (_, pair) in lowest.items():
            made[place] = pair
    return made


def _blocks(made: Plan, scored: Scored) -> list[tuple[Block, ...]]:
    blocks: list[tuple[Block, ...]] = [()] * len(scored.late)
    for row in scored.blocked().nonzero()[0].tolist():
        blocks[row] = tuple(_why(made, scored, row))
    return blocks


def _why(made: Plan, scored: Scored, row: int) -> Iterator[Block]:
    if scored.gates is not None:
        told: list[list[bool]] = [gate[row].tolist() for gate in scored.gates]
        musts = [ask.requirement.id for ask in made.asks if ask.must]
        for asked, missing, low, few in zip(musts, *told, strict=True):
            if missing:
                yield Block(BlockCode.MUST_MISSING, asked)
            if low:
                yield Block(BlockCode.LEVEL_TOO_LOW, asked)
            if few:
                yield Block(BlockCode.YEARS_TOO_FEW, asked)
    if scored.late[row]:
        yield Block(BlockCode.TOO_LATE)
