"""The engine as this process holds it: built from the database, again when the words change."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matching import CLAIMABLE, Closeness, Linker, Ranker, Reader, Taxonomy
from recruit.queries import reference
from recruit.queries import taxonomy as queries
from recruit.services.transactions import reading

REQUIRABLE = CLAIMABLE | {"occupation"}
"""Types of concepts a vacancy can ask."""

SALT = "iyne"


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything the engine needs, of one moment of the vocabulary."""

    taxonomy: Taxonomy
    linker: Linker
    closeness: Closeness
    ranker: Ranker
    reader: Reader
    rates: Mapping[str, float]


FRESH = 0.5
"""Seconds for which the vocabulary's state is taken as last read."""

_Key = tuple[str, tuple[tuple[str, float], ...]]
_lock = threading.Lock()
_kept: dict[_Key, Engine] = {}
_seen: dict[str, tuple[float, Engine]] = {}


def engine(session: Session | None = None) -> Engine:
    """The engine for the vocabulary as the database holds it, at most half a second ago."""
    if session is None:
        with reading() as opened:
            return engine(opened)
    url = str(session.get_bind().engine.url)
    seen = _seen.get(url)
    if seen is not None and time.monotonic() - seen[0] < FRESH:
        return seen[1]
    rates = reference.values(session, "exchange_rate", dt.datetime.now(dt.UTC).date())
    key = (queries.stamp(session), tuple(sorted(rates.items())))
    with _lock:
        found = _kept.get(key)
        if found is None:
            found = _build(session, rates)
            _kept.clear()
            _kept[key] = found
        _seen[url] = (time.monotonic(), found)
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
        closeness=closeness,
        ranker=Ranker(taxonomy, closeness, salt=SALT),
        reader=Reader(taxonomy, linker, rates=rates),
        rates=rates,
    )
