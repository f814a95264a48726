"""What a specialist may say of themselves: checked whole, every fault at its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from babel import Locale

from recruit.errors import Fault, FieldFault, fault
from recruit.models import Visibility
from recruit.services import matching
from recruit.services.text import check_text

WISHES = ("housing", "meals", "transport", "air_ticket")
"""What a specialist can wish for besides pay; the same words as a vacancy's conditions."""

MAX_HEADLINE = 200
MAX_ABOUT = 5_000
MAX_LINE = 200
MAX_PLACE = 100
MAX_CLAIMS = 60
MAX_EXPERIENCE = 20
MAX_LANGUAGES = 20
MAX_LEVEL = 5
MAX_YEARS = 60
MAX_PAY = 10_000_000
FARTHEST = dt.timedelta(days=731)

_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_ENGLISH = Locale("en")
COUNTRIES = frozenset(
    code
    for code in map(str, _ENGLISH.territories)
    if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
)
"""ISO 3166 codes of two letters."""

_LANGUAGES = frozenset(code for code in map(str, _ENGLISH.languages) if len(code) == 2)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One thing somebody says they can do; without a concept it is linked by its words."""

    text: str
    concept_id: str | None = None
    level: int | None = None
    years: float | None = None
    last_used_years: float | None = None


@dataclass(frozen=True, slots=True)
class ExperienceLine:
    """Years in a trade; without a concept it is linked by its title."""

    title: str
    concept_id: str | None = None
    years: float | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The working part of a profile as pages and programs send it."""

    headline: str = ""
    about: str = ""
    country: str | None = None
    place: str = ""
    languages: tuple[str, ...] = ()
    available_from: dt.date | None = None
    pay_wanted: int | None = None
    ready_to_move: bool | None = None
    wishes: tuple[str, ...] = ()
    visibility: Visibility = Visibility.PUBLIC
    claims: tuple[ClaimLine, ...] = ()
    experience: tuple[ExperienceLine, ...] = ()


def check(facts: Facts, now: dt.datetime, faults: list[FieldFault]) -> Facts:
    """The facts fit to keep: cleaned, linked, repetitions merged; faults are added."""
    return check_wishes(check_skills(facts, faults), now, faults)


def check_skills(facts: Facts, faults: list[FieldFault]) -> Facts:
    """The half about what somebody can do: headline, about, claims, experience."""
    headline = check_text(
        "headline", facts.headline, maximum=MAX_HEADLINE, faults=faults, line=True
    )
    about = check_text("about", facts.about, maximum=MAX_ABOUT, faults=faults)
    before = len(faults)
    claims = _claims(facts.claims, faults)
    experience = _experience(facts.experience, faults)
    if len(faults) == before:
        if not claims and not experience:
            faults.append(fault("claims", Fault.REQUIRED))
        elif not any(c.concept_id for c in claims) and not any(e.concept_id for e in experience):
            faults.append(fault("claims", Fault.NOTHING_RECOGNISED))
    return replace(
        facts,
        headline=" ".join(headline.split()),
        about=about,
        claims=tuple(claims),
        experience=tuple(experience),
    )


def check_wishes(facts: Facts, now: dt.datetime, faults: list[FieldFault]) -> Facts:
    """The half about where from, when and for what: country to wishes."""
    place = check_text("place", facts.place, maximum=MAX_PLACE, faults=faults, line=True)
    country = facts.country.upper() if facts.country else None
    if country is not None and country not in COUNTRIES:
        faults.append(fault("country", Fault.UNKNOWN_CHOICE))
    languages = check_languages(facts.languages, faults)
    wishes = tuple(wish for wish in WISHES if wish in facts.wishes)
    if not set(WISHES).issuperset(facts.wishes):
        faults.append(fault("wishes", Fault.UNKNOWN_CHOICE))
    _in_range("pay_wanted", facts.pay_wanted, 0, MAX_PAY, faults)
    today = now.date()
    if facts.available_from is not None and abs(facts.available_from - today) > FARTHEST:
        faults.append(
            fault(
                "available_from",
                Fault.OUT_OF_RANGE,
                minimum=(today - FARTHEST).isoformat(),
                maximum=(today + FARTHEST).isoformat(),
            )
        )
    return replace(
        facts, place=" ".join(place.split()), country=country, languages=languages, wishes=wishes
    )


