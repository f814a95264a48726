"""Claims and requirements being gathered: each concept once, with the best that was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matching._facts import Value
from matching.records import Claim, Evidence, Importance, Requirement

_GRADE_LEVELS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 5, 7: 5}
_STRENGTH = {evidence: n for n, evidence in enumerate(Evidence)}
_WEIGHT = {Importance.NICE: 0, Importance.ESSENTIAL: 1, Importance.MUST: 2}


def years_said(facts: Mapping[str, Value]) -> float | None:
    """The years of a mention."""
    return None if facts.get("years") is None else float(facts["years"])


def level_said(facts: Mapping[str, Value]) -> int | None:
    """The level of a mention, by its words or its tariff grade."""
    if facts.get("level") is not None:
        return int(facts["level"])
    return _GRADE_LEVELS.get(int(facts["grade"])) if facts.get("grade") is not None else None


def more(one: float | None, other: float | None) -> float | None:
    """The larger of two numbers, None standing for nothing said."""
    return max((value for value in (one, other) if value is not None), default=None)


@dataclass(slots=True)
class _ClaimDraft:
    level: int | None = None
    years: float | None = None
    last_used: float | None = None
    evidence: Evidence = Evidence.STATED


class Claims:
    """What a candidate says they can do, a concept once."""

    def __init__(self) -> None:
        self._drafts: dict[str, _ClaimDraft] = {}

    def add(
        self,
        concept: str,
        *,
        level: int | None = None,
        years: float | None = None,
        last_used: float | None = None,
        evidence: Evidence = Evidence.STATED,
    ) -> None:
        """Keep the higher level, the longer time, the more recent use, the stronger evidence."""
        draft = self._drafts.setdefault(concept, _ClaimDraft())
        best = more(draft.level, level)
        draft.level = None if best is None else int(best)
        draft.years = more(draft.years, years)
        used = [value for value in (draft.last_used, last_used) if value is not None]
        draft.last_used = min(used, default=None)
        draft.evidence = max(draft.evidence, evidence, key=_STRENGTH.__getitem__)

    def date(self, concepts: set[str], years: float) -> None:
        """Give years to those of the concepts of which neither years nor a level are said."""
        for concept in concepts & self._drafts.keys():
            draft = self._drafts[concept]
            if draft.years is None and draft.level is None:
                draft.years = years

    def keep(self, concepts: frozenset[str]) -> None:
        """Forget whatever else is only stated."""
        self._drafts = {
            concept: draft
            for concept, draft in self._drafts.items()
            if concept in concepts or draft.evidence is not Evidence.STATED
        }

    def records(self) -> tuple[Claim, ...]:
        """Claims "c1", "c2"... in the order they were first made."""
        return tuple(
            Claim(f"c{n}", concept, d.level, d.years, d.last_used, d.evidence)
            for n, (concept, d) in enumerate(self._drafts.items(), 1)
        )


@dataclass(slots=True)
class _RequirementDraft:
    importance: Importance
    level: int | None = None
    years: float | None = None


class Requirements:
    """What a vacancy asks, a concept once."""

    def __init__(self) -> None:
        self._drafts: dict[str, _RequirementDraft] = {}

    def __contains__(self, concept: object) -> bool:
        return concept in self._drafts

    def add(
        self,
        concept: str,
        importance: Importance,
        *,
        level: int | None = None,
        years: float | None = None,
    ) -> None:
        """Keep the weightiest importance and the highest level and years asked."""
        draft = self._drafts.setdefault(concept, _RequirementDraft(importance))
        draft.importance = max(draft.importance, importance, key=_WEIGHT.__getitem__)
        best = more(draft.level, level)
        draft.level = None if best is None else int(best)
        draft.years = more(draft.years, years)

    def records(self) -> tuple[Requirement, ...]:
        """Requirements "r1", "r2"... in the order they were first named."""
        return tuple(
            Requirement(f"r{n}", concept, d.importance, d.level, d.years)
            for n, (concept, d) in enumerate(self._drafts.items(), 1)
        )
