"""A blueprint of the API: calls with a key but for those said to need none, bodies in JSON,
refusals as problems."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
import orjson
from flask import Flask, Request, current_app, request
from flask_babel import gettext as _
from flask_smorest import Api, Blueprint
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from recruit.api.keys import authenticate

PREFIX = "/api/v1"


class Parser(FlaskParser):
    """Reads bodies with orjson, and refuses parameters it does not know."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": ma.RAISE,
    }

    def _raw_load_json(self, req: Request) -> Any:
        if not is_json_request(req):
            raise UnsupportedMediaType(_("Send the body as application/json."))
        try:
            return orjson.loads(req.get_data(cache=True))
        except orjson.JSONDecodeError as error:
            raise BadRequest(
                _(
                    "The body is not JSON in UTF-8: %(reason)s at character %(place)s.",
                    reason=error.msg,
                    place=error.pos,
                )
            ) from None


class ApiBlueprint(Blueprint):
    """flask-smorest's blueprint under `/api/v1`.

    ``title`` names its group in the documentation. Every operation's refusals are documented by
    what it is: all but those that are `keyless` need a key, those with a path may find nothing,
    those with a body may refuse it.
    """

    ARGUMENTS_PARSER = Parser()

    def __init__(self, name: str, path: str, *, title: str, description: str) -> None:
        super().__init__(f"api_{name}", __name__, url_prefix=PREFIX + path, description=description)
        self.title = title
        self.before_request(_authenticate)
        self._prepare_doc_cbks.append(_document_problems)

    def _store_endpoint_docs(
        self, endpoint: str, obj: Any, parameters: Any, tags: Any, **options: Any
    ) -> None:
        super()._store_endpoint_docs(endpoint, obj, parameters, tags or [self.title], **options)

    def install(self, api: Api, app: Flask) -> None:
        """Register the routes and their documentation."""
        app.register_blueprint(self)
        app.extensions["flask-smorest"]["blp_name_to_api"][self.name] = api
        self.register_views_in_doc(api, app, api.spec, name=self.name, parameters=None)
        api.spec.tag({"name": self.title, "description": self.description})


PROBLEMS = {
    400: ("NotJson", "The body is not JSON in UTF-8."),
    401: ("NoKey", "There is no API key, or it is wrong, expired or revoked."),
    403: ("NotAllowed", "The key sees this, but may not do this to it."),
    404: ("NotFound", "There is no such thing, or none this key may see."),
    409: ("Conflict", "The thing is not, or no longer, in a state where this can be done."),
    413: ("TooLarge", "The body is larger than two megabytes."),
    415: ("NotRead", "The body is not sent as application/json."),
    422: ("Invalid", "Fields need another look; each is named in `errors`."),
    429: ("TooMany", "Too many calls; `Retry-After` says how many seconds to wait."),
    500: ("OurFault", "Something went wrong on our side."),
}
"""The refusals there are: name in the documentation and meaning, by status."""


def _document_problems(doc: dict[str, Any], doc_info: Any, **_kwargs: Any) -> dict[str, Any]:
    """Every refusal an operation may answer with, each a problem."""
    responses = doc.setdefault("responses", {})
    responses.pop("default", None)
    statuses = {429, 500}
    if doc_info.get("keyless"):
        doc["security"] = []
    else:
        statuses.add(401)
    if doc.get("parameters") or "requestBody" in doc:
        statuses.add(422)
    if "requestBody" in doc:
        statuses |= {400, 413, 415}
    statuses |= set(doc_info.get("refusals", ()))
    for status in statuses:
        responses[str(status)] = PROBLEMS[status][0]
    responses.pop(422, None)
    doc["responses"] = {
        str(status): responses[status] for status in sorted(responses, key=lambda s: int(s))
    }
    return doc


def refuses(*statuses: int) -> Any:
    """Document further refusals of an operation."""
    return lambda view: _noted(view, refusals=statuses)


def keyless(view: Any) -> Any:
    """Let anybody ask an operation, without a key; it counts its callers itself."""
    return _noted(view, keyless=True)


def _noted(view: Any, **facts: Any) -> Any:
    view._apidoc = {**getattr(view, "_apidoc", {}), **facts}
    return view


def _authenticate() -> None:
    view = current_app.view_functions[request.endpoint or ""]
    if not getattr(view, "_apidoc", {}).get("keyless"):
        authenticate()
