"""Reading a pasted advert: what it seems to say, and which of its words said nothing to us."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recruit.errors import Fault, FieldFault, Invalid, fault
from recruit.services import matching
from recruit.services.text import check_text
from recruit.services.vacancy_terms import DESCRIPTION_MOST

SHOWN = 8
_CLAUSE = re.compile(r"[^,.;:!?\n()।۔،؛]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """An advert's proposal for a vacancy, and clauses in which nothing was recognised."""

    proposal: matching.VacancyProposal
    not_understood: tuple[str, ...]


def read(text: str, *, field: str = "description") -> Reading:
    """Read an advert as somebody wrote it; nothing is kept.

    Raises `Invalid` at ``field`` where there is no text, too much of it, or nothing in it that
    the vocabulary knows.
    """
    faults: list[FieldFault] = []
    text = check_text(field, text, maximum=DESCRIPTION_MOST, faults=faults, required=True)
    if faults:
        raise Invalid(faults)
    proposal = matching.propose_vacancy(text)
    if not proposal.requirements and proposal.occupation_id is None:
        raise Invalid([fault(field, Fault.NOTHING_RECOGNISED)])
    return Reading(proposal, _not_understood(text))


def _not_understood(text: str) -> tuple[str, ...]:
    found = matching.mentions(text)
    said: list[str] = []
    for clause in _CLAUSE.finditer(text):
        words = clause.group().strip(" \t-–—•*#\"'«»“”")
        known = any(m.start < clause.end() and clause.start() < m.end for m in found)
        if not known and any(character.isalpha() for character in words):
            said.append(words[:120])
    return tuple(dict.fromkeys(said))[:SHOWN]
