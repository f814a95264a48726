"""A specialist's own words as proposals for a profile; nothing is kept until confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recruit.errors import Fault, FieldFault, Invalid, fault
from recruit.services import matching
from recruit.services.candidate_facts import MAX_LINE, WISHES, ClaimLine, ExperienceLine
from recruit.services.text import check_text

MAX_WORDS = 5_000
MAX_UNKNOWN = 12

_PIECES = re.compile(r"[^\n,;.!?،؛۔।]+")
_CONTACT = re.compile(r"@|(?:\d[\s()-]*){5}")
_LONGEST_UNKNOWN = 6
_WISHES = {**{wish: wish for wish in WISHES}, "dormitory": "housing"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody's words seem to say; ``unknown`` are the pieces nothing was recognised in."""

    claims: tuple[ClaimLine, ...]
    experience: tuple[ExperienceLine, ...]
    languages: tuple[str, ...]
    wishes: tuple[str, ...]
    unknown: tuple[str, ...]


def propose(words: str, *, maximum: int = MAX_WORDS) -> Proposal:
    """Read what somebody says of their work, up to a length of text.

    Raises `Invalid` at `words`, also where no skill and no trade is recognised.
    """
    faults: list[FieldFault] = []
    text = check_text("words", words, maximum=maximum, faults=faults, required=True)
    if faults:
        raise Invalid(faults)
    read = matching.propose_profile(text)
    if read.empty:
        raise Invalid([fault("words", Fault.NOTHING_RECOGNISED)])
    found = matching.mentions(text)
    named = {_WISHES.get(m.concept_id) for m in found if not m.negated} | set(read.wishes)
    return Proposal(
        claims=tuple(ClaimLine(c.text, c.concept_id, c.level, c.years) for c in read.claims),
        experience=tuple(ExperienceLine(e.title, e.concept_id, e.years) for e in read.experience),
        languages=read.languages,
        wishes=tuple(wish for wish in WISHES if wish in named),
        unknown=tuple(dict.fromkeys(_unknown(text, found)))[:MAX_UNKNOWN],
    )


def line_of(text: str, level: int | None = None, years: float | None = None) -> ClaimLine:
    """One skill in somebody's words, with the concept they mean, if we know one."""
    text = " ".join(text.split())
    return ClaimLine(text, matching.as_claim(text) if text else None, level, years)


def job_of(title: str, years: float | None = None) -> ExperienceLine:
    """One trade in somebody's words, with the concept they mean, if we know one."""
    title = " ".join(title.split())
    return ExperienceLine(title, matching.as_trade(title) if title else None, years)


def _unknown(text: str, found: list[matching.Mention]) -> Iterator[str]:
    """Short pieces between commas in which nothing is known: perhaps a skill we do not know.

    Long pieces are prose, those with figures are years or telephones; neither names a skill.
    """
    for piece in _PIECES.finditer(text):
        words = " ".join(piece.group().split())
        if any(m.start < piece.end() and piece.start() < m.end for m in found):
            continue
        if _CONTACT.search(words) or words[:1].isdigit() or len(words) > MAX_LINE:
            continue
        if any(c.isalpha() for c in words) and len(words.split()) <= _LONGEST_UNKNOWN:
            yield words
