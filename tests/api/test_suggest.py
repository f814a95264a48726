"""`GET /taxonomy/suggest`: for the fields of the pages and for programs, without a key."""

import pytest

from tests.api.conftest import fields_of

PATH = "/api/v1/taxonomy/suggest"


def test_a_stranger_is_offered_concepts_in_the_reader_s_language(client):
    answer = client.get(PATH + "?q=ওভা&type=machine&language=ru")

    assert answer.status_code == 200
    first = answer.get_json()["suggestions"][0]
    assert first["concept"] == "overlock_machine"
    assert first["label"] == "оверлок"
    assert first["matched"].startswith("ওভা")
    assert (first["type"], answer.content_language.to_header()) == ("machine", "ru")
    assert set(first) == {"concept", "label", "matched", "type", "type_label"}


def test_without_a_language_the_browser_s_is_taken(client):
    answer = client.get(PATH + "?q=ove&type=machine", headers={"Accept-Language": "ru"})

    assert answer.get_json()["suggestions"][0]["label"] == "оверлок"
    assert answer.vary.to_header() == "Accept-Language"


def test_several_types_may_be_asked_for_and_few_answers(client):
    answer = client.get(PATH + "?q=ма&type=machine&type=operation&limit=3&language=ru")

    offered = answer.get_json()["suggestions"]
    assert len(offered) == 3
    assert {one["type"] for one in offered} <= {"machine", "operation"}


def test_anybody_on_the_way_may_keep_it_until_the_words_change(client):
    answer = client.get(PATH + "?q=ove&language=en")

    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers
    tag = answer.headers["ETag"]
    again = client.get(PATH + "?q=ove&language=en", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(PATH + "?q=ove&language=ru", headers={"If-None-Match": tag})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "q"),
        ("q=" + "x" * 101, "q"),
        ("q=x&limit=51", "limit"),
        ("q=x&limit=0", "limit"),
        ("q=x&language=tlh", "language"),
        ("q=x&type=planet", "type.0"),
        ("q=x&colour=red", "colour"),
    ],
)
def test_each_fault_is_told_at_its_field(client, query, field):
    answer = client.get(f"{PATH}?{query}")

    assert answer.status_code == 422
    assert fields_of(answer) == [field]


def test_control_characters_and_joiners_do_no_harm(client):
    assert client.get(PATH, query_string={"q": "\x00ove\u202e"}).status_code == 200


def test_other_calls_still_need_a_key(client):
    assert client.get("/api/v1/taxonomy/concepts").status_code == 401


def test_a_type_that_only_other_vocabularies_have_is_no_fault(client):
    answer = client.get(PATH + "?q=ove&type=skill")

    assert (answer.status_code, answer.get_json()["suggestions"]) == (200, [])
