"""Postings like a posting, from columns; see ``likeness``."""

from __future__ import annotations

import numpy as np

from matching._arrays import Floats, Ints
from matching._opening_columns import Columns
from matching._opening_terms import Terms
from matching.likeness import Likeness, asked_of
from matching.records import Posting

_NEARLY = 1e-9
"""How far a sum may be off that adds up in another order."""


def alike(posting: Posting, columns: Columns, terms: Terms, k: int | None) -> list[Likeness]:
    """The likest other postings, the very numbers that ``similar_postings`` gives."""
    own = asked_of(posting)
    names, weights = columns.named.values
    there, stand_in = np.zeros(len(columns)), np.zeros(len(terms.concepts))
    for concept, weight in own.items():
        near = np.zeros(len(terms.concepts))
        # Sets of names are small, what stands in for a name is not.
        for held, close in terms.closeness.substitutes(concept).items():
            code = terms.concepts.find(held)
            if code is not None:
                near[code] = close
        there += weight * columns.named.most(near[names])
        codes, closes = terms.serves(concept)
        np.maximum.at(stand_in, codes, closes)
    total = columns.named.added(weights)
    back = columns.named.added(weights * stand_in[names])
    rows = np.flatnonzero((total > 0) & (columns.ids != posting.id) & bool(own))
    mean = _mean(there[rows], sum(own.values()), back[rows], total[rows])
    if k is not None and len(rows) > k:
        if not k:
            return []
        enough = np.partition(mean, len(rows) - k)[len(rows) - k] - _NEARLY
        rows = rows[mean >= enough]
    exact = _mean(there[rows], sum(own.values()), _in_order(columns, stand_in, rows), total[rows])
    found = zip(columns.ids[rows].tolist(), exact.tolist(), strict=True)
    likest = [Likeness(id_, likeness) for id_, likeness in found if likeness > 0]
    return sorted(likest, key=lambda like: (-like.likeness, like.id))[:k]


def _mean(there: Floats, own: float, back: Floats, other: Floats) -> Floats:
    mean: Floats = (there / own + back / other) / 2 if len(there) else there
    return mean


def _in_order(columns: Columns, stand_in: Floats, rows: Ints) -> Floats:
    """How well what is one's own stands for each of some others, added up in their order."""
    places, there = columns.named.spread(rows)
    names, weights = columns.named.values
    back = np.zeros(len(rows))
    for place, is_there in zip(places.T, there.T, strict=True):
        back += np.where(is_there, weights[place] * stand_in[names[place]], 0.0)
    return back
