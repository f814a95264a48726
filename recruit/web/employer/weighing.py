"""What counts how much for a vacancy: tried on the page, seen in the order, kept if wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recruit.errors import Invalid
from recruit.models import Vacancy
from recruit.problems import sentence
from recruit.services import weights
from recruit.wording import component_text, weight_changes, weight_text

Typed = dict[str, str]
"""What was typed for each part of the score."""

PREFIX = "weights-"
TYPED_MOST = 20


@dataclass(frozen=True, slots=True)
class WeightLine:
    """One part of the score: its control, what was typed, what it usually weighs."""

    name: str
    label: str
    typed: str
    value: str
    usual: str
    error: str | None

    @property
    def moved(self) -> bool:
        return self.value != self.usual


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weights a page is ranked by.

    ``tried`` are weights that are not kept, None where the kept ones rank. ``unkept`` says what
    was moved against the kept ones, ``own`` what is kept against the usual ones.
    """

    lines: list[WeightLine]
    tried: dict[str, float] | None
    unkept: list[str]
    own: list[str]
    wrong: bool

    @property
    def arguments(self) -> dict[str, str]:
        """The address's arguments that try the same weights."""
        return {f"{PREFIX}{name}": weight_text(w) for name, w in (self.tried or {}).items()}


def typed_weights(given: Mapping[str, str]) -> Typed:
    """What was typed for each part; an empty field says nothing."""
    return {
        name.removeprefix(PREFIX): text.strip()[:TYPED_MOST]
        for name, text in given.items()
        if name.startswith(PREFIX) and text.strip()
    }


def numbers(typed: Mapping[str, str]) -> dict[str, float]:
    """The same as numbers; what is none lies outside every range."""
    return {name: _number(text) for name, text in typed.items()}


def weighing(vacancy: Vacancy, typed: Mapping[str, str]) -> Weighing:
    """The weights typed, if they can be tried, else the kept ones with what is wrong."""
    usual, kept = weights.usual(vacancy), weights.kept(vacancy)
    typed = {name: text for name, text in typed.items() if name in usual}
    errors: dict[str, str] = {}
    tried = None
    if typed:
        try:
            tried = weights.tried(vacancy, numbers(typed))
        except Invalid as error:
            errors = {f.field.removeprefix(PREFIX): sentence(f) for f in error.faults}
    if tried == kept:
        tried = None
    used = tried or kept
    return Weighing(
        lines=[
            WeightLine(
                name=f"{PREFIX}{name}",
                label=component_text(name),
                typed=typed.get(name, weight_text(used[name])),
                value=weight_text(used[name]),
                usual=weight_text(usual[name]),
                error=errors.get(name),
            )
            for name in usual
        ],
        tried=tried,
        unkept=weight_changes(kept, used),
        own=weight_changes(usual, kept),
        wrong=bool(errors),
    )


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return float("nan")
