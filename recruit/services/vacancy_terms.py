"""What a vacancy says, and the rules it must keep: the same for the pages and for programs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from recruit.errors import Fault, FieldFault, Invalid, fault
from recruit.models import Currency, PayBasis, RequirementImportance, Shift
from recruit.services import matching
from recruit.services.text import check_text, clean

TITLE_LEAST, TITLE_MOST = 3, 200
DESCRIPTION_MOST = 10_000
LINE_MOST = 300
REQUIREMENT_MOST = 200
PLACE_MOST = 100
REQUIREMENTS_MOST = 30
LANGUAGES_MOST = 10
HEADCOUNT_MOST = 1000
MONEY_MOST = 10_000_000
YEARS_MOST = 60
WEIGHT_MOST = 100
DATES_SPAN = dt.timedelta(days=3 * 366)

_LANGUAGE = re.compile("[a-z]{2}")


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One thing asked: ``concept_id`` is what ``text`` means; without it the text is linked.

    ``keep`` has a text kept as it is where nothing is known that it means.
    """

    text: str
    concept_id: str | None = None
    importance: RequirementImportance = RequirementImportance.ESSENTIAL
    min_level: int | None = None
    min_years: float | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything of a vacancy that its employer writes.

    Pay amounts are a month's, an hour's for basis `hour`. The occupation is ``occupation_id``, or
    what ``occupation`` means, or what the title means. ``weights`` of None leaves them as they are.
    """

    title: str
    description: str = ""
    occupation: str = ""
    occupation_id: str | None = None
    requirements: tuple[RequirementLine, ...] = ()
    headcount: int = 1
    pay_basis: PayBasis | None = None
    pay_min: int | None = None
    pay_max: int | None = None
    pay_currency: Currency = Currency.KGS
    guaranteed_minimum: int | None = None
    deductions: str = ""
    hours_per_day: float | None = None
    days_per_week: int | None = None
    overtime: str = ""
    shift: Shift | None = None
    housing: bool | None = None
    meals: bool | None = None
    transport: bool | None = None
    travel_paid: bool | None = None
    contract_months: int | None = None
    floor_languages: tuple[str, ...] = ()
    place: str = ""
    start_on: dt.date | None = None
    expires_on: dt.date | None = None
    weights: Mapping[str, float] | None = None


def check(terms: Terms, *, today: dt.date, filled: int = 0, titled: bool = True) -> Terms:
    """The terms cleaned, each requirement and the occupation settled to a concept.

    ``filled`` is how many of the posts are taken already; ``titled`` says whether a title must
    be there. Raises `Invalid` with every fault.
    """
    faults: list[FieldFault] = []
    occupation_id = _occupation(terms, faults)
    requirements = _requirements(terms.requirements, faults)
    nothing = not terms.requirements or (
        requirements and not any(r.concept_id for r in requirements)
    )
    if nothing and occupation_id is None and not _at(faults, "occupation"):
        faults.append(fault("requirements", Fault.NOTHING_RECOGNISED))
    _numbers(terms, filled, faults)
    _dates(terms, today, faults)
    checked = replace(
        terms,
        title=check_text(
            "title",
            terms.title,
            minimum=TITLE_LEAST,
            maximum=TITLE_MOST,
            faults=faults,
            required=titled,
            line=True,
        ),
        description=_text("description", terms.description, DESCRIPTION_MOST, faults),
        occupation_id=occupation_id,
        requirements=requirements,
        deductions=_text("deductions", terms.deductions, LINE_MOST, faults),
        overtime=_text("overtime", terms.overtime, LINE_MOST, faults),
        place=check_text("place", terms.place, maximum=PLACE_MOST, faults=faults, line=True),
        floor_languages=_languages(terms.floor_languages, faults),
        weights=None if terms.weights is None else check_weights(terms.weights, faults),
    )
    if faults:
        raise Invalid(faults)
    return checked


def check_weights(weights: Mapping[str, float], faults: list[FieldFault]) -> dict[str, float]:
    """What each part of the score weighs, 0 to 100; they may not all be 0."""
    known = {component.value for component in matching.Component}
    for name, weight in weights.items():
        if name not in known:
            faults.append(fault("weights", Fault.UNKNOWN_CHOICE))
        else:
            _within(f"weights-{name}", weight, 0, WEIGHT_MOST, faults)
    whole = {c.value: w for c, w in matching.DEFAULT_WEIGHTS.items()} | dict(weights)
    if not any(whole.values()):
        faults.append(fault("weights-skill", Fault.OUT_OF_RANGE, minimum=1, maximum=WEIGHT_MOST))
    return {name: float(weight) for name, weight in weights.items()}


def _text(field: str, value: str, maximum: int, faults: list[FieldFault]) -> str:
    return check_text(field, value, maximum=maximum, faults=faults)


def _at(faults: Sequence[FieldFault], field: str) -> bool:
    return any(found.field == field for found in faults)


def _occupation(terms: Terms, faults: list[FieldFault]) -> str | None:
    if terms.occupation_id:
        if matching.concept_type(terms.occupation_id) == "occupation":
            return terms.occupation_id
        faults.append(fault("occupation", Fault.UNKNOWN_CHOICE))
        return None
    said = _text("occupation", terms.occupation, TITLE_MOST, faults)
    if not said:
        return matching.as_occupation(clean(terms.title)[:TITLE_MOST])
    found = matching.as_occupation(said)
    if found is None and not _at(faults, "occupation"):
        faults.append(fault("occupation", Fault.NOT_A_CONCEPT, text=said))
    return found


def _requirements(
    lines: Sequence[RequirementLine], faults: list[FieldFault]
) -> tuple[RequirementLine, ...]:
    if len(lines) > REQUIREMENTS_MOST:
        faults.append(fault("requirements", Fault.TOO_MANY, maximum=REQUIREMENTS_MOST))
    settled: list[RequirementLine] = []
    for position, line in enumerate(lines[:REQUIREMENTS_MOST]):
        row = f"requirements-{position}"
        text = check_text(
            f"{row}-text", line.text, maximum=REQUIREMENT_MOST, faults=faults, required=True
        )
        if line.min_level is not None:
            _within(f"{row}-min_level", line.min_level, 1, 5, faults)
        if line.min_years is not None:
            _within(f"{row}-min_years", line.min_years, 0, YEARS_MOST, faults)
        if _at(faults, f"{row}-text"):
            continue
        concept_id = _asked(line.concept_id, text)
        if concept_id is None and (line.concept_id or not line.keep):
            faults.append(fault(f"{row}-text", Fault.NOT_A_CONCEPT, text=text))
        elif any(_same(concept_id, text, other) for other in settled):
            faults.append(fault(f"{row}-text", Fault.REPEATED))
        else:
            settled.append(replace(line, text=text, concept_id=concept_id))
    return tuple(settled)


def _same(concept_id: str | None, text: str, other: RequirementLine) -> bool:
    if concept_id is None:
        return other.concept_id is None and text.casefold() == other.text.casefold()
    return concept_id == other.concept_id


def _asked(concept_id: str | None, text: str) -> str | None:
    """What a line asks: the concept it names if that can be asked, else what its text means."""
    if not concept_id:
        return matching.as_requirement(text)
    return concept_id if matching.concept_type(concept_id) in matching.REQUIRABLE else None


def _languages(codes: Sequence[str], faults: list[FieldFault]) -> tuple[str, ...]:
    kept = tuple(dict.fromkeys(code.strip().lower() for code in codes))
    if len(kept) > LANGUAGES_MOST:
        faults.append(fault("floor_languages", Fault.TOO_MANY, maximum=LANGUAGES_MOST))
    elif not all(_LANGUAGE.fullmatch(code) for code in kept):
        faults.append(fault("floor_languages", Fault.UNKNOWN_CHOICE))
    return kept


def _numbers(terms: Terms, filled: int, faults: list[FieldFault]) -> None:
    _within("headcount", terms.headcount, max(1, filled), HEADCOUNT_MOST, faults)
    for field, amount in (
        ("pay_min", terms.pay_min),
        ("pay_max", terms.pay_max),
        ("guaranteed_minimum", terms.guaranteed_minimum),
    ):
        if amount is not None:
            _within(field, amount, 0, MONEY_MOST, faults)
    low, high = terms.pay_min, terms.pay_max
    if low is not None and high is not None and low > high:
        faults.append(fault("pay_min", Fault.PAY_UPSIDE_DOWN))
    if terms.hours_per_day is not None:
        _within("hours_per_day", terms.hours_per_day, 0.5, 24, faults)
    if terms.days_per_week is not None:
        _within("days_per_week", terms.days_per_week, 1, 7, faults)
    if terms.contract_months is not None:
        _within("contract_months", terms.contract_months, 1, 120, faults)


def _dates(terms: Terms, today: dt.date, faults: list[FieldFault]) -> None:
    last = today + DATES_SPAN
    for field, day, first in (
        ("start_on", terms.start_on, today - DATES_SPAN),
        ("expires_on", terms.expires_on, today),
    ):
        if day is None or first <= day <= last:
            continue
        if day < first and first == today:
            faults.append(fault(field, Fault.IN_THE_PAST))
        else:
            limits = {"minimum": first.isoformat(), "maximum": last.isoformat()}
            faults.append(fault(field, Fault.OUT_OF_RANGE, **limits))


def _within(
    field: str, value: float, minimum: float, maximum: float, faults: list[FieldFault]
) -> None:
    """A fault where the value lies outside; not-a-number lies outside everything."""
    if not minimum <= value <= maximum:
        faults.append(fault(field, Fault.OUT_OF_RANGE, minimum=minimum, maximum=maximum))
