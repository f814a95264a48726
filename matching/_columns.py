"""The score of a whole table at once: what ``_pair`` does to one person, over columns.

Each expression is the one of ``scoring``, evaluated in the same order on the same 64-bit floats,
so that scores and blocks are equal to the last point.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from matching._plan import Plan
from matching._served import Gates, Pairs, best, gates, pairs, years_reach
from matching._table import Bools, Floats, Ints, ProfileTable
from matching.records import Component
from matching.scoring import DATES_SPAN_DAYS, GRACE_DAYS, HOUSING, PAY_SPAN, TEXT_LEAST


class Scored(NamedTuple):
    """Everybody in a table against a posting.

    ``points`` and ``possible`` have the shape (n_parts, n), requirements first and then the
    job-fit components, ``fits`` likewise; ``known`` (n_components, n) says where there is anything
    to judge a component by.
    """

    pairs: Pairs
    gates: Mapping[int, Gates]
    late: Bools
    fits: Floats
    known: Bools
    possible: Floats
    points: Floats

    def scores(self) -> Ints:
        scores: Ints = self.points.sum(axis=0).astype(np.int64)
        return scores

    def blocked(self) -> Bools:
        blocked = self.late.copy()
        for gate in self.gates.values():
            blocked |= gate.missing | gate.low | gate.few
        return blocked


def score_table(made: Plan, table: ProfileTable) -> tuple[Ints, Bools]:
    """Score everybody.

    Returns
    -------
    scores : ndarray of int64, shape (n,)
        0 to 10000, as ``Ranker.score`` gives them.
    blocked : ndarray of bool, shape (n,)
    """
    scored = score_parts(made, table)
    return scored.scores(), scored.blocked()


def score_parts(made: Plan, table: ProfileTable) -> Scored:
    """Score everybody, part by part."""
    found = pairs(made, table)
    size, asks = len(table), len(made.asks)
    fits = np.zeros((asks + len(made.job), size))
    best(found, fits[:asks])
    known = np.zeros((len(made.job), size), dtype=bool)
    for i, component in enumerate(made.job):
        fit, known[i] = _job_fit(made, component, table)
        fits[asks + i] = np.where(known[i], fit, 0.0)
    bits = np.left_shift(1, np.arange(len(made.job))) @ known
    kinds, kind_of = np.unique(bits, return_inverse=True)
    shares = np.array([made.possible(int(kind)) for kind in kinds], dtype=np.float64)
    possible = shares.reshape(len(kinds), len(fits))[kind_of].T
    points = np.floor(fits * possible + 0.5)
    late = _too_late(made, table)
    return Scored(found, gates(made, table, found), late, fits, known, possible, points)


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


class Times(NamedTuple):
    """Every time in an occupation: where it is among the holdings, and what it is worth."""

    at: Ints
    close: Floats
    level: Floats
    value: Floats


def times(made: Plan, table: ProfileTable) -> Times:
    """What time in an occupation is worth for the posting's."""
    at = np.flatnonzero(table.columns["holding_is_experience"])
    close = made.near_occupation(table.names)[table.columns["holding_concept"][at]]
    level = years_reach(table.years[at], made.occupation_years) * table.trust[at]
    return Times(at, close, level, close * level)


def _experience(made: Plan, table: ProfileTable) -> tuple[Floats, Bools]:
    found = times(made, table)
    owner = table.holding_owners[found.at]
    worth = np.zeros(len(table))
    np.maximum.at(worth, owner, found.value)
    known = np.full(len(table), made.needs_experience)
    known[owner] = True
    return worth, known


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
