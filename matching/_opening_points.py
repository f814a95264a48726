"""One person against columns of vacancies: what fits how far, a score nearly, a score exactly.

Expressions are those of ``_pair`` and ``scoring.share_points``, evaluated in the same order on the
same 64-bit floats, so that scores and blocks are equal to the last point.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from matching._arrays import Bools, Floats, Ints
from matching._opening_columns import NONE, Coder, Columns
from matching._opening_terms import Met
from matching._person import Person
from matching._shares import shared
from matching.records import MAX_POINTS, Component
from matching.scoring import (
    CANDIDATE_WEIGHTS,
    DATES_SPAN_DAYS,
    GRACE_DAYS,
    HOUSING,
    PAY_SPAN,
)

JOB = (
    Component.EXPERIENCE,
    Component.LANGUAGE,
    Component.DATES,
    Component.PAY,
    Component.READINESS,
    Component.HOUSING,
    Component.WISHES,
)
"""In the order of ``_plan.JOB_FIT``; no other carries weight in a candidate's direction."""

_SKILL = CANDIDATE_WEIGHTS[Component.SKILL]
_WEIGHTS = np.array([CANDIDATE_WEIGHTS[component] for component in JOB])
_ROUNDING = 1.5
"""Hundredths of a point by which sharing and rounding can move one part."""

_CHUNK = 4096


class Seen:
    """Vacancies as one person sees them.

    Attributes
    ----------
    blocked : ndarray of bool, shape (n,)
    near, least, most : ndarray of float64, shape (n,)
        The score nearly, and between what it is, in hundredths of a point.
    """

    def __init__(self, columns: Columns, coder: Coder, person: Person) -> None:
        self._columns = columns
        self._met = coder.terms.met(person)
        self._fits, self._known = _job(columns, coder, person, self._met)
        self.blocked = _blocked(columns, coder, person, self._met)
        self.near = self._nearly()
        off = _ROUNDING * (columns.asks.lengths() + len(JOB)) * (self.near > 0)
        self.least, self.most = self.near - off, self.near + off

    def scores(self, rows: Ints) -> Ints:
        """The exact scores of some rows, 0 to 10000, shape (n_rows,)."""
        found = np.zeros(len(rows), dtype=np.int64)
        wanted = np.flatnonzero(self.near[rows] > 0)
        for start in range(0, len(wanted), _CHUNK):
            some = wanted[start : start + _CHUNK]
            found[some] = self._exact(rows[some])
        return found

    def _nearly(self) -> Floats:
        """The score before anything is rounded."""
        columns = self._columns
        kinds, shares, _ = columns.asks.values
        asked = columns.shares > 0
        worth = columns.asks.added(self._met.fit[kinds] * shares)
        skill = _SKILL * np.divide(worth, columns.shares, out=worth, where=asked)
        weight = np.where(asked, _SKILL, 0.0) + _WEIGHTS @ self._known
        score = MAX_POINTS * (skill + _WEIGHTS @ self._fits)
        near: Floats = np.divide(score, weight, out=np.zeros(len(columns)), where=weight > 0)
        return near

    def _exact(self, rows: Ints) -> Ints:
        columns = self._columns
        places, there = columns.asks.spread(rows)
        kinds, shares, _ = columns.asks.values
        share = np.where(there, shares[places].astype(np.float64), 0.0)
        fit = np.where(there, self._met.fit[kinds[places]], 0.0)
        total = np.where(columns.shares[rows] > 0, columns.shares[rows], 1.0)
        skill = _SKILL * share / total[:, None]
        job = np.where(self._known[:, rows].T, _WEIGHTS, 0.0)
        possible = shared(np.hstack([skill, job]))
        fits = np.hstack([fit, self._fits[:, rows].T])
        points: Ints = np.floor(fits * possible + 0.5).sum(axis=1).astype(np.int64)
        return points


