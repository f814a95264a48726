"""Titles as people post them, kept out of training: floors, not figures."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from matching import Linker
from matching._title_sense import NAMES, RISING, rows, views
from matching._title_spans import Found, spans
from matching._title_text import spoken
from matching._trade_words import PLACES, word_odds
from matching.linking import shipped_titles
from tests.shipped import linker, taxonomy

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "tests" / "golden" / "words"
LANGUAGES = ("en", "ru", "ky", "uz", "bn", "ur")
RIGHT = dict(zip(LANGUAGES, (0.90, 0.90, 0.93, 0.86, 0.90, 0.93), strict=True))
REFUSED = dict(zip(LANGUAGES, (0.92, 0.95, 0.95, 0.93, 0.93, 0.88), strict=True))
TYPES = {"occupation"}


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

    assert np.mean(right) >= 0.93
    assert np.mean(refused) >= 0.95


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
        said = spoken(text)
        seen = views(linker().lexicon_, said, [Found(0, 0.5)], frozenset(TYPES))
        odds = word_odds(shipped_titles().weights, said.words)
        made = rows(seen, odds, [0.0] * len(seen))
        assert made.shape == (len(seen), len(NAMES))
        assert np.isfinite(made).all()
    assert set(NAMES) >= RISING


def named(text):
    lexicon = linker().lexicon_
    return [(lexicon.concepts[span.concept], span.outer) for span in spans(lexicon, spoken(text))]


def test_a_trade_named_word_for_word_is_found_among_other_words():
    assert ("presser", True) in named("Срочно утюжник, аванс каждую субботу")
    assert named("аванс каждую субботу") == []


def test_a_trade_named_inside_a_longer_name_is_not_the_outer_one():
    found = named("Printing operator, garments")

    assert ("printing_operator", True) in found
    assert all(concept == "printing_operator" for concept, outer in found if outer)
    assert ("sewing_mechanic", True) in named("Sewing machine mechanic, night shift")


def test_what_is_named_comes_first_whatever_stands_around_it():
    for text in ("Срочно утюжник, аванс каждую субботу", "Overlock girl today, leggings, canteen"):
        best = linker().link(text, types=TYPES)[0]
        assert best.concept_id in {"presser", "overlock_operator"}
        assert best.label in linker().labels_


def test_links_of_a_title_fall_in_sureness_and_name_each_concept_once():
    for text, _ in titles("en"):
        found = linker().link(text, k=5, types=TYPES)
        assert [link.score for link in found] == sorted((x.score for x in found), reverse=True)
        assert len({link.concept_id for link in found}) == len(found)


def test_words_of_letters_nobody_weighed_say_nothing():
    assert word_odds(np.zeros(PLACES, dtype=np.float32), ["швея", "crane"]) == [0.0, 0.0]


def test_a_title_is_taken_apart_by_dashes_and_commas():
    said = spoken("Packer - biscuit factory, night shift")

    assert said.words == ("packer", "biscuit", "factory", "night", "shift")
    assert said.segment == (0, 1, 1, 2, 2)
    assert said.content == (True, True, False, False, False)
