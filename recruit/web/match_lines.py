"""Lines of news about new matches."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import ngettext

from recruit.models import OutboxKind
from recruit.web.safety import with_typed

_GAP = "%(title)s"


def match_headline(kind: OutboxKind, payload: dict[str, Any]) -> tuple[str, str]:
    """The line, and where it leads: to the one vacancy it is about, or to all."""
    if kind is OutboxKind.MATCHES_FOUND:
        return _for_employer(payload)
    return _for_candidate(payload)


def _for_employer(payload: dict[str, Any]) -> tuple[str, str]:
    count = int(payload["matches"])
    if int(payload["vacancies"]) > 1:
        told = ngettext(
            "%(num)d new specialist fits your vacancies well.",
            "%(num)d new specialists fit your vacancies well.",
            count,
        )
        return told, url_for("employer.desk")
    told = ngettext(
        "%(num)d new specialist fits “%(title)s” well.",
        "%(num)d new specialists fit “%(title)s” well.",
        count,
        title=_GAP,
    )
    address = url_for("employer.ranking", vacancy_id=payload["vacancy_id"])
    return with_typed(told, title=str(payload["title"])), address


def _for_candidate(payload: dict[str, Any]) -> tuple[str, str]:
    count = int(payload["vacancies"])
    told = ngettext(
        "You are among the best for %(num)d open vacancy: “%(title)s”.",
        "You are among the best for %(num)d open vacancies, first “%(title)s”.",
        count,
        title=_GAP,
    )
    if count > 1:
        address = url_for("profile.matches")
    else:
        address = url_for("vacancies.show", vacancy_id=payload["vacancy_id"])
    return with_typed(told, title=str(payload["title"])), address
