"""What a pasted advert proposes for a vacancy's form: each part editable, nothing invented."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matching import Mention
from recruit.models import Currency, PayBasis, RequirementImportance, Shift
from recruit.services.matching.engine import REQUIRABLE, engine
from recruit.services.matching.words import MAX_TEXT, surfaces

_TITLE = 100
_CONDITIONS = {
    "housing": "housing",
    "dormitory": "housing",
    "meals": "meals",
    "transport": "transport",
    "air_ticket": "travel_paid",
}
_BASES = {
    "piece_rate": PayBasis.PIECE,
    "guaranteed_minimum": PayBasis.GUARANTEED_PIECE,
    "fixed_salary": PayBasis.MONTH,
    "salary": PayBasis.MONTH,
}


@dataclass(frozen=True, slots=True)
class RequirementProposal:
    """A requirement an advert seems to name; ``text`` is its own words."""

    text: str
    concept_id: str
    importance: RequirementImportance
    min_level: int | None
    min_years: float | None


@dataclass(frozen=True, slots=True)
class VacancyProposal:
    """What an advert seems to say; None or empty where it says nothing."""

    title: str
    description: str
    occupation_id: str | None
    requirements: tuple[RequirementProposal, ...]
    languages: tuple[str, ...]
    headcount: int | None
    pay_basis: PayBasis | None
    pay_min: int | None
    pay_max: int | None
    pay_currency: Currency | None
    hours_per_day: float | None
    days_per_week: int | None
    shift: Shift | None
    housing: bool | None
    meals: bool | None
    transport: bool | None
    travel_paid: bool | None


def propose_vacancy(text: str) -> VacancyProposal:
    """Read an advert as somebody wrote it."""
    text = text[:MAX_TEXT]
    found = engine()
    posting = found.reader.posting("proposal", {"description": text})
    mentions = found.reader.mentions(text)
    words = surfaces(mentions)
    standing = [m for m in mentions if not m.negated]
    conditions = {
        _CONDITIONS[m.concept_id]: not m.negated for m in mentions if m.concept_id in _CONDITIONS
    }
    low, high, currency, basis = _pay(standing)
    hours, days = _hours(standing)
    night = any(m.concept_id == "night_shift" for m in standing)
    return VacancyProposal(
        title=_title(text),
        description=text,
        occupation_id=posting.occupation,
        requirements=tuple(
            RequirementProposal(
                words.get(r.concept, r.concept),
                r.concept,
                RequirementImportance(r.importance.value),
                r.min_level,
                r.min_years,
            )
            for r in posting.requirements
            if found.taxonomy.concept(r.concept).type in REQUIRABLE
        ),
        languages=posting.languages,
        headcount=_fact(standing, "headcount"),
        pay_basis=basis,
        pay_min=low,
        pay_max=high,
        pay_currency=currency,
        hours_per_day=hours,
        days_per_week=days,
        shift=Shift.NIGHT if night else None,
        housing=conditions.get("housing"),
        meals=conditions.get("meals"),
        transport=conditions.get("transport"),
        travel_paid=conditions.get("travel_paid"),
    )


def _title(text: str) -> str:
    """The advert's first clause: its own words serve as a title."""
    for line in text.splitlines():
        clause = re.split(r"[,.;:!?।۔]", line.strip(), maxsplit=1)[0].strip(" -–—•*#\t")
        if any(c.isalpha() for c in clause):
            return clause[:_TITLE].strip()
    return ""


def _fact(mentions: Sequence[Mention], name: str) -> int | None:
    for mention in mentions:
        value = mention.facts.get(name)
        if isinstance(value, (int, float)) and value >= 1:
            return int(value)
    return None


def _pay(
    mentions: Sequence[Mention],
) -> tuple[int | None, int | None, Currency | None, PayBasis | None]:
    basis = next((_BASES[m.concept_id] for m in mentions if m.concept_id in _BASES), None)
    if any(m.concept_id == "piece_rate" for m in mentions):
        basis = PayBasis.PIECE
    if any(m.concept_id == "guaranteed_minimum" for m in mentions) and basis is PayBasis.PIECE:
        basis = PayBasis.GUARANTEED_PIECE
    for mention in mentions:
        facts = mention.facts
        low, high = _amount(facts, "amount_min"), _amount(facts, "amount_max")
        if low is None and high is None:
            continue
        if facts.get("basis") == "hour":
            basis = PayBasis.HOUR
        elif facts.get("basis") in ("day", "week"):
            return None, None, None, basis
        return low, high, _currency(facts), basis
    return None, None, None, basis


def _amount(facts: Mapping[str, int | float | str], name: str) -> int | None:
    value = facts.get(name)
    return round(value) if isinstance(value, (int, float)) and 0 <= value < 2**31 else None


def _currency(facts: Mapping[str, int | float | str]) -> Currency | None:
    named = facts.get("currency", Currency.KGS.value)
    return Currency(named) if named in set(Currency) else None


def _hours(mentions: Sequence[Mention]) -> tuple[float | None, int | None]:
    hours: float | None = None
    days: int | None = None
    for mention in mentions:
        start, end = mention.facts.get("hours_from"), mention.facts.get("hours_to")
        if hours is None and isinstance(start, (int, float)) and isinstance(end, (int, float)):
            length = (end - start) % 24
            hours = float(length) if 0 < length <= 16 else None
        week = mention.facts.get("days")
        if days is None and isinstance(week, (int, float)) and 1 <= week <= 7:
            days = int(week)
    return hours, days
