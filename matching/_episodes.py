"""Questions with known answers, made from label sets: hold labels out, ask for their concepts."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from matching._corrupt import corrupted, framed
from matching.taxonomy import Entry

FOLDS = 5
EVALUATED = 0
"""The fold of concepts that training never sees."""

_ALIKE = 85.0
_STRANGE = 0.06


def fold_of(concept_id: str) -> int:
    """The fold of a concept: by its id alone, the same everywhere."""
    return hashlib.sha256(concept_id.encode()).digest()[0] % FOLDS


@dataclass(frozen=True, slots=True)
class LabelSet:
    """Labels to learn from.

    ``akin`` names for a concept those that answer for it too; ``strange`` are texts, with their
    language, that name none of the concepts. With ``types`` only labels of these are asked.
    """

    name: str
    entries: tuple[Entry, ...]
    akin: Mapping[str, frozenset[str]] = field(default_factory=dict)
    strange: tuple[tuple[str, str], ...] = ()
    types: frozenset[str] | None = None

    def only(self, wanted: Callable[[str], bool]) -> LabelSet:
        """The same without concepts whose id is not wanted."""
        kept = tuple(entry for entry in self.entries if wanted(entry.concept_id))
        return replace(self, entries=kept)


@dataclass(frozen=True, slots=True)
class Question:
    """A text and the concepts it names, none for a text of another trade."""

    text: str
    language: str
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Episode:
    """What is learnt, and what is asked after it."""

    learnt: tuple[Entry, ...]
    questions: tuple[Question, ...]


def episode(
    labels: LabelSet, seed: int, most: int, asked: Callable[[str], bool] | None = None
) -> Episode:
    """Hold labels out of a set and ask for them, changed as people change them.

    Of each concept either a few labels are held out, or one with all that are like it, or most;
    some concepts are held out whole, and texts that name nothing are asked too. With ``asked``,
    only the concepts it agrees to are asked, and the others learnt.
    """
    rng = random.Random(seed)  # noqa: S311
    of_concept: dict[str, list[Entry]] = defaultdict(list)
    for entry in labels.entries:
        of_concept[entry.concept_id].append(entry)
    learnt: list[Entry] = []
    waiting: list[tuple[Entry, bool]] = []
    for concept, entries in of_concept.items():
        elsewhere = labels.types is not None and entries[0].type not in labels.types
        if elsewhere or (asked is not None and not asked(concept)):
            learnt += entries
            continue
        if rng.random() < _STRANGE:
            waiting += [(entry, False) for entry in rng.sample(entries, min(2, len(entries)))]
            continue
        kept, held = _split(entries, rng)
        learnt += kept
        waiting += [(entry, True) for entry in held]
    rng.shuffle(waiting)
    questions = [
        Question(
            _typed(entry, rng, advert=labels.types is not None),
            entry.language,
            _answers(entry, labels) if known else frozenset(),
        )
        for entry, known in waiting[:most]
    ]
    strange = list(labels.strange)
    rng.shuffle(strange)
    questions += [
        Question(framed(text, language, rng) if rng.random() < 0.5 else text, language, frozenset())
        for text, language in strange[: most // 3]
    ]
    return Episode(tuple(learnt), tuple(questions))


def _typed(entry: Entry, rng: random.Random, *, advert: bool) -> str:
    text = corrupted(entry.label, entry.language, rng)
    return framed(text, entry.language, rng) if advert and rng.random() < 0.6 else text


def _answers(entry: Entry, labels: LabelSet) -> frozenset[str]:
    return frozenset({entry.concept_id}) | labels.akin.get(entry.concept_id, frozenset())


def _split(entries: Sequence[Entry], rng: random.Random) -> tuple[list[Entry], list[Entry]]:
    """What is learnt of a concept and what is asked."""
    if len(entries) < 2:
        return list(entries), []
    manner = rng.random()
    if manner < 0.35:
        asked = rng.choice(entries)
        kept = [entry for entry in entries if not _alike(asked.label, entry.label)]
        if kept:
            return kept, [asked]
    share = 0.2 if manner < 0.7 else 0.6
    held = [entry for entry in entries if rng.random() < share]
    kept = [entry for entry in entries if entry not in held]
    return (kept, held) if kept else (held[:1], held[1:])


def _alike(one: str, other: str) -> bool:
    a, b = (text.casefold().replace("/", " ") for text in (one, other))
    return fuzz.token_set_ratio(a, b) >= _ALIKE


def held_out(entries: Iterable[Entry], fold: int) -> tuple[list[Entry], list[Entry]]:
    """A fifth of the labels of each concept of a fold, by hash, and everything else."""
    kept: list[Entry] = []
    held: list[Entry] = []
    for entry in entries:
        mark = hashlib.sha256(f"{entry.concept_id}\n{entry.label}".encode()).digest()[1]
        asked = fold_of(entry.concept_id) == fold and mark % 5 == 0 and entry.kind != "preferred"
        (held if asked else kept).append(entry)
    return kept, held
