"""A month's pay in som from what was said about pay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from matching._facts import Value
from matching.extraction import Mention
from matching.records import PayOffer

SOM = "KGS"
_A_MONTH = {"month": 1.0, "week": 4.33, "day": 26.0}
_LEAST_MONTH = 3000.0
"""In som. What is said per piece or without a period, and is less, is not a month's pay."""


def month_in_som(facts: Mapping[str, Value], rates: Mapping[str, float]) -> PayOffer | None:
    """The amounts of a mention as a month's pay in som, or None where that is not known.

    A week is 4.33 to a month and a day 26. An amount without a currency is in som. A piece rate is
    taken where the amount can only be what it comes to in a month; an hour's pay says nothing of
    a month. None without a rate for the currency.
    """
    rate = rates.get(str(facts.get("currency", SOM)))
    basis = str(facts.get("basis", "month"))
    times = _A_MONTH.get(basis, 1.0 if basis == "piece" else None)
    if rate is None or times is None:
        return None
    low, high = (
        None if facts.get(name) is None else round(float(facts[name]) * rate * times, 2)
        for name in ("amount_min", "amount_max")
    )
    largest = max((value for value in (low, high) if value is not None), default=0.0)
    if largest < _LEAST_MONTH:
        return None
    return PayOffer(low, high)


def pay_among(mentions: Iterable[Mention], rates: Mapping[str, float]) -> PayOffer | None:
    """The first month's pay that a text speaks of."""
    for mention in mentions:
        if not mention.negated and ("amount_min" in mention.facts or "amount_max" in mention.facts):
            offer = month_in_som(mention.facts, rates)
            if offer is not None:
                return offer
    return None
