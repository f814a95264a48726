"""From checked facts to a profile's rows, and back."""

from __future__ import annotations

import datetime as dt

from recruit.models import Candidate, CandidateExperience, Claim, ClaimEvidence
from recruit.services.candidate_facts import ClaimLine, ExperienceLine, Facts


def facts_of(candidate: Candidate) -> Facts:
    """A profile as facts, the inverse of keeping them."""
    return Facts(
        headline=candidate.headline,
        about=candidate.about,
        country=candidate.country,
        place=candidate.place,
        languages=tuple(candidate.languages),
        available_from=candidate.available_from,
        pay_wanted=candidate.pay_wanted,
        ready_to_move=candidate.ready_to_move,
        wishes=tuple(candidate.wishes),
        visibility=candidate.visibility,
        claims=tuple(
            ClaimLine(c.text, c.concept_id, c.level, c.years, c.last_used_years)
            for c in candidate.claims
        ),
        experience=tuple(
            ExperienceLine(e.title, e.concept_id, e.years) for e in candidate.experience
        ),
    )


def touch(candidate: Candidate, now: dt.datetime) -> None:
    """Count an edit: whoever ranks notices."""
    candidate.revision += 1
    candidate.updated_at = now


def fill(candidate: Candidate, facts: Facts) -> None:
    """Keep checked facts, all of them."""
    fill_skills(candidate, facts)
    fill_wishes(candidate, facts)
    candidate.visibility = facts.visibility


def fill_wishes(candidate: Candidate, facts: Facts) -> None:
    """Keep the checked half about where from, when and for what."""
    candidate.country = facts.country
    candidate.place = facts.place
    candidate.languages = list(facts.languages)
    candidate.available_from = facts.available_from
    candidate.pay_wanted = facts.pay_wanted
    candidate.ready_to_move = facts.ready_to_move
    candidate.wishes = list(facts.wishes)


def fill_skills(candidate: Candidate, facts: Facts) -> None:
    """Keep the checked half about what somebody can do."""
    candidate.headline = facts.headline
    candidate.about = facts.about
    held = {_key(claim.concept_id, claim.text): claim for claim in candidate.claims}
    candidate.claims = [
        _claim(held.get(_key(line.concept_id, line.text)), line, position)
        for position, line in enumerate(facts.claims)
    ]
    worked = {_key(line.concept_id, line.title): line for line in candidate.experience}
    candidate.experience = [
        _time(worked.pop(_key(line.concept_id, line.title), None), line, position)
        for position, line in enumerate(facts.experience)
    ]


def _key(concept_id: str | None, text: str) -> str:
    return concept_id or f"text:{text.casefold()}"


def _claim(held: Claim | None, line: ClaimLine, position: int) -> Claim:
    """The row of a skill, the one it had if it had one: applications name it by its id.

    Somebody else's confirmation holds for what was confirmed, not for more.
    """
    claim = held or Claim(concept_id=line.concept_id, evidence=ClaimEvidence.STATED)
    if _more(line.level, claim.level) or _more(line.years, claim.years):
        claim.evidence = ClaimEvidence.STATED
    claim.position, claim.text = position, line.text
    claim.level, claim.years = line.level, line.years
    claim.last_used_years = line.last_used_years
    return claim


def _time(
    held: CandidateExperience | None, line: ExperienceLine, position: int
) -> CandidateExperience:
    time = held or CandidateExperience(concept_id=line.concept_id)
    time.position, time.title, time.years = position, line.title, line.years
    return time


def _more(said: float | None, before: float | None) -> bool:
    return said is not None and (before is None or said > before)


def merge(held: Claim, other: Claim) -> None:
    """Take another claim of the same skill in: the better of each fact, as when it is typed."""
    if _more(other.level, held.level) or _more(other.years, held.years):
        held.evidence = ClaimEvidence.STATED
    if _more(other.level, held.level):
        held.level = other.level
    if _more(other.years, held.years):
        held.years = other.years
    used = [x.last_used_years for x in (held, other) if x.last_used_years is not None]
    held.last_used_years = min(used, default=None)
