"""The words of the trade as shipped: read as plain CSV, the way a reviewer would."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from recruit.services.vocabulary_check import check

FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "taxonomy"
LANGUAGES = ("en", "ru", "ky", "uz", "bn", "ur")
OTHER_TRADES = {
    *("cleaner", "cook", "driver", "hr_officer"),
    *("security_guard", "nurse", "salesperson", "construction_worker"),
}


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CONCEPTS = read("concepts.csv")
LABELS = read("labels.csv")
RELATIONS = read("relations.csv")
TYPE_OF = {row["id"]: row["type"] for row in CONCEPTS}


def links(*names: str) -> set[tuple[str, str]]:
    return {(row["source"], row["target"]) for row in RELATIONS if row["relation"] in names}


def test_the_vocabulary_has_no_fault_the_check_can_name() -> None:
    assert [str(problem) for problem in check(FOLDER)] == []


def test_the_vocabulary_is_wide() -> None:
    assert len(CONCEPTS) >= 460
    assert len(LABELS) >= 18_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_write_more_than_they_are_shown_in(language: str) -> None:
    forms = Counter(row["concept_id"] for row in LABELS if row["language"] == language)
    assert forms.total() / len(CONCEPTS) >= 3.5


def test_russian_and_english_labels_need_no_native_review() -> None:
    assert {row["language"] for row in LABELS if row["review"]} <= {"ky", "uz", "bn", "ur"}


def test_every_sewing_occupation_has_an_essential_skill() -> None:
    with_skill = {source for source, _ in links("essential")}
    occupations = {concept for concept, kind in TYPE_OF.items() if kind == "occupation"}
    assert occupations - with_skill == {"electrician", "loader"}


def test_other_trades_stay_unrelated_to_sewing() -> None:
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for source, target in links("related", "essential", "optional", "broader"):
        neighbours[source].add(target)
        neighbours[target].add(source)
    assert {concept for concept, kind in TYPE_OF.items() if kind == "other_trade"} == OTHER_TRADES
    for trade in OTHER_TRADES:
        assert neighbours[trade] == set(), trade
    assert neighbours["loader"] <= {"warehouse_keeper"}
    assert neighbours["accountant_payroll"] <= {"sw_1c", "sw_excel"}


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
        ("джоггеры", "jogger"),
        ("6-нитка", "overlock_6_thread"),
        ("кансайчы", "kansai_operator"),
        ("запошивщица", "foa_operator"),
        ("бейкорезка", "bias_cutting_machine"),
        ("darzi", "tailor"),
        ("درزی", "tailor"),
        ("اوور لاک آپریٹر", "overlock_operator"),
    ],
)
def test_words_people_write_are_labels(text: str, concept: str) -> None:
    assert text in {row["text"] for row in LABELS if row["concept_id"] == concept}
