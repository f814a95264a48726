"""From a paragraph to the concepts it names, with the facts that belong to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from matching._attach import EXPERIENCE, Attacher, Draft, Layout, count_heads
from matching._choice import choose
from matching._facts import Fact, Value, facts_of
from matching._letters import aligned
from matching._negation import lacks, negated
from matching._pay import pay_of
from matching._spans import SpanFinder
from matching._worked import deny_worked_on, name_trade, name_work
from matching.linking import Linker
from matching.taxonomy import Taxonomy
from matching.text import Token, tokens

_MASKING = frozenset({"pay", "years", "hours", "days"})
_CURRENCY = "currency_"
_SCHEDULE = "shift_schedule"
_SALARY = "salary"
_TRAINING = "training_provided"
_EXPERIENCE = "experience"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names a concept.

    ``start`` and ``end`` are offsets into the text as typed and ``surface`` is what stands there.
    ``score`` is in (0, 1], 1.0 for an exact form. ``negated``: the text says it is not so.
    ``facts`` may hold ``years`` and ``years_max`` (years), ``level`` (1-5), ``grade`` (tariff
    1-7), ``amount_min`` and ``amount_max`` (money) with ``currency`` (ISO 4217) and ``basis``
    (piece, hour, day, week, month), ``headcount``, ``hours_from`` and ``hours_to`` (clock),
    ``days`` (a week) and ``experience`` ("none": not asked for, or none held).
    """

    concept_id: str
    start: int
    end: int
    surface: str
    score: float
    negated: bool = False
    facts: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


class Extractor:
    """Finds mentions in text of any length, in any mixture of the six languages.

    Parameters
    ----------
    taxonomy : Taxonomy
        Concepts outside it are never mentioned.
    linker : Linker
        Fitted, usually on ``taxonomy.entries()``.
    fuzzy_threshold : float in [0, 1]
        How like a label words must be that match none exactly.
    """

    def __init__(self, taxonomy: Taxonomy, linker: Linker, fuzzy_threshold: float = 0.85) -> None:
        self._taxonomy = taxonomy
        self._finder = SpanFinder(taxonomy, linker, fuzzy_threshold)

    def mentions(self, text: str) -> list[Mention]:
        """What a text names, in order of place; [] where it names nothing."""
        words = tokens(text)
        if not words:
            return []
        flat = aligned(text)
        facts = facts_of(flat)
        pays = _uncrossed(pay_of(flat), facts)
        masked = _masked(words, [*facts, *pays])
        drafts = self._drafts(words, masked)
        self._unneeded(flat, drafts, facts)
        name_work(self._taxonomy, words, drafts)
        name_trade(self._taxonomy, words, drafts)
        layout = Layout(flat, words)
        begins = layout.begins(words)
        for n in negated(words, [(d.first, d.last) for d in drafts], begins):
            drafts[n].negated = True
        deny_worked_on(words, drafts)
        attacher = Attacher(layout, drafts)
        made: list[Draft | None] = []
        for fact in facts:
            if fact.kind in ("hours", "days"):
                draft = self._schedule(attacher, fact)
                made.append(draft)
                if draft:
                    attacher.add(draft)
            else:
                attacher.attach(fact)
        made += [self._amount(attacher, fact) for fact in pays if attacher.pay(fact) is None]
        count_heads(words, drafts, masked)
        drafts += [draft for draft in made if draft]
        return [
            Mention(
                d.concept,
                d.start,
                d.end,
                text[d.start : d.end],
                round(d.score, 4),
                d.negated,
                MappingProxyType(d.facts),
            )
            for d in sorted(drafts, key=lambda d: (d.start, d.end))
        ]

    def _drafts(self, words: Sequence[Token], masked: set[int]) -> list[Draft]:
        spans = [
            span
            for span in self._finder.find(words)
            if not all(at in masked for at in range(span.start, span.end))
            or span.concepts[0].startswith(_CURRENCY)
        ]
        chosen = choose(self._taxonomy, words, spans)
        return [
            Draft(
                concept,
                self._taxonomy.concept(concept).type,
                words[span.start].start,
                words[span.end - 1].end,
                span.start,
                span.end,
                span.score,
                negated=span.score < 1 and lacks(words[span.end - 1].text),
            )
            for span, concept in zip(spans, chosen, strict=True)
        ]

    def _unneeded(self, flat: str, drafts: Sequence[Draft], facts: Sequence[Fact]) -> None:
        """ "Experience not needed" denies experience; that one is taught it does not say."""
        if _EXPERIENCE not in self._taxonomy:
            return
        fresh = [fact for fact in facts if fact.kind == "fresh"]
        starts = [fact.start for fact in fresh]
        for draft in drafts:
            if draft.concept != _TRAINING:
                continue
            at = bisect_right(starts, draft.start) - 1
            within = at >= 0 and draft.end <= fresh[at].end
            if within and EXPERIENCE.search(flat, draft.start, draft.end):
                draft.concept, draft.negated = _EXPERIENCE, True
                draft.type = self._taxonomy.concept(_EXPERIENCE).type

    def _amount(self, attacher: Attacher, fact: Fact) -> Draft | None:
        """Give an amount to the currency it is said in, else make a mention of it."""
        for draft in attacher.near(fact):
            if draft.concept.startswith(_CURRENCY) and fact.start <= draft.start < fact.end:
                draft.facts.update(fact.values)
                return None
        return self._made(_SALARY, fact)

    def _schedule(self, attacher: Attacher, fact: Fact) -> Draft | None:
        """Give hours or days to the schedule named near, else make a mention of them."""
        for draft in attacher.near(fact):
            if draft.concept == _SCHEDULE and not fact.values.keys() & draft.facts.keys():
                draft.facts.update(fact.values)
                return None
        return self._made(_SCHEDULE, fact)

    def _made(self, concept: str, fact: Fact) -> Draft | None:
        if concept not in self._taxonomy:
            return None
        kind = self._taxonomy.concept(concept).type
        return Draft(concept, kind, fact.start, fact.end, -1, -1, 1.0, facts=dict(fact.values))


def _uncrossed(pays: Iterable[Fact], facts: Sequence[Fact]) -> list[Fact]:
    """The amounts that are not rather years, hours or days."""
    taken = [fact for fact in facts if fact.kind in _MASKING]
    starts = [fact.start for fact in taken]
    return [
        pay
        for pay in pays
        if not any(
            fact.end > pay.start
            for fact in taken[
                max(0, bisect_left(starts, pay.start) - 2) : bisect_left(starts, pay.end)
            ]
        )
    ]


def _masked(words: Sequence[Token], facts: Iterable[Fact]) -> set[int]:
    """The words that are part of a number said with its unit: no concept of their own."""
    starts = [word.start for word in words]
    masked: set[int] = set()
    for fact in facts:
        if fact.kind in _MASKING:
            at = bisect_left(starts, fact.start)
            while at < len(words) and words[at].start < fact.end:
                masked.add(at)
                at += 1
    return masked
