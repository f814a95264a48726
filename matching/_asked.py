"""What a vacancy asks, as arrays: made once a ranking, and by the names and sayings of tables."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matching._arrays import Bools, Floats, Ints
from matching._coded import Places
from matching._said import Said
from matching._shares import shared
from matching.scoring import GATE_CLOSENESS, GATE_YEARS, MET_CLOSENESS

if TYPE_CHECKING:
    from matching._plan import Ask, Plan

PASSES, UNLESS_APART, IF_SILENT = 1, 2, 3
"""What a concept does at a gate: passes; unless its holder works elsewhere; if they are silent."""

WORKS, MAKES = 1, 2


class Asked:
    """A plan's arrays, along its requirements; ``width`` is a power of two that they fit into."""

    def __init__(self, made: Plan) -> None:
        self.made = made
        asks = made.asks
        self.size = len(asks)
        self.parts = len(asks) + len(made.job)
        self.shift = max(3, (len(asks) - 1).bit_length())
        self.width = 1 << self.shift
        asked = [ask.requirement for ask in asks]
        self.min_level = np.array([one.min_level or 0 for one in asked], dtype=np.int64)
        self.min_years = np.array([one.min_years or 0.0 for one in asked], dtype=np.float64)
        self.musts = np.array([p for p, ask in enumerate(asks) if ask.must], dtype=np.int64)
        levels = self.min_level[self.musts]
        self.must_levels = levels if levels.any() else None
        self.worked_on = np.array([p for p, a in enumerate(asks) if a.is_worked_on], dtype=np.int64)
        self.garments = np.array([ask.is_garment for ask in asks], dtype=np.bool_)
        self.machines = np.array([ask.is_machine for ask in asks], dtype=np.bool_)
        self.tells_garment = any(ask.must and ask.is_garment for ask in asks)
        self.tells_trade = any(ask.must and ask.is_trade for ask in asks)
        self._shares = np.empty((256, self.parts))
        self._shared = np.zeros(256, dtype=np.bool_)
        self._near: dict[int, Near] = {}
        self._by_step: dict[int, tuple[Said, Floats, Ints | None]] = {}

    def near(self, places: Places) -> Near:
        """What serves, by the codes of a table."""
        found = self._near.get(id(places))
        if found is None:
            found = self._near[id(places)] = Near(self, places)
        return found

    def by_step(self, said: Said) -> tuple[Floats, Ints | None]:
        """The level factor of each step and requirement, by requirement x steps + step; and for
        each ``must`` the first place of years that does not block, None where none is asked."""
        found = self._by_step.get(id(said))
        if found is None:
            limits = zip(self.min_level.tolist(), self.min_years.tolist(), strict=True)
            factors = [said.factors(level, years) for level, years in limits]
            least = GATE_YEARS * self.min_years[self.musts]
            enough = np.where(least > 0, said.years[1:].searchsorted(least) + 1, 0)
            found = (
                said,
                np.concatenate([np.empty(0), *factors]),
                enough if enough.any() else None,
            )
            self._by_step[id(said)] = found
        return found[1:]

    def possible(self, known: Bools) -> Floats:
        """Points possible for each part, shape (n, n_parts), by what is known, (n_job, n)."""
        if not len(known):
            kinds = np.zeros(known.shape[1], dtype=np.uint8)
        else:
            kinds = np.packbits(known, axis=0, bitorder="little")[0]
        if not self._shared.take(kinds).all():
            fresh = np.zeros(256, dtype=np.bool_)
            fresh[kinds] = True
            self._share((fresh & ~self._shared).nonzero()[0])
        return self._shares.take(kinds, axis=0)

    def _share(self, kinds: Ints) -> None:
        weights = np.empty((len(kinds), self.parts))
        weights[:, : self.size] = [ask.weight for ask in self.made.asks]
        said = kinds[:, None] >> np.arange(len(self.made.job)) & 1
        weights[:, self.size :] = np.where(said, self.made.job_weights, 0.0)
        self._shares[kinds] = shared(weights)
        self._shared[kinds] = True


class Near:
    """What serves a plan's requirements, by the codes of a table's names.

    ``serves`` has the shape (n_names, width); ``close`` and ``gates`` are flat, by
    code x width + requirement.
    """

    def __init__(self, asked: Asked, places: Places) -> None:
        self.places = places
        self._made = asked.made
        spots, closeness = [np.empty(0, dtype=np.int64)], [np.empty(0)]
        gates = np.zeros(places.size << asked.shift, dtype=np.uint8)
        for place, ask in enumerate(asked.made.asks):
            codes, values = places.near(ask.near)
            spot = (codes << asked.shift) + place
            spots.append(spot)
            closeness.append(values)
            if ask.must:
                gates[spot] = _at_gate(ask, values)
        spot = np.concatenate(spots)
        serves = np.zeros(len(gates), dtype=np.bool_)
        serves[spot] = True
        self.serves = serves.reshape(places.size, asked.width)
        self.close = np.zeros(len(gates))
        self.close[spot] = np.concatenate(closeness)
        self.gates = gates

    @cached_property
    def occupation(self) -> Floats:
        """How close each name is to the posting's occupation, shape (n_names,)."""
        near = np.zeros(self.places.size)
        codes, values = self.places.near(self._made.occupation_near)
        near[codes] = values
        return near

    @cached_property
    def trades(self) -> npt.NDArray[np.uint8]:
        """`WORKS` of each name that names work, `MAKES` of what is asked; shape (n_names,)."""
        trades = np.zeros(self.places.size, dtype=np.uint8)
        trades[self.places.kept(self._made.work)] = WORKS
        trades[self.places.of(self._made.makers)] = MAKES
        return trades

    @cached_property
    def operators(self) -> Bools:
        """Which names are trades at the vacancy's machines, shape (n_names,)."""
        among = np.zeros(self.places.size, dtype=np.bool_)
        among[self.places.of(self._made.operators or ())] = True
        return among


def _at_gate(ask: Ask, close: Floats) -> npt.NDArray[np.uint8]:
    """What concepts so close do at a gate; 0 where nothing."""
    passes = close >= GATE_CLOSENESS
    made = passes.astype(np.uint8)
    if ask.is_garment:
        made[passes & (close < MET_CLOSENESS)] = UNLESS_APART
    if ask.is_trade:
        made[~passes] = IF_SILENT
    return made
