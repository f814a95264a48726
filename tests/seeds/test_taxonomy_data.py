"""The words of the trade as shipped: read as plain CSV, the way a reviewer would."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "taxonomy"
LANGUAGES = ("en", "ru", "ky", "uz", "bn", "ur")
TYPES = {
    *("occupation", "machine", "operation", "garment", "part", "fabric", "software", "standard"),
    *("metric", "defect", "document", "condition", "pay", "place", "language", "level", "brand"),
}
LATIN_NAMES_ALLOWED = {"brand", "software", "standard"}
SCRIPTS = {
    "en": "LATIN",
    "ru": "CYRILLIC",
    "ky": "CYRILLIC",
    "uz": "LATIN",
    "bn": "BENGALI",
    "ur": "ARABIC",
}


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CONCEPTS = read("concepts.csv")
LABELS = read("labels.csv")
RELATIONS = read("relations.csv")
AMBIGUOUS = {
    row["text"].casefold(): set(row["concept_ids"].split("|")) for row in read("ambiguous.csv")
}
TYPE_OF = {row["id"]: row["type"] for row in CONCEPTS}


def scripts_of(text: str) -> Counter[str]:
    letters = (character for character in text if character.isalpha())
    return Counter(unicodedata.name(letter).split()[0] for letter in letters)


def is_abbreviation(text: str) -> bool:
    return text == text.upper() or bool(re.fullmatch(r"[A-Z0-9.\-/ ]{2,}.*", text))


def preferred(language: str) -> dict[str, str]:
    return {
        row["concept_id"]: row["text"]
        for row in LABELS
        if row["language"] == language and row["kind"] == "preferred"
    }


def links(*names: str) -> set[tuple[str, str]]:
    return {(row["source"], row["target"]) for row in RELATIONS if row["relation"] in names}


def test_the_whole_starting_vocabulary_is_there_and_more() -> None:
    assert len(CONCEPTS) >= 289
    assert len(LABELS) >= 4500


def test_every_concept_has_its_own_id_and_a_known_type() -> None:
    assert len(TYPE_OF) == len(CONCEPTS)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", concept) for concept in TYPE_OF)
    assert set(TYPE_OF.values()) <= TYPES


def test_every_label_belongs_to_a_concept_a_language_and_a_kind() -> None:
    assert {row["concept_id"] for row in LABELS} == set(TYPE_OF)
    assert {row["language"] for row in LABELS} == set(LANGUAGES)
    assert {row["kind"] for row in LABELS} == {"preferred", "synonym", "misspelling"}
    assert {row["review"] for row in LABELS} <= {"", "native"}


def test_no_label_is_written_twice_for_one_concept_and_language() -> None:
    seen = Counter((row["concept_id"], row["language"], row["text"].casefold()) for row in LABELS)
    assert [label for label, times in seen.items() if times > 1] == []


def test_labels_are_clean_text() -> None:
    for row in LABELS:
        text = row["text"]
        assert text == " ".join(text.split()) != "", row
        assert text == unicodedata.normalize("NFC", text), row
        assert not set(text) & set("ʻ‘’ʼ`|;"), row
        assert not any(unicodedata.category(c) == "Cf" and c not in "\u200c\u200d" for c in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_exactly_one_preferred_label_in(language: str) -> None:
    rows = [r for r in LABELS if r["language"] == language and r["kind"] == "preferred"]
    assert len(rows) == len(CONCEPTS)
    assert set(preferred(language)) == set(TYPE_OF)


@pytest.mark.parametrize("language", LANGUAGES)
def test_preferred_labels_are_in_the_script_of(language: str) -> None:
    for concept, text in preferred(language).items():
        found = scripts_of(text)
        mine = found[SCRIPTS[language]]
        if mine * 2 > found.total():
            continue
        latin_name = found["LATIN"] == found.total() and TYPE_OF[concept] in LATIN_NAMES_ALLOWED
        assert latin_name or is_abbreviation(text), (concept, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_concepts_of_one_type_never_share_a_preferred_label_in(language: str) -> None:
    shown = Counter((TYPE_OF[c], text.casefold()) for c, text in preferred(language).items())
    assert [label for label, times in shown.items() if times > 1] == []


def test_russian_and_english_labels_need_no_native_review() -> None:
    assert {row["language"] for row in LABELS if row["review"]} <= {"ky", "uz", "bn", "ur"}


def test_a_label_means_one_thing_of_a_type_unless_declared_ambiguous() -> None:
    held: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in LABELS:
        held[TYPE_OF[row["concept_id"]], row["text"].casefold()].add(row["concept_id"])
    undeclared = {
        key: concepts
        for key, concepts in held.items()
        if len(concepts) > 1 and not concepts <= AMBIGUOUS.get(key[1], set())
    }
    assert undeclared == {}


def test_every_declared_ambiguity_is_real() -> None:
    for text, concepts in AMBIGUOUS.items():
        holders = {r["concept_id"] for r in LABELS if r["text"].casefold() == text}
        assert len(concepts) > 1, text
        assert concepts <= holders, text
        assert len({TYPE_OF[concept] for concept in concepts}) == 1, text


def test_relations_join_two_different_known_concepts_once() -> None:
    for row in RELATIONS:
        assert row["source"] in TYPE_OF, row
        assert row["target"] in TYPE_OF, row
        assert row["source"] != row["target"], row
    once = Counter((r["relation"], frozenset((r["source"], r["target"]))) for r in RELATIONS)
    assert [pair for pair, times in once.items() if times > 1] == []
    broader = {frozenset(pair) for pair in links("broader")}
    assert broader & {frozenset(pair) for pair in links("related")} == set()
    assert links("essential") & links("optional") == set()


def test_strengths_are_above_zero_and_at_most_one_and_broader_is_whole() -> None:
    assert all(0.0 < float(row["strength"]) <= 1.0 for row in RELATIONS)
    assert {float(r["strength"]) for r in RELATIONS if r["relation"] == "broader"} == {1.0}


def test_nothing_is_broader_than_itself_however_far_one_climbs() -> None:
    above: defaultdict[str, set[str]] = defaultdict(set)
    for source, target in links("broader"):
        above[source].add(target)
        assert TYPE_OF[source] == TYPE_OF[target], (source, target)
    for start in TYPE_OF:
        reached: set[str] = set()
        waiting = list(above[start])
        while waiting:
            concept = waiting.pop()
            if concept not in reached:
                reached.add(concept)
                waiting.extend(above[concept])
        assert start not in reached, start


def test_essential_and_optional_skills_hang_on_occupations() -> None:
    for source, target in links("essential", "optional"):
        assert TYPE_OF[source] == "occupation", source
        assert TYPE_OF[target] != "occupation", target


def test_every_sewing_occupation_has_an_essential_skill() -> None:
    with_skill = {source for source, _ in links("essential")}
    occupations = {concept for concept, kind in TYPE_OF.items() if kind == "occupation"}
    other_trades = {"electrician", "loader", "cleaner", "cook", "driver"}
    assert occupations - with_skill == other_trades


def test_other_trades_stay_unrelated_to_sewing() -> None:
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for source, target in links("related", "essential", "optional", "broader"):
        neighbours[source].add(target)
        neighbours[target].add(source)
    for trade in ("electrician", "cleaner", "cook", "driver"):
        assert neighbours[trade] == set(), trade
    assert neighbours["loader"] <= {"warehouse_keeper"}
    assert neighbours["accountant_payroll"] <= {"sw_1c", "sw_excel"}


def test_occupations_carry_four_digit_isco_codes_and_nothing_else_does() -> None:
    uuid = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    for row in CONCEPTS:
        if row["type"] == "occupation":
            assert re.fullmatch(r"[0-9]{4}", row["isco08"]), row
            assert re.fullmatch(rf"({uuid})?", row["esco_id"]), row
        else:
            assert row["isco08"] == row["esco_id"] == "", row


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("швея", "sewing_machine_operator"),
        ("распошив", "coverstitch_machine"),
        ("4-нитка", "overlock_4_thread"),
        ("трехнитка", "overlock_3_thread"),
        ("трехнитка", "footer_terry"),
        ("прямострочка", "lockstitch_machine"),
        ("оверлочница", "overlock_operator"),
        ("утюжник", "presser"),
        ("үтүкчү", "presser"),
        ("бычмачы", "cutter"),
        ("тикувчи", "sewing_machine_operator"),
        ("ফ্ল্যাটলক অপারেটর", "flatlock_operator"),
        ("৫ থ্রেড ওভারলক", "overlock_5_thread"),
        ("درزی", "tailor"),
        ("اوور لاک آپریٹر", "overlock_operator"),
    ],
)
def test_words_people_write_are_labels(text: str, concept: str) -> None:
    assert text in {row["text"] for row in LABELS if row["concept_id"] == concept}
