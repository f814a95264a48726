"""Reading the OpenAPI description that the blueprints make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Spec = Mapping[str, Any]


def operations(spec: Spec) -> Iterator[tuple[str, str, Spec]]:
    """Path, method and description of everything a program can ask."""
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            if method != "parameters":
                yield path, method, operation


def sent(operation: Spec) -> str:
    """The shape of an operation's body, empty where it has none."""
    content = operation.get("requestBody", {}).get("content", {})
    return named(content["application/json"]["schema"]) if content else ""


def answered(operation: Spec) -> tuple[str, str]:
    """The status of an operation's answer, and its shape."""
    status = next(s for s in operation["responses"] if s.startswith("2"))
    return status, named(operation["responses"][status]["content"]["application/json"]["schema"])


def reached(spec: Spec, names: Sequence[str]) -> list[str]:
    """Shapes and every shape in them, each once."""
    found: dict[str, None] = {}
    waiting = [name for name in reversed(names) if name]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = None
        within = [inner(schema) for schema in fields(spec, name).values()]
        waiting += [each for each in reversed(within) if each]
    return list(found)


def fields(spec: Spec, name: str) -> dict[str, Any]:
    """The fields of a shape by name."""
    return dict(spec["components"]["schemas"][name].get("properties", {}))


def inner(schema: Spec) -> str:
    """The shape a field holds one or several of, empty for plain values."""
    schema = schema.get("items", schema)
    for part in [schema, *schema.get("allOf", ()), *schema.get("anyOf", ())]:
        if "$ref" in part:
            return named(part)
    return ""


def named(reference: Spec) -> str:
    """The name a reference points to."""
    return str(reference["$ref"].rsplit("/", 1)[1])
