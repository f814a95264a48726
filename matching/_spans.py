"""Finding the words of a text that name concepts, before anything is said about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from matching._cover import FUZZY_WORDS, Span, cover, leftovers
from matching._features import Form
from matching._lexicon import stem_forms
from matching._misspelt import Misspellings
from matching._peeling import peeled
from matching._small_words import AFTER_DOING, ALSO, DOING, LEFT_OUT, LITTLE, NOT_ALONE
from matching._verbs import as_nouns, i_do, nouns_of_first
from matching.linking import Linker
from matching.taxonomy import Taxonomy
from matching.text import Token, word_key, word_latin, word_stems

LONGEST = 6
_SHORT_KEY = 5
_SHORT_HEARD = 4
_SHORT_TYPED = 5
_KEY_WORDS = 4
_TURNED = 3
_STEM_ALIKE = 3
_DONE = 0.95
_WORKED_ON = frozenset({"garment", "part", "fabric"})
_KEY_ALIKE = 78.0
_SAME_SCRIPT_ALIKE = 89.0
_MOST_REMEMBERED = 20_000
_ON = frozenset({"на", "for", "on"})
_DATIVES = ("га", "ге", "го", "ка", "ке", "ga", "ka")

Stems = tuple[str, str]


class SpanFinder:
    """Looks words up in the tables of a fitted Linker, longest match first, then by likeness."""

    def __init__(self, taxonomy: Taxonomy, linker: Linker, fuzzy_threshold: float) -> None:
        self._taxonomy = taxonomy
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._stem: dict[str, list[str]] = defaultdict(list)
        self._turned: dict[str, list[str]] = defaultdict(list)
        self._key: dict[str, list[str]] = defaultdict(list)
        self._spelt: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._lengths: dict[str, int] = {}
        self._remembered: dict[tuple[str, ...], tuple[str, float] | None] = {}
        self._misspelt = Misspellings(fuzzy_threshold)
        for entry, form in linker.learnt():
            if entry.concept_id in taxonomy and form.words:
                self._learn(entry.concept_id, form)
                if len(form.words) <= FUZZY_WORDS:
                    latin = form.latin.replace(" ", "")
                    self._misspelt.learn(entry.concept_id, form.text, latin, form.key)

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
        if len(form.words) == 1:
            for stem in dict.fromkeys(word_stems(form.text)):
                self._spelt[stem, concept_id].append(form.text)
        if len(form.key) >= _SHORT_KEY:
            self._spelt[form.key, concept_id].append(_spelt(form.text, form.latin))
        if not form.text.isascii() and len(form.latin) >= _SHORT_HEARD:
            places = self._key[_heard(form.latin)]
            if concept_id not in places:
                places.append(concept_id)
        size = min(len(form.words), LONGEST)
        for head in (form.words[0], *word_stems(form.words[0])):
            self._lengths[head] = max(size, self._lengths.get(head, 0))

    def find(self, words: Sequence[Token]) -> list[Span]:
        """Spans that do not overlap, in order."""
        alone = len(words) == 1
        found = cover(len(words), [self._looked_up(words, at, alone) for at in range(len(words))])
        found.extend(self._likely(words, found))
        return sorted(found, key=lambda span: span.start)

    def _looked_up(self, words: Sequence[Token], at: int, alone: bool) -> list[Span]:
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
            if size == 1 and not alone and (texts[0] in NOT_ALONE or _does(words, at)):
                return found
            hit = self._match(texts[:size], stems[:size])
            if hit and not self._two_in_one(texts[:size], stems[:size], hit[0]):
                more = hit[1] == _DONE and not AFTER_DOING.isdisjoint(texts[size : size + 1])
                found.append(Span(at, at + size + more, *hit))
        found.extend(self._around_also(texts, stems, at))
        if not found and i_do(words, at):
            for noun in nouns_of_first(texts[0]):
                if noun in self._exact:
                    return [Span(at, at + 1, self._exact[noun], _DONE)]
        return found or self._by_key(texts, at)

    def _around_also(self, texts: Sequence[str], stems: Sequence[Stems], at: int) -> Iterator[Span]:
        """What words name where "also" or an article stands among them: "ip ham kesaman"."""
        kept = [n for n, text in enumerate(texts) if n == 0 or text not in ALSO][:_TURNED]
        for size in range(2, len(kept) + 1):
            if kept[size - 1] >= size:
                places = kept[:size]
                hit = self._match([texts[n] for n in places], [stems[n] for n in places])
                if hit:
                    yield Span(at, at + places[-1] + 1, hit[0], min(hit[1], _DONE))

    def _match(
        self, texts: Sequence[str], stems: Sequence[Stems]
    ) -> tuple[list[str], float] | None:
        exact = self._exact.get(" ".join(texts))
        if exact:
            return exact, 1.0
        if len(texts) == 1 and (len(texts[0]) < 4 or texts[0] in LITTLE):
            return None
        inflected = self._inflected(texts, stems)
        if inflected:
            return inflected, 0.97
        turned = None
        if 1 < len(texts) <= _TURNED and LITTLE.isdisjoint(texts):
            turned = self._turned.get(_turned(stems))
        found = turned or self._done(texts)
        return (found, _DONE) if found else None

    def _done(self, texts: Sequence[str]) -> list[str]:
        """The concepts of a label that says by a noun what words say by a verb."""
        for words in as_nouns(texts):
            found = self._exact.get(" ".join(words))
            if not found and len(words) > 1:
                stems = [word_stems(word) for word in words]
                pairs = (" ".join(pair[reading] for pair in stems) for reading in (0, 1))
                found = next((hit for pair in pairs if (hit := self._stem.get(pair))), None)
                if not found and len(words) <= _TURNED and LITTLE.isdisjoint(texts):
                    found = self._turned.get(_turned(stems))
            if found and self._kind(found) not in _WORKED_ON:
                return found
        return []

    def _inflected(self, texts: Sequence[str], stems: Sequence[Stems]) -> list[str]:
        """The concepts of a label that differs from words by endings alone."""
        if len(texts) > 1:
            for reading in (0, 1):
                found = self._stem.get(" ".join(pair[reading] for pair in stems))
                if found:
                    return found
        else:
            found = self._nearest(texts[0], stems[0][0])
            if found:
                return found
        head = "".join(f"{text} " for text in texts[:-1])
        peels = (self._exact.get(head + stem) for stem in peeled(texts[-1]))
        return next((found for found in peels if found), [])

    def _nearest(self, word: str, stem: str) -> list[str]:
        """The concepts with a label of this stem that needs fewest letters to become the word."""
        costs: dict[str, int] = {}
        for concept in self._stem.get(stem, ()):
            for label in self._spelt.get((stem, concept), ()):
                cost = len(label) - _shared(word, label)
                if len(stem) > _STEM_ALIKE or len(label) <= len(stem) + 1:
                    costs[concept] = min(cost, costs.get(concept, cost))
        least = min(costs.values(), default=0)
        return [concept for concept, cost in costs.items() if cost == least]

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
            rest = cut + on
            right = self._match(texts[rest:], stems[rest:]) if left and texts[rest:] else None
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
            if LEFT_OUT.intersection((texts[0], last)):
                continue
            head = "".join(word_key(text) for text in texts[: size - 1])
            head_text = "".join(texts[: size - 1])
            for ending in dict.fromkeys((last, *word_stems(last))):
                key = head + word_key(ending)
                spelt = "".join(word_latin(text) for text in (*texts[: size - 1], ending))
                if ending.isascii() and len(head_text) + len(ending) >= _SHORT_TYPED:
                    heard = self._key.get(_heard(spelt))
                    if heard:
                        return [Span(at, at + size, heard, 0.93)]
                if len(key) < _SHORT_KEY:
                    continue
                concepts = self._sounding(key, _spelt(ending, spelt))
                if concepts:
                    return [Span(at, at + size, concepts, 0.93)]
        return []

    def _sounding(self, key: str, spelt: str) -> list[str]:
        """The concepts whose labels share a key and are spelt much alike: in one script nearly so,
        since "picking" is not a way to write "packing"."""
        return [
            concept
            for concept in self._key.get(key, ())
            if any(
                fuzz.ratio(spelt, label)
                >= (_SAME_SCRIPT_ALIKE if label[0] == spelt[0] else _KEY_ALIKE)
                for label in self._spelt.get((key, concept), ())
            )
        ]

    def _likely(self, words: Sequence[Token], taken: Sequence[Span]) -> list[Span]:
        """Spans of the words nobody claimed that are much like a label."""
        best: dict[tuple[int, int], tuple[str, float]] = {}
        for start, end in leftovers(words, taken):
            run = tuple(word.text for word in words[start:end])
            if run not in self._remembered:
                if len(self._remembered) > _MOST_REMEMBERED:
                    self._remembered.clear()
                latin = "".join(word_latin(word) for word in run)
                key = "".join(word_key(word) for word in run)
                self._remembered[run] = self._misspelt.nearest(latin, key)
            hit = self._remembered[run]
            if hit and hit[0] in self._taxonomy:
                best[start, end] = hit
        found: list[Span] = []
        used: set[int] = set()
        for (start, end), (concept, value) in sorted(
            best.items(), key=lambda item: (-item[1][1], item[0][0] - item[0][1], item[0])
        ):
            if not used.intersection(range(start, end)):
                used.update(range(start, end))
                found.append(Span(start, end, [concept], value))
        return found


def _does(words: Sequence[Token], at: int) -> bool:
    """Whether a word that may be a kurta is the verb it is spelt like."""
    if words[at].text not in DOING:
        return False
    ends = at + 1 >= len(words) or words[at + 1].hard
    return at > 0 and not words[at].hard if ends else words[at + 1].text in AFTER_DOING


def _heard(latin: str) -> str:
    """The place in the table of keys of words typed in Latin letters, vowels and all."""
    return "=" + latin.replace(" ", "").replace("y", "i")


def _spelt(text: str, latin: str) -> str:
    """Words in Latin letters, marked by the script they are written in."""
    return chr(ord(text[0]) >> 8) + latin.replace(" ", "")


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _turned(stems: Sequence[Stems]) -> str:
    """Stems in a fixed order: "нож сабельный" is "сабельный нож"."""
    return " ".join(sorted(pair[0] for pair in stems))
