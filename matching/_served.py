"""What serves each requirement, for everybody in a table at once, in one pass over pairs.

A pair is a requirement and a holding that may stand in for it. Pairs are in the order of the
requirements, then of the holdings, so that those of one requirement and one person lie together.
Expressions are those of ``scoring`` and ``_pair``, evaluated in the same order.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from matching._plan import Plan
from matching._table import Bools, Floats, Ints, ProfileTable, level_of_years
from matching.scoring import (
    GATE_CLOSENESS,
    GATE_YEARS,
    LOWEST_LEVEL,
    LOWEST_LEVEL_FACTOR,
    MET_CLOSENESS,
    UNKNOWN_YEARS_FACTOR,
)


class Pairs(NamedTuple):
    """Every pair of a posting and a table.

    ``at`` are positions among the holdings, ``key`` is requirement x people + person and never
    falls; ``asks`` says where each requirement's pairs begin. ``years`` and ``held`` (a level)
    are those that count, ``level`` is the factor with trust in it, ``value`` the fit.
    """

    at: Ints
    key: Ints
    asks: Ints
    close: Floats
    years: Floats
    held: Floats
    level: Floats
    value: Floats


def pairs(made: Plan, table: ProfileTable) -> Pairs:
    """The pairs of a posting and a table."""
    near = np.take(made.near(table.names), table.columns["holding_concept"], axis=1).ravel()
    flat = np.flatnonzero(near > 0)
    close = near[flat]
    ask, at = np.divmod(flat, max(1, len(table.holding_owners)))
    key = ask * len(table) + table.holding_owners[at]
    asks = np.searchsorted(ask, np.arange(len(made.asks) + 1))
    said, own = table.columns["holding_level"][at], table.years[at]
    years = np.where(np.isnan(own), _lent(made, table, key, close, own)[key], own)
    held = np.where(said > 0, said.astype(np.float64), level_of_years(years))
    level = _level_factor(made, ask, said, years, held) * table.trust[at]
    return Pairs(at, key, asks, close, years, held, level, close * level * table.standing[at])


def best(found: Pairs, into: Floats) -> None:
    """Fill in the best fit of each requirement and person; 0 stays where nothing serves."""
    np.maximum.at(into.reshape(-1), found.key, found.value)


def _lent(made: Plan, table: ProfileTable, key: Ints, close: Floats, own: Floats) -> Floats:
    """The years that a claim which says none has, by key; see ``_pair``."""
    lent = np.full(len(made.asks) * len(table), np.nan)
    passes = close >= GATE_CLOSENESS
    np.fmax.at(lent, key[passes], own[passes])
    for row, asked in zip(lent.reshape(len(made.asks), len(table)), made.asks, strict=True):
        if asked.is_worked_on:
            row[:] = table.longest
    return lent


def _level_factor(made: Plan, ask: Ints, said: Any, years: Floats, held: Floats) -> Floats:
    asked = [one.requirement for one in made.asks]
    min_level = np.array([one.min_level or 0 for one in asked], dtype=np.float64)[ask]
    min_years = np.array([one.min_years or 0.0 for one in asked], dtype=np.float64)[ask]
    no_level, no_years = min_level == 0, min_years == 0
    level = np.where(no_level, 1.0, np.minimum(1.0, held / np.where(no_level, 1.0, min_level)))
    low = (np.isnan(years) & (said == 0)) | (no_level & (held == LOWEST_LEVEL))
    level = np.where(low, np.minimum(LOWEST_LEVEL_FACTOR, level), level)
    reach = years_reach(years, np.where(no_years, 1.0, min_years))
    return np.where(no_years, level, np.minimum(level, reach))


def years_reach(years: Floats, asked: Any) -> Floats:
    """``years_factor`` over a column."""
    with np.errstate(over="ignore"):
        return np.where(np.isnan(years), UNKNOWN_YEARS_FACTOR, np.minimum(1.0, years / asked))


class Gates(NamedTuple):
    """What blocks each person in one ``must``, each of shape (n,)."""

    missing: Bools
    low: Bools
    few: Bools


def gates(made: Plan, table: ProfileTable, found: Pairs) -> dict[int, Gates]:
    """What blocks whom, by the place of the requirement."""
    musts = [place for place, ask in enumerate(made.asks) if ask.must]
    apart = elsewhere(made, table) if musts else None
    return {place: _gate(made, place, table, found, apart) for place in musts}


def elsewhere(made: Plan, table: ProfileTable) -> Bools:
    """`works_elsewhere` of everybody, shape (n,); of nobody where no garment is asked."""
    if not any(ask.is_garment for ask in made.asks):
        return np.zeros(len(table), dtype=bool)
    works, makes = (holders(table, made.among(part, table.names)) for part in ("work", "makers"))
    found: Bools = works & ~makes
    return found


def holders(table: ProfileTable, names: Bools) -> Bools:
    """Who holds any of the concepts marked, shape (n,)."""
    has = np.zeros(len(table), dtype=bool)
    has[table.holding_owners[names[table.columns["holding_concept"]]]] = True
    return has


def _gate(made: Plan, place: int, table: ProfileTable, found: Pairs, apart: Bools | None) -> Gates:
    ask = made.asks[place]
    span = slice(int(found.asks[place]), int(found.asks[place + 1]))
    at, owner = found.at[span], found.key[span] - place * len(table)
    passes = found.close[span] >= GATE_CLOSENESS
    if apart is not None and ask.is_garment:
        passes = found.close[span] >= np.where(apart[owner], MET_CLOSENESS, GATE_CLOSENESS)
    if ask.is_trade:
        passes |= table.silent[owner]
    at, owner = at[passes], owner[passes]
    missing = np.ones(len(table), dtype=bool)
    missing[owner] = False
    low = few = np.zeros(len(table), dtype=bool)
    asked = ask.requirement
    if asked.min_level is not None:
        level = np.zeros(len(table), dtype=np.int8)
        np.maximum.at(level, owner, table.columns["holding_level"][at])
        low = (level > 0) & (level < asked.min_level)
    if asked.min_years is not None:
        years = np.full(len(table), -1.0)
        np.maximum.at(years, owner, np.nan_to_num(table.columns["holding_years"][at], nan=-1.0))
        few = (years >= 0) & (years < GATE_YEARS * asked.min_years)
    return Gates(missing, low, few)
