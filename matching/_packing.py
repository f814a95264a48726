"""How columns are brought into few bytes, and ids back out of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[Any]

_CHUNK = 1 << 18
_DASHES = (8, 13, 18, 23)
_DIGITS = [place for place in range(36) if place not in _DASHES]
_UUID = np.dtype("V16")

_NIBBLES = np.full(256, 255, dtype=np.uint8)
_NIBBLES[np.frombuffer(b"0123456789abcdef", dtype=np.uint8)] = np.arange(16)

_LETTERS = np.array([list(f"{byte:02x}") for byte in range(256)], dtype="U1").view(np.uint32)
"""The two hexadecimal digits of each byte, as characters; shape (256, 2)."""


def smallest(largest: int, *, signed: bool = False) -> type[np.generic]:
    """The integers that take the fewest bytes to hold 0 to ``largest``."""
    kinds: tuple[type[np.integer[Any]], ...]
    kinds = (np.int16, np.int32, np.int64) if signed else (np.uint8, np.uint16, np.uint32)
    return next(kind for kind in kinds if largest <= np.iinfo(kind).max)


def coded(column: Column) -> tuple[Column, Column]:
    """The values that occur, in order, and each entry's place among them."""
    pieces = [np.unique(column[start : start + _CHUNK]) for start in range(0, len(column), _CHUNK)]
    values = np.unique(np.concatenate([column[:0], *pieces]))
    # Sorting few values and looking all up among them is quicker than sorting all.
    return values, np.searchsorted(values, column).astype(smallest(len(values)))


def said_once(columns: Mapping[str, Column]) -> dict[str, Column]:
    """``holding_said``, and for each column ``said_`` and its name: the rows that occur, once."""
    places = np.zeros(len(next(iter(columns.values()))), dtype=np.int64)
    values, sizes = [], []
    for column in columns.values():
        occurring, place = coded(column)
        places = places * len(occurring) + place
        values.append(occurring)
        sizes.append(len(occurring))
    rows, said = coded(places)
    at = np.unravel_index(rows, sizes) if len(rows) else [rows] * len(sizes)
    made = {f"said_{name}": value[i] for name, value, i in zip(columns, values, at, strict=True)}
    return {"holding_said": said, **made}


def as_bytes(texts: Any) -> npt.NDArray[np.bytes_]:
    """Texts as a column of bytes of one width."""
    if isinstance(texts, np.ndarray) and texts.dtype.kind == "S":
        return texts
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    return np.array(encoded, dtype=f"S{max((len(text) for text in encoded), default=1) or 1}")


def packed_ids(texts: Any) -> Column:
    """Ids as a column of bytes: 16 each where all are UUIDs in their usual form."""
    held = as_bytes(texts)
    if held.dtype.itemsize != 36 or not len(held):
        return held
    letters = held.view(np.uint8).reshape(-1, 36)
    nibbles = _NIBBLES[letters[:, _DIGITS]]
    if (letters[:, _DASHES] != ord("-")).any() or (nibbles > 15).any():
        return held
    packed = (nibbles[:, 0::2] << 4) | nibbles[:, 1::2]
    return np.ascontiguousarray(packed).view(_UUID).reshape(-1)


def plain_ids(held: Column) -> list[str]:
    """What `packed_ids` made, as texts."""
    if held.dtype != _UUID:
        return [one.decode("utf-8", "surrogatepass") for one in held.tolist()]
    letters = np.full((len(held), 36), ord("-"), dtype=np.uint32)
    digits = _LETTERS.take(held.view(np.uint8).reshape(-1, 16), axis=0)
    letters[:, _DIGITS] = digits.reshape(-1, 32)
    texts: list[str] = letters.view("U36").reshape(-1).tolist()
    return texts
