"""What serves each requirement, for everybody in a table at once, in one pass over pairs.

A pair is a requirement and a holding that may stand in for it. Pairs are in the order of the
holdings, then of the requirements. Expressions are those of ``scoring`` and ``_pair``, evaluated
in the same order.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from matching._arrays import Bools, Floats, Ints
from matching._asked import IF_SILENT, PASSES, UNLESS_APART, WORKS, Near
from matching._held import Held
from matching._plan import Plan
from matching._table import ProfileTable
from matching.scoring import GATE_CLOSENESS


class Pairs(NamedTuple):
    """Every pair of a posting and a table.

    ``at`` are positions among the holdings, ``ask`` among the requirements, ``spot`` in what is
    `Near`; ``key`` is person x parts + requirement. ``step`` are the level and the years that
    count, ``level`` is the factor with trust in it, ``value`` the fit.
    """

    at: Ints
    ask: Ints
    spot: Ints
    key: Ints
    close: Floats
    step: Ints
    level: Floats
    value: Floats


def pairs(made: Plan, table: ProfileTable) -> Pairs:
    """The pairs of a posting and a table."""
    asked, held = made.asked, table.held
    near = asked.near(table.places)
    concept = table.columns["holding_concept"].astype(np.int64)
    flat = near.serves.take(concept, axis=0).reshape(-1).nonzero()[0]
    at, ask = flat >> asked.shift, flat & (asked.width - 1)
    spot = (concept << asked.shift).take(at)
    spot += ask
    key = (held.entries.owners * asked.parts).take(at)
    key += ask
    close = near.close.take(spot)
    step = _lent(made, held, at, key, close)
    factor = asked.by_step(held.said)[0].take(ask * held.said.steps + step)
    level = factor if held.trust is None else factor * held.trust.take(at)
    value = close * level
    value *= held.of(held.said.standing).take(at)
    return Pairs(at, ask, spot, key, close, step, level, value)


def _lent(made: Plan, held: Held, at: Ints, key: Ints, close: Floats) -> Ints:
    """Steps, with the years that a claim which says none has; see ``_pair``."""
    step, place = held.step.take(at), held.place.take(at)
    without = (place == 0).nonzero()[0]
    if not len(without):
        return step
    asked = made.asked
    size = len(held.entries.lengths)
    lent = np.zeros(size * asked.parts, dtype=np.int64)
    place *= close >= GATE_CLOSENESS
    np.maximum.at(lent, key, place)
    if len(asked.worked_on):
        lent.reshape(size, asked.parts)[:, asked.worked_on] = held.longest[:, None]
    step[without] += lent.take(key.take(without))
    return step


class Gates(NamedTuple):
    """What blocks each person in each ``must``, each of shape (n, n_musts)."""

    missing: Bools
    low: Bools
    few: Bools


def gates(made: Plan, table: ProfileTable, found: Pairs) -> Gates | None:
    """What blocks whom; None where nothing is a ``must``."""
    asked, held = made.asked, table.held
    if not len(asked.musts):
        return None
    passing = _passing(made, table, asked.near(table.places), found)
    key, at = found.key.take(passing), found.at.take(passing)

    def below(column: npt.NDArray[Any], enough: Ints | None) -> Bools:
        """Where the most that is said is less than enough; silence is not."""
        if enough is None:
            return np.zeros((len(table), len(asked.musts)), dtype=np.bool_)
        most = np.zeros((len(table), asked.parts), dtype=column.dtype)
        np.maximum.at(most.reshape(-1), key, held.at(column, at))
        told = most.take(asked.musts, axis=1)
        return (told > 0) & (told < enough)

    missing = np.ones((len(table), asked.parts), dtype=np.bool_)
    missing.reshape(-1)[key] = False
    return Gates(
        missing.take(asked.musts, axis=1),
        below(held.said.level, asked.must_levels),
        below(held.said.place, asked.by_step(held.said)[1]),
    )


def _passing(made: Plan, table: ProfileTable, near: Near, found: Pairs) -> Ints:
    """The pairs that pass a gate."""
    asked = made.asked
    gate = near.gates.take(found.spot)
    passing: Ints = (gate != 0).nonzero()[0]
    if not (asked.tells_garment or asked.tells_trade):
        return passing
    gate = gate.take(passing)
    owner = table.holding_owners.take(found.at.take(passing))
    passes = gate == PASSES
    if asked.tells_garment:
        passes |= (gate == UNLESS_APART) & ~elsewhere(made, table).take(owner)
    if asked.tells_trade:
        passes |= (gate == IF_SILENT) & table.held.silent.take(owner)
    passing = passing[passes]
    return passing


def elsewhere(made: Plan, table: ProfileTable) -> Bools:
    """`works_elsewhere` of everybody, shape (n,)."""
    near = made.asked.near(table.places)
    trades = near.trades.take(table.columns["holding_concept"])
    found: Bools = table.entries("holding").reduced(np.maximum, trades) == WORKS
    return found
