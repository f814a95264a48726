"""Whether a ranking treats groups of people alike.

The engine never knows a group: an auditor holds them, and gives here the group of each person in
the order they were ranked. One list proves nothing (a perfectly fair ranker fails 0.8 on a single
top-50 nearly always): pool at least 200 vacancies, or use populations in which every skill profile
is copied to every group, where any gap at all is leakage.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Ranking = Sequence[str]
"""The group of each person of one list, in rank order."""


def scoring_rates(scores: Sequence[float], groups: Sequence[str]) -> dict[str, float]:
    """Share of each group that scores strictly above the median of the whole sample.

    The scoring rate of New York City's Local Law 144 rules for systems that score (6 RCNY 5-300).
    ``scores`` and ``groups`` run together; `ValueError` if their lengths differ.
    """
    if len(scores) != len(groups):
        raise ValueError("each score needs a group")
    if not groups:
        return {}
    median = statistics.median(scores)
    above = Counter(g for score, g in zip(scores, groups, strict=True) if score > median)
    return {group: above[group] / n for group, n in sorted(Counter(groups).items())}


def selection_rates(
    rankings: Iterable[Ranking], k: int, scored: Mapping[str, int] | None = None
) -> dict[str, float]:
    """Share of each group ranked in the first ``k``, pooled over vacancies, in [0, 1].

    Numerators and denominators are summed over all rankings before dividing: the selection rate
    of the Uniform Guidelines (29 CFR 1607.4(D)), the first ``k`` taken as those selected.

    Parameters
    ----------
    rankings : iterable of rankings
    k : int
        1 or more.
    scored : mapping of group to count, optional
        How many of each group were scored for each vacancy, where a ranking lists only those it
        shows. By default a ranking lists everybody scored.
    """
    check_k(k)
    chosen: Counter[str] = Counter()
    everybody: Counter[str] = Counter()
    for ranking in rankings:
        chosen.update(ranking[:k])
        everybody.update(ranking if scored is None else scored)
    return {group: chosen[group] / n for group, n in sorted(everybody.items())}


def impact_ratio(rates: Mapping[str, float]) -> dict[str, float]:
    """Each group's rate over the highest rate, in [0, 1]; under 0.8 is worth a look.

    The impact ratio of Local Law 144, the "four-fifths rule" of 29 CFR 1607.4(D). Where every
    rate is 0 nobody is favoured, and every ratio is 1.
    """
    if any(not rate >= 0 for rate in rates.values()):
        raise ValueError("rates must be 0 or more")
    highest = max(rates.values(), default=0.0)
    return {group: rate / highest if highest else 1.0 for group, rate in rates.items()}


def exposure(
    rankings: Iterable[Ranking], scored: Mapping[str, int] | None = None
) -> dict[str, float]:
    """Mean of 1 / log2(1 + rank) over each group's people, pooled over vacancies, in [0, 1].

    The position bias of Singh and Joachims ("Fairness of Exposure in Rankings", KDD 2018), which
    is the discount of DCG. ``scored`` as for `selection_rates`: who is not listed is not exposed.
    """
    everybody: Counter[str] = Counter()
    total: dict[str, float] = {}
    for ranking in rankings:
        everybody.update(ranking if scored is None else scored)
        for rank, group in enumerate(ranking, 1):
            total[group] = total.get(group, 0.0) + 1.0 / math.log2(1 + rank)
    return {group: total.get(group, 0.0) / n for group, n in sorted(everybody.items())}


def exposure_ratio(rankings: Iterable[Ranking], scored: Mapping[str, int] | None = None) -> float:
    """The least exposed group's exposure over the most exposed one's, in [0, 1]; 1 for nobody."""
    return min(impact_ratio(exposure(rankings, scored)).values(), default=1.0)


def shares(groups: Iterable[str]) -> dict[str, float]:
    """Each group's share of the people, summing to 1."""
    counts = Counter(groups)
    return {group: n / counts.total() for group, n in sorted(counts.items())}


def skew(ranking: Ranking, k: int, desired: Mapping[str, float] | None = None) -> dict[str, float]:
    """ln(share of the first ``k`` / desired share) of each group; 0 is parity.

    Skew@k of Geyik et al. (KDD 2019): their MinSkew and MaxSkew are the least and the greatest
    value. A group absent from the top has minus infinity.

    Parameters
    ----------
    ranking : sequence of str
        The groups of everybody, in rank order.
    k : int
        1 or more; a shorter ranking is taken whole.
    desired : mapping of group to share, optional
        Above 0, summing to 1; by default the shares of the whole ranking.

    Raises
    ------
    ValueError
        If ``k`` or ``desired`` is out of range, or lacks a group of the ranking.
    """
    check_k(k)
    wanted = _desired(ranking, desired)
    top = shares(ranking[:k])
    return {
        group: math.log(top[group] / share) if top.get(group) else -math.inf
        for group, share in wanted.items()
    }


def ndkl(
    ranking: Ranking, desired: Mapping[str, float] | None = None, k: int | None = None
) -> float:
    """Normalised discounted Kullback-Leibler divergence of every prefix from the desired shares.

    (1 / Z) * sum over i of KL(shares of the first i || desired) / log2(i + 1), with Z the sum of
    1 / log2(i + 1), for i from 1 to ``k`` or the whole ranking (Geyik et al., KDD 2019). 0 is
    parity at every prefix; a small sample is never quite 0. Parameters as for `skew`.
    """
    if k is not None:
        check_k(k)
    wanted = _desired(ranking, desired)
    counts: Counter[str] = Counter()
    total, norm = 0.0, 0.0
    for i, group in enumerate(ranking[:k], 1):
        counts[group] += 1
        divergence = math.fsum(
            n / i * math.log(n / i / wanted[other]) for other, n in counts.items()
        )
        total += divergence / math.log2(i + 1)
        norm += 1.0 / math.log2(i + 1)
    return max(0.0, total / norm) if norm else 0.0


def infeasible_index(
    ranking: Ranking, desired: Mapping[str, float] | None = None, k: int | None = None
) -> int:
    """Prefixes in which some group has fewer than floor(desired share x length) people.

    The infeasible index of Geyik et al. (KDD 2019).
    """
    wanted = _desired(ranking, desired)
    counts: Counter[str] = Counter()
    short = 0
    for i, group in enumerate(ranking[:k], 1):
        counts[group] += 1
        # Shares are floats: 0.29 x 100 must not be floored to 28.
        short += any(counts[g] < math.floor(share * i + 1e-9) for g, share in wanted.items())
    return short


def _desired(ranking: Ranking, desired: Mapping[str, float] | None) -> Mapping[str, float]:
    if desired is None:
        return shares(ranking)
    if any(not share > 0 for share in desired.values()):
        raise ValueError("desired shares must be above 0")
    if not math.isclose(math.fsum(desired.values()), 1.0, abs_tol=1e-9):
        raise ValueError("desired shares must sum to 1")
    if not desired.keys() >= set(ranking):
        raise ValueError("a group of the ranking has no desired share")
    return desired


def check_k(k: int) -> None:
    """Raise `ValueError` unless a cut is 1 or more."""
    if k < 1:
        raise ValueError("k must be 1 or more")
