"""People given in a call, described or in plain words, read into profiles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from recruit.errors import Fault, FieldFault, Invalid, fault
from recruit.models import ClaimEvidence
from recruit.services import candidate_words, matching
from recruit.services.candidate_facts import WISHES, ExperienceLine
from recruit.services.text import clean

MAX_CANDIDATES = 500
MAX_TEXTS = 2_000
"""Different short texts to be linked in one call."""

_LANGUAGE_LENGTH = 2
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class GivenClaim:
    """A skill of somebody given in a call, by concept or in words."""

    text: str = ""
    concept_id: str | None = None
    level: int | None = None
    years: float | None = None
    last_used_years: float | None = None
    evidence: ClaimEvidence = ClaimEvidence.STATED


@dataclass(frozen=True, slots=True)
class GivenCandidate:
    """Somebody given in a call: in plain words (``text``), or described."""

    id: str
    text: str | None = None
    claims: tuple[GivenClaim, ...] = ()
    experience: tuple[ExperienceLine, ...] = ()
    languages: tuple[str, ...] = ()
    available_from: dt.date | None = None
    pay_wanted: int | None = None
    ready_to_move: bool | None = None
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadCandidate:
    """Somebody's profile, their words by concept, and pieces of text that said nothing to us."""

    profile: matching.Profile
    words: Mapping[str, str]
    unread: tuple[str, ...]


def read_people(given: Sequence[GivenCandidate], faults: list[FieldFault]) -> list[ReadCandidate]:
    """Profiles of people given in a call; faults are added, below ``candidates-3`` each."""
    if len(given) > MAX_CANDIDATES:
        faults.append(fault("candidates", Fault.TOO_MANY, maximum=MAX_CANDIDATES))
        return []
    meant = _Meaning(given)
    if meant.size > MAX_TEXTS:
        faults.append(fault("candidates", Fault.TOO_MANY, maximum=MAX_TEXTS))
        return []
    meant.find()
    people: list[ReadCandidate] = []
    seen: set[str] = set()
    for number, person in enumerate(given):
        place = f"candidates-{number}"
        if person.id in seen:
            faults.append(fault(f"{place}-id", Fault.REPEATED))
        seen.add(person.id)
        read = _in_words if person.text is not None else _described
        people.append(read(person, place, meant, faults))
    return people


class _Meaning:
    """What the short texts of a call mean, each looked up once."""

    def __init__(self, given: Sequence[GivenCandidate]) -> None:
        self._claims = dict.fromkeys(
            _line(c.text) for p in given for c in p.claims if not c.concept_id
        )
        self._titles = dict.fromkeys(
            _line(e.title) for p in given for e in p.experience if not e.concept_id
        )
        self.claim: dict[str, str | None] = {}
        self.title: dict[str, str | None] = {}

    @property
    def size(self) -> int:
        return len(self._claims) + len(self._titles)

    def find(self) -> None:
        claims = list(self._claims)
        found = matching.concepts_of(claims, matching.CLAIMABLE)
        self.claim = dict(zip(claims, found, strict=True))
        self.title = {title: matching.as_trade(title) for title in self._titles}


def _in_words(
    person: GivenCandidate, place: str, meant: _Meaning, faults: list[FieldFault]
) -> ReadCandidate:
    try:
        said = candidate_words.propose(person.text or "")
    except Invalid as error:
        if all(found.fault is Fault.NOTHING_RECOGNISED for found in error.faults):
            # One person of many whom nobody understands is ranked last, not refused.
            blank = _described(replace(person, text=None), place, meant, faults)
            return replace(blank, unread=(_line(person.text or "")[:_SHOWN],))
        faults += [replace(found, field=f"{place}-text") for found in error.faults]
        return ReadCandidate(matching.Profile(person.id), {}, ())
    lines = {c.concept_id: c.text for c in said.claims if c.concept_id}
    lines |= {e.concept_id: e.title for e in said.experience if e.concept_id}
    described = replace(
        person,
        claims=tuple(
            GivenClaim(c.text, c.concept_id, c.level, c.years, c.last_used_years)
            for c in said.claims
        ),
        experience=said.experience,
        languages=person.languages or said.languages,
        wishes=person.wishes or said.wishes,
    )
    read = _described(described, place, meant, faults)
    return replace(read, words=lines, unread=said.unknown)


def _described(
    person: GivenCandidate, place: str, meant: _Meaning, faults: list[FieldFault]
) -> ReadCandidate:
    words: dict[str, str] = {}
    claims = []
    for number, claim in enumerate(person.claims):
        concept = _concept(
            f"{place}-claims-{number}", "text", claim.text, claim.concept_id, meant.claim, faults
        )
        if concept is None:
            continue
        words.setdefault(concept, _line(claim.text))
        claims.append(
            {
                "concept": concept,
                "level": claim.level,
                "years": claim.years,
                "last_used_years": claim.last_used_years,
                "evidence": claim.evidence.value,
            }
        )
    jobs = []
    for number, job in enumerate(person.experience):
        concept = _concept(
            f"{place}-experience-{number}", "title", job.title, job.concept_id, meant.title, faults
        )
        if concept is not None:
            words.setdefault(concept, _line(job.title))
            jobs.append({"concept": concept, "years": job.years})
    for number, code in enumerate(person.languages):
        if len(code) != _LANGUAGE_LENGTH or not (code.isascii() and code.isalpha()):
            faults.append(fault(f"{place}-languages-{number}", Fault.UNKNOWN_CHOICE))
    if not set(WISHES).issuperset(person.wishes):
        faults.append(fault(f"{place}-wishes", Fault.UNKNOWN_CHOICE))
    if faults:
        return ReadCandidate(matching.Profile(person.id), {}, ())
    profile = matching.profile_of_parts(
        person.id,
        {
            "claims": claims,
            "experience": jobs,
            "languages": list(person.languages),
            "available_from": person.available_from,
            "pay_wanted": person.pay_wanted,
            "ready_to_move": person.ready_to_move,
            "wishes": list(person.wishes),
        },
    )
    return ReadCandidate(profile, words, ())


def _concept(
    place: str,
    name: str,
    text: str,
    concept_id: str | None,
    meant: Mapping[str, str | None],
    faults: list[FieldFault],
) -> str | None:
    """The concept of a line, of the kind its field holds; a fault at the line where there is
    none."""
    types = matching.CLAIMABLE if name == "text" else matching.TRADES
    if concept_id:
        kind = matching.concept_type(concept_id)
        if kind in types:
            return concept_id
        unfit = Fault.NOT_CLAIMABLE if kind and name == "text" else Fault.NOT_A_CONCEPT
        faults.append(fault(f"{place}-concept", unfit, text=concept_id))
        return None
    line = _line(text)
    if not line:
        faults.append(fault(f"{place}-{name}", Fault.REQUIRED))
        return None
    found = meant.get(line)
    if found is None:
        faults.append(fault(f"{place}-{name}", Fault.NOT_A_CONCEPT, text=line))
    return found


def _line(text: str) -> str:
    return " ".join(clean(text).split())
