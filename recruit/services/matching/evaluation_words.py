"""How well words are linked, on labels the shipped model has not been taught."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from matching import Entry, Linker, Taxonomy
from matching import linking_evaluation as measuring
from matching.linking_evaluation import Asked, Score
from recruit.config import resource
from recruit.services.matching.training import label_sets, untaught_trades

__all__ = ["Report", "Score", "evaluate", "refused_trades"]

_QUICK = 300
_SLOW = 200
"""Texts asked of WRatio, which compares each with every label."""

_BY: Mapping[str, Callable[[Asked], str]] = {
    "language": lambda asked: asked.question.language,
    "type": lambda asked: asked.type,
}


@dataclass(frozen=True, slots=True)
class Report:
    """Scores of one label set: by the way it was asked and by group, and plain look-ups beside."""

    name: str
    learnt: int
    whole: Mapping[str, Score]
    groups: Mapping[str, Mapping[str, Score]]
    ngrams: Mapping[str, float]
    wratio: Mapping[str, float]
    left_out: Mapping[str, Score]


def evaluate(directory: Path | None, *, quick: bool = False) -> Iterator[Report]:
    """A report for the taxonomy of a directory, or for each language of ESCO's labels in it; by
    default the seeds'. ``quick`` asks 300 texts of each."""
    esco = directory is not None and not (directory / "concepts.csv").exists()
    if esco:
        for labels in label_sets(directory)[2:]:
            yield _report(labels.name, list(labels.entries), {}, quick)
        return
    taxonomy = Taxonomy.from_csv(directory or resource("seeds") / "taxonomy")
    akin = {concept.id: taxonomy.narrower(concept.id) for concept in taxonomy}
    yield _report("trade", list(taxonomy.entries()), akin, quick)


def refused_trades() -> tuple[int, float]:
    """How many titles of other trades that training has not seen, and the share refused."""
    taxonomy = Taxonomy.from_csv(resource("seeds") / "taxonomy")
    linker = Linker().fit(taxonomy.entries())
    texts = [text for text, _ in untaught_trades()]
    return len(texts), measuring.refused(linker, texts, {"occupation"})


def _report(
    name: str, entries: list[Entry], akin: Mapping[str, frozenset[str]], quick: bool
) -> Report:
    learnt, asked = measuring.questions(entries, akin)
    asked = _some(asked, _QUICK if quick else None)
    linker = Linker().fit(learnt)
    ways = {"as written": asked}
    ways |= {how: measuring.changed(asked, how) for how in ("typos", "script")}
    found = {way: measuring.measure(linker, texts) for way, texts in ways.items()}
    at = linker.threshold
    whole = {way: measuring.summed(ways[way], found[way], at) for way in ways}
    groups = {
        title: measuring.grouped(asked, found["as written"], at, by) for title, by in _BY.items()
    }
    few = {way: _some(texts, _SLOW) for way, texts in ways.items()}
    return Report(
        name,
        len(learnt),
        whole,
        groups,
        {way: measuring.ngram_ranks(learnt, texts) for way, texts in ways.items()},
        {way: measuring.wratio_ranks(learnt, texts) for way, texts in few.items()},
        dict(_left_out(entries, akin, quick)),
    )


def _left_out(
    entries: list[Entry], akin: Mapping[str, frozenset[str]], quick: bool
) -> Iterator[tuple[str, Score]]:
    """For each language, its labels asked of a linker that learnt those concepts without it."""
    languages = sorted({entry.language for entry in entries})
    for language in languages if len(languages) > 1 else ():
        learnt, asked = measuring.without_language(entries, language, akin)
        asked = _some(asked, _QUICK if quick else None)
        linker = Linker().fit(learnt)
        yield language, measuring.summed(asked, measuring.measure(linker, asked), linker.threshold)


def _some(asked: list[Asked], most: int | None) -> list[Asked]:
    """Evenly taken, at most so many."""
    if most is None or len(asked) <= most:
        return asked
    return [asked[n * len(asked) // most] for n in range(most)]
