"""The JSON API, version 1: flask-smorest blueprints over the same services as the pages."""

from __future__ import annotations

from typing import Any

from flask import Flask

from recruit.api import candidates, docs, matches, taxonomy, vacancies
from recruit.api.blueprint import PROBLEMS
from recruit.api.common_schemas import Problem
from recruit.api.describing import operations, reached, sent
from recruit.api.fields import Choice
from recruit.extensions import api, csrf

BLUEPRINTS = (vacancies.bp, candidates.bp, matches.bp, taxonomy.bp)

DESCRIPTION = """Match people and sewing work by skill, with the reasons.

Send your key with every call: `Authorization: Bearer iyne_...`. An administrator gives it out and
it is shown once. Bodies are JSON in UTF-8. Sentences and labels come in the language of
`Accept-Language`. Scores and points are whole hundredths: 8750 stands for 87.50 of 100. A call is
refused with a problem (RFC 9457), which names each field. A key may call 600 times a minute."""

api.register_field(Choice, "string", None)


def install(app: Flask) -> None:
    """Bind the API and register its blueprints."""
    security: list[dict[str, Any]] = [{"key": []}]
    info = {"description": DESCRIPTION}
    api.init_app(app, spec_kwargs={"info": info, "security": security})
    api.spec.components.security_scheme(
        "key",
        {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "iyne_...",
            "description": "An API key, given out by an administrator and shown once.",
        },
    )
    for name, meaning in PROBLEMS.values():
        content = {"application/problem+json": {"schema": Problem}}
        api.spec.components.response(name, {"description": meaning, "content": content})
    for blueprint in BLUEPRINTS:
        csrf.exempt(blueprint)
        blueprint.install(api, app)
    _close_bodies()
    app.register_blueprint(docs.bp)


def _close_bodies() -> None:
    """Say of every shape that is sent that it has no other fields."""
    spec = api.spec.to_dict()
    bodies = [sent(operation) for _path, _method, operation in operations(spec)]
    for name in reached(spec, bodies):
        api.spec.components.schemas[name]["additionalProperties"] = False
