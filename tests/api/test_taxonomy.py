"""The vocabulary over HTTP: words of six languages, one concept."""

from __future__ import annotations

import pytest

from tests.api.conftest import fields_of


@pytest.mark.parametrize(
    "text", ["оверлок", "overlock machine", "ওভারলক মেশিন", "اوورلاک مشین", "overlok mashinasi"]
)
def test_words_of_any_language_link_to_the_same_machine(program, text):
    body = program.post("/taxonomy/link", {"text": text, "types": ["machine"], "k": 1}).get_json()

    link = body["links"][0]
    assert (link["concept"], link["type"]) == ("overlock_machine", "machine")
    assert 0 < link["score"] <= 1
    assert link["matched"]


def test_labels_come_in_the_language_named_or_that_of_the_reader(program):
    named = program.post("/taxonomy/link", {"text": "оверлок", "language": "bn", "k": 1})
    asked = program.post(
        "/taxonomy/link", {"text": "ওভারলক", "k": 1}, headers={"Accept-Language": "ru"}
    )

    assert "ওভারলক" in named.get_json()["links"][0]["label"]
    assert asked.get_json()["links"][0]["label"] == "оверлок"


def test_what_is_no_word_of_the_trade_links_to_nothing(program):
    assert program.post("/taxonomy/link", {"text": "космонавт"}).get_json()["links"] == []


def test_mentions_stand_where_they_stand_in_the_text(program):
    text = "🧵 Нужна швея на 4-нитку, опыт от 1 года; ночных смен нет"

    mentions = program.post("/taxonomy/mentions", {"text": text}).get_json()["mentions"]

    for mention in mentions:
        assert text[mention["start"] : mention["end"]] == mention["surface"]
    by_concept = {mention["concept"]: mention for mention in mentions}
    assert "4-нитку" in by_concept["overlock_4_thread"]["surface"]
    assert by_concept["night_shift"]["negated"] is True
    assert 1 in [mention["facts"].get("years") for mention in mentions]


def test_concepts_are_listed_by_type_and_label(program):
    machines = program.get("/taxonomy/concepts?type=machine&language=en").get_json()
    overlocks = program.get("/taxonomy/concepts?language=en&text=overlock&type=machine").get_json()

    assert machines["total"] == len(machines["concepts"]) > 40
    assert {concept["type"] for concept in machines["concepts"]} == {"machine"}
    assert 3 <= overlocks["total"] < machines["total"]
    labels = [concept["label"].casefold() for concept in machines["concepts"]]
    assert labels == sorted(labels)


def test_a_concept_tells_its_labels_and_its_neighbours(program):
    listed = program.get("/taxonomy/concepts?type=machine&language=en").get_json()["concepts"]
    address = next(c["url"] for c in listed if c["concept"] == "overlock_4_thread")

    concept = program.get(f"{address}?language=en").get_json()

    assert {label["language"] for label in concept["labels"]} == {
        "en",
        "ru",
        "ky",
        "uz",
        "bn",
        "ur",
    }
    assert "overlock_machine" in [near["concept"] for near in concept["broader"]]
    whole = program.get("/taxonomy/concepts/overlock_machine").get_json()
    assert "overlock_4_thread" in [near["concept"] for near in whole["narrower"]]
    trade = program.get("/taxonomy/concepts/overlock_operator").get_json()
    assert trade["isco08"] == "8153"
    assert trade["essential"]


def test_one_version_of_the_vocabulary_is_named_everywhere(program):
    versions = {
        program.get("/taxonomy/concepts").get_json()["taxonomy"],
        program.post("/taxonomy/link", {"text": "x"}).get_json()["taxonomy"],
        program.post("/match", {"vacancy_text": "швея"}).get_json()["taxonomy"],
    }

    assert len(versions) == 1


@pytest.mark.parametrize(
    ("path", "body", "fields"),
    [
        ("/taxonomy/link", {}, ["text"]),
        ("/taxonomy/link", {"text": None}, ["text"]),
        ("/taxonomy/link", {"text": "x" * 501}, ["text"]),
        ("/taxonomy/link", {"text": "x", "types": ["planet"]}, ["types.0"]),
        ("/taxonomy/link", {"text": "x", "k": 0}, ["k"]),
        ("/taxonomy/link", {"text": "x", "language": "tlh"}, ["language"]),
        ("/taxonomy/mentions", {"text": "x" * 20_001}, ["text"]),
        ("/taxonomy/mentions", {"text": ["x"]}, ["text"]),
        ("/taxonomy/mentions", {"texts": "x"}, ["text", "texts"]),
    ],
)
def test_each_fault_is_told_at_its_field(program, path, body, fields):
    answer = program.post(path, body)

    assert answer.status_code == 422
    assert sorted(fields_of(answer)) == fields


def test_an_unknown_type_or_concept_is_told(program):
    assert fields_of(program.get("/taxonomy/concepts?type=planet")) == ["type"]
    assert program.get("/taxonomy/concepts/planet").status_code == 404
