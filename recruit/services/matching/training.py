"""Teaching the linker from the labels at hand: the seeds', and ESCO's where there are any."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from matching import Entry, Taxonomy
from matching.training import (
    MODEL,
    LabelSet,
    Lessons,
    digest,
    lessons,
    reciprocal_ranks,
    train,
)
from recruit.config import resource
from recruit.services.matching.title_training import retrain_titles

Say = Callable[[str], None]

_TRADE = ("753", "815", "731", "2163", "3122", "1321")
"""ISCO groups that make clothes, shoes or cloth: their titles are not those of other trades."""

_EPISODES = {"seeds": 5, "titles": 3}
_QUESTIONS = 2000
_CHECK_TREES = 100
_STRANGE_SHARE = 300


class NoLabels(Exception):
    """A directory holds no labels of ESCO."""


def retrain(
    esco: Path | None, *, output: Path | None = None, check: bool = True, say: Say = print
) -> Path:
    """Train on the seeds and on ESCO's labels in a directory; write the model and name its file.

    With ``check``, each label set is first asked of a model that never saw it. Raises `NoLabels`
    where the directory holds none.
    """
    sets = label_sets(esco)
    for labels in sets:
        say(f"{labels.name:<8}{len(labels.entries):>8} labels")
    taught = {
        labels.name: [
            lessons(labels, seed, _QUESTIONS)
            for seed in range(1, 1 + _EPISODES.get(labels.name, 2))
        ]
        for labels in sets
    }
    if check and len(sets) > 1:
        _check(sets, taught, say)
    about = {
        "sets": {labels.name: len(labels.entries) for labels in sets},
        "strange": sum(len(labels.strange) for labels in sets),
        "digest": digest(sets),
    }
    forest = train([part for parts in taught.values() for part in parts], about)
    path = output or MODEL
    path.parent.mkdir(parents=True, exist_ok=True)
    forest.save(path)
    return path


def _check(sets: Sequence[LabelSet], taught: dict[str, list[Lessons]], say: Say) -> None:
    """Mean reciprocal rank for each label set, by a model of the others."""
    say("\nheld out   n-grams    learnt")
    for labels in sets:
        others = [parts[0] for name, parts in taught.items() if name != labels.name]
        forest = train(others, {}, trees=_CHECK_TREES)
        asked = lessons(labels, 99, _QUESTIONS, evaluated=True)
        before, after = reciprocal_ranks(asked), reciprocal_ranks(asked, forest)
        say(f"{labels.name:<10}{before:>8.3f}{after:>10.3f}  {after - before:+.3f}")


def retrain_judgement(
    esco: Path | None, *, output: Path | None = None, check: bool = True, say: Say = print
) -> Path:
    """Train the judgement of titles on the seeds, by the re-ranker in force; see
    `retrain_titles`. Raises `NoLabels` as `retrain` does."""
    titles = label_sets(esco)[1]
    taught = [pair for pair in other_trades() if _taught(pair[0])]
    foreign = [] if esco is None else _others(esco)
    return retrain_titles(titles, taught, foreign, output=output, check=check, say=say)


def label_sets(esco: Path | None) -> list[LabelSet]:
    """The seeds' labels, and a set for each language of ESCO's in a directory."""
    taxonomy = Taxonomy.from_csv(resource("seeds") / "taxonomy")
    found = [] if esco is None else list(_esco_sets(esco))
    if esco is not None and not found:
        raise NoLabels(f"{esco} holds neither occupations_*.csv nor labels_*.csv")
    strange = [pair for pair in other_trades() if _taught(pair[0])] * 2
    if esco is not None:
        strange += _others(esco)
    seeds = LabelSet(
        "seeds",
        tuple(taxonomy.entries()),
        {concept.id: taxonomy.narrower(concept.id) for concept in taxonomy},
        tuple(strange),
    )
    titles = replace(seeds, name="titles", types=frozenset({"occupation"}))
    return [seeds, titles, *found]


def other_trades() -> list[tuple[str, str]]:
    """Titles of other trades with their language."""
    path = resource("seeds") / "evaluation" / "other_trades.csv"
    return [(row["text"], row["language"]) for row in _rows(path)]


def untaught_trades() -> list[tuple[str, str]]:
    """The half of `other_trades` that training does not see."""
    return [pair for pair in other_trades() if not _taught(pair[0])]


def _taught(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 1


def _esco_sets(directory: Path) -> Iterator[LabelSet]:
    languages = sorted(
        {path.stem.rsplit("_", 1)[1] for path in directory.glob("labels_*.csv")}
        | {path.stem.rsplit("_", 1)[1] for path in directory.glob("occupations_*.csv")}
    )
    for language in languages:
        labels = dict.fromkeys(_esco_labels(directory, language))
        entries = (Entry(key, text, language, "", "synonym") for key, text in labels)
        yield LabelSet(language, tuple(entries))


def _esco_labels(directory: Path, language: str) -> Iterator[tuple[str, str]]:
    plain = directory / f"labels_{language}.csv"
    if plain.exists():
        yield from ((row["concept_uri"], row["label"].strip()) for row in _rows(plain))
    for name in ("occupations", "ISCOGroups"):
        path = directory / f"{name}_{language}.csv"
        for row in _rows(path) if path.exists() else ():
            for text in (row["preferredLabel"], *row["altLabels"].splitlines()):
                if text.strip():
                    yield row["conceptUri"], text.strip()


def _others(directory: Path) -> list[tuple[str, str]]:
    """Some of ESCO's occupations that have nothing to do with clothes."""
    path = directory / "occupations_en.csv"
    titles = sorted(
        row["preferredLabel"]
        for row in (_rows(path) if path.exists() else ())
        if not row["iscoGroup"].startswith(_TRADE)
    )
    return [(text, "en") for text in titles[:: max(len(titles) // _STRANGE_SHARE, 1)]]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
