"""Which mention each fact of a text belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from matching._facts import Fact, Value
from matching._letters import pattern, words
from matching._pay import basis_of
from matching._small_words import LITTLE
from matching.taxonomy import TRADES
from matching.text import Token, normal_words

SKILLS = words("machine operation garment fabric part software standard metric")
_BEARERS = SKILLS | TRADES
_CORE = TRADES | {"machine", "operation", "software"}
_PAY_CONCEPTS = words(
    "salary piece_rate fixed_salary guaranteed_minimum weekly_pay daily_pay hourly_pay"
)
_PAY_BASIS = {"piece_rate": "piece", "weekly_pay": "week", "daily_pay": "day"}
_SENTENCE = re.compile(r"[\n\r!?\u0964\u06d4\u061f]|[.;](?=\s)")
EXPERIENCE = pattern(
    "опыт|стаж|experience|тажрыйб|тажрийб|tajriba|тажриб|অভিজ্ঞতা|تجرب|иштеген|ishlagan|ишлаган"
)
_PEOPLE = pattern(
    r"(?:человек\w*|чел|та(?!\w)|ta(?!\w)|киши|адам|нафар|nafar|kishi|persons?|people|мест|vacanc\w+|nos|pcs|posts?|"
    r"জন|টি পদ|افراد|عدد|بندے|лица)"
)
_OF = normal_words("জনের کی کے کا")
"""After a number they say of what the people are: "a line of 30"."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_BRACKET = re.compile(r"\s*[()]\s*")
"""What is glossed in brackets is no new clause: "көйнөк (платье) тиктим"."""
_COLON = re.compile(r":\s*$")
_WHILE = re.compile(r"(?<!\w)\d{1,2}(?!\s*(?:-|[a-zа-я]*\s*(?:thread|нит|жип|ip)))")
_ON_MACHINES = frozenset({"machine_setup", "machine_electrics"})
"""Work that is done to machines, not on them."""
_BARE = 2
_OLD_ENOUGH = 16
"""Years from which a bare number after other words may be an age."""
_SHORT = frozenset({"hour", "day", "week"})
_AMOUNTS = {"amount_min", "amount_max"}
_MOST_PEOPLE = 500
_LONGEST_SENTENCE = 1000


@dataclass(slots=True)
class Draft:
    """A mention being made: ``first`` and ``last`` are word positions, ``last`` excluded."""

    concept: str
    type: str
    start: int
    end: int
    first: int
    last: int
    score: float
    negated: bool = False
    facts: dict[str, Value] = field(default_factory=dict)


class Layout:
    """Where the sentences and the chunks between punctuation of a text lie."""

    def __init__(self, flat: str, words: Sequence[Token]) -> None:
        self.flat = flat
        self._ends: list[int] = []
        for end in [*(found.end() for found in _SENTENCE.finditer(flat)), len(flat)]:
            start = self._ends[-1] if self._ends else 0
            self._ends.extend(range(start + _LONGEST_SENTENCE, end, _LONGEST_SENTENCE))
            self._ends.append(end)
        self._starts = [word.start for word in words]
        chunk, self._chunks = 0, []
        for n, word in enumerate(words):
            marks = flat[words[n - 1].end : word.start] if n else ""
            chunk += word.hard and not _BRACKET.fullmatch(marks)
            self._chunks.append(chunk)

    def sentence(self, place: int) -> int:
        """The number of the sentence a place lies in; a very long one counts as several."""
        return bisect_right(self._ends, place)

    def begins(self, words: Sequence[Token]) -> frozenset[int]:
        """The words that begin a sentence."""
        told = [self.sentence(word.start) for word in words]
        return frozenset(n for n in range(len(told)) if not n or told[n] != told[n - 1])

    def bounds(self, sentence: int) -> tuple[int, int]:
        """Where a sentence starts and ends."""
        start = self._ends[sentence - 1] if sentence else 0
        end = self._ends[sentence] if sentence < len(self._ends) else len(self.flat)
        return start, end

    def chunk_bounds(self, place: int) -> tuple[int, int]:
        """Where the words between two marks of punctuation start and end."""
        if not self._chunks:
            return 0, len(self.flat)
        at = min(bisect_left(self._starts, place), len(self._chunks) - 1)
        chunk = self._chunks[at]
        last = bisect_right(self._chunks, chunk)
        end = self._starts[last] if last < len(self._starts) else len(self.flat)
        low, high = self.bounds(self.sentence(place))
        return max(low, self._starts[bisect_left(self._chunks, chunk)]), min(high, end)


