"""Titles as people post them, kept out of training: floors, not figures."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from matching import Linker, Taxonomy
from matching._title_sense import NAMES, RISING, Found, features
from matching._title_text import spoken
from matching._trade_words import PLACES, word_odds
from matching.linking import shipped_titles

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "tests" / "golden" / "words"
LANGUAGES = ("en", "ru", "ky", "uz", "bn", "ur")
RIGHT = dict(zip(LANGUAGES, (0.84, 0.70, 0.92, 0.72, 0.70, 0.84), strict=True))
REFUSED = dict(zip(LANGUAGES, (0.92, 0.84, 0.93, 0.90, 0.93, 0.81), strict=True))
TYPES = {"occupation"}


@cache
def taxonomy() -> Taxonomy:
    return Taxonomy.from_csv(ROOT / "seeds" / "taxonomy")


@cache
def linker() -> Linker:
    return Linker().fit(taxonomy().entries())


def titles(language: str) -> list[tuple[str, str]]:
    with (WORDS / f"titles_{language}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["concept_id"]) for row in csv.DictReader(file)]


@cache
def shares(language: str) -> tuple[list[bool], list[bool]]:
    """For titles of the trade, whether the right one came first; for others, whether refused."""
    right, refused = [], []
    for text, wanted in titles(language):
        found = linker().link(text, types=TYPES)
        if wanted:
            fitting = {wanted, *taxonomy().narrower(wanted)}
            right.append(bool(found) and found[0].concept_id in fitting)
        else:
            refused.append(not found)
    return right, refused


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_the_trade_come_first_and_other_trades_are_refused(language):
    right, refused = shares(language)

    assert np.mean(right) >= RIGHT[language]
    assert np.mean(refused) >= REFUSED[language]


def test_over_all_languages():
    right = [answer for language in LANGUAGES for answer in shares(language)[0]]
    refused = [answer for language in LANGUAGES for answer in shares(language)[1]]

    assert np.mean(right) >= 0.85
    assert np.mean(refused) >= 0.93


def test_held_out_titles_are_not_taught():
    with (ROOT / "seeds" / "evaluation" / "titles.csv").open(encoding="utf-8") as file:
        taught = {row["text"] for row in csv.DictReader(file)}

    assert taught.isdisjoint(text for language in LANGUAGES for text, _ in titles(language))


@pytest.mark.parametrize(
    "text",
    ["зюзюблик", "zzqqxx", "космонавт", "тырмачык", "xyzzyx", "ঝিঙাটক", "ফফফফ", "بلمبو", "گگگگ"],
)
def test_nonsense_is_refused(text):
    assert linker().link(text, types=TYPES) == []


@pytest.mark.parametrize(
    "text", ["водитель", "driver", "ড্রাইভার", "ڈرائیور", "haydovchi", "айдоочу", "nurse", "повар"]
)
def test_another_trade_is_known_but_is_no_occupation_of_ours(text):
    assert linker().link(text, types=TYPES) == []
    assert taxonomy().concept(linker().link(text)[0].concept_id).type == "other_trade"


def test_a_label_alone_stays_certain():
    assert linker().link("раскройщик", types=TYPES)[0].score == 1.0


def test_the_same_head_is_ours_in_a_sewing_workshop_and_not_in_a_print_shop():
    ours = linker().link("Печатник шелкографии, футболки", types=TYPES)
    theirs = linker().link("Печатник газет, ночная типография", types=TYPES)

    assert ours[0].concept_id == "printing_operator"
    assert theirs == []


def test_a_vocabulary_of_many_trades_refuses_none():
    entries = [(f"t{n}", f"trade{n} worker", "en", "occupation") for n in range(401)]

    assert not Linker().fit(entries).one_trade_
    assert Linker().fit(entries[:400]).one_trade_


def test_features_are_finite_for_any_text():
    for text in ("швея", "???", "1", "а" * 400, "оверлокчу, " * 50, "সেলাই — 5"):
        row = features(linker().lexicon_, shipped_titles().weights, text, [Found(0, 0.5)])
        assert row.shape == (len(NAMES),)
        assert np.isfinite(row).all()
    assert set(NAMES) >= RISING


def test_words_of_letters_nobody_weighed_say_nothing():
    assert word_odds(np.zeros(PLACES, dtype=np.float32), ["швея", "crane"]) == [0.0, 0.0]


def test_a_title_is_taken_apart_by_dashes_and_commas():
    said = spoken("Packer - biscuit factory, night shift")

    assert said.words == ("packer", "biscuit", "factory", "night", "shift")
    assert said.segment == (0, 1, 1, 2, 2)
    assert said.content == (True, True, False, False, False)
