"""What happened, one JSON object a line on standard error: a line that somebody typed cannot become
two, and a program that reads the log need not guess."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from typing import Any, TextIO

from flask import g, has_request_context

_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Lines(logging.Formatter):
    """A record with its facts, in UTC, and who was signed in where that is known already."""

    def format(self, record: logging.LogRecord) -> str:
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        told: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": record.getMessage(),
            **_acting(),
            **{name: value for name, value in vars(record).items() if name not in _USUAL},
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


class _StandardError(logging.StreamHandler[TextIO]):
    """Writes to what standard error is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


def install() -> None:
    """Let the site's own loggers write; a second time changes nothing."""
    logger = logging.getLogger("recruit")
    logger.setLevel(logging.INFO)
    if not any(isinstance(handler, _StandardError) for handler in logger.handlers):
        handler = _StandardError()
        handler.setFormatter(Lines())
        logger.addHandler(handler)


def _acting() -> dict[str, str]:
    """The ids of who acts, without asking the database: it may be what went wrong."""
    if not has_request_context():
        return {}
    actor = g.get("key_actor") or getattr(g.get("_login_user"), "actor", None)
    return {
        name: str(value)
        for name in ("user_id", "key_id")
        if (value := getattr(actor, name, None)) is not None
    }
