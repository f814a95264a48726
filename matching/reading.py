"""What a person wrote, as records: the one way from text to Profile and Posting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from matching._gather import Claims, Requirements, level_said, more, years_said
from matching._importance import importances
from matching._money import SOM, month_in_som, pay_among
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
from matching.extraction import Extractor, Mention
from matching.linking import Linker
from matching.records import (
    Evidence,
    Experience,
    Importance,
    PayOffer,
    Posting,
    Profile,
    Requirement,
)
from matching.taxonomy import Taxonomy

CLAIMABLE = frozenset(
    "machine operation garment part fabric software standard metric".split()
)
"""Types of concept a person can claim and a vacancy can ask for."""

_NOT_SKILLS = frozenset({"grade_razryad", "skill_matrix", "batch_size", "hourly_target"})
_NOT_OFFERS = frozenset({"experience", "urgent", "female_only_ad", "trial_day"})
_LANGUAGES = {
    "russian": "ru", "kyrgyz": "ky", "english": "en", "uzbek": "uz", "bengali": "bn",
    "bangla": "bn", "urdu": "ur", "turkish": "tr", "chinese": "zh", "hindi": "hi", "kazakh": "kk",
    "tajik": "tg", "korean": "ko", "arabic": "ar", "punjabi": "pa", "pashto": "ps",
}  # fmt: skip
_PROFILE_PARTS = frozenset(
    "headline about claims experience languages available_from pay_wanted ready_to_move "
    "wishes".split()
)
_POSTING_PARTS = frozenset(
    "title description requirements start pay languages conditions weights".split()
)
_CLAIM_PARTS = frozenset("text concept years level last_used_years evidence".split())
_EXPERIENCE_PARTS = frozenset("title concept years".split())
_REQUIREMENT_PARTS = frozenset("text concept importance min_years min_level".split())
_PAY_PARTS = frozenset("amount_min amount_max currency basis".split())
_LONGEST_TEXT = 400
_LIKELY_LANGUAGE = 0.3
_Jobs = dict[str, float | None]
_Codes = dict[str, None]


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
        self._linker = linker
        self._rates = MappingProxyType({SOM: 1.0, **(rates or {})})
        self._extractor = Extractor(taxonomy, linker)

    def mentions(self, text: str) -> list[Mention]:
        """What a text names; see `Extractor.mentions`."""
        return self._extractor.mentions(text)

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
        claims, jobs, left = Claims(), _Jobs(), list[str]()
        languages = self._languages(texts_of(parts, "languages"))
        for item in items_of(parts, "claims", "text", _CLAIM_PARTS):
            self._read_claim(item, claims, jobs, languages, left)
        for item in items_of(parts, "experience", "title", _EXPERIENCE_PARTS):
            self._read_job(item, claims, jobs, left)
        for name in ("headline", "about"):
            for mention in self.mentions(text_of(parts, name)):
                self._note(mention, claims, jobs, languages)
        ready = parts.get("ready_to_move")
        return Profile(
            id=profile_id,
            claims=claims.records(),
            experience=tuple(Experience(concept, years) for concept, years in jobs.items()),
            languages=tuple(languages),
            available_from=date_of(parts, "available_from"),
            pay_wanted=self._wanted(parts.get("pay_wanted")),
            ready_to_move=None if ready is None else bool(ready),
            wishes=frozenset(self._conditions(texts_of(parts, "wishes"))),
            text=_short(left),
        )

    def posting(self, posting_id: str, parts: Part) -> Posting:
        """What a vacancy asks and offers, from ``parts``, each key optional and None allowed.

        Keys: ``title``, ``description`` (texts), ``requirements`` (mappings with ``text`` or
        ``concept``, and ``importance``, ``min_years``, ``min_level``; if there are none they are
        read from the texts), ``start``, ``pay`(`PayOffer`, a mapping of facts, or text),
        ``languages``, ``conditions``, ``weights``. Raises `ValueError` as `profile` does.
        """
        check(parts, _POSTING_PARTS, "posting")
        title, description = text_of(parts, "title"), text_of(parts, "description")
        named = [(title, self.mentions(title)), (description, self.mentions(description))]
        said = [mention for _, mentions in named for mention in mentions if not mention.negated]
        occupation = self._occupation(title, named)
        left: list[str] = []
        asked = Requirements()
        listed = items_of(parts, "requirements", "text", _REQUIREMENT_PARTS)
        for item in listed:
            self._read_requirement(item, asked, left)
        for text, mentions in named:
            for mention, importance in zip(mentions, importances(text, mentions), strict=True):
                if not mention.negated:
                    self._ask(mention, importance, occupation, asked, bool(listed))
        languages = self._languages(texts_of(parts, "languages"))
        offered = self._conditions(texts_of(parts, "conditions"))
        for mention in said:
            kind = self._taxonomy.concept(mention.concept_id).type
            if kind == "language":
                languages.setdefault(_code(mention.concept_id))
            elif kind == "condition" and mention.concept_id not in _NOT_OFFERS:
                offered.setdefault(mention.concept_id)
        return Posting(
            id=posting_id,
            occupation=occupation,
            requirements=asked.records(),
            languages=tuple(languages),
            start=date_of(parts, "start"),
            pay=self._offer(parts.get("pay"), said),
            conditions=frozenset(offered),
            weights=parts.get("weights") or {},
            text=_short(left),
        )

    def _read_claim(
        self, item: Part, claims: Claims, jobs: _Jobs, languages: _Codes, left: list[str]
    ) -> None:
        years, level = number_of(item, "years"), level_of(item, "level")
        last_used = number_of(item, "last_used_years")
        evidence = Evidence(item.get("evidence") or Evidence.STATED)
        text = text_of(item, "text")
        for concept, mention in self._concepts(item, text, CLAIMABLE | {"occupation", "language"}):
            facts = mention.facts if mention else {}
            own_years = years_said(facts) if years is None else years
            kind = self._taxonomy.concept(concept).type
            if kind == "occupation":
                jobs[concept] = more(jobs.get(concept), own_years)
            elif kind == "language":
                languages.setdefault(_code(concept))
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

    def _read_job(self, item: Part, claims: Claims, jobs: _Jobs, left: list[str]) -> None:
        years, title = number_of(item, "years"), text_of(item, "title")
        found = self._concepts(item, title, CLAIMABLE | {"occupation"}, hint="occupation")
        for concept, mention in found:
            facts = mention.facts if mention else {}
            own_years = years_said(facts) if years is None else years
            if self._taxonomy.concept(concept).type == "occupation":
                jobs[concept] = more(jobs.get(concept), own_years)
            else:
                claims.add(concept, level=level_said(facts), years=own_years)
        if not found and title.strip():
            left.append(title)

    def _note(self, mention: Mention, claims: Claims, jobs: _Jobs, languages: _Codes) -> None:
        concept = mention.concept_id
        if mention.negated:
            return
        kind = self._taxonomy.concept(concept).type
        years = years_said(mention.facts)
        if kind == "occupation":
            jobs[concept] = more(jobs.get(concept), years)
        elif kind == "language":
            languages.setdefault(_code(concept))
        elif kind in CLAIMABLE and concept not in _NOT_SKILLS:
            claims.add(concept, level=level_said(mention.facts), years=years)

    def _read_requirement(self, item: Part, asked: Requirements, left: list[str]) -> None:
        importance = Importance(item.get("importance") or Importance.ESSENTIAL)
        years, level = number_of(item, "min_years"), level_of(item, "min_level")
        text = text_of(item, "text")
        for concept, mention in self._concepts(item, text, CLAIMABLE | {"occupation"}):
            facts = mention.facts if mention else {}
            asked.add(
                concept,
                importance,
                level=level_said(facts) if level is None else level,
                years=years_said(facts) if years is None else years,
            )
            text = ""
        if text.strip():
            left.append(text)

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
        elif kind in CLAIMABLE and concept not in _NOT_SKILLS and not listed:
            asked.add(concept, importance, level=level, years=years)

    def _concepts(
        self, item: Part, text: str, types: frozenset[str], hint: str | None = None
    ) -> list[tuple[str, Mention | None]]:
        """The concepts an item names: its own id, else those of its text, else the likeliest."""
        given = item.get("concept")
        if given is not None:
            if given not in self._taxonomy:
                raise ValueError(f"unknown concept {given!r}")
            return [(given, None)]
        if hint:
            sure = self._linker.link(text, k=1, types={hint})
            if sure and sure[0].score >= 1.0:
                return [(sure[0].concept_id, None)]
        found: list[tuple[str, Mention | None]] = [
            (mention.concept_id, mention)
            for mention in self.mentions(text)
            if not mention.negated
            and mention.concept_id not in _NOT_SKILLS
            and self._taxonomy.concept(mention.concept_id).type in types
        ]
        if not found:
            likely = self._linker.link(text, k=1, types={hint} if hint else types)
            found = [(link.concept_id, None) for link in likely if link.concept_id in self._taxonomy]
        return found

    def _occupation(self, title: str, named: list[tuple[str, list[Mention]]]) -> str | None:
        """The occupation of the title, else the first the description names."""
        exact = self._linker.link(title, k=1, types={"occupation"})
        if exact and exact[0].score >= 1.0:
            return exact[0].concept_id
        by_text = [
            [
                mention
                for mention in mentions
                if not mention.negated
                and self._taxonomy.concept(mention.concept_id).type == "occupation"
            ]
            for _, mentions in named
        ]
        if by_text[0]:
            return by_text[0][0].concept_id
        if exact:
            return exact[0].concept_id
        return by_text[1][0].concept_id if by_text[1] else None

    def _languages(self, texts: Iterable[str]) -> _Codes:
        codes = _Codes()
        for text in texts:
            if len(text) == 2 and text.isascii() and text.isalpha():
                codes.setdefault(text.lower())
                continue
            likely = self._linker.search([text], k=1, types={"language"})[0]
            if likely and likely[0].score >= _LIKELY_LANGUAGE:
                codes.setdefault(_code(likely[0].concept_id))
        return codes

    def _conditions(self, texts: Iterable[str]) -> dict[str, None]:
        found: dict[str, None] = {}
        for text in texts:
            if text in self._taxonomy:
                found.setdefault(text)
                continue
            for mention in self.mentions(text):
                kind = self._taxonomy.concept(mention.concept_id).type
                if kind == "condition" and not mention.negated:
                    found.setdefault(mention.concept_id)
        return found

    def _offer(self, given: object, said: Iterable[Mention]) -> PayOffer | None:
        if given is None:
            return pay_among(said, self._rates)
        if isinstance(given, PayOffer):
            return given
        if isinstance(given, str):
            return pay_among(self.mentions(given), self._rates)
        if isinstance(given, Mapping):
            check(given, _PAY_PARTS, "pay")
            return month_in_som(given, self._rates)
        raise ValueError("pay must be a PayOffer, a mapping or text")

    def _wanted(self, given: object) -> float | None:
        if given is None or given == "":
            return None
        if isinstance(given, str | Mapping):
            offer = self._offer(given, ())
            return None if offer is None else offer.low if offer.low is not None else offer.high
        return number_of({"pay_wanted": given}, "pay_wanted")


def _code(concept_id: str) -> str:
    """The ISO 639-1 code of a language concept."""
    name = concept_id.removeprefix("lang_")
    return _LANGUAGES.get(name, name)


def _short(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())[:_LONGEST_TEXT]
