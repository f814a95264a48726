"""Fairness over many vacancies at once, each figure with an interval.

One list proves nothing. Here lists are pooled, and vacancies are what is drawn again for the
intervals: people of one list share its vacancy, so they are not independent of one another.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2_contingency

from matching._arrays import Floats
from matching.fairness import Ranking, check_k, ndkl, shares

FOUR_FIFTHS = 0.8
SIGNIFICANT = 0.05


class Estimate(NamedTuple):
    """A figure with the ends of its bootstrap interval; these are percentiles of resampled
    figures, so the figure itself may lie at an end."""

    value: float
    low: float
    high: float


class PooledLists:
    """The rankings of many vacancies, counted once.

    Parameters
    ----------
    rankings : iterable of rankings
        The group of each person of each list, in rank order.
    k : int
        Who ranks in the first ``k`` counts as selected; 1 or more.
    scored : mapping of group to count, optional
        How many of each group were scored for each vacancy, where a ranking lists only those it
        shows (a gate stopped the others). By default a ranking lists everybody scored.
    clusters : sequence of hashable, optional
        Of each ranking, what it is a variant of: variants of one vacancy are drawn together. By
        default each ranking stands for itself.
    samples : int
        Bootstrap draws.
    confidence : float
        Of the intervals, in (0, 1).
    seed : int
        Of the draws: the same lists give the same intervals.

    Attributes
    ----------
    groups : tuple of str
        Sorted.
    lists : int
        How many rankings.

    Notes
    -----
    Intervals are percentile intervals of a bootstrap clustered by vacancy (Efron and Tibshirani,
    "An Introduction to the Bootstrap", 1993, chapters 8 and 13): whole lists are drawn with
    replacement, and numerators and denominators summed anew each time.
    """

    def __init__(
        self,
        rankings: Iterable[Ranking],
        k: int,
        scored: Mapping[str, int] | None = None,
        *,
        clusters: Sequence[Hashable] | None = None,
        samples: int = 2000,
        confidence: float = 0.95,
        seed: int = 0,
    ) -> None:
        check_k(k)
        if samples < 1 or not 0 < confidence < 1:
            raise ValueError("samples must be 1 or more, and confidence between 0 and 1")
        lists = list(rankings)
        of = range(len(lists)) if clusters is None else clusters
        if len(of) != len(lists):
            raise ValueError("each ranking needs a cluster")
        self.k = k
        self.groups = tuple(sorted({g for ranking in lists for g in ranking} | set(scored or ())))
        self.lists = len(lists)
        self.confidence = confidence
        row = {cluster: n for n, cluster in enumerate(dict.fromkeys(of))}
        rows = [row[cluster] for cluster in of]
        self._scored = self._table(rows, ((scored or Counter(r)).items() for r in lists))
        self._selected = self._table(rows, (Counter(r[:k]).items() for r in lists))
        self._exposed = self._table(rows, map(_discounts, lists))
        wanted = shares(g for g, n in scored.items() for _ in range(n)) if scored else None
        self._shown, self._divergence = np.zeros(len(row)), np.zeros(len(row))
        for n, ranking in zip(rows, lists, strict=True):
            self._shown[n] += bool(ranking)
            self._divergence[n] += ndkl(ranking, wanted, k)
        draws: npt.NDArray[Any] = np.zeros((samples, 0))
        if row:
            even = np.full(len(row), 1.0 / len(row))
            draws = np.random.default_rng(seed).multinomial(len(row), even, size=samples)
        self._times: Floats = draws.astype(float)

    def counts(self) -> dict[str, tuple[int, int]]:
        """Of each group, how many were selected and how many scored, summed over lists."""
        chosen, scored = self._selected.sum(axis=0), self._scored.sum(axis=0)
        return {g: (int(chosen[i]), int(scored[i])) for i, g in enumerate(self.groups)}

    def selection(self) -> dict[str, Estimate]:
        """Each group's selection rate; see `selection_rates`."""
        return self._by_group(lambda times: self._rates(self._selected, times))

    def impact(self) -> dict[str, Estimate]:
        """Each group's impact ratio; see `impact_ratio`."""
        return self._by_group(lambda times: _over_highest(self._rates(self._selected, times)))

    def least_impact(self) -> Estimate:
        """The lowest of the impact ratios: 1 where nobody is favoured.

        Of groups treated alike it falls below 1 by chance alone, in each draw as in the figure.
        """
        return self._single(
            lambda times: _over_highest(self._rates(self._selected, times)).min(axis=1)
        )

    def exposure_ratio(self) -> Estimate:
        """The least exposed group's exposure over the most exposed one's; see `exposure`."""
        return self._single(
            lambda times: _over_highest(self._rates(self._exposed, times)).min(axis=1)
        )

    def skew(self) -> dict[str, Estimate]:
        """ln(share of those selected / share of those scored) of each group; 0 is parity, and
        minus infinity a group of which nobody was selected. Skew@k of Geyik et al. (KDD 2019)
        over pooled lists."""
        return self._by_group(self._skews)

    def ndkl(self) -> Estimate:
        """Mean over the lists that show anybody of each one's `ndkl` in the first ``k``, against
        the shares of everybody scored. A short list is never quite 0: compare with the same
        people in chance order."""
        return self._single(lambda times: _safe(times @ self._divergence, times @ self._shown, 0.0))

    def p_value(self) -> float:
        """How likely a difference in selection as large is by chance, by Pearson's chi-square test
        of the pooled table of groups by selected or not; 1 where the table says nothing.

        It takes people of one list as independent, which they are not quite: read it beside the
        intervals.
        """
        chosen = self._selected.sum(axis=0)
        table = np.stack([chosen, self._scored.sum(axis=0) - chosen])
        if len(self.groups) < 2 or (table.sum(axis=1) <= 0).any():
            return 1.0
        return float(chi2_contingency(table).pvalue)

    def flag(self) -> str:
        """``flag`` where the lowest impact ratio is under four fifths (29 CFR 1607.4(D)) and the
        difference is unlikely to be chance, ``watch`` where either is so, else ``even``."""
        signs = (self.least_impact().value < FOUR_FIFTHS) + (self.p_value() < SIGNIFICANT)
        return ("even", "watch", "flag")[signs]

    def _table(self, rows: Sequence[int], lists: Iterable[Iterable[tuple[str, float]]]) -> Floats:
        """Amounts by group, summed over the rankings of each row."""
        place = {group: i for i, group in enumerate(self.groups)}
        table = np.zeros((max(rows, default=-1) + 1, len(self.groups)))
        for row, amounts in zip(rows, lists, strict=True):
            for group, amount in amounts:
                table[row, place[group]] += amount
        return table

    def _rates(self, numerators: Floats, times: Floats) -> Floats:
        return _safe(times @ numerators, times @ self._scored, 0.0)

    def _skews(self, times: Floats) -> Floats:
        chosen, scored = times @ self._selected, times @ self._scored
        top = _safe(chosen, chosen.sum(axis=1, keepdims=True), 0.0)
        ratio = _safe(top, _safe(scored, scored.sum(axis=1, keepdims=True), 0.0), 0.0)
        with np.errstate(divide="ignore"):
            return np.log(ratio)

    def _by_group(self, measure: Callable[[Floats], Floats]) -> dict[str, Estimate]:
        if not self.lists:
            return {}
        value, drawn = measure(np.ones((1, self._times.shape[1])))[0], measure(self._times)
        return {
            group: self._estimate(float(value[i]), drawn[:, i])
            for i, group in enumerate(self.groups)
        }

    def _single(self, measure: Callable[[Floats], Floats]) -> Estimate:
        if not self.lists:
            raise ValueError("there are no lists to measure")
        return self._estimate(
            float(measure(np.ones((1, self._times.shape[1])))[0]), measure(self._times)
        )

    def _estimate(self, value: float, drawn: Floats) -> Estimate:
        outside = (1.0 - self.confidence) / 2.0
        # Of values in order, not between them: a draw may be minus infinity.
        low, high = np.quantile(drawn, [outside, 1.0 - outside], method="inverted_cdf")
        return Estimate(value, float(low), float(high))


def _discounts(ranking: Ranking) -> Iterator[tuple[str, float]]:
    return ((group, 1.0 / math.log2(1 + rank)) for rank, group in enumerate(ranking, 1))


def _over_highest(rates: Floats) -> Floats:
    """Each row over its highest; 1 in a row of noughts, where nobody is favoured."""
    return _safe(rates, rates.max(axis=1, keepdims=True), 1.0)


def _safe(above: Floats, below: Floats, otherwise: float) -> Floats:
    out = np.full(np.broadcast_shapes(above.shape, below.shape), otherwise)
    np.divide(above, below, out=out, where=below > 0)
    return out
