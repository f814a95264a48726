"""Weights that were moved, in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from recruit.wording.reasons import component_text


def weight_text(weight: float) -> str:
    """A weight with one decimal place, if it needs one."""
    return f"{round(weight, 1):g}"


def weight_changes(before: Mapping[str, float], after: Mapping[str, float]) -> list[str]:
    """Each part whose weight differs: its name, what it weighed and what it weighs."""
    return [
        _(
            "%(part)s %(change)s",
            part=component_text(name),
            change=f"\u2066{weight_text(weight)} \u2192 {weight_text(after[name])}\u2069",
        )
        for name, weight in before.items()
        if after.get(name, weight) != weight
    ]