def _blocked(columns: Columns, coder: Coder, person: Person, met: Met) -> Bools:
    kinds, _, must = columns.asks.values
    blocked = columns.asks.any(must & met.blocks[kinds])
    apart = _elsewhere(columns, coder, person, met)
    if apart is not None:
        blocked = np.where(apart, columns.asks.any(must & met.blocks_apart[kinds]), blocked)
    if person.available is not None:
        late = person.available - columns.start.astype(np.int64)
        blocked |= (columns.start > 0) & (late > GRACE_DAYS)
    return blocked


def _elsewhere(columns: Columns, coder: Coder, person: Person, met: Met) -> Bools | None:
    """Where the person works at nothing of what is asked (`works_elsewhere`); None if nowhere."""
    terms = coder.terms
    works = not terms.closeness.work.isdisjoint({held.concept for held in person.holdings})
    if not works or met.makes[terms.sewing]:
        return None
    makes = met.makes[terms.asked()[0]][columns.asks.values[0]]
    named = columns.occupation != NONE
    here: Bools = columns.asks.any(makes) | (named & met.trade[columns.occupation])
    return ~here


def _job(columns: Columns, coder: Coder, person: Person, met: Met) -> tuple[Floats, Bools]:
    """What each part of job fit is worth, 0 where nothing is known, and where it is asked and
    known; both of shape (n_parts, n)."""
    size = len(columns)
    asks = columns.asks.lengths() > 0
    languages = _of_sets(coder.languages.all, frozenset(person.languages))
    says_trade = columns.trade != NONE
    speaks = np.array([bool(asked) for asked in coder.languages.all], dtype=bool)
    says_languages = speaks[columns.languages] if size else asks
    says_start, says_pay = columns.start > 0, ~np.isnan(columns.pay)
    something = asks | says_trade | says_languages | says_start | says_pay
    wished = person.wishes - HOUSING
    nothing = np.zeros(size)
    parts: list[tuple[Any, Any]] = [
        (met.experience[columns.trade] if len(met.experience) else nothing, says_trade),
        (languages[columns.languages] if size else nothing, says_languages),
        (nothing, says_start & False),
        (nothing, says_pay & False),
        (float(bool(person.ready_to_move)), something & (person.ready_to_move is not None)),
        (nothing, something & (not HOUSING.isdisjoint(person.wishes))),
        (nothing, something & bool(wished)),
    ]
    if not person.times:
        parts[0] = (nothing, says_trade & ~asks)
    if not person.languages:
        parts[1] = (nothing, says_languages & False)
    if person.available is not None:
        late = person.available - columns.start.astype(np.int64)
        dates = np.minimum(1.0, np.maximum(0.0, 1.0 - late / DATES_SPAN_DAYS))
        parts[2] = (dates, says_start)
    if person.pay_wanted is not None:
        parts[3] = (_pay(person.pay_wanted, columns.pay), says_pay)
    if size:
        offers = np.array([not HOUSING.isdisjoint(c) for c in coder.conditions.all], dtype=float)
        parts[5] = (offers[columns.conditions], parts[5][1])
    if size and wished:
        shares = [len(wished & offered) / len(wished) for offered in coder.conditions.all]
        parts[6] = (np.array(shares)[columns.conditions], parts[6][1])
    known = np.array([there for _, there in parts])
    fits = np.array([np.where(there, fit, 0.0) for fit, there in parts])
    return fits, known


def _of_sets(asked: list[frozenset[str]], held: frozenset[str]) -> Floats:
    """Which part of each set is held, 0 of an empty one."""
    return np.array([len(one & held) / len(one) if one else 0.0 for one in asked])


def _pay(wanted: float, offered: Floats) -> Floats:
    """``scoring.pay_fit`` over a column; of no meaning where it is NaN."""
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        above = np.maximum(0.0, 1.0 - (wanted / offered - 1.0) / PAY_SPAN)
        return np.where(wanted <= offered, 1.0, np.where(offered <= 0, 0.0, above))