class Attacher:
    """Gives each fact to its mention, sentence by sentence."""

    def __init__(self, layout: Layout, drafts: Sequence[Draft]) -> None:
        self._layout = layout
        self._by_sentence: dict[int, list[Draft]] = {}
        self._occupations = [d for d in drafts if d.type in TRADES]
        self._places = [d.start for d in self._occupations]
        self._since: dict[int, int] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Let a mention be attached to."""
        self._by_sentence.setdefault(self._layout.sentence(draft.start), []).append(draft)

    def near(self, fact: Fact) -> list[Draft]:
        """The mentions of the sentence a fact stands in."""
        return self._by_sentence.get(self._layout.sentence(fact.start), [])

    def attach(self, fact: Fact) -> None:
        """Give years, a level, a grade or "no experience" to the mentions it belongs to."""
        near = self.near(fact)
        match fact.kind:
            case "years":
                targets = self._years(fact, near)
            case "level" | "grade":
                targets = self._rank(fact, near)
            case "fresh":
                targets = self._fresh(fact, near)
            case _:
                return
        for draft in targets:
            for name, value in fact.values.items():
                draft.facts.setdefault(name, value)

    def pay(self, fact: Fact) -> Draft | None:
        """Give an amount to the pay concept it stands next to; None where there is none."""
        start, end = self._layout.bounds(self._layout.sentence(fact.start))
        flat = self._layout.flat
        after = basis_of(flat[fact.end : min(end, fact.end + 20)])
        basis = after or basis_of(flat[max(start, fact.start - 30) : fact.start])
        free = [
            d
            for d in self.near(fact)
            if d.concept in _PAY_CONCEPTS and not _AMOUNTS & d.facts.keys()
        ]
        target = min(free, key=lambda d: (_distance(d, fact), d.start), default=None)
        if target is not None:
            if after not in _SHORT:
                basis = _PAY_BASIS.get(target.concept) or basis
            if target.concept == "fixed_salary":
                basis = basis or "month"
            target.facts.update(fact.values)
        facts = fact.values if target is None else target.facts
        if basis:
            facts["basis"] = basis
        return target

    def _years(self, fact: Fact, near: Sequence[Draft]) -> list[Draft]:
        start, end = self._layout.chunk_bounds(fact.start)
        spoken = bool(EXPERIENCE.search(self._layout.flat, start, max(end, fact.end)))
        stated = [d for d in near if d.concept == "experience" and start <= d.start < end]
        bearers = [d for d in near if d.type in _BEARERS and not d.negated]
        inside = [d for d in bearers if start <= d.start < end]
        sentence = self._layout.sentence(fact.start)
        since = self._since.get(sentence, -1)
        self._since[sentence] = fact.end
        if inside:
            chosen = _closest(inside, fact, spoken)
            if not any(draft.concept in _ON_MACHINES for draft in chosen):
                chosen = chosen + self._announced(bearers, start, end)
            return stated + chosen
        if spoken:
            occupations = [d for d in bearers if d.type in TRADES]
            if occupations:
                return [*stated, min(occupations, key=lambda d: _distance(d, fact))]
        before = [d for d in bearers if since <= d.start < fact.start]
        chosen = before or [d for d in bearers if d.start >= fact.end]
        if not chosen and (spoken or self._alone(fact, near, start, end)):
            chosen = self._occupation(fact)
        return stated + ([d for d in chosen if d.type in _CORE] or chosen)

    def _announced(self, bearers: Sequence[Draft], start: int, end: int) -> list[Draft]:
        """The machines listed after a colon, "10 years on all machines: lockstitch, overlock",
        unless work is done to them: "11 years repairing machines: overlocks"."""
        last = self._layout.bounds(self._layout.sentence(start))[1]
        if not _COLON.search(self._layout.flat, start, end):
            return []
        if _WHILE.search(self._layout.flat, end, last):
            return []
        return [d for d in bearers if d.start >= end and d.type == "machine"]

    def _alone(self, fact: Fact, near: Sequence[Draft], start: int, end: int) -> bool:
        """Whether years, and where, are all that is said between two marks: "3 жыл болду", "10
        years in an atelier". After a name so many would be an age."""
        flat = self._layout.flat
        before = flat[self._layout.bounds(self._layout.sentence(fact.start))[0] : start]
        if float(fact.values.get("years", 0)) >= _OLD_ENOUGH and _WORD.search(before):
            return False
        said = [
            word
            for part in ((start, fact.start), (fact.end, end))
            for word in _WORD.finditer(flat, *part)
            if word.group() not in LITTLE
            and not any(draft.start <= word.start() < draft.end for draft in near)
        ]
        return len(said) <= _BARE

    def _rank(self, fact: Fact, near: Sequence[Draft]) -> list[Draft]:
        start, end = self._layout.chunk_bounds(fact.start)
        same = [d for d in near if d.type in ("level", "metric") and _overlaps(d, fact)]
        bearers = [d for d in near if d.type in _CORE and not _overlaps(d, fact)]
        inside = [d for d in bearers if start <= d.start < end]
        chosen = inside or [d for d in bearers if d.type in TRADES] or bearers
        return [*same, *sorted(chosen, key=lambda d: (_distance(d, fact), d.start))[:1]]

    def _fresh(self, fact: Fact, near: Sequence[Draft]) -> list[Draft]:
        said = [
            d
            for d in near
            if _overlaps(d, fact) or d.concept in ("training_provided", "experience")
        ]
        occupations = [d for d in near if d.type in TRADES] or self._occupation(fact)
        return said + sorted(occupations, key=lambda d: (_distance(d, fact), d.start))[:1]

    def _occupation(self, fact: Fact) -> list[Draft]:
        """The first occupation of the last sentence before a fact that names one, else the first
        of all: where several are listed, the first is what the text is about."""
        at = bisect_left(self._places, fact.start) - 1
        sentence = self._layout.sentence(self._places[at]) if at >= 0 else 0
        while at > 0 and self._layout.sentence(self._places[at - 1]) == sentence:
            at -= 1
        return self._occupations[max(0, at) : max(0, at) + 1]


