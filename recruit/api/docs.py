"""The documentation page, drawn from the OpenAPI description; it loads nothing from outside."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson
from flask import Blueprint, current_app, render_template, request
from markupsafe import Markup, escape

from recruit.api.describing import (
    Spec,
    answered,
    fields,
    inner,
    named,
    operations,
    reached,
    sent,
)
from recruit.extensions import api

bp = Blueprint("api_docs", __name__)

FEW = 4
"""Shapes of fewer fields are told whole."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field or parameter; ``shape`` is what it holds one or several of, if that is a shape."""

    name: str
    kind: str
    shape: str
    required: bool
    text: Markup


@dataclass(frozen=True, slots=True)
class OperationView:
    """One thing a program can ask."""

    id: str
    method: str
    path: str
    summary: str
    text: Markup
    parameters: tuple[FieldView, ...]
    body: str
    examples: tuple[tuple[str, Markup], ...]
    status: str
    answer: str
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Operations about one thing."""

    name: str
    text: str
    operations: tuple[OperationView, ...]


@dataclass(frozen=True, slots=True)
class ShapeView:
    """An object that is sent or answered. Where it has every field of a shape shown before
    (``like``), ``fields`` are only those that are new or different."""

    name: str
    text: str
    like: str
    fields: tuple[FieldView, ...]


@bp.get("/api/v1/docs")
def page() -> str:
    """How to use the API."""
    spec = api.spec.to_dict()
    found = [operation for _path, _method, operation in operations(spec)]
    bodies = reached(spec, [sent(operation) for operation in found])
    answers = reached(spec, [answered(operation)[1] for operation in found])
    shapes = list(_shapes(spec, list(dict.fromkeys([*bodies, *answers]))))
    return render_template(
        "api/docs.html",
        groups=_groups(spec),
        bodies=[shape for shape in shapes if shape.name in bodies],
        answers=[shape for shape in shapes if shape.name not in bodies],
        refusals=_refusals(spec),
        root=current_app.config["SETTINGS"].base_url or request.url_root.rstrip("/"),
    )


def _groups(spec: Spec) -> list[GroupView]:
    views = [
        (operation["tags"][0], _operation(spec, path, method, operation))
        for path, method, operation in operations(spec)
    ]
    return [
        GroupView(
            tag["name"],
            tag["description"],
            tuple(view for name, view in views if name == tag["name"]),
        )
        for tag in spec["tags"]
    ]


def _operation(spec: Spec, path: str, method: str, operation: Spec) -> OperationView:
    status, answer = answered(operation)
    parameters = [*spec["paths"][path].get("parameters", []), *operation.get("parameters", [])]
    return OperationView(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        text=_marked(" ".join(operation.get("description", "").split())),
        parameters=tuple(
            _field(
                parameter["name"],
                {**parameter["schema"], "description": parameter.get("description", "")},
                parameter.get("required", False),
            )
            for parameter in parameters
        ),
        body=sent(operation),
        examples=tuple(_curls(method.upper(), path, operation)),
        status=status,
        answer=answer,
        refusals=tuple(s for s, response in operation["responses"].items() if "$ref" in response),
    )


def _shapes(spec: Spec, names: Sequence[str]) -> Iterator[ShapeView]:
    shown: list[str] = []
    for name in names:
        shape, own = spec["components"]["schemas"][name], fields(spec, name)
        like = max(
            (before for before in shown if fields(spec, before).keys() <= own.keys()),
            key=lambda before: len(fields(spec, before)),
            default="",
        )
        known = fields(spec, like) if like else {}
        needed = spec["components"]["schemas"].get(like, {}).get("required", ())
        if len(known) < FEW:
            like, known, needed = "", {}, ()
        required = set(shape.get("required", ()))
        yield ShapeView(
            name,
            shape.get("description", ""),
            like,
            tuple(
                _field(field, schema, field in required)
                for field, schema in own.items()
                if known.get(field) != schema or (field in required) != (field in needed)
            ),
        )
        shown.append(name)


def _refusals(spec: Spec) -> list[tuple[str, Markup]]:
    """The statuses there are, and what each means."""
    found: dict[str, Markup] = {}
    for _path, _method, operation in operations(spec):
        for status, response in operation["responses"].items():
            if "$ref" in response:
                meaning = spec["components"]["responses"][named(response)]["description"]
                found[status] = _marked(meaning)
    return sorted(found.items())


def _curls(method: str, path: str, operation: Spec) -> Iterator[tuple[str, Markup]]:
    """Calls to be typed, one for each example of a body: what it shows, and the call."""
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    examples = {"": {"value": body["example"]}} if "example" in body else body.get("examples", {})
    steps = [f"${step[1:-1].upper()}" if step[:1] == "{" else step for step in path.split("/")]
    address = '"$IYNE' + "/".join(steps) + '"'
    for example in examples.values() or [{}]:
        lines = ["curl" + ("" if method == "GET" else f" -X {method}") + f" {address}"]
        lines.append('-H "Authorization: Bearer $IYNE_KEY"')
        if "value" in example:
            text = orjson.dumps(example["value"], option=orjson.OPT_INDENT_2).decode()
            lines.append("-H 'Content-Type: application/json'")
            lines.append("-d '" + text.replace("'", "'\\''") + "'")
        call = html.escape(" \\\n  ".join(lines), quote=False)
        yield example.get("summary", ""), Markup(call)  # noqa: S704 - escaped in the line above


def _field(name: str, schema: Spec, required: bool) -> FieldView:
    return FieldView(
        name, _kind(schema), inner(schema), required, _marked(schema.get("description", ""))
    )


def _kind(schema: Spec) -> str:
    """What a value may be, in a few words; of a shape only what stands around it."""
    if schema.get("type") == "array":
        return "list of" if inner(schema) else f"list of {_kind(schema['items'])}"
    if inner(schema):
        return ""
    if "enum" in schema:
        return " | ".join("null" if value is None else str(value) for value in schema["enum"])
    types = schema.get("type", "text")
    said = [types] if isinstance(types, str) else list(types)
    if schema.get("format") in ("date", "date-time", "uuid"):
        said[0] = schema["format"]
    return " | ".join(said)


def _marked(text: str) -> Markup:
    """Text in which backticks stand around code."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )
