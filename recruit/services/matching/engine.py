"""The engine as this process holds it: built from the database, again when the words change."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matching import Closeness, Extractor, Linker, Ranker, Reader, Taxonomy
from recruit.queries import reference
from recruit.queries import taxonomy as queries
from recruit.services.transactions import reading

CLAIMABLE = frozenset(
    {"machine", "operation", "garment", "part", "fabric", "software", "standard", "metric"}
)
"""Types of concepts a person can say they can do."""

REQUIRABLE = CLAIMABLE | {"occupation"}
"""Types of concepts a vacancy can ask."""

SALT = "iyne"


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything the engine needs, of one moment of the vocabulary."""

    taxonomy: Taxonomy
    linker: Linker
    extractor: Extractor
    closeness: Closeness
    ranker: Ranker
    reader: Reader
    rates: Mapping[str, float]


_lock = threading.Lock()
_kept: dict[tuple[str, tuple[tuple[str, float], ...]], Engine] = {}


def engine(session: Session | None = None) -> Engine:
    """The engine for the vocabulary as the database holds it now."""
    if session is None:
        with reading() as opened:
            return engine(opened)
    state = queries.state(session)
    rates = reference.values(session, "exchange_rate", dt.datetime.now(dt.UTC).date())
    key = (f"{state.digest}:{state.revision}", tuple(sorted(rates.items())))
    with _lock:
        found = _kept.get(key)
        if found is None:
            found = _build(session, rates)
            _kept.clear()
            _kept[key] = found
    return found


def _build(session: Session, rates: Mapping[str, float]) -> Engine:
    taxonomy = Taxonomy.from_rows(
        queries.concept_rows(session), queries.label_rows(session), queries.relation_rows(session)
    )
    linker = Linker().fit(taxonomy.entries())
    closeness = Closeness.from_taxonomy(taxonomy)
    return Engine(
        taxonomy=taxonomy,
        linker=linker,
        extractor=Extractor(taxonomy, linker),
        closeness=closeness,
        ranker=Ranker(taxonomy, closeness, salt=SALT),
        reader=Reader(taxonomy, linker, rates=rates),
        rates=rates,
    )