def _closest(inside: Sequence[Draft], fact: Fact, spoken: bool) -> list[Draft]:
    """In one chunk: the occupation where experience is spoken of, else what stands nearest."""
    occupations = [d for d in inside if d.type in TRADES]
    if spoken and occupations:
        return [min(occupations, key=lambda d: _distance(d, fact))]
    core = [d for d in inside if d.type in _CORE] or list(inside)
    before = [d for d in core if d.end <= fact.start and "years" not in d.facts]
    return before or [d for d in core if d.start >= fact.start]


def _distance(draft: Draft, fact: Fact) -> int:
    return max(draft.start - fact.end, fact.start - draft.end, 0)


def _overlaps(draft: Draft, fact: Fact) -> bool:
    return draft.start < fact.end and fact.start < draft.end


def count_heads(words: Sequence[Token], drafts: Sequence[Draft], taken: set[int]) -> None:
    """The 5 of "требуются 5 швей", the 10 of "швеи: 10 человек" go to the occupation."""
    occupations = [d for d in drafts if d.type in TRADES]
    by_first = {d.first: d for d in occupations}
    by_last = {d.last: d for d in occupations}
    for at, word in enumerate(words):
        if not word.text.isdigit() or at in taken or len(word.text) > 3:
            continue
        if not 1 <= int(word.text) <= _MOST_PEOPLE:
            continue
        target = _counted(words, by_first, at)
        if target is None and at + 1 < len(words) and _PEOPLE.match(words[at + 1].text):
            target = next((by_last[at - n] for n in range(4) if at - n in by_last), None)
            alone = at + 2 >= len(words) or words[at + 2].hard
            if target is None and len(occupations) == 1 and word.hard and alone:
                target = occupations[0]
        if target is not None:
            target.facts.setdefault("headcount", int(word.text))


def _counted(words: Sequence[Token], by_first: dict[int, Draft], at: int) -> Draft | None:
    for step in range(at + 1, min(at + 4, len(words))):
        if words[step].hard or words[step].text.isdigit() or words[step].text in _OF:
            return None
        if step in by_first:
            return by_first[step]
    return None
