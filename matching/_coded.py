"""What a vacancy asks by the codes of a table's names: looked up once a search, not once a row."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

from matching._arrays import Floats, Ints

_KEPT = 1 << 10


class Places:
    """The codes of a table's names; ``words``, in order, have those that come after them."""

    def __init__(self, names: Collection[str], words: npt.NDArray[np.bytes_] | None = None) -> None:
        self.size = len(names)
        self.codes = {name: code for code, name in enumerate(names)}
        self._words = words
        self._near: dict[int, tuple[Mapping[str, float], Ints, Floats]] = {}
        self._kept: tuple[frozenset[str], Ints] = frozenset(), np.empty(0, dtype=np.int64)

    def of(self, among: Collection[str]) -> list[int]:
        """The codes of some names."""
        return [code for code in map(self.codes.get, among) if code is not None]

    def kept(self, among: frozenset[str]) -> Ints:
        """The same of names that many ask for: the last of them are kept."""
        kept = self._kept
        if kept[0] is not among:
            kept = self._kept = among, np.array(self.of(among), dtype=np.int64)
        return kept[1]

    def near(self, closeness: Mapping[str, float]) -> tuple[Ints, Floats]:
        """The codes that are close by a mapping, and how close; the same is looked up once."""
        found = self._near.get(id(closeness))
        if found is None:
            codes = self.codes
            near = [(codes[n], close) for n, close in closeness.items() if close > 0 and n in codes]
            at = np.array([code for code, _ in near], dtype=np.int64)
            values = np.array([close for _, close in near], dtype=np.float64)
            if len(self._near) >= _KEPT:
                self._near = {}
            # Kept with the mapping: no other can then take its place in memory.
            found = self._near[id(closeness)] = (closeness, at, values)
        return found[1:]

    def words(self, among: Collection[str]) -> list[int]:
        """The codes of some words."""
        if self._words is None:
            return self.of(among)
        width = self._words.dtype.itemsize
        encoded = [word.encode("utf-8", "surrogatepass") for word in among]
        asked = [word for word in encoded if len(word) <= width]
        at = np.searchsorted(self._words, np.array(asked, dtype=self._words.dtype))
        return [
            self.size + place
            for place, word in zip(at.tolist(), asked, strict=True)
            if place < len(self._words) and self._words[place] == word
        ]
