"""Finding the words of a text that name concepts, before anything is said about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matching._features import Form
from matching._lexicon import stem_forms
from matching._noise import STOP_WORDS
from matching.linking import Linker
from matching.taxonomy import Taxonomy
from matching.text import Token, word_key, word_stems

LONGEST = 6
_SHORT_KEY = 5
_FUZZY_WORDS = 3
_MOST_FUZZY = 160
_ON = frozenset({"на", "for", "on"})


@dataclass(slots=True)
class Span:
    """Words ``start`` to ``end`` (excluded) and what they may name, likeliest first."""

    start: int
    end: int
    concepts: list[str]
    score: float


class SpanFinder:
    """Looks words up in the tables of a fitted Linker, longest match first, then by likeness."""

    def __init__(self, taxonomy: Taxonomy, linker: Linker, fuzzy_threshold: float) -> None:
        self._taxonomy = taxonomy
        self._linker = linker
        self._threshold = fuzzy_threshold
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._stem: dict[str, list[str]] = defaultdict(list)
        self._key: dict[str, list[str]] = defaultdict(list)
        self._lengths: dict[str, int] = {}
        self._remembered: dict[Form, tuple[str, float] | None] = {}
        for entry, form in linker.learnt():
            if entry.concept_id in taxonomy and form.words:
                self._learn(entry.concept_id, form)

    def _learn(self, concept_id: str, form: Form) -> None:
        tables: list[tuple[dict[str, list[str]], Iterable[str]]] = [(self._exact, [form.text])]
        if len(form.text) > 3:
            tables.append((self._stem, stem_forms(form.words)))
        if len(form.key) >= _SHORT_KEY:
            tables.append((self._key, [form.key]))
        for table, places in tables:
            for place in places:
                if concept_id not in table[place]:
                    table[place].append(concept_id)
        size = min(len(form.words), LONGEST)
        for head in (form.words[0], *word_stems(form.words[0])):
            self._lengths[head] = max(size, self._lengths.get(head, 0))

    def find(self, words: Sequence[Token]) -> list[Span]:
        """Spans that do not overlap, in order."""
        found: list[Span] = []
        at = 0
        while at < len(words):
            span = self._looked_up(words, at)
            if span:
                found.append(span)
                at = span.end
            else:
                at += 1
        found.extend(self._likely(words, found))
        return sorted(found, key=lambda span: span.start)

    def _looked_up(self, words: Sequence[Token], at: int) -> Span | None:
        stop = at + 1
        while stop < min(at + LONGEST, len(words)) and not words[stop].hard:
            stop += 1
        texts = [word.text for word in words[at:stop]]
        stems = [word_stems(text) for text in texts]
        heads = (texts[0], *stems[0])
        longest = max((self._lengths.get(head, 0) for head in heads), default=0)
        for size in range(min(longest, len(texts)), 0, -1):
            exact = self._exact.get(" ".join(texts[:size]))
            if exact and size > 2 and self._two_in_one(texts[:size]):
                continue
            if exact:
                return Span(at, at + size, exact, 1.0)
            if size == 1 and (len(texts[0]) < 4 or texts[0] in STOP_WORDS):
                continue
            for reading in (0, 1):
                stem = self._stem.get(" ".join(pair[reading] for pair in stems[:size]))
                if stem:
                    return Span(at, at + size, stem, 0.97)
        return self._by_key(texts, at)

    def _two_in_one(self, texts: Sequence[str]) -> bool:
        """ "швея на 4-нитку" says more as two concepts than as the one it is a label of."""
        at = next((n for n, text in enumerate(texts) if text in _ON and n), 0)
        return bool(at) and all(
            self._exact.get(" ".join(half)) or self._stem.get(min(stem_forms(half), default=""))
            for half in (texts[:at], texts[at + 1 :])
        )

    def _by_key(self, texts: Sequence[str], at: int) -> Span | None:
        for size in range(min(4, len(texts)), 0, -1):
            key = "".join(word_key(text) for text in texts[:size])
            concepts = self._key.get(key) if len(key) >= _SHORT_KEY else None
            if concepts and not STOP_WORDS.intersection((texts[0], texts[size - 1])):
                return Span(at, at + size, concepts, 0.93)
        return None

    def _likely(self, words: Sequence[Token], taken: Sequence[Span]) -> list[Span]:
        """Spans of the words nobody claimed that are much like a label."""
        wanted = _leftovers(words, taken)
        forms = {
            span: Form.of(" ".join(w.text for w in words[span[0] : span[1]])) for span in wanted
        }
        fresh = [f for f in dict.fromkeys(forms.values()) if f not in self._remembered]
        if len(self._remembered) > 20_000:
            self._remembered.clear()
            fresh = list(dict.fromkeys(forms.values()))
        for form, link in zip(fresh, self._linker.quick(fresh), strict=True):
            kept = link and link.score >= self._threshold and link.concept_id in self._taxonomy
            self._remembered[form] = (link.concept_id, link.score) if link and kept else None
        found: list[Span] = []
        used: set[int] = set()
        best: Mapping[tuple[int, int], tuple[str, float]] = {
            span: hit for span, form in forms.items() if (hit := self._remembered[form])
        }
        for (start, end), (concept, value) in sorted(
            best.items(), key=lambda item: (-item[1][1], item[0][0] - item[0][1], item[0])
        ):
            if not used.intersection(range(start, end)):
                used.update(range(start, end))
                found.append(Span(start, end, [concept], value))
        return found


def _leftovers(words: Sequence[Token], taken: Sequence[Span]) -> list[tuple[int, int]]:
    claimed = {at for span in taken for at in range(span.start, span.end)}
    free = [
        at not in claimed
        and word.text not in STOP_WORDS
        and not word.text.isdigit()
        and len(word.text) > 1
        for at, word in enumerate(words)
    ]
    spans: list[tuple[int, int]] = []
    for start in range(len(words)):
        for end in range(start + 1, min(start + _FUZZY_WORDS, len(words)) + 1):
            if not free[end - 1] or (end - 1 > start and words[end - 1].hard):
                break
            if sum(len(word.text) for word in words[start:end]) >= 5:
                spans.append((start, end))
        if len(spans) > _MOST_FUZZY:
            break
    return spans[:_MOST_FUZZY]
