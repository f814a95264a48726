"""A match as people read it: the engine's numbers unchanged, each with a plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from recruit.marks import N_
from recruit.models import Candidate
from recruit.services.matching import (
    Block,
    Component,
    Match,
    Posting,
    Profile,
    Reason,
    Requirement,
    Said,
    Verdict,
    labels,
)
from recruit.wording.sentences import (
    block_sentence,
    component_sentence,
    experience_sentence,
    skill_sentence,
    spoken,
    translated,
)
from recruit.wording.views import BlockView, HeldFacts, MatchView, PartView, ReasonView

_EXPERIENCE = "experience:"

Names = Callable[[str], str]
"""What a concept is called."""

_COMPONENTS = {
    Component.SKILL: N_("Skills"),
    Component.EXPERIENCE: N_("Experience in the trade"),
    Component.LANGUAGE: N_("Language on the floor"),
    Component.DATES: N_("Start date"),
    Component.PAY: N_("Pay"),
    Component.READINESS: N_("Ready to be there"),
    Component.HOUSING: N_("Housing"),
    Component.WISHES: N_("What they wish for"),
    Component.TEXT: N_("Words no skill covers"),
}
_VERDICTS = {
    Verdict.MET: N_("Met"),
    Verdict.PARTLY: N_("Partly met"),
    Verdict.MISSING: N_("Missing"),
    Verdict.UNKNOWN: N_("Not said"),
}


def held_by_candidate(candidate: Candidate) -> dict[str, HeldFacts]:
    """What a specialist said, by the ids that reasons name."""
    held = {
        str(claim.id): HeldFacts(claim.concept_id, claim.text, claim.level, claim.years)
        for claim in candidate.claims
        if claim.concept_id is not None
    }
    for line in candidate.experience:
        if line.concept_id is not None:
            held[_EXPERIENCE + line.concept_id] = HeldFacts(
                line.concept_id, line.title, None, line.years
            )
    return held


def held_facts(held: Mapping[str, Said]) -> dict[str, HeldFacts]:
    """What a specialist said, as rankings hold it."""
    return {id_: HeldFacts(*said) for id_, said in held.items()}


def held_by_profile(profile: Profile, words: Mapping[str, str]) -> dict[str, HeldFacts]:
    """The same of a profile that came in a call; ``words`` by concept."""
    held = {
        claim.id: HeldFacts(claim.concept, words.get(claim.concept, ""), claim.level, claim.years)
        for claim in profile.claims
    }
    for line in profile.experience:
        held[_EXPERIENCE + line.concept] = HeldFacts(
            line.concept, words.get(line.concept, ""), None, line.years
        )
    return held


def component_text(component: str) -> str:
    """A component's name in the reader's language."""
    return _(_COMPONENTS[Component(component)])


def verdict_text(verdict: str) -> str:
    """A verdict's name in the reader's language."""
    return _(_VERDICTS[Verdict(verdict)])


def match_view(
    match: Match,
    posting: Posting,
    held: Mapping[str, HeldFacts],
    language: str,
    names: Mapping[str, str] | None = None,
) -> MatchView:
    """A match in the reader's language; ``names`` are what concepts were called when the match
    was made."""

    told, called = spoken(), labels(language)

    def name_of(concept: str) -> str:
        return (names or {}).get(concept) or called(concept)

    requirements = {requirement.id: requirement for requirement in posting.requirements}
    views = []
    for reason in match.reasons:
        asked = requirements.get(reason.requirement_id or "")
        facts = held.get(reason.claim_id or "")
        views.append(
            ReasonView(
                kind=reason.component.value,
                requirement_id=reason.requirement_id,
                claim_id=reason.claim_id,
                requirement=name_of(asked.concept)
                if asked
                else translated(told, _COMPONENTS[reason.component]),
                importance=asked.importance.value if asked else None,
                verdict=reason.verdict.value,
                sentence=_sentence(told, reason, asked, facts, name_of),
                closeness=reason.closeness,
                level=reason.level,
                evidence=reason.evidence,
                points=reason.points,
                possible=reason.possible,
                asked=asked.concept if asked else _trade(reason, posting),
                held=facts.concept if facts else None,
            )
        )
    return MatchView(
        profile_id=match.profile_id,
        score=match.score,
        parts=_parts(told, views),
        reasons=tuple(views),
        blocked=tuple(_block(told, block, requirements, name_of) for block in match.blocked),
    )


def _trade(reason: Reason, posting: Posting) -> str | None:
    return posting.occupation if reason.component is Component.EXPERIENCE else None


def _parts(told: str, views: list[ReasonView]) -> tuple[PartView, ...]:
    sums: dict[str, list[int]] = {}
    for view in views:
        pair = sums.setdefault(view.kind, [0, 0])
        pair[0] += view.points
        pair[1] += view.possible
    return tuple(
        PartView(kind, translated(told, _COMPONENTS[Component(kind)]), points, possible)
        for kind, (points, possible) in sums.items()
    )


def _sentence(
    told: str,
    reason: Reason,
    asked: Requirement | None,
    facts: HeldFacts | None,
    name_of: Names,
) -> str:
    name = name_of(facts.concept) if facts else ""
    if asked is not None:
        return skill_sentence(told, reason, asked, facts, name)
    if reason.component is Component.EXPERIENCE:
        return experience_sentence(told, reason.verdict, facts, name)
    return component_sentence(told, reason.component, reason.verdict)


def _block(
    told: str, block: Block, requirements: Mapping[str, Requirement], name_of: Names
) -> BlockView:
    asked = requirements.get(block.requirement_id or "")
    name = name_of(asked.concept) if asked else ""
    sentence = block_sentence(told, block.code, name)
    return BlockView(block.code.value, block.requirement_id, sentence)
