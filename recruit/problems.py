"""Errors at the edge: a page for people, an RFC 9457 problem for programs."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, json, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf.csrf import CSRFError
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, TooManyRequests
from werkzeug.wrappers import Response as BaseResponse

from recruit.errors import (
    Conflict,
    DomainError,
    FieldFault,
    Forbidden,
    Invalid,
    NotFound,
    NotSignedIn,
    TooManyTries,
)
from recruit.problem_words import SENTENCES

logger = logging.getLogger(__name__)

_STATUS: dict[type[DomainError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    Forbidden: HTTPStatus.FORBIDDEN,
    NotSignedIn: HTTPStatus.UNAUTHORIZED,
    Conflict: HTTPStatus.CONFLICT,
    TooManyTries: HTTPStatus.TOO_MANY_REQUESTS,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def status_of(error: DomainError) -> HTTPStatus:
    """The HTTP status of a domain error."""
    for kind, status in _STATUS.items():
        if isinstance(error, kind):
            return status
    return HTTPStatus.BAD_REQUEST


def sentence(found: FieldFault) -> str:
    """What is wrong with a field, as a sentence in the reader's language."""
    gaps = {"minimum": "", "maximum": "", "text": "", **found.facts}
    return str(_(SENTENCES[found.fault]) % gaps)


def wait_sentence(error: TooManyTries) -> str:
    """How long somebody has to wait before they may try again."""
    return str(
        ngettext(
            "Too many tries. Please wait %(num)s minute and try again.",
            "Too many tries. Please wait %(num)s minutes and try again.",
            error.minutes,
        )
    )


def _marked(found: FieldFault) -> Markup:
    """The same for a page, where what was typed cannot turn the sentence around."""
    typed = Markup("<bdi>{}</bdi>").format(found.facts.get("text", ""))
    gaps = {"minimum": "", "maximum": "", **found.facts, "text": typed}
    return Markup(_(SENTENCES[found.fault])) % gaps  # noqa: S704 - our own sentence


def show_faults(form: Any, error: Invalid) -> None:
    """Put each fault of a domain error at its field of a form; what was typed stays.

    ``requirements-0-text`` names the field ``text`` of a list's first row. A fault whose field
    the form does not have goes to the form's own errors.
    """
    for found in error.faults:
        field = _field(form, found.field)
        if field is None:
            form.form_errors.append(_marked(found))
        else:
            field.errors = [*field.errors, _marked(found)]


def _field(form: Any, path: str) -> Any:
    """The field of a path; of a list of rows itself where the path ends there."""
    current: Any = form
    for step in path.split("-"):
        inner = getattr(current, "form", current)
        if step.isdigit():
            rows = getattr(current, "entries", [])
            if int(step) >= len(rows):
                return None
            current = rows[int(step)]
        elif step in inner:
            current = inner[step]
        else:
            return None
    return current


def problem(
    status: int, title: str, detail: str = "", errors: list[dict[str, str]] | None = None
) -> Response:
    """An RFC 9457 problem."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": int(status),
        "instance": request.path,
    }
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = errors
    response = Response(
        json.dumps(body, ensure_ascii=False), int(status), content_type="application/problem+json"
    )
    if int(status) == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="iyne"'
    return response


def for_programs() -> bool:
    return request.path.startswith("/api/")


def _flat(messages: Any, path: str = "") -> list[dict[str, str]]:
    """marshmallow's nested messages as a list naming each field by its path."""
    if isinstance(messages, dict):
        return [
            line
            for key, value in messages.items()
            for line in _flat(value, path if key == "_schema" else f"{path}.{key}".lstrip("."))
        ]
    if isinstance(messages, (list, tuple)):
        return [line for value in messages for line in _flat(value, path)]
    return [{"field": path, "message": str(messages)}]


def domain_error(error: DomainError) -> BaseResponse | tuple[str, int]:
    """Answer a domain error in the manner of the face that asked."""
    status = status_of(error)
    if isinstance(error, Forbidden):
        logger.info("not allowed", extra={"endpoint": request.endpoint})
    if for_programs():
        errors = None
        if isinstance(error, Invalid):
            errors = [
                {"field": f.field.replace("-", "."), "message": sentence(f)} for f in error.faults
            ]
        detail = str(error) if isinstance(error, Conflict | NotSignedIn) else ""
        return problem(status, _title(status), detail, errors)
    if isinstance(error, NotSignedIn):
        return redirect(url_for("account.sign_in", next=request.full_path.rstrip("?")))
    if isinstance(error, TooManyTries):
        return page(status, wait_sentence(error))
    return page(status)


def http_error(error: HTTPException) -> BaseResponse | tuple[str, int]:
    """Answer Werkzeug's and flask-smorest's errors likewise."""
    status = error.code or 500
    if isinstance(error, CSRFError | TooManyRequests):
        logger.info("request refused", extra={"endpoint": request.endpoint, "status": status})
    if error.response is not None or 300 <= status < 400:
        return error.get_response()
    if for_programs():
        data: dict[str, Any] = getattr(error, "data", None) or {}
        messages = data.get("messages")
        if isinstance(messages, dict):  # keyed by where they were: json, query...
            messages = [m for m in messages.values() if m]
        detail = str(data.get("message") or error.description or "")
        answer = problem(status, _title(status), detail, _flat(messages) if messages else None)
        for name, value in error.get_headers():
            if name not in ("Content-Type", "Content-Length"):
                answer.headers[name] = value
        return answer
    return page(status)


def unexpected(error: Exception) -> BaseResponse | tuple[str, int]:
    """Something nobody foresaw: logged whole, told briefly."""
    logger.error("unexpected error", exc_info=error, extra={"endpoint": request.endpoint})
    if for_programs():
        return problem(500, _title(500))
    return page(500)


def page(status: int, message: str = "") -> tuple[str, int]:
    """The error page of a status, or the nearest kind there is."""
    known = {400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500}
    shown = status if status in known else (500 if status >= 500 else 400)
    return render_template(
        "errors/error.html", status=shown, title=_title(status), message=message
    ), status


def _title(status: int) -> str:
    titles = {
        400: _("The request could not be read"),
        401: _("Sign in first"),
        403: _("You may not do this"),
        404: _("There is nothing here"),
        405: _("This cannot be done here"),
        409: _("It has changed in the meantime"),
        413: _("This is too large"),
        415: _("This kind of data is not read here"),
        422: _("Some fields need another look"),
        429: _("Too many requests; please wait a little"),
        500: _("Something went wrong on our side"),
    }
    return titles.get(int(status)) or HTTPStatus(status).phrase


def install(app: Flask) -> None:
    """Register the handlers; after flask-smorest, which brings its own for the whole site."""
    app.register_error_handler(DomainError, domain_error)
    app.register_error_handler(CSRFError, http_error)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unexpected)
