"""Matches of a table's people with their reasons, from columns: what ``_pair`` says of one person.

Values, verdicts and the choice among equals are those of ``_pair``. No object is made of a claim
that no reason names, which is what a page of fifty people waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from matching._columns import Scored, score_parts, times
from matching._pair import Fit, job_verdict
from matching._plan import Plan
from matching._served import holders, pairs_elsewhere
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
        lambda pair: table.holding_id(int(found.at[pair])),
    )
    verdicts = _verdicts(made, table, scored)
    for place, ask in enumerate(made.asks):
        span = slice(place * size, (place + 1) * size)
        fits = _fits(table, scored, serving[span], verdicts[span])
        points, possible = scored.points[place].tolist(), scored.possible[place].tolist()
        yield [
            Reason(
                Component.SKILL,
                ask.requirement.id,
                fit.claim_id,
                fit.verdict,
                fit.closeness,
                fit.level,
                fit.evidence,
                int(gained),
                int(most),
            )
            for fit, gained, most in zip(fits, points, possible, strict=True)
        ]


def _fits(table: ProfileTable, scored: Scored, serving: Ints, verdicts: Ints) -> list[Fit]:
    """How one requirement comes out for each row."""
    has = serving >= 0
    pair, found = serving[has], scored.pairs
    at = found.at[pair]
    fits = [Fit(0.0)] * len(serving)
    for row, *values, verdict, holding in zip(
        np.flatnonzero(has).tolist(),
        found.value[pair].tolist(),
        found.close[pair].tolist(),
        found.level[pair].tolist(),
        table.standing[at].tolist(),
        verdicts[has].tolist(),
        at.tolist(),
        strict=True,
    ):
        value, close, level, evidence = values
        name = table.holding_id(holding)
        fits[row] = Fit(value, name, close, level, evidence, _VERDICTS[verdict])
    return fits


def _verdicts(made: Plan, table: ProfileTable, scored: Scored) -> Ints:
    """The best place in ``_VERDICTS`` of each requirement and person, shape (n_asks x n,)."""
    found, size = scored.pairs, len(table)
    ask = found.key // max(1, size)
    asked = [one.requirement for one in made.asks]
    min_years = np.array([one.min_years or 0.0 for one in asked])[ask]
    min_level = np.array([one.min_level or 0 for one in asked])[ask]
    reached = ((min_years == 0) | (found.years >= min_years)) & (found.held >= min_level)
    apart = pairs_elsewhere(made, table, found.key)
    machine = np.array([one.is_machine for one in made.asks], dtype=bool)[ask]
    wholly = ~apart & ~(machine & _of_another_trade(made, table)[found.key % max(1, size)])
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
    trades = table.columns["holding_is_experience"]
    names = np.array([name in made.operators for name in table.names], dtype=bool)
    works = holders(table, trades & names[table.columns["holding_concept"]])
    return holders(table, trades) & ~works


def _job(made: Plan, table: ProfileTable, scored: Scored) -> Iterator[list[Reason]]:
    """The reasons of all rows, component by component."""
    for place, component in enumerate(made.job):
        part = len(made.asks) + place
        known, values = scored.known[place].tolist(), scored.fits[part].tolist()
        fits = [Fit(value if known else None) for value, known in zip(values, known, strict=True)]
        if component is Component.EXPERIENCE:
            fits = _worked(made, table, fits)
        points, possible = scored.points[part].tolist(), scored.possible[part].tolist()
        yield [
            Reason(
                component,
                None,
                fit.claim_id,
                job_verdict(fit.value),
                fit.closeness,
                fit.level,
                None,
                int(gained),
                int(most),
            )
            for fit, gained, most in zip(fits, points, possible, strict=True)
        ]


def _worked(made: Plan, table: ProfileTable, fits: list[Fit]) -> list[Fit]:
    """The time in an occupation that counts, where any is close at all."""
    found = times(made, table)
    near = np.flatnonzero(found.close > 0)
    at, value, close = found.at[near], found.value[near], found.close[near]
    serving = _chosen(
        table.holding_owners[at],
        value,
        close,
        len(table),
        lambda time: table.holding_id(int(at[time])),
    )
    level = found.level[near]
    for row in np.flatnonzero(serving >= 0).tolist():
        time = int(serving[row])
        fits[row] = Fit(
            float(value[time]),
            table.holding_id(int(at[time])),
            float(close[time]),
            float(level[time]),
        )
    return fits


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
