"""What a person wrote, as records: the one way from text to Profile and Posting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from matching._dating import Dating, Jobs
from matching._finding import CLAIMABLE, NOT_SKILLS, Codes, Finder, language_code
from matching._gather import Claims, Requirements, level_said, more, years_said
from matching._importance import importances
from matching._letters import words
from matching._others import of_others
from matching._parts import (
    Part,
    check,
    date_of,
    items_of,
    level_of,
    number_of,
    text_of,
    texts_of,
)
from matching.extraction import Mention
from matching.linking import Linker
from matching.records import (
    Evidence,
    Experience,
    Importance,
    Posting,
    Profile,
)
from matching.taxonomy import TRADES, Taxonomy

_NOT_OFFERS = frozenset({"experience", "urgent", "female_only_ad", "trial_day"})
_PROFILE_PARTS = words(
    "headline about claims experience languages available_from pay_wanted ready_to_move wishes"
)
_POSTING_PARTS = words("title description requirements start pay languages conditions weights")
_CLAIM_PARTS = words("text concept years level last_used_years evidence")
_EXPERIENCE_PARTS = frozenset(["title", "concept", "years"])
_REQUIREMENT_PARTS = frozenset(["text", "concept", "importance", "min_years", "min_level"])
_LONGEST_TEXT = 400
_SURE = 0.9
_GATING = (Importance.NICE, Importance.ESSENTIAL, Importance.MUST)
"""What is only like a label shuts nobody out."""


class Reader:
    """Reads the parts of a registration or an advert into records. It never guesses: what is not
    said stays None.

    Parameters
    ----------
    taxonomy : Taxonomy
    linker : Linker
        Fitted, usually on ``taxonomy.entries()``.
    rates : mapping of str to float, optional
        Som for one unit of a currency (ISO 4217). An amount in any other currency is not known.
    """

    def __init__(
        self, taxonomy: Taxonomy, linker: Linker, rates: Mapping[str, float] | None = None
    ) -> None:
        self._taxonomy = taxonomy
        self._find = Finder(taxonomy, linker, rates or {})
        self._dating = Dating(taxonomy)

    def mentions(self, text: str) -> list[Mention]:
        """What a text names; see `Extractor.mentions`."""
        return self._find.mentions(text)

    def profile(self, profile_id: str, parts: Part) -> Profile:
        """A candidate's working part from ``parts``, each key optional and None allowed.

        Keys: ``headline``, ``about`` (texts), ``claims`` (mappings with ``text`` or ``concept``,
        and ``years``, ``level``, ``last_used_years``, ``evidence``), ``experience`` (``title`` or
        ``concept``, and ``years``), ``languages`` (codes or names), ``available_from`` (a date or
        its ISO form), ``pay_wanted`` (som a month, or as people write it), ``ready_to_move``,
        ``wishes`` (concept ids or texts). ``text`` of the profile keeps only claims and titles
        that no concept covers: prose may say who a person is. Raises `ValueError` for an unknown
        key or a value of the wrong kind.
        """
        check(parts, _PROFILE_PARTS, "profile")
        claims, jobs, left = Claims(), Jobs(), list[str]()
        languages = self._find.languages(texts_of(parts, "languages"))
        for item in items_of(parts, "claims", "text", _CLAIM_PARTS):
            self._read_claim(item, claims, jobs, languages, left)
        for item in items_of(parts, "experience", "title", _EXPERIENCE_PARTS):
            self._read_job(item, claims, jobs, left)
        headline, about = text_of(parts, "headline"), text_of(parts, "about")
        prose = f"{headline}\n{about}"
        mentions = self.mentions(prose)
        refused = self._find.refused(headline, mentions)
        trades = [m for m in mentions if self._taxonomy.concept(m.concept_id).type in TRADES]
        refused += of_others(prose, trades)
        headings: list[Mention] = []
        for mention in mentions:
            if self._find.is_heading(mention.concept_id):
                headings.append(mention)
            elif mention not in refused:
                self._note(mention, claims, jobs, languages)
        if jobs:
            self._dating.lend(headings, jobs)
            self._dating.date([m for m in mentions if m not in refused], jobs, claims)
        else:
            for mention in headings:
                self._note(mention, claims, jobs, languages)
        if jobs and all(self._taxonomy.concept(job).type != "occupation" for job in jobs):
            claims.keep(_ways_of_work(self._taxonomy))
        ready = parts.get("ready_to_move")
        return Profile(
            id=profile_id,
            claims=claims.records(),
            experience=tuple(Experience(concept, years) for concept, years in jobs.items()),
            languages=tuple(languages),
            available_from=date_of(parts, "available_from"),
            pay_wanted=self._find.wanted(parts.get("pay_wanted")),
            ready_to_move=None if ready is None else bool(ready),
            wishes=frozenset(self._find.conditions(texts_of(parts, "wishes"))),
            text=_short(left),
        )

    def posting(self, posting_id: str, parts: Part) -> Posting:
        """What a vacancy asks and offers, from ``parts``, each key optional and None allowed.

        Keys: ``title``, ``description`` (texts), ``requirements`` (mappings with ``text`` or
        ``concept``, and ``importance``, ``min_years``, ``min_level``; if there are none they are
        read from the texts), ``start``, ``pay`` (`PayOffer`, a mapping of facts, or text),
        ``languages``, ``conditions``, ``weights``. Raises `ValueError` as `profile` does.
        """
        check(parts, _POSTING_PARTS, "posting")
        title, description = text_of(parts, "title"), text_of(parts, "description")
        text = f"{title}\n{description}"
        mentions = self.mentions(text)
        occupation = self._find.occupation(title, mentions)
        left: list[str] = []
        asked = Requirements()
        listed = items_of(parts, "requirements", "text", _REQUIREMENT_PARTS)
        for item in listed:
            self._read_requirement(item, asked, left)
        said = [mention for mention in mentions if not mention.negated]
        rather = any(self._is_skill(mention.concept_id) for mention in said)
        for mention, importance in zip(mentions, importances(text, mentions), strict=True):
            if not mention.negated and not (rather and self._find.is_heading(mention.concept_id)):
                self._ask(mention, importance, occupation, asked, bool(listed))
        languages = self._find.languages(texts_of(parts, "languages"))
        offered = self._find.conditions(texts_of(parts, "conditions"))
        for mention in said:
            kind = self._taxonomy.concept(mention.concept_id).type
            if kind == "language":
                languages.setdefault(language_code(mention.concept_id))
            elif kind == "condition" and mention.concept_id not in _NOT_OFFERS:
                offered.setdefault(mention.concept_id)
        return Posting(
            id=posting_id,
            occupation=occupation,
            requirements=asked.records(),
            languages=tuple(languages),
            start=date_of(parts, "start"),
            pay=self._find.offer(parts.get("pay"), said),
            conditions=frozenset(offered),
            weights=parts.get("weights") or {},
            text=_short(left),
        )

    def _read_claim(
        self, item: Part, claims: Claims, jobs: Jobs, languages: Codes, left: list[str]
    ) -> None:
        years, level = number_of(item, "years"), level_of(item, "level")
        last_used = number_of(item, "last_used_years")
        evidence = Evidence(item.get("evidence") or Evidence.STATED)
        text = text_of(item, "text")
        for concept, mention in self._find.concepts(item, text, CLAIMABLE | TRADES | {"language"}):
            facts = mention.facts if mention else {}
            own_years = years_said(facts) if years is None else years
            kind = self._taxonomy.concept(concept).type
            if kind in TRADES:
                jobs[concept] = more(jobs.get(concept), own_years)
            elif kind == "language":
                languages.setdefault(language_code(concept))
            else:
                claims.add(
                    concept,
                    level=level_said(facts) if level is None else level,
                    years=own_years,
                    last_used=last_used,
                    evidence=evidence,
                )
            text = ""
        if text.strip():
            left.append(text)

    def _read_job(self, item: Part, claims: Claims, jobs: Jobs, left: list[str]) -> None:
        years, title = number_of(item, "years"), text_of(item, "title")
        found = self._find.concepts(item, title, CLAIMABLE | TRADES, hint=TRADES)
        for concept, mention in found:
            facts = mention.facts if mention else {}
            own_years = years_said(facts) if years is None else years
            if self._taxonomy.concept(concept).type in TRADES:
                jobs[concept] = more(jobs.get(concept), own_years)
            else:
                claims.add(concept, level=level_said(facts), years=own_years)
        if not found and title.strip():
            left.append(title)

    def _note(self, mention: Mention, claims: Claims, jobs: Jobs, languages: Codes) -> None:
        concept = mention.concept_id
        if mention.negated:
            return
        kind = self._taxonomy.concept(concept).type
        years = years_said(mention.facts)
        if kind in TRADES:
            # "A line of 30 operators": people counted are not the one who writes.
            if "headcount" not in mention.facts or not jobs or concept in jobs:
                jobs[concept] = more(jobs.get(concept), years)
        elif kind == "language":
            languages.setdefault(language_code(concept))
        elif kind in CLAIMABLE and concept not in NOT_SKILLS:
            claims.add(concept, level=level_said(mention.facts), years=years)

    def _read_requirement(self, item: Part, asked: Requirements, left: list[str]) -> None:
        importance = Importance(item.get("importance") or Importance.ESSENTIAL)
        years, level = number_of(item, "min_years"), level_of(item, "min_level")
        text = text_of(item, "text")
        found = self._find.concepts(item, text, CLAIMABLE | {"occupation"})
        for concept, mention in self._find.narrowed(found):
            facts = mention.facts if mention else {}
            sure = item.get("concept") or (mention is not None and mention.score >= _SURE)
            asked.add(
                concept,
                importance if sure else min(importance, Importance.ESSENTIAL, key=_GATING.index),
                level=level_said(facts) if level is None else level,
                years=years_said(facts) if years is None else years,
            )
            text = ""
        if text.strip():
            left.append(text)

    def _is_skill(self, concept: str) -> bool:
        claimed = self._taxonomy.concept(concept).type in CLAIMABLE
        return claimed and concept not in NOT_SKILLS and not self._find.is_heading(concept)

    def _ask(
        self,
        mention: Mention,
        importance: Importance,
        occupation: str | None,
        asked: Requirements,
        listed: bool,
    ) -> None:
        concept = mention.concept_id
        kind = self._taxonomy.concept(concept).type
        years, level = years_said(mention.facts), level_said(mention.facts)
        if kind == "occupation":
            if concept == occupation and (years or level) and not (listed and concept in asked):
                asked.add(concept, importance, level=level, years=years)
        elif kind in CLAIMABLE and concept not in NOT_SKILLS and not listed:
            asked.add(concept, importance, level=level, years=years)


def _ways_of_work(taxonomy: Taxonomy) -> frozenset[str]:
    """What one can do, without what it is done to: a driver and a shop know shirts too."""
    return frozenset(c.id for c in taxonomy if c.type not in ("garment", "part", "fabric"))


def _short(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())[:_LONGEST_TEXT]
