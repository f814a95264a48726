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
_KEY_WORDS = 4
_FUZZY_WORDS = 3
_MOST_FUZZY = 120
_TURNED = 3
_SPAN_COST = 0.4
_ON = frozenset({"на", "for", "on"})
_DATIVES = ("га", "ге", "го", "ка", "ке", "ga", "ka")

Stems = tuple[str, str]


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
        self._turned: dict[str, list[str]] = defaultdict(list)
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
        if 1 < len(form.words) <= _TURNED:
            tables.append((self._turned, [_turned([word_stems(word) for word in form.words])]))
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
        found = _cover(len(words), [self._looked_up(words, at) for at in range(len(words))])
        found.extend(self._likely(words, found))
        return sorted(found, key=lambda span: span.start)

    def _looked_up(self, words: Sequence[Token], at: int) -> list[Span]:
        """What begins at a word."""
        stop = at + 1
        while stop < min(at + LONGEST, len(words)) and not words[stop].hard:
            stop += 1
        texts = [word.text for word in words[at:stop]]
        stems = [word_stems(text) for text in texts]
        heads = (texts[0], *stems[0])
        found: list[Span] = []
        longest = max((self._lengths.get(head, 0) for head in heads), default=0)
        for size in range(min(max(longest, _TURNED), len(texts)), 0, -1):
            hit = self._match(texts[:size], stems[:size])
            if hit and not self._two_in_one(texts[:size], stems[:size], hit[0]):
                found.append(Span(at, at + size, *hit))
        return found or self._by_key(texts, at)

    def _match(
        self, texts: Sequence[str], stems: Sequence[Stems]
    ) -> tuple[list[str], float] | None:
        exact = self._exact.get(" ".join(texts))
        if exact:
            return exact, 1.0
        if len(texts) == 1 and (len(texts[0]) < 4 or texts[0] in STOP_WORDS):
            return None
        for reading in (0, 1):
            stem = self._stem.get(" ".join(pair[reading] for pair in stems))
            if stem:
                return stem, 0.97
        turned = self._turned.get(_turned(stems)) if 1 < len(texts) <= _TURNED else None
        return (turned, 0.95) if turned else None

    def _two_in_one(
        self, texts: Sequence[str], stems: Sequence[Stems], whole: Sequence[str]
    ) -> bool:
        """Whether words say more as two concepts than as the one they are a form of:
        "швея на 4-нитку", "распошивкага тигүүчү", "настройка оверлока"."""
        if self._kind(whole) not in ("occupation", "operation"):
            return False
        for cut in range(1, len(texts)):
            on = texts[cut] in _ON
            left = self._match(texts[:cut], stems[:cut])
            right = self._match(texts[cut + on :], stems[cut + on :]) if left else None
            if not left or not right:
                continue
            kinds = self._kind(left[0]), self._kind(right[0])
            inflected = kinds == ("machine", "occupation") and texts[cut - 1].endswith(_DATIVES)
            if on or inflected or (kinds[1] == "machine" and whole[0] in left[0]):
                return True
        return False

    def _kind(self, concepts: Sequence[str]) -> str:
        return self._taxonomy.concept(concepts[0]).type

    def _by_key(self, texts: Sequence[str], at: int) -> list[Span]:
        for size in range(min(_KEY_WORDS, len(texts)), 0, -1):
            last = texts[size - 1]
            if STOP_WORDS.intersection((texts[0], last)):
                continue
            head = "".join(word_key(text) for text in texts[: size - 1])
            for ending in dict.fromkeys((last, *word_stems(last))):
                key = head + word_key(ending)
                concepts = self._key.get(key) if len(key) >= _SHORT_KEY else None
                if concepts:
                    return [Span(at, at + size, concepts, 0.93)]
        return []

    def _likely(self, words: Sequence[Token], taken: Sequence[Span]) -> list[Span]:
        """Spans of the words nobody claimed that are much like a label."""
        wanted = _leftovers(words, taken)
        forms = {span: Form.of_words([w.text for w in words[span[0] : span[1]]]) for span in wanted}
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


def _cover(size: int, beginning: Sequence[Sequence[Span]]) -> list[Span]:
    """The spans that together claim most words, by the fewest and surest spans."""
    best: list[tuple[float, Span | None]] = [(0.0, None)] * (size + 1)
    for at in range(size - 1, -1, -1):
        best[at] = (best[at + 1][0], None)
        for span in beginning[at]:
            value = best[span.end][0] + span.end - at - _SPAN_COST + 0.1 * span.score
            if value > best[at][0]:
                best[at] = (value, span)
    found: list[Span] = []
    at = 0
    while at < size:
        chosen = best[at][1]
        if chosen:
            found.append(chosen)
        at = chosen.end if chosen else at + 1
    return found


def _turned(stems: Sequence[Stems]) -> str:
    """Stems in a fixed order: "нож сабельный" is "сабельный нож"."""
    return " ".join(sorted(pair[0] for pair in stems))


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
