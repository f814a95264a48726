"""The words people write, against what the engine makes of them: floors, not figures."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import pytest

from matching import Extractor
from tests.shipped import linker, taxonomy

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "tests" / "golden" / "words"
LANGUAGES = ("en", "ru", "ky", "uz", "bn", "ur")
FORMS = dict(zip(LANGUAGES, (0.92, 0.94, 0.91, 0.93, 0.92, 0.92), strict=True))
MENTIONS = dict(zip(LANGUAGES, (0.94, 0.92, 0.88, 0.91, 0.93, 0.94), strict=True))


@cache
def fitting(concept: str) -> frozenset[str]:
    """A concept and all narrower ones."""
    return frozenset({concept, *taxonomy().narrower(concept)})


def rows(name: str) -> list[dict[str, str]]:
    with (WORDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_one_line(one: str, other: str) -> bool:
    return one in fitting(other) or other in fitting(one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_kept_out_of_the_vocabulary_are_found(language):
    asked = rows(f"forms_{language}.csv")
    ranked = linker().rank_many([row["text"] for row in asked], k=20)

    gained = [
        next((1 / place for place, found in enumerate(best, 1) if found in fitting(wanted)), 0.0)
        for best, wanted in zip(ranked, (row["concept_id"] for row in asked), strict=True)
    ]

    assert sum(gained) / len(gained) >= FORMS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_mentions_in_free_text(language):
    extractor = Extractor(taxonomy(), linker())
    made = good = asked = met = 0
    lines = (WORDS / f"paragraphs_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        paragraph = json.loads(line)
        wanted = {mention["concept_id"] for mention in paragraph["mentions"]}
        found = {mention.concept_id for mention in extractor.mentions(paragraph["text"])}
        made += len(found)
        good += sum(any(of_one_line(each, other) for other in wanted) for each in found)
        asked += len(wanted)
        met += sum(any(of_one_line(each, other) for other in found) for each in wanted)

    precision, recall = good / made, met / asked
    assert 2 * precision * recall / (precision + recall) >= MENTIONS[language]
