"""A match as people read it: the engine's numbers unchanged, each with a plain sentence."""

from __future__ import annotations

from collections.abc import Mapping

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
    telling = Telling(posting, language, names)
    views = []
    for reason in match.reasons:
        asked = telling.asked.get(reason.requirement_id or "")
        facts = held.get(reason.claim_id or "")
        views.append(
            ReasonView(
                kind=reason.component.value,
                requirement_id=reason.requirement_id,
                claim_id=reason.claim_id,
                requirement=telling.label(reason),
                importance=asked.importance.value if asked else None,
                verdict=reason.verdict.value,
                sentence=telling.sentence(reason, facts),
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
        parts=tuple(telling.parts(match)),
        reasons=tuple(views),
        blocked=tuple(telling.block(block) for block in match.blocked),
    )


def _trade(reason: Reason, posting: Posting) -> str | None:
    return posting.occupation if reason.component is Component.EXPERIENCE else None


class Telling:
    """Puts matches with one posting into the reader's words: made once for a whole list."""

    def __init__(
        self, posting: Posting, language: str, names: Mapping[str, str] | None = None
    ) -> None:
        self.asked: dict[str, Requirement] = {asked.id: asked for asked in posting.requirements}
        self._told, self._called = spoken(), labels(language)
        self._names = dict(names or {})
        self._components: dict[Component, str] = {}

    def name(self, concept: str) -> str:
        """What a concept is called."""
        found = self._names.get(concept)
        if not found:
            found = self._names[concept] = self._called(concept)
        return found

    def component(self, component: Component) -> str:
        """What a part of the score is called."""
        found = self._components.get(component)
        if found is None:
            found = translated(self._told, _COMPONENTS[component])
            self._components[component] = found
        return found

    def label(self, reason: Reason) -> str:
        """What a reason is about."""
        asked = self.asked.get(reason.requirement_id or "")
        return self.component(reason.component) if asked is None else self.name(asked.concept)

    def sentence(self, reason: Reason, facts: Said | None) -> str:
        """A reason as a sentence; ``facts`` are what the person said of what it names."""
        name = self.name(facts[0]) if facts else ""
        asked = self.asked.get(reason.requirement_id or "")
        if asked is not None:
            return skill_sentence(self._told, reason, asked, facts, name)
        if reason.component is Component.EXPERIENCE:
            return experience_sentence(self._told, reason.verdict, facts, name)
        return component_sentence(self._told, reason.component, reason.verdict)

    def parts(self, match: Match) -> list[PartView]:
        """The sums of a match's reasons, in their order."""
        points: dict[Component, int] = {}
        possible: dict[Component, int] = {}
        for reason in match.reasons:
            kind = reason.component
            points[kind] = points.get(kind, 0) + reason.points
            possible[kind] = possible.get(kind, 0) + reason.possible
        return [
            PartView(kind.value, self.component(kind), points[kind], possible[kind])
            for kind in points
        ]

    def block(self, block: Block) -> BlockView:
        """Why somebody stands apart."""
        asked = self.asked.get(block.requirement_id or "")
        sentence = block_sentence(self._told, block.code, self.name(asked.concept) if asked else "")
        return BlockView(block.code.value, block.requirement_id, sentence)
