"""What a search lets through: masks of booleans, and tags, as the masks of each segment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from matching._arrays import Bools
from matching._kernel import Counters
from matching._segment import SEEN, Segment

Masks = Bools | Sequence[Bools]


def ready(
    segments: Sequence[Segment], masks: Masks | None, tags: int | None, also: Iterable[str]
) -> list[list[Counters]]:
    """What is let through of each segment."""
    size = sum(segment.live for segment in segments)
    given = [] if masks is None else [masks] if isinstance(masks, np.ndarray) else list(masks)
    for mask in given:
        if mask.shape != (size,) or mask.dtype != np.bool_:
            raise ValueError(f"a mask must be {size} booleans, aligned to the ids of the index")
    named = list(also) if tags is not None else []
    made: list[list[Counters]] = [[] for _ in segments]
    for mask in given:
        start = 0
        for segment, held in zip(segments, made, strict=True):
            held.append(_spread(segment, mask[start : start + segment.live]))
            start += segment.live
    if tags is not None:
        for segment, held in zip(segments, made, strict=True):
            held.append(tagged(segment, tags, named))
    return made


def _spread(segment: Segment, mask: Bools) -> Counters:
    spread = np.zeros(len(segment), dtype=np.uint16)
    spread[segment.alive_rows()] = np.where(mask, SEEN, np.uint16(0))
    return spread


def tagged(segment: Segment, tags: int, also: list[str]) -> Counters:
    """The mask of those who carry any of the tags or are named."""
    mask = segment.ready(tags)
    rows = segment.rows_of(also) if also else np.empty(0, dtype=np.int64)
    if len(rows):
        mask = mask.copy()
        mask[rows] = SEEN
    return mask
