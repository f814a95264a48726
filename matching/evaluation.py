"""How good a ranking is, against people's judgement.

Relevance is given in the order of the ranking: the first value is what stands first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence


def dcg(relevance: Sequence[float], k: int | None = None) -> float:
    """Discounted cumulative gain of the first ``k``: sum of (2^g - 1) / log2(rank + 1)."""
    return math.fsum(
        (2.0**gain - 1.0) / math.log2(rank + 1) for rank, gain in enumerate(relevance[:k], 1)
    )


def ndcg(
    relevance: Sequence[float],
    k: int | None = None,
    all_relevances: Iterable[float] | None = None,
) -> float:
    """Normalised discounted cumulative gain (Burges et al. 2005: gain 2^g - 1).

    Parameters
    ----------
    relevance : sequence of float
        Grades of 0 or more (0 irrelevant), in the order of the ranking.
    k : int, optional
        Cut; all if None.
    all_relevances : iterable of float, optional
        Grades of everything that could have been ranked, for the ideal order. Without it the
        ideal is the best order of what was ranked, which forgives what was left out.

    Returns
    -------
    float
        In [0, 1]; 0 where nothing is relevant.

    Raises
    ------
    ValueError
        If a grade or ``k`` is negative.
    """
    _check_k(k)
    everything = list(relevance if all_relevances is None else all_relevances)
    if any(not grade >= 0 for grade in (*relevance, *everything)):
        raise ValueError("grades must be 0 or more")
    ideal = dcg(sorted(everything, reverse=True), k)
    return dcg(relevance, k) / ideal if ideal > 0 else 0.0


def precision_at(relevant: Sequence[bool], k: int) -> float:
    """Share of the first ``k`` places (1 or more) held by something relevant, in [0, 1].

    A ranking shorter than ``k`` has empty places, and they count against it.
    """
    if k < 1:
        raise ValueError("k must be 1 or more")
    return sum(map(bool, relevant[:k])) / k


def average_precision(
    relevant: Sequence[bool], k: int | None = None, total: int | None = None
) -> float:
    """Mean of the precision at each relevant place of the first ``k``, in [0, 1].

    Divided by the relevant things there are, ``total`` (by default those in ``relevant``), and at
    most ``k``, so that a perfect top ``k`` is 1. 0 where nothing is relevant.

    Raises
    ------
    ValueError
        If ``total`` is less than the relevant things ranked, or ``k`` is negative.
    """
    _check_k(k)
    ranked = sum(map(bool, relevant))
    there = ranked if total is None else total
    if there < ranked:
        raise ValueError("total is less than the relevant things in the ranking")
    found, gained = 0, 0.0
    for rank, hit in enumerate(relevant[:k], 1):
        if hit:
            found += 1
            gained += found / rank
    best = there if k is None else min(there, k)
    return gained / best if best else 0.0


def mean_average_precision(
    rankings: Iterable[Sequence[bool]],
    k: int | None = None,
    totals: Iterable[int] | None = None,
) -> float:
    """Mean of `average_precision` over rankings, with one of ``totals`` for each; 0 for none."""
    lists = list(rankings)
    counts: list[int | None] = [None] * len(lists) if totals is None else list(totals)
    return _mean(
        average_precision(relevant, k, total) for relevant, total in zip(lists, counts, strict=True)
    )


def reciprocal_rank(relevant: Sequence[bool]) -> float:
    """1 / rank of the first relevant thing; 0 where there is none."""
    return next((1.0 / rank for rank, hit in enumerate(relevant, 1) if hit), 0.0)


def mean_reciprocal_rank(rankings: Iterable[Sequence[bool]]) -> float:
    """Mean of `reciprocal_rank` over rankings, in [0, 1]; 0 for none."""
    return _mean(map(reciprocal_rank, rankings))


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return math.fsum(listed) / len(listed) if listed else 0.0


def _check_k(k: int | None) -> None:
    if k is not None and k < 0:
        raise ValueError("k must be 0 or more")
