"""Matches of a table's people with their reasons, from columns: what ``_pair`` says of one person.

Values, verdicts and the choice among equals are those of ``_pair``. No object is made of a claim
that no reason names, which is what a page of fifty people waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from matching._columns import Scored, score_parts, times
from matching._pair import job_verdict
from matching._plan import Plan
from matching._served import elsewhere
from matching._table import Bools, Floats, Ints, ProfileTable
from matching.records import Block, BlockCode, Component, Match, Reason, Verdict
from matching.scoring import GATE_CLOSENESS, MET_CLOSENESS

_VERDICTS = (Verdict.MISSING, Verdict.PARTLY, Verdict.MET)


def explain(made: Plan, table: ProfileTable, ids: Sequence[str]) -> list[Match]:
    """The match of each row of a table; ``ids`` are the people's."""
    scored = score_parts(made, table)
    parts = [*_skills(made, table, scored), *_job(made, table, scored)]
    reasons = zip(*parts, strict=True) if parts else ((),) * len(ids)
    return [
        Match(id_, score, blocks, why)
        for id_, score, blocks, why in zip(
            ids, scored.scores().tolist(), _blocks(made, scored), reasons, strict=True
        )
    ]


def _skills(made: Plan, table: ProfileTable, scored: Scored) -> Iterator[list[Reason]]:
    """The reasons of all rows, requirement by requirement."""
    size, found = len(table), scored.pairs
    serving = _chosen(
        found.key,
        found.value,
        found.close,
        len(made.asks) * size,
        lambda pair: _called(table, found.at[[pair]])[0],
    )
    verdicts = _verdicts(made, table, scored)
    points, possible = scored.points.astype(np.int64), scored.possible.astype(np.int64)
    for place, ask in enumerate(made.asks):
        span = slice(place * size, (place + 1) * size)
        has = serving[span] >= 0
        pair = serving[span][has]
        at = found.at[pair]
        yield [
            Reason(Component.SKILL, ask.requirement.id, *rest)
            for rest in zip(
                _spread(_called(table, at), has),
                map(_VERDICTS.__getitem__, verdicts[span].tolist()),
                _spread(found.close[pair].tolist(), has),
                _spread(found.level[pair].tolist(), has),
                _spread(table.standing[at].tolist(), has),
                points[place].tolist(),
                possible[place].tolist(),
                strict=True,
            )
        ]


def _called(table: ProfileTable, at: Ints) -> list[str]:
    """What some holdings are called: a claim's own id, or ``experience:`` and the occupation."""
    if table.claim_ids is None:
        starts = table.columns["holding_offsets"][table.holding_owners[at]]
        called = [f"c{n}" for n in (at - starts + 1).tolist()]
    else:
        called = table.claim_ids[at].tolist()
    for place in np.flatnonzero(table.is_experience[at]).tolist():
        concept = table.names[table.columns["holding_concept"][at[place]]]
        called[place] = f"experience:{concept}"
    return called


def _spread(values: list[Any], has: Bools) -> list[Any]:
    """The values of the rows that have one, and None for the others."""
    if len(values) == len(has):
        return values
    spread: list[Any] = [None] * len(has)
    for row, value in zip(np.flatnonzero(has).tolist(), values, strict=True):
        spread[row] = value
    return spread


def _verdicts(made: Plan, table: ProfileTable, scored: Scored) -> Ints:
    """The best place in ``_VERDICTS`` of each requirement and person, shape (n_asks x n,)."""
    found, size = scored.pairs, len(table)
    ask = found.key // max(1, size)
    asked = [one.requirement for one in made.asks]
    min_years = np.array([one.min_years or 0.0 for one in asked])[ask]
    min_level = np.array([one.min_level or 0 for one in asked])[ask]
    reached = ((min_years == 0) | (found.years >= min_years)) & (found.held >= min_level)
    owner = found.key - ask * size
    garment = np.array([one.is_garment for one in made.asks], dtype=bool)[ask]
    machine = np.array([one.is_machine for one in made.asks], dtype=bool)[ask]
    apart = garment & elsewhere(made, table)[owner]
    wholly = ~apart & ~(machine & _of_another_trade(made, table)[owner])
    whole = (found.close >= MET_CLOSENESS) & reached & wholly
    enough = np.where(apart, MET_CLOSENESS, GATE_CLOSENESS)
    verdicts = np.where((found.value > 0) & (found.close >= enough), 1 + whole, 0)
    best = np.zeros(len(made.asks) * size, dtype=np.int64)
    np.maximum.at(best, found.key, verdicts)
    return best


