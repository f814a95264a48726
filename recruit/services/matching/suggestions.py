"""What somebody may be about to type into a field for a skill or a trade."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matching import Suggester, Taxonomy
from recruit.queries import concept_use
from recruit.services.matching.engine import Engine, before_swap, engine
from recruit.services.transactions import reading


@dataclass(frozen=True, slots=True)
class Suggested:
    """A concept to choose, by its name in the reader's language.

    ``matched`` is the form that what was typed met, None where that is the name itself.
    """

    concept_id: str
    label: str
    type: str
    matched: str | None


@dataclass(frozen=True, slots=True)
class _Tables:
    """A suggester, and the version of the vocabulary it was made from."""

    version: str
    suggester: Suggester
    used: Mapping[str, int]


_lock = threading.Lock()
_latest: list[_Tables] = []
_making: set[str] = set()


def suggest(
    text: str, language: str, *, types: Collection[str] | None = None, k: int = 8
) -> list[Suggested]:
    """The concepts whose labels, in whatever language, begin or nearly begin like a text."""
    taxonomy = engine().taxonomy
    found = _tables(taxonomy).suggester.suggest(
        text, language=language, types=None if types is None else set(types), k=k
    )
    offered = []
    for suggestion in found:
        if suggestion.concept_id not in taxonomy:
            continue
        label = taxonomy.label(suggestion.concept_id, language)
        same = suggestion.form.casefold() == label.casefold()
        offered.append(
            Suggested(
                suggestion.concept_id,
                label,
                taxonomy.concept(suggestion.concept_id).type,
                None if same else suggestion.form,
            )
        )
    return offered


def suggest_version() -> str:
    """The version of the vocabulary that words are offered from: after an edit the one before
    serves until the tables are made anew."""
    return _tables(engine().taxonomy).version


@before_swap
def prepare(session: Session, fresh: Engine) -> None:
    """Make the tables of an engine before it comes into use."""
    _make(fresh.taxonomy, concept_use.counts(session))


def _tables(taxonomy: Taxonomy) -> _Tables:
    """The tables for a vocabulary. The first are waited for, later ones are made aside."""
    held = _latest[-1] if _latest else None
    if held is None:
        with reading() as session:
            return _make(taxonomy, concept_use.counts(session))
    if held.version != taxonomy.version:
        _make_aside(taxonomy, held.used)
    return held


def _make(taxonomy: Taxonomy, used: Mapping[str, int]) -> _Tables:
    made = _Tables(taxonomy.version, Suggester(taxonomy, used), used)
    _latest[:] = [made]
    return made


def _make_aside(taxonomy: Taxonomy, used: Mapping[str, int]) -> None:
    with _lock:
        if taxonomy.version in _making:
            return
        _making.add(taxonomy.version)

    def run() -> None:
        try:
            _make(taxonomy, used)
        finally:
            _making.discard(taxonomy.version)

    threading.Thread(target=run, name="suggester", daemon=True).start()
