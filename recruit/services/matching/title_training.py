"""Teaching the judgement of titles: what people post, other trades, labels in frames."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from matching import Entry, Linker, Taxonomy
from matching.title_training import (
    MODEL_OF_TITLES,
    Asked,
    Heard,
    Title,
    asked,
    held_out_fifths,
    held_out_language,
    synthetic,
    train_titles,
)
from matching.training import LabelSet
from recruit.config import resource

Say = Callable[[str], None]
_SPEAKING = frozenset(["occupation", "machine", "operation", "garment", "part", "fabric"])
_LABEL, _OTHER_LABEL, _POSTED, _OTHER, _FOREIGN = 0.3, 0.5, 3.0, 2.0, 0.5
"""How much a text counts when words are weighed: what people posted counts most."""

_EPISODES = (11, 12)
_QUESTIONS = 1500


def retrain_titles(
    titles: LabelSet,
    taught: Sequence[tuple[str, str]],
    foreign: Sequence[tuple[str, str]] = (),
    *,
    output: Path | None = None,
    check: bool = True,
    say: Say = print,
) -> Path:
    """Learn to judge titles and write what was learnt; the re-ranker in force stays as it is.

    ``titles`` are the labels to ask as titles; ``taught`` and ``foreign`` are titles of other
    trades with their language, ``foreign`` used for words alone. With ``check``, each language is
    first asked of a judgement that never saw it.
    """
    posted = posted_titles()
    others = [Title(text, language, frozenset()) for text, language in taught]
    whole = asked(Linker(titles=False).fit(titles.entries), [*posted, *others])
    given = list(whole)
    strange = replace(titles, strange=tuple(taught))
    for seed in _EPISODES:
        linker, made = synthetic(strange, seed, _QUESTIONS)
        given += [*asked(linker, made), *asked(linker, posted)]
    heard = list(_heard(titles.entries, posted, taught, foreign))
    if check:
        _check(given, heard, len(whole), say)
    sense = train_titles(given, heard, {"posted": len(posted), "others": len(others)})
    path = output or MODEL_OF_TITLES
    sense.save(path)
    return path


def posted_titles() -> list[Title]:
    """Titles as people post them, of the trade and of others."""
    taxonomy = Taxonomy.from_csv(resource("seeds") / "taxonomy")
    path = resource("seeds") / "evaluation" / "titles.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Title(
            row["text"],
            row["language"],
            frozenset({row["concept_id"], *taxonomy.narrower(row["concept_id"])})
            if row["concept_id"]
            else frozenset(),
        )
        for row in rows
    ]


def _heard(
    entries: Sequence[Entry],
    posted: Sequence[Title],
    taught: Sequence[tuple[str, str]],
    foreign: Sequence[tuple[str, str]],
) -> Iterator[Heard]:
    for entry in entries:
        if entry.type in _SPEAKING:
            yield Heard(entry.label, entry.language, True, _LABEL)
        elif entry.type == "other_trade":
            yield Heard(entry.label, entry.language, False, _OTHER_LABEL)
    for title in posted:
        yield Heard(title.text, title.language, bool(title.concepts), _POSTED)
    yield from (Heard(text, language, False, _OTHER) for text, language in taught)
    yield from (Heard(text, language, False, _FOREIGN) for text, language in foreign)


def _check(given: Sequence[Asked], heard: Sequence[Heard], whole: int, say: Say) -> None:
    """The first titles, asked of a judgement that never saw their fifth, or their language."""
    fifths = held_out_fifths(given, heard, whole)
    say("\n              a fifth held out              the language held out")
    say("            ours  right others refused     right refused")
    for language in ("en", "ru", "ky", "uz", "bn", "ur"):
        fifth = fifths[language]
        report = held_out_language(given, heard, whole, language)
        say(
            f"{language:<10}{fifth.ours:>6}{fifth.right:>7.3f}{fifth.others:>7}"
            f"{fifth.refused:>8.3f}{report.right:>10.3f}{report.refused:>8.3f}"
        )
