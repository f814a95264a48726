"""Whether an index holds the people it should, row hash by row hash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matching._rowhash import row_hashes
from matching._segment import Segment
from matching._table import ProfileTable

_CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class Verification:
    """How an index differs from the people it should hold, as ids in order."""

    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether it does not differ."""
        return not (self.missing or self.surplus or self.stale)


def compare(segments: Iterable[Segment], wanted: ProfileTable) -> Verification:
    """How segments differ from a table."""
    expected = dict(zip(wanted.ids.tolist(), row_hashes(wanted).tolist(), strict=True))
    missing = set(expected)
    surplus: list[str] = []
    stale: list[str] = []
    for segment in segments:
        rows = segment.alive_rows()
        for start in range(0, len(rows), _CHUNK):
            table = segment.table.unpack(rows[start : start + _CHUNK])
            for held, found in zip(table.ids, row_hashes(table).tolist(), strict=True):
                if held not in expected:
                    surplus.append(held)
                elif expected[held] != found:
                    stale.append(held)
                missing.discard(held)
    return Verification(tuple(sorted(missing)), tuple(sorted(surplus)), tuple(sorted(stale)))
