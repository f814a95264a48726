"""The score of a whole table at once: what ``_pair`` does to one person, over columns.

Each expression is the one of ``scoring``, evaluated in the same order on the same 64-bit floats,
so that scores and blocks are equal to the last point.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching._plan import Ask, Plan
from matching._table import Bools, Floats, Ints, ProfileTable, level_of_years
from matching.records import Component
from matching.scoring import (
    DATES_SPAN_DAYS,
    GATE_CLOSENESS,
    GATE_YEARS,
    GRACE_DAYS,
    HOUSING,
    LOWEST_LEVEL,
    LOWEST_LEVEL_FACTOR,
    PAY_SPAN,
    TEXT_LEAST,
    UNKNOWN_YEARS_FACTOR,
)


def score_table(made: Plan, table: ProfileTable) -> tuple[Ints, Bools]:
    """Score everybody.

    Returns
    -------
    scores : ndarray of int64, shape (n,)
        0 to 10000, as ``Ranker.score`` gives them.
    blocked : ndarray of bool, shape (n,)
    """
    blocked = _too_late(made, table)
    fits = [_serve(ask, table, blocked) for ask in made.asks]
    bits = np.zeros(len(table), dtype=np.int64)
    for i, component in enumerate(made.job):
        fit, known = _job_fit(made, component, table)
        bits |= known.astype(np.int64) << i
        fits.append(np.where(known, fit, 0.0))
    kinds, kind_of = np.unique(bits, return_inverse=True)
    possible = np.array([made.possible(int(kind)) for kind in kinds], dtype=np.float64)
    possible = possible.reshape(len(kinds), len(fits))
    scores = np.zeros(len(table), dtype=np.int64)
    for i, fit in enumerate(fits):
        scores += np.floor(fit * possible[kind_of, i] + 0.5).astype(np.int64)
    return scores, blocked


def _near(near: Mapping[str, float], table: ProfileTable) -> tuple[Ints, Floats]:
    """Positions of the holdings that may stand in, with their closeness."""
    order, starts = table.by_concept
    spans: list[Ints] = []
    values: list[float] = []
    for concept, value in near.items():
        code = table.codes.get(concept)
        if code is not None and starts[code] < starts[code + 1]:
            spans.append(order[starts[code] : starts[code + 1]])
            values.append(value)
    if not spans:
        return np.empty(0, dtype=np.int64), np.empty(0)
    return np.concatenate(spans), np.repeat(values, [len(span) for span in spans])


def _serve(ask: Ask, table: ProfileTable, blocked: Bools) -> Floats:
    """The best fit of one requirement for each person; a ``must`` also marks ``blocked``."""
    at, close = _near(ask.near, table)
    owner = table.holding_owners[at]
    asked = ask.requirement
    passes = close >= GATE_CLOSENESS
    said, years = table.columns["holding_level"][at], table.years[at]
    if ask.is_worked_on:
        served = table.longest
    else:
        served = np.full(len(table), np.nan)
        np.fmax.at(served, owner[passes], years[passes])
    years = np.where(np.isnan(years), served[owner], years)
    held = np.where(said > 0, said.astype(np.float64), level_of_years(years))
    level = np.ones(len(at))
    low = np.isnan(years) & (said == 0)
    if asked.min_level is not None:
        level = np.minimum(1.0, held / asked.min_level)
    else:
        low = low | (held == LOWEST_LEVEL)
    level = np.where(low, np.minimum(LOWEST_LEVEL_FACTOR, level), level)
    if asked.min_years:
        level = np.minimum(level, _years(years, asked.min_years))
    level *= table.trust[at]
    best = np.zeros(len(table))
    np.maximum.at(best, owner, close * level * table.standing[at])
    if ask.must:
        if ask.is_trade:
            passes |= table.silent[owner]
        blocked |= _gated(ask, table, at[passes], owner[passes])
    return best


def _years(years: Floats, asked: float) -> Floats:
    with np.errstate(over="ignore"):
        return np.where(np.isnan(years), UNKNOWN_YEARS_FACTOR, np.minimum(1.0, years / asked))


def _gated(ask: Ask, table: ProfileTable, at: Ints, owner: Ints) -> Bools:
    """Who has nothing close enough, or states too low a level or too few years in it."""
    asked = ask.requirement
    gated = np.ones(len(table), dtype=bool)
    gated[owner] = False
    if asked.min_level is not None:
        level = np.zeros(len(table), dtype=np.int8)
        np.maximum.at(level, owner, table.columns["holding_level"][at])
        gated |= (level > 0) & (level < asked.min_level)
    if asked.min_years is not None:
        years = np.full(len(table), -1.0)
        np.maximum.at(years, owner, np.nan_to_num(table.columns["holding_years"][at], nan=-1.0))
        gated |= (years >= 0) & (years < GATE_YEARS * asked.min_years)
    return gated


def _too_late(made: Plan, table: ProfileTable) -> Bools:
    if made.start is None:
        return np.zeros(len(table), dtype=bool)
    late: Bools = table.columns["available"] > made.start + GRACE_DAYS
    return late


def _job_fit(made: Plan, component: Component, table: ProfileTable) -> tuple[Floats, Bools]:
    """A component's fit for each person, and whether there is anything to judge it by."""
    if component is Component.EXPERIENCE:
        return _experience(made, table)
    if component is Component.LANGUAGE:
        spoken = np.zeros(len(table))
        for language in made.languages:
            spoken += _has("language", language, table)
        return spoken / len(made.languages), table.lengths("language") > 0
    if component is Component.DATES:
        day = table.columns["available"].astype(np.int64)
        late = day - (made.start or 0)
        return np.minimum(1.0, np.maximum(0.0, 1.0 - late / DATES_SPAN_DAYS)), day > 0
    if component is Component.PAY:
        wanted = table.columns["pay"]
        return _pay(wanted, made.ceiling or 0.0), ~np.isnan(wanted)
    if component is Component.READINESS:
        ready = table.columns["ready"]
        return ready.astype(np.float64), ready >= 0
    if component is Component.TEXT:
        return _text(made, table)
    needs = np.zeros(len(table), dtype=bool)
    for wish in HOUSING:
        needs |= _has("wish", wish, table)
    return np.full(len(table), float(made.offers_housing)), needs


