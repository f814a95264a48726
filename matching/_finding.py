"""Concepts, languages, conditions and pay in the parts of a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from matching._letters import words
from matching._money import SOM, month_in_som, pay_among
from matching._noise import NOISE
from matching._parts import Part, check, number_of
from matching.extraction import Extractor, Mention
from matching.linking import Linker
from matching.records import PayOffer
from matching.similarity import HEADING
from matching.taxonomy import TRADES, Taxonomy
from matching.text import tokens

CLAIMABLE = words("machine operation garment part fabric software standard metric skill")
"""Types of concept a person can claim and a vacancy can ask for."""

NOT_SKILLS = frozenset({"grade_razryad", "skill_matrix", "batch_size", "hourly_target"})
"""Concepts of claimable types that measure work and are not a skill."""

Codes = dict[str, None]
"""ISO 639-1 codes, each once, in order."""

_LANGUAGES = {
    "russian": "ru", "kyrgyz": "ky", "english": "en", "uzbek": "uz", "bengali": "bn",
    "bangla": "bn", "urdu": "ur", "turkish": "tr", "chinese": "zh", "hindi": "hi", "kazakh": "kk",
    "tajik": "tg", "korean": "ko", "arabic": "ar", "punjabi": "pa", "pashto": "ps",
}  # fmt: skip
_PAY_PARTS = frozenset(["amount_min", "amount_max", "currency", "basis"])
_LIKELY_LANGUAGE = 0.3


def language_code(concept_id: str) -> str:
    """The ISO 639-1 code of a language concept."""
    name = concept_id.removeprefix("lang_")
    return _LANGUAGES.get(name, name)


class Finder:
    """Finds in one field what the field is for."""

    def __init__(self, taxonomy: Taxonomy, linker: Linker, rates: Mapping[str, float]) -> None:
        self._taxonomy = taxonomy
        self._linker = linker
        self._rates = MappingProxyType({SOM: 1.0, **rates})
        self._extractor = Extractor(taxonomy, linker)

    def mentions(self, text: str) -> list[Mention]:
        return self._extractor.mentions(text)

    def concepts(
        self, item: Part, text: str, types: frozenset[str], hint: frozenset[str] | None = None
    ) -> list[tuple[str, Mention | None]]:
        """The concepts an item names: its own id, else those of its text, else the likeliest."""
        given = item.get("concept")
        if given is not None:
            if given not in self._taxonomy:
                raise ValueError(f"unknown concept {given!r}")
            return [(given, None)]
        if hint:
            sure = self._linker.link(text, k=1, types=hint)
            if sure and sure[0].score >= 1.0:
                return [(sure[0].concept_id, None)]
            if not sure and self._has_unknown(text, self.mentions(text)):
                types -= TRADES
        found: list[tuple[str, Mention | None]] = [
            (mention.concept_id, mention)
            for mention in self.mentions(text)
            if not mention.negated
            and mention.concept_id not in NOT_SKILLS
            and self._taxonomy.concept(mention.concept_id).type in types
        ]
        if not found:
            likely = self._linker.link(text, k=1, types=hint or types)
            found = [
                (link.concept_id, None) for link in likely if link.concept_id in self._taxonomy
            ]
        return found

    def refused(self, title: str, mentions: Iterable[Mention]) -> list[Mention]:
        """The trades among mentions of a text that begins with a title, if they are only the head
        of another industry's: "Технолог пищевого производства" is none of ours."""
        within = [mention for mention in mentions if mention.end <= len(title)]
        trades = [m for m in within if self._taxonomy.concept(m.concept_id).type in TRADES]
        if not trades or not self._has_unknown(title, within):
            return []
        return [] if self._linker.link(title, k=1, types=TRADES) else trades

    def _has_unknown(self, title: str, mentions: Iterable[Mention]) -> bool:
        """Whether words of a title are neither named nor said of any post."""
        places = [(mention.start, mention.end) for mention in mentions]
        return any(
            len(word.text) > 2
            and word.text not in NOISE
            and not word.text.isdigit()
            and not any(start <= word.start < end for start, end in places)
            for word in tokens(title)
        )

    def narrowed(self, found: list[tuple[str, Mention | None]]) -> list[tuple[str, Mention | None]]:
        """Without headings ("sewing", "fabric") that only introduce what else a line names."""
        told = [pair for pair in found if not self.is_heading(pair[0])]
        return told or found

    def is_heading(self, concept: str) -> bool:
        """Whether a skill is the name of a whole kind, like "sewing" or "fabric"."""
        top = not self._taxonomy.broader(concept)
        claimed = self._taxonomy.concept(concept).type in CLAIMABLE
        return top and claimed and len(self._taxonomy.narrower(concept)) > HEADING

    def occupation(self, title: str, mentions: Iterable[Mention]) -> str | None:
        """The occupation of the title, else the first that is named after it.

        ``mentions`` are those of a text that begins with the title.
        """
        likely = self._linker.link(title, k=1, types={"occupation"})
        if likely and likely[0].score >= 1.0:
            return likely[0].concept_id
        named = [
            mention
            for mention in mentions
            if not mention.negated
            and self._taxonomy.concept(mention.concept_id).type == "occupation"
        ]
        if likely and not (named and named[0].end <= len(title)):
            return likely[0].concept_id
        return named[0].concept_id if named else None

    def languages(self, texts: Iterable[str]) -> Codes:
        codes = Codes()
        for text in texts:
            if len(text) == 2 and text.isascii() and text.isalpha():
                codes.setdefault(text.lower())
                continue
            likely = self._linker.search([text], k=1, types={"language"})[0]
            if likely and likely[0].score >= _LIKELY_LANGUAGE:
                codes.setdefault(language_code(likely[0].concept_id))
        return codes

    def conditions(self, texts: Iterable[str]) -> dict[str, None]:
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

    def offer(self, given: object, said: Iterable[Mention]) -> PayOffer | None:
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

    def wanted(self, given: object) -> float | None:
        if given is None or given == "":
            return None
        if isinstance(given, str | Mapping):
            offer = self.offer(given, ())
            return None if offer is None else offer.low if offer.low is not None else offer.high
        return number_of({"pay_wanted": given}, "pay_wanted")
