"""The description for programs and the page for people: valid, whole, and true."""

from __future__ import annotations

import copy
import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from tests.factories import make_candidate, make_vacancy


@pytest.fixture
def spec(client):
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.get_json()


def operations(spec):
    return [
        (method, path, operation)
        for path, methods in spec["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    ]


def test_the_description_is_valid_openapi_3_1(spec):
    validate(spec)

    assert spec["openapi"].startswith("3.1")
    assert spec["security"] == [{"key": []}]
    assert spec["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_every_route_of_the_api_is_described(app, spec):
    routes = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        and rule.endpoint not in ("api-docs.openapi_json", "api_docs.page")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }

    assert {(method, path) for method, path, _ in operations(spec)} == routes


def test_every_operation_says_what_it_does_and_how_it_refuses(spec):
    for method, path, operation in operations(spec):
        where = f"{method} {path}"
        assert operation["summary"], where
        refused = set(operation["responses"])
        assert {"429", "500"} <= refused, where
        # Words may be asked for without a key, so that fields of the pages can offer them.
        assert ("401" in refused) == (path != "/api/v1/taxonomy/suggest"), where
        assert ("401" in refused) == ("security" not in operation), where
        if "{" in path:
            assert "404" in refused, where
        if "requestBody" in operation:
            assert {"400", "413", "415", "422"} <= refused, where
    for response in spec["components"]["responses"].values():
        assert list(response["content"]) == ["application/problem+json"]


def test_every_field_that_is_sent_is_explained(spec):
    shapes = spec["components"]["schemas"]
    sent, waiting = (
        set(),
        [
            operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            for _, _, operation in operations(spec)
            if "requestBody" in operation
        ],
    )
    while waiting:
        name = waiting.pop().rsplit("/", 1)[1]
        if name not in sent:
            sent.add(name)
            waiting += re.findall(r"#/components/schemas/\w+", str(shapes[name]))

    assert {"VacancyIn", "CandidateIn", "MatchIn", "CallClaim", "WeightsIn"} <= sent
    for name in sent:
        assert shapes[name]["additionalProperties"] is False, name
        for field, schema in shapes[name]["properties"].items():
            assert schema.get("description"), f"{name}.{field}"


def test_no_field_says_who_somebody_is(spec):
    banned = {"name", "full_name", "sex", "gender", "age", "birth_date", "photo", "phone", "email"}
    for name, shape in spec["components"]["schemas"].items():
        if name != "EmployerOut":
            assert not banned & set(shape.get("properties", {})), name


def test_every_example_works_and_is_answered_as_described(spec, program, session):
    closed = copy.deepcopy(spec["components"])
    for shape in closed["schemas"].values():
        shape["additionalProperties"] = False
    stored = {
        "vacancy_id": program.post(
            "/vacancies", {"title": "Швея", "occupation": "cutter"}
        ).get_json()["id"],
        "candidate_id": program.post(
            "/candidates", {"reference": "stored", "claims": [{"text": "оверлок"}]}
        ).get_json()["id"],
        "concept_id": "overlock_4_thread",
    }
    make_vacancy(session, None, ("overlock_4_thread", "must"), "cutting")
    make_candidate(session, None, ("overlock_4_thread", 4, 5), experience={"cutter": 2})
    make_candidate(session, None, "ironing")
    sent = 0
    order = ["get", "patch", "post"]
    for method, path, operation in sorted(operations(spec), key=lambda o: order.index(o[0])):
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        examples = (
            [body["example"]]
            if "example" in body
            else [example["value"] for example in body.get("examples", {}).values()]
        )
        if path.endswith("/pause"):
            program.post(f"/vacancies/{stored['vacancy_id']}/publication")
        for example in examples or [None]:
            if path.endswith("/publication"):
                continue
            needed = {
                asked["name"]: asked["schema"]["example"]
                for asked in operation.get("parameters", ())
                if asked["in"] == "query" and asked.get("required")
            }
            answer = program.call(
                method.upper(), path.format(**stored), json=example, query_string=needed
            )
            assert answer.status_code in (200, 201), (method, path, answer.get_json(force=True))
            described = operation["responses"][str(answer.status_code)]["content"]
            schema = described["application/json"]["schema"] | {"components": closed}
            Draft202012Validator(schema).validate(answer.get_json())
            sent += 1

    assert sent >= 16


def test_the_page_tells_everything_and_loads_nothing_from_outside(client, spec):
    answer = client.get("/api/v1/docs")

    assert answer.status_code == 200
    html = answer.get_data(as_text=True)
    assert len(answer.data) < 65_000
    for _method, path, operation in operations(spec):
        assert f'id="{operation["operationId"]}"' in html
        assert f"<code>{path}</code>" in html
        assert operation["summary"] in html
    assert "Authorization: Bearer $IYNE_KEY" in html
    for shape in ("VacancyIn", "MatchIn", "CallClaim", "Reason"):
        assert f'id="{shape}"' in html
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//(?!localhost/)', html)
    linked = set(re.findall(r'href="#([^"]+)"', html)) - {"main"}
    assert linked <= set(re.findall(r'id="([^"]+)"', html))


def test_neither_needs_a_key(client):
    assert client.get("/api/v1/docs").status_code == 200
    assert client.get("/api/v1/openapi.json").status_code == 200