def _experience(made: Plan, table: ProfileTable) -> tuple[Floats, Bools]:
    is_experience = table.columns["holding_is_experience"]
    at, close = _near(made.occupation_near, table)
    at, close = at[is_experience[at]], close[is_experience[at]]
    best = np.zeros(len(table))
    level = _years(table.years[at], made.occupation_years)
    level *= table.trust[at]
    np.maximum.at(best, table.holding_owners[at], close * level)
    known = np.full(len(table), made.needs_experience)
    known[table.holding_owners[is_experience]] = True
    return best, known


def _text(made: Plan, table: ProfileTable) -> tuple[Floats, Bools]:
    shared = np.zeros(len(table))
    for word in made.words:
        shared += _has("word", word, table)
    held = table.lengths("word")
    with np.errstate(invalid="ignore"):
        cosine = shared / np.sqrt(len(made.words) * held)
    known: Bools = cosine >= TEXT_LEAST
    return np.where(known, np.minimum(1.0, 2.0 * cosine), 0.0), known


def _pay(wanted: Floats, ceiling: float) -> Floats:
    if ceiling <= 0:
        return (wanted <= ceiling).astype(np.float64)
    with np.errstate(over="ignore"):
        above = np.maximum(0.0, 1.0 - (wanted / ceiling - 1.0) / PAY_SPAN)
    return np.where(wanted <= ceiling, 1.0, above)


def _has(part: str, name: str, table: ProfileTable) -> Bools:
    """Who has this language or wish."""
    found = np.zeros(len(table), dtype=bool)
    code = table.codes.get(name)
    if code is not None:
        found[table.owners(part)[table.columns[f"{part}_code"] == code]] = True
    return found
