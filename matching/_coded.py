"""What a vacancy asks by the codes of a table's names: looked up once a search, not once a row."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


class Coded:
    """Names by their codes, kept with them: no others can then take their place in memory."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self._places = {name: place for place, name in enumerate(names)}
        self._near: dict[str, Floats] = {}
        self._marks: dict[str, Bools] = {}

    def closeness(self, key: str, near: Collection[Mapping[str, float]]) -> Floats:
        """How close each name is by each mapping, shape (len(near), n_names)."""
        made = self._near.get(key)
        if made is None:
            made = self._near[key] = np.zeros((len(near), len(self.names)))
            for row, values in zip(made, near, strict=True):
                for name, close in values.items():
                    place = self._places.get(name)
                    if place is not None:
                        row[place] = close
        return made

    def marks(self, key: str, among: Collection[str]) -> Bools:
        """Which names are among some, shape (n_names,)."""
        made = self._marks.get(key)
        if made is None:
            made = self._marks[key] = np.zeros(len(self.names), dtype=bool)
            made[[self._places[name] for name in among if name in self._places]] = True
        return made
