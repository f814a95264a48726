"""Where the fields for skills and trades ask for words to offer."""

from __future__ import annotations

from collections.abc import Collection

from flask import url_for

from recruit.identity import locale
from recruit.services import matching


def _address(types: Collection[str]) -> str:
    return url_for("api_taxonomy.suggest", language=locale(), type=sorted(types))


def skill_words() -> str:
    """The address that offers what somebody can claim."""
    return _address(matching.CLAIMABLE)


def trade_words() -> str:
    """The address that offers trades somebody may have worked in."""
    return _address(matching.TRADES)


def requirement_words() -> str:
    """The address that offers what a vacancy can ask."""
    return _address(matching.REQUIRABLE)