def check_languages(codes: Iterable[str], faults: list[FieldFault]) -> tuple[str, ...]:
    """Codes of languages spoken, each once."""
    languages = tuple(dict.fromkeys(code.lower() for code in codes))
    if len(languages) > MAX_LANGUAGES:
        faults.append(fault("languages", Fault.TOO_MANY, maximum=MAX_LANGUAGES))
    elif not _LANGUAGES.issuperset(languages):
        faults.append(fault("languages", Fault.UNKNOWN_CHOICE))
    return languages


def _claims(lines: Sequence[ClaimLine], faults: list[FieldFault]) -> list[ClaimLine]:
    if len(lines) > MAX_CLAIMS:
        faults.append(fault("claims", Fault.TOO_MANY, maximum=MAX_CLAIMS))
        return []
    kept: dict[str, ClaimLine] = {}
    for number, line in enumerate(lines):
        at = f"claims-{number}"
        text, concept = _words(f"{at}-text", line.text, line.concept_id, matching.CLAIMABLE, faults)
        if text and concept is None:
            concept = matching.as_claim(text)
        _in_range(f"{at}-level", line.level, 1, MAX_LEVEL, faults)
        _in_range(f"{at}-years", line.years, 0, MAX_YEARS, faults)
        _in_range(f"{at}-last_used_years", line.last_used_years, 0, MAX_YEARS, faults)
        found = replace(line, text=text, concept_id=concept)
        key = concept or f"text:{text.casefold()}"
        kept[key] = _best(kept[key], found) if key in kept else found
    return list(kept.values())


def _experience(lines: Sequence[ExperienceLine], faults: list[FieldFault]) -> list[ExperienceLine]:
    if len(lines) > MAX_EXPERIENCE:
        faults.append(fault("experience", Fault.TOO_MANY, maximum=MAX_EXPERIENCE))
        return []
    kept: dict[str, ExperienceLine] = {}
    for number, line in enumerate(lines):
        at = f"experience-{number}"
        title, concept = _words(f"{at}-title", line.title, line.concept_id, matching.TRADES, faults)
        if title and concept is None:
            concept = matching.as_trade(title)
        _in_range(f"{at}-years", line.years, 0, MAX_YEARS, faults)
        found = replace(line, title=title, concept_id=concept)
        key = concept or f"text:{title.casefold()}"
        if key in kept:
            found = replace(kept[key], years=_most(kept[key].years, found.years))
        kept[key] = found
    return list(kept.values())


def _words(
    field: str,
    text: str,
    concept_id: str | None,
    types: Iterable[str],
    faults: list[FieldFault],
) -> tuple[str, str | None]:
    """A line's words on one line, and the concept it names, if there is one of these types."""
    kind = matching.concept_type(concept_id) if concept_id else None
    if not text.strip() and kind is not None:
        text = matching.label(concept_id or "", "en")
    text = " ".join(check_text(field, text, maximum=MAX_LINE, faults=faults, required=True).split())
    if not concept_id:
        return text, None
    if kind is None:
        faults.append(fault(field, Fault.NOT_A_CONCEPT, text=text or concept_id))
    elif kind not in types:
        unfit = Fault.NOT_A_CONCEPT if "occupation" in types else Fault.NOT_CLAIMABLE
        faults.append(fault(field, unfit, text=text or concept_id))
    return text, concept_id


def _in_range(
    field: str, value: float | None, minimum: int, maximum: int, faults: list[FieldFault]
) -> None:
    """A fault where a number is beyond its range, or is none at all (NaN)."""
    if value is not None and not minimum <= value <= maximum:
        faults.append(fault(field, Fault.OUT_OF_RANGE, minimum=minimum, maximum=maximum))


def _best(one: ClaimLine, other: ClaimLine) -> ClaimLine:
    """Two lines about the same skill as one: the better of each fact, the first one's words."""
    levels = [line.level for line in (one, other) if line.level is not None]
    used = [x.last_used_years for x in (one, other) if x.last_used_years is not None]
    return replace(
        one,
        level=max(levels, default=None),
        years=_most(one.years, other.years),
        last_used_years=min(used, default=None),
    )


def _most(one: float | None, other: float | None) -> float | None:
    return max((years for years in (one, other) if years is not None), default=None)
