"""A CV's text: read, cleaned, and turned into proposals of which nothing is kept unconfirmed."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import replace

from recruit.errors import Fault, FieldFault, Forbidden, Invalid, NotFound, NotSignedIn, fault
from recruit.models import Actor, ActorKind, Candidate, FileType, TextState
from recruit.queries import candidates as queries
from recruit.services import candidate_words, matching
from recruit.services.candidate_facts import (
    ClaimLine,
    ExperienceLine,
    check_languages,
    check_skills,
)
from recruit.services.candidate_rows import facts_of, fill_skills, touch
from recruit.services.candidate_words import Proposal
from recruit.services.files import reader
from recruit.services.files.cleaning import Cleaned, cleaned, joined
from recruit.services.files.personal_lines import label_words, without_personal
from recruit.services.transactions import transaction

logger = logging.getLogger(__name__)

MAX_READ = 20_000
"""Characters of a CV that proposals are made from."""

NOTHING = Proposal((), (), (), (), ())
_REPAIRED = ("bn", "ur")
"""Languages whose letters PDFs give in pieces; their known words help to put them together."""


def read(data: bytes, file_type: FileType) -> Cleaned:
    """A file's text. Raises `Invalid` at `file` where it is refused or costs too much."""
    raw = reader.read(data, file_type)
    known = matching.label_words(_REPAIRED) | label_words()
    return cleaned(raw.text, known, cut=raw.cut)


def proposals(data: bytes, file_type: FileType) -> Proposal:
    """What a CV seems to say about work, and nothing about who somebody is.

    Raises `Invalid` at `file` where it cannot be read now.
    """
    text = read(data, file_type)
    return NOTHING if text.state is TextState.UNREADABLE else proposed(text.text)


def proposed(text: str) -> Proposal:
    """What a CV's text says about work. Pieces that name nothing known are left out: in a CV
    they are names and places more often than skills."""
    about_work = joined(without_personal(text, _names_trade))[:MAX_READ]
    try:
        found = candidate_words.propose(about_work, maximum=MAX_READ)
    except Invalid:
        return NOTHING
    return replace(found, unknown=(), wishes=())


def take_over(
    claims: Sequence[ClaimLine],
    experience: Sequence[ExperienceLine],
    languages: Sequence[str],
    *,
    actor: Actor,
    now: dt.datetime,
) -> Candidate:
    """Add what somebody confirmed of their CV to their profile; what stands there stays.

    Raises `NotSignedIn`, `Forbidden`, `NotFound`, or `Invalid` at the rows as they were given.
    """
    if actor.kind is ActorKind.ANONYMOUS:
        raise NotSignedIn
    if actor.kind is not ActorKind.CANDIDATE or actor.user_id is None:
        raise Forbidden
    with transaction() as session:
        candidate = queries.by_user(session, actor.user_id, lock=True)
        if candidate is None:
            raise NotFound("candidate")
        _take(candidate, claims, experience, languages)
        touch(candidate, now)
    logger.info("profile filled from a CV", extra={"candidate_id": candidate.id})
    return candidate


def _take(
    candidate: Candidate,
    claims: Sequence[ClaimLine],
    experience: Sequence[ExperienceLine],
    languages: Sequence[str],
) -> None:
    faults: list[FieldFault] = []
    facts = facts_of(candidate)
    if claims or experience:
        check_skills(replace(facts, claims=tuple(claims), experience=tuple(experience)), faults)
    elif not languages:
        faults.append(fault("claims", Fault.NOTHING_CHOSEN))
    spoken = check_languages((*facts.languages, *languages), faults)
    if faults:
        raise Invalid(faults)
    if claims or experience:
        whole = replace(
            facts,
            claims=(*facts.claims, *claims),
            experience=(*facts.experience, *experience),
        )
        checked = check_skills(whole, faults)
        if faults:
            raise Invalid([replace(one, field=one.field.split("-")[0]) for one in faults])
        fill_skills(candidate, checked)
    candidate.languages = list(spoken)


def _names_trade(line: str) -> bool:
    return any(not mention.negated for mention in matching.mentions(line))
