"""The score of a whole table at once: what ``_pair`` does to one person, over columns.

Each expression is the one of ``scoring``, evaluated in the same order on the same 64-bit floats,
so that scores and blocks are equal to the last point.
"""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

import numpy as np

from matching._arrays import Bools, Floats, Ints
from matching._plan import Plan
from matching._served import Gates, Pairs, gates, pairs
from matching._table import ProfileTable
from matching.records import Component
from matching.scoring import DATES_SPAN_DAYS, GRACE_DAYS, HOUSING, PAY_SPAN, TEXT_LEAST


class Scored(NamedTuple):
    """Everybody in a table against a posting.

    ``points``, ``possible`` and ``fits`` have the shape (n, n_parts), requirements first and then
    the job-fit components; ``known`` (n_components, n) says where there is anything to judge a
    component by.
    """

    pairs: Pairs
    gates: Gates | None
    late: Bools
    fits: Floats
    known: Bools
    possible: Floats
    points: Floats

    def scores(self) -> Ints:
        # Whole numbers: a product with ones adds them up exactly.
        scores: Ints = (self.points @ np.ones(self.points.shape[1])).astype(np.int64)
        return scores

    def blocked(self) -> Bools:
        if self.gates is None:
            return self.late
        blocked: Bools = reduce(np.logical_or, self.gates).any(axis=1) | self.late
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
    found, asked = pairs(made, table), made.asked
    fits = np.zeros((len(table), asked.parts))
    np.maximum.at(fits.reshape(-1), found.key, found.value)
    known = np.zeros((len(made.job), len(table)), dtype=np.bool_)
    for place, component in enumerate(made.job):
        fits[:, asked.size + place], known[place] = _job_fit(made, component, table)
    possible = asked.possible(known)
    points = fits * possible
    points += 0.5
    np.floor(points, out=points)
    return Scored(
        found, gates(made, table, found), _too_late(made, table), fits, known, possible, points
    )


def _too_late(made: Plan, table: ProfileTable) -> Bools:
    if made.start is None:
        return np.zeros(len(table), dtype=np.bool_)
    late: Bools = table.columns["available"] > made.start + GRACE_DAYS
    return late


def _job_fit(made: Plan, component: Component, table: ProfileTable) -> tuple[Floats | Bools, Bools]:
    """A component's fit for each person, 0 where there is nothing to judge it by, and where."""
    if component is Component.EXPERIENCE:
        return _experience(made, table)
    if component is Component.LANGUAGE:
        return _language(made, table)
    if component is Component.DATES:
        day = table.columns["available"]
        late = day - np.float64(made.start or 0)
        fit = np.minimum(1.0, np.maximum(0.0, 1.0 - late / DATES_SPAN_DAYS))
        return fit * (day > 0), day > 0
    if component is Component.PAY:
        wanted = table.columns["pay"]
        known = ~np.isnan(wanted)
        return np.where(known, _pay(wanted, made.ceiling or 0.0), 0.0), known
    if component is Component.READINESS:
        ready = table.columns["ready"]
        return ready > 0, ready >= 0
    if component is Component.TEXT:
        return _text(made, table)
    homes = table.places.of(HOUSING)
    needs = _having("wish", homes, table) if homes else np.zeros(len(table), dtype=np.bool_)
    return needs & made.offers_housing, needs


class Times(NamedTuple):
    """Every time in an occupation: where it is among the holdings, and what it is worth."""

    at: Ints
    close: Floats
    level: Floats
    value: Floats


def times(made: Plan, table: ProfileTable) -> Times:
    """What time in an occupation is worth for the posting's."""
    held = table.held
    at = held.times
    near = made.asked.near(table.places).occupation
    close = near.take(table.columns["holding_concept"].take(at))
    level = held.said.reach(made.occupation_years).take(held.place.take(at))
    if held.trust is not None:
        level *= held.trust.take(at)
    return Times(at, close, level, close * level)


def _experience(made: Plan, table: ProfileTable) -> tuple[Floats, Bools]:
    found = times(made, table)
    owner = table.holding_owners.take(found.at)
    worth = np.zeros(len(table))
    np.maximum.at(worth, owner, found.value)
    known = np.full(len(table), made.needs_experience)
    known[owner] = True
    return worth, known


def _language(made: Plan, table: ProfileTable) -> tuple[Floats, Bools]:
    spoken = np.zeros(len(table))
    for code in table.places.of(made.languages):
        spoken += _having("language", [code], table)
    spoken /= len(made.languages)
    return spoken, table.entries("language").lengths > 0


def _text(made: Plan, table: ProfileTable) -> tuple[Floats, Bools]:
    entries, asked = table.entries("word"), table.places.words(made.words)
    among = np.isin(table.columns["word_code"], asked)
    shared = entries.reduced(np.add, among, dtype=np.int64)
    with np.errstate(invalid="ignore"):
        cosine = shared / np.sqrt(len(made.words) * entries.lengths)
    known: Bools = cosine >= TEXT_LEAST
    return np.where(known, np.minimum(1.0, 2.0 * cosine), 0.0), known


def _pay(wanted: Floats, ceiling: float) -> Floats:
    if ceiling <= 0:
        return (wanted <= ceiling).astype(np.float64)
    with np.errstate(over="ignore"):
        above = np.maximum(0.0, 1.0 - (wanted / ceiling - 1.0) / PAY_SPAN)
    return np.where(wanted <= ceiling, 1.0, above)


def _having(part: str, codes: list[int], table: ProfileTable) -> Bools:
    """Who has any of these languages or wishes."""
    held = table.columns[f"{part}_code"]
    among = reduce(np.logical_or, (held == code for code in codes))
    return table.entries(part).reduced(np.logical_or, among)