def _of_another_trade(made: Plan, table: ProfileTable) -> Bools:
    """`of_another_trade` of everybody, shape (n,)."""
    if made.operators is None:
        return np.zeros(len(table), dtype=bool)
    times = np.flatnonzero(table.is_experience)
    owners = table.holding_owners[times]
    working = made.among("operators", table.names)[table.columns["holding_concept"][times]]
    another = np.zeros(len(table), dtype=bool)
    another[owners] = True
    another[owners[working]] = False
    return another


def _job(made: Plan, table: ProfileTable, scored: Scored) -> Iterator[list[Reason]]:
    """The reasons of all rows, component by component."""
    points, possible = scored.points.astype(np.int64), scored.possible.astype(np.int64)
    for place, component in enumerate(made.job):
        part = len(made.asks) + place
        values = zip(
            scored.fits[part].tolist(),
            scored.known[place].tolist(),
            *_worked(made, table, component),
            points[part].tolist(),
            possible[part].tolist(),
            strict=True,
        )
        # People are much alike here: one reason serves many.
        alike: dict[tuple[Any, ...], Reason] = {}
        reasons = []
        for each in values:
            reason = alike.get(each)
            if reason is None:
                fit, known, claim, close, level, gained, most = each
                verdict = job_verdict(fit if known else None)
                reason = Reason(component, None, claim, verdict, close, level, None, gained, most)
                alike[each] = reason
            reasons.append(reason)
        yield reasons


def _worked(made: Plan, table: ProfileTable, component: Component) -> tuple[list[Any], ...]:
    """The time in an occupation that counts, its closeness and level, where any is close at all."""
    if component is not Component.EXPERIENCE:
        nothing = [None] * len(table)
        return nothing, nothing, nothing
    found = times(made, table)
    near = np.flatnonzero(found.close > 0)
    at, value, close = found.at[near], found.value[near], found.close[near]
    serving = _chosen(
        table.holding_owners[at],
        value,
        close,
        len(table),
        lambda time: _called(table, at[[time]])[0],
    )
    has = serving >= 0
    time = serving[has]
    columns = (_called(table, at[time]), close[time].tolist(), found.level[near][time].tolist())
    return tuple(_spread(column, has) for column in columns)


def _chosen(key: Ints, value: Floats, close: Floats, size: int, name: Callable[[int], str]) -> Ints:
    """For each key the best by value; of equals the closest, then the lowest name; -1 for none."""
    most, nearest = np.full(size, -1.0), np.full(size, -1.0)
    np.maximum.at(most, key, value)
    among = np.flatnonzero(value == most[key])
    np.maximum.at(nearest, key[among], close[among])
    among = among[close[among] == nearest[key[among]]]
    made = np.full(size, len(key))
    np.minimum.at(made, key[among], among)
    made[made == len(key)] = -1
    counts = np.bincount(key[among], minlength=size)
    for pair in among[counts[key[among]] > 1].tolist():
        if name(pair) < name(int(made[key[pair]])):
            made[key[pair]] = pair
    return made


def _blocks(made: Plan, scored: Scored) -> list[tuple[Block, ...]]:
    blocks: list[tuple[Block, ...]] = [()] * len(scored.late)
    for row in np.flatnonzero(scored.blocked()).tolist():
        blocks[row] = tuple(_why(made, scored, row))
    return blocks


def _why(made: Plan, scored: Scored, row: int) -> Iterator[Block]:
    for place, gate in scored.gates.items():
        asked = made.asks[place].requirement.id
        if gate.missing[row]:
            yield Block(BlockCode.MUST_MISSING, asked)
        if gate.low[row]:
            yield Block(BlockCode.LEVEL_TOO_LOW, asked)
        if gate.few[row]:
            yield Block(BlockCode.YEARS_TOO_FEW, asked)
    if scored.late[row]:
        yield Block(BlockCode.TOO_LATE)
