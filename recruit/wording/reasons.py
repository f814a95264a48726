"""A match as people read it: the engine's numbers unchanged, each with a plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from recruit.marks import N_
from recruit.models import Candidate
from recruit.services.matching import (
    Block,
    BlockCode,
    Component,
    Match,
    Posting,
    Profile,
    Reason,
    Verdict,
    label,
)
from recruit.wording.amounts import isolated, years_text
from recruit.wording.views import BlockView, HeldFacts, MatchView, PartView, ReasonView

_EXPERIENCE = "experience:"

Names = Callable[[str], str]
"""What a concept is called."""

LONG_LIST = 0.2
"""A level factor that only a list of many bare claims comes under."""


_TOLD = {
    (Component.LANGUAGE, Verdict.MET): N_("Speaks the language needed on the floor."),
    (Component.LANGUAGE, Verdict.PARTLY): N_("Speaks some of the languages needed."),
    (Component.LANGUAGE, Verdict.MISSING): N_("Does not name a language needed on the floor."),
    (Component.DATES, Verdict.MET): N_("Free by the start."),
    (Component.DATES, Verdict.PARTLY): N_("Free some time after the start."),
    (Component.DATES, Verdict.MISSING): N_("Free only long after the start."),
    (Component.PAY, Verdict.MET): N_("The pay wanted is within the offer."),
    (Component.PAY, Verdict.PARTLY): N_("The pay wanted is somewhat above the offer."),
    (Component.PAY, Verdict.MISSING): N_("The pay wanted is far above the offer."),
    (Component.READINESS, Verdict.MET): N_("Ready to be at the workplace by the start."),
    (Component.READINESS, Verdict.MISSING): N_("Not ready to come to the workplace."),
    (Component.WISHES, Verdict.MET): N_("Everything wished for is provided."),
    (Component.WISHES, Verdict.PARTLY): N_("Some of what is wished for is provided."),
    (Component.WISHES, Verdict.MISSING): N_("Nothing of what is wished for is provided."),
    (Component.TEXT, Verdict.MET): N_("Says in other words what the vacancy asks in other words."),
    (Component.TEXT, Verdict.PARTLY): N_("Says some of what the vacancy asks in other words."),
    (Component.HOUSING, Verdict.MET): N_("Needs housing, and it is provided."),
    (Component.HOUSING, Verdict.MISSING): N_("Needs housing, and none is provided."),
}
_UNKNOWN = N_("Nothing is said about it, so it does not count either way.")
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

    def name_of(concept: str) -> str:
        return (names or {}).get(concept) or label(concept, language)

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
                requirement=name_of(asked.concept) if asked else component_text(reason.component),
                importance=asked.importance.value if asked else None,
                verdict=reason.verdict.value,
                sentence=_sentence(reason, posting, held, name_of),
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
        parts=_parts(views),
        reasons=tuple(views),
        blocked=tuple(_block(block, posting, name_of) for block in match.blocked),
    )


def _trade(reason: Reason, posting: Posting) -> str | None:
    return posting.occupation if reason.component is Component.EXPERIENCE else None


def _parts(views: list[ReasonView]) -> tuple[PartView, ...]:
    sums: dict[str, list[int]] = {}
    for view in views:
        pair = sums.setdefault(view.kind, [0, 0])
        pair[0] += view.points
        pair[1] += view.possible
    return tuple(
        PartView(kind, component_text(kind), points, possible)
        for kind, (points, possible) in sums.items()
    )


def _sentence(
    reason: Reason, posting: Posting, held: Mapping[str, HeldFacts], name_of: Names
) -> str:
    if reason.component is Component.SKILL:
        return _skill_sentence(reason, posting, held, name_of)
    if reason.component is Component.EXPERIENCE:
        return _experience_sentence(reason, held, name_of)
    return _component_sentence(reason)


def _skill_sentence(
    reason: Reason, posting: Posting, held: Mapping[str, HeldFacts], name_of: Names
) -> str:
    asked = next(r for r in posting.requirements if r.id == reason.requirement_id)
    facts = held.get(reason.claim_id or "")
    if facts is None:
        return _("The profile does not name it, nor anything close to it.")
    name = name_of(facts.concept)
    words = facts.words if facts.words.casefold() != name.casefold() else ""
    lines = []
    if facts.concept == asked.concept:
        lines.append(
            _("Says “%(words)s”.", words=isolated(words))
            if words
            else _("Names exactly this skill.")
        )
    elif reason.closeness is not None and reason.closeness >= 1:
        lines.append(_("Has %(held)s, which includes this.", held=name))
    else:
        if reason.verdict is Verdict.MISSING:
            lines.append(_("The profile does not name it."))
        lines.append(
            _(
                "Has %(held)s, which counts for %(percent)d of 100 here.",
                held=name,
                percent=round((reason.closeness or 0) * 100),
            )
        )
    lines += _extent(facts, asked.min_level, asked.min_years)
    if facts.level is None and facts.years is None:
        lines += _unsaid(reason, asked.min_level or asked.min_years)
    return " ".join(lines)


def _unsaid(reason: Reason, limit: float | None) -> list[str]:
    """What a claim counts for that says neither how well nor how long."""
    level = reason.level or 0.0
    if level < LONG_LIST:
        return [_("It stands in a long list without levels or years, so it counts for little.")]
    if level >= 1:
        return [_("Its years are taken from the rest of the profile.")]
    return [] if limit else [_("Does not say how well or how long, so it counts as a beginner's.")]


def _extent(facts: HeldFacts, min_level: int | None, min_years: float | None) -> list[str]:
    """How well and how long, beside what is asked."""
    lines = []
    if facts.years is not None and min_years:
        lines.append(
            _(
                "%(years)s in it, %(asked)s asked.",
                years=years_text(facts.years),
                asked=years_text(min_years),
            )
        )
    elif facts.years is not None:
        lines.append(_("%(years)s in it.", years=years_text(facts.years)))
    elif min_years:
        lines.append(_("Does not say how long; %(asked)s asked.", asked=years_text(min_years)))
    if facts.level is not None and min_level:
        lines.append(
            _("Level %(level)d of 5, %(asked)d asked.", level=facts.level, asked=min_level)
        )
    elif facts.level is not None:
        lines.append(_("Level %(level)d of 5.", level=facts.level))
    elif min_level and facts.years is None:
        lines.append(_("Does not say how well; level %(asked)d of 5 asked.", asked=min_level))
    return lines


def _experience_sentence(reason: Reason, held: Mapping[str, HeldFacts], name_of: Names) -> str:
    facts = held.get(reason.claim_id or "")
    if reason.verdict is Verdict.UNKNOWN:
        return _("Nothing is said about earlier work, so this does not count either way.")
    if facts is None:
        return _("No earlier work in this trade or one close to it.")
    name = name_of(facts.concept)
    if facts.years is None:
        return _("Worked as %(trade)s; does not say how long.", trade=name)
    return _("%(years)s as %(trade)s.", years=years_text(facts.years), trade=name)


def _component_sentence(reason: Reason) -> str:
    return _(_TOLD.get((reason.component, reason.verdict), _UNKNOWN))


def _block(block: Block, posting: Posting, name_of: Names) -> BlockView:
    asked = next((r for r in posting.requirements if r.id == block.requirement_id), None)
    name = name_of(asked.concept) if asked else ""
    sentences = {
        BlockCode.MUST_MISSING: _("Blocked, because “%(skill)s” is a must and is missing."),
        BlockCode.LEVEL_TOO_LOW: _(
            "Blocked, because the level stated for “%(skill)s” is below what is a must."
        ),
        BlockCode.YEARS_TOO_FEW: _(
            "Blocked, because the years stated for “%(skill)s” are fewer than what is a must."
        ),
        BlockCode.TOO_LATE: _("Blocked, because they are free only long after the start."),
    }
    sentence = sentences[block.code]
    return BlockView(
        block.code.value, block.requirement_id, sentence % {"skill": name} if name else sentence
    )
