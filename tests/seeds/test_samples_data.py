"""The samples say what a careful reader takes from each, in words the taxonomy has."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
SAMPLES = SEEDS / "samples"
LANGUAGES = {"ru", "ky", "uz", "en", "bn", "ur", "mix"}
NUMBERS = {"pay_min", "pay_max", "years", "headcount", "grade", "days", "hours_from", "hours_to"}
FACTS = NUMBERS | {"currency", "basis", "experience", "housing", "meals", "transport"}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (SAMPLES / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def concepts() -> set[str]:
    with (SEEDS / "taxonomy" / "concepts.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("kind", ["advert", "profile"])
def test_at_least_twenty_of_each_kind_in_every_language(rows, kind):
    files = [row["file"] for row in rows if row["kind"] == kind]
    assert len(files) >= 20
    assert {Path(file).name.split("-")[0] for file in files} == LANGUAGES
    assert {f"{kind}s/{path.name}" for path in (SAMPLES / f"{kind}s").glob("*")} == set(files)


def test_the_first_advert_is_the_one_of_the_issue(rows):
    text = (SAMPLES / rows[0]["file"]).read_text(encoding="utf-8")
    assert text == (
        "Требуется швея на 4-нитку и распошив, трикотаж, опыт от 1 года, "
        "жильё, оплата сдельная 35-50 тыс"
    )


def test_expectations_are_possible(rows, concepts):
    for row in rows:
        expected = set(filter(None, row["concepts_expected"].split("|")))
        forbidden = set(filter(None, row["concepts_forbidden"].split("|")))
        facts = dict(fact.split("=") for fact in filter(None, row["facts"].split(";")))
        assert expected, row["file"]
        assert expected | forbidden <= concepts, row["file"]
        assert not expected & forbidden, row["file"]
        assert {key.partition("@")[0] for key in facts} <= FACTS, row["file"]
        assert all(float(facts[key]) > 0 for key in NUMBERS & facts.keys()), row["file"]
        assert {key.partition("@")[2] for key in facts} - {""} <= expected, row["file"]


def test_nobody_can_be_reached_through_a_sample(rows):
    for row in rows:
        text = (SAMPLES / row["file"]).read_text(encoding="utf-8")
        assert not re.search(r"@|\+\d|\d{6,}|t\.me", text), row["file"]
