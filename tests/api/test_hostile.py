"""Whatever is sent, the answer is a clear problem and never a fault of ours."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.conftest import fields_of

JSON = {"Content-Type": "application/json"}
BODIES = ["/vacancies", "/candidates", "/match", "/taxonomy/link", "/taxonomy/mentions"]


def refused(answer, status):
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json(force=True)
    assert problem["status"] == status
    assert problem["title"]
    return problem


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not json",
        b'{"text": "x"',
        b'{"text": NaN}',
        b'{"text": 1e999}',
        b'{"text": "\\ud800"}',
        b'{"a": 1}{"b": 2}',
        '{"text": "швея"}'.encode("cp1251"),
        '{"text": "швея"}'.encode("utf-16"),
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    ],
)
def test_what_is_no_json_in_utf_8_is_refused(program, path, data):
    problem = refused(program.call("POST", path, data=data, headers=JSON), 400)

    assert "JSON" in problem["detail"]


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize(
    "type_", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_another_kind_of_body_is_refused(program, path, type_):
    answer = program.call("POST", path, data=b'{"text": "x"}', headers={"Content-Type": type_})

    refused(answer, 415)


def test_a_call_without_any_body_is_refused(program):
    refused(program.call("POST", "/match"), 415)


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("body", [[], ["x"], "text", 7, None, True])
def test_a_body_that_is_no_object_is_refused(program, path, body):
    answer = program.call("POST", path, data=json.dumps(body), headers=JSON)

    refused(answer, 422)


@pytest.mark.parametrize("path", BODIES)
def test_a_huge_body_is_refused(program, path):
    data = b'{"text": "' + b"x" * (3 * 1024 * 1024) + b'"}'

    refused(program.call("POST", path, data=data, headers=JSON), 413)


@pytest.mark.parametrize(
    "text",
    [
        "швея\x00 на оверлок",
        "\u202eоверлок\u202c швея",
        "<script>alert(1)</script> швея на оверлок",
        "'; DROP TABLE vacancy; -- швея",
        "{{ 7 * 7 }} швея %(x)s %s",
        "швея " + "а\u0301" * 500,
        "🧵" * 1000 + " швея",
        "ওভারলক\u200d\u200c মেশিন",
    ],
)
def test_text_of_any_kind_is_read_and_kept_without_harm(program, text):
    assert program.post("/match", {"vacancy_text": text}).status_code == 200
    made = program.post("/vacancies", {"title": text[-100:], "occupation": "cutter"})
    assert made.status_code == 201
    assert "\x00" not in made.get_json()["title"]
    assert program.get(made.get_json()["url"]).get_json()["title"] == made.get_json()["title"]
    assert program.post("/taxonomy/mentions", {"text": text}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "limit=x",
        "limit=0",
        "limit=999999999999999999999999",
        "offset=-1",
        "offset=99999999999",
        "limit=1e3",
        "limti=5",
        "mine=perhaps",
    ],
)
@pytest.mark.parametrize("path", ["/vacancies", "/candidates"])
def test_queries_are_checked_and_misspelt_ones_refused(program, path, query):
    answer = program.get(f"{path}?{query}")

    refused(answer, 422)
    assert fields_of(answer) == [query.split("=")[0]]


def test_strange_addresses_are_just_not_there(program):
    for path in ("/vacancies/%00", "/candidates/%FF", "/taxonomy/concepts/%00%ED%A0%80", "//"):
        assert program.get(path).status_code == 404
    refused(program.call("DELETE", "/match"), 405)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
NAMES = [
    "vacancy_id",
    "vacancy",
    "vacancy_text",
    "candidates",
    "limit",
    "offset",
    "title",
    "occupation",
    "requirements",
    "concept",
    "text",
    "importance",
    "min_level",
    "pay",
    "min",
    "currency",
    "claims",
    "experience",
    "languages",
    "available_from",
    "weights",
    "skill",
    "conditions",
    "start",
    "id",
    "reference",
    "types",
    "k",
]
WORDS = st.sampled_from(["швея", "overlock_4_thread", "оверлок 5 лет", "ওভারলক", "2027-01-01"])
NEARLY = st.recursive(
    WORDS | st.text(max_size=20) | st.integers() | st.floats() | st.none() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)
    ),
    max_leaves=15,
)
FUZZ = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@FUZZ
@given(
    path=st.sampled_from(BODIES),
    body=st.dictionaries(st.sampled_from(NAMES), NEARLY, max_size=5) | ANYTHING,
)
def test_no_body_is_a_fault_of_ours(program, path, body):
    data = json.dumps(body).encode()

    assert program.call("POST", path, data=data, headers=JSON).status_code < 500


@FUZZ
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_text_is_a_fault_of_ours(program, text):
    for path, body in (
        ("/taxonomy/mentions", {"text": text}),
        ("/taxonomy/link", {"text": text}),
        ("/match", {"vacancy_text": text}),
        ("/match", {"vacancy_text": "оверлок", "candidates": [{"text": text}]}),
        ("/match", {"vacancy_text": "оверлок", "candidates": [{"claims": [{"text": text}]}]}),
    ):
        answer = program.post(path, body)
        assert answer.status_code < 500, (path, answer.get_data(as_text=True))
        for mention in (answer.get_json(force=True) or {}).get("mentions", []):
            assert text[mention["start"] : mention["end"]] == mention["surface"]


@FUZZ
@given(data=st.binary(max_size=200))
def test_no_bytes_are_a_fault_of_ours(program, data):
    assert program.call("POST", "/match", data=data, headers=JSON).status_code in (400, 422)
