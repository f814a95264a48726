"""A 64-bit hash of everything a table knows of a row, the same whatever its codes are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matching._rows import RAGGED
from matching._table import ProfileTable
from matching.scoring import hash64

Hashes = npt.NDArray[np.uint64]

_ODD = np.uint64(0x9E3779B97F4A7C15)


def row_hashes(table: ProfileTable) -> Hashes:
    """Shape (n,); equal for rows of the same id, claims, experience and wishes. Tags count, too."""
    columns = table.columns
    names = np.array([hash64(name) for name in table.names] or [0], dtype=np.uint64)
    made = _mixed(columns["hash"].copy())
    for name in ("available", "ready", "tags"):
        made = _mixed(made ^ columns[name].astype(np.int64).view(np.uint64))
    made = _mixed(made ^ _bits(columns["pay"]))
    for part in RAGGED:
        offsets = columns[f"{part}_offsets"]
        concept = "holding_concept" if part == "holding" else f"{part}_code"
        entries = names[columns[concept]]
        if part == "holding":
            for name in ("level", "evidence", "is_experience"):
                entries = _mixed(entries ^ columns[f"holding_{name}"].astype(np.uint64))
            for name in ("years", "last_used"):
                entries = _mixed(entries ^ _bits(columns[f"holding_{name}"]))
            claims = [hash64(text) for text in table.named_claims().tolist()]
            entries = _mixed(entries ^ np.array(claims, dtype=np.uint64))
        if part not in ("wish", "word"):
            starts = np.repeat(offsets[:-1], np.diff(offsets))
            entries = _mixed(entries ^ (np.arange(len(entries)) - starts).astype(np.uint64))
        sums = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(entries, dtype=np.uint64)))
        made = _mixed(made ^ (sums[offsets[1:]] - sums[offsets[:-1]]))
    return made


def _bits(column: npt.NDArray[np.float64]) -> Hashes:
    plain = np.where(np.isnan(column), -1.0, column + 0.0)
    bits: Hashes = plain.view(np.uint64)
    return bits


def _mixed(x: Hashes) -> Hashes:
    x = x + _ODD
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Hashes = x ^ (x >> np.uint64(31))
    return mixed
