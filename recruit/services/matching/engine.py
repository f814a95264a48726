"""The engine as this process holds it: built from the database, following its vocabulary.

An administrator's edit is laid over the engine at once, in the request that notices it; a thread
then fits everything anew and takes the old engine's place, while requests go on with that. A
vocabulary loaded from other files, or another exchange rate, waits for the thread.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Engine as Bind
from sqlalchemy.orm import Session

from matching import CLAIMABLE, Closeness, Linker, Ranker, Reader, Taxonomy
from recruit.queries import reference
from recruit.queries import taxonomy as queries
from recruit.services.matching.edits import OwnRows, amended, own_rows
from recruit.services.transactions import reading

logger = logging.getLogger(__name__)

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

SETTLING = 2.0
"""Seconds the thread waits for further edits before it fits."""


@dataclass(frozen=True, slots=True)
class _Key:
    """What an engine is made from: ``base`` are the loaded files and the rates, ``revision`` counts
    every change of the vocabulary."""

    base: tuple[str, tuple[tuple[str, float], ...]]
    revision: int


@dataclass(slots=True)
class _Held:
    """One database's engine: the one in use, and the fitted one beneath it."""

    key: _Key
    engine: Engine
    fitted: Engine
    fitted_key: _Key
    own: OwnRows
    read_at: float
    thread: threading.Thread | None = field(default=None)


_lock = threading.Lock()
_held: dict[str, _Held] = {}
_before_swap: list[Callable[[Session, Engine], None]] = []


def before_swap(prepare: Callable[[Session, Engine], None]) -> Callable[[Session, Engine], None]:
    """Have something made from an engine before it comes into use, so that no request waits."""
    _before_swap.append(prepare)
    return prepare


def engine(session: Session | None = None) -> Engine:
    """The engine for the vocabulary as the database holds it, at most half a second ago."""
    if session is None:
        with reading() as opened:
            return engine(opened)
    url = _url(session)
    held = _held.get(url)
    if held is not None and time.monotonic() - held.read_at < FRESH:
        return held.engine
    rates = _rates(session)
    key = _key(session, rates)
    with _lock:
        held = _held.get(url)
        if held is None:
            held = _held[url] = _first(session, key, rates)
        elif key != held.key:
            _follow(session, held, key, rates)
        held.read_at = time.monotonic()
        return held.engine


def refit_now(session: Session) -> Engine:
    """Fit everything anew at once, as the thread does when it has waited."""
    url = _url(session)
    _refit(url, session)
    return _held[url].engine


def forget() -> None:
    """Drop every engine of this process."""
    with _lock:
        _held.clear()


def settled(session: Session, patience: float = 60.0) -> bool:
    """Wait until no thread is fitting for a session's database; False if it takes too long."""
    held = _held.get(_url(session))
    thread = None if held is None else held.thread
    if thread is None:
        return True
    thread.join(patience)
    return not thread.is_alive()


_urls: weakref.WeakKeyDictionary[Bind, str] = weakref.WeakKeyDictionary()


def _url(session: Session) -> str:
    bind = session.get_bind().engine
    found = _urls.get(bind)
    if found is None:
        found = _urls[bind] = str(bind.url)
    return found


def _rates(session: Session) -> dict[str, float]:
    return reference.values(session, "exchange_rate", dt.datetime.now(dt.UTC).date())


def _key(session: Session, rates: Mapping[str, float]) -> _Key:
    digest, revision = queries.stamp(session)
    return _Key((digest, tuple(sorted(rates.items()))), revision)


def _first(session: Session, key: _Key, rates: Mapping[str, float]) -> _Held:
    own = own_rows(session)
    found = _build(session, rates, None)
    return _Held(key, found, found, key, own, time.monotonic())


def _follow(session: Session, held: _Held, key: _Key, rates: Mapping[str, float]) -> None:
    """Bring an engine in line with a changed vocabulary without making the request wait."""
    bind = session.get_bind()
    if isinstance(bind, Bind) and key.revision < held.key.revision:
        return  # This transaction began before what others have seen since.
    if key.base == held.fitted_key.base:
        held.engine = _overlaid(held.fitted, held.own, own_rows(session))
    elif not isinstance(bind, Bind):
        # A connection of the caller's own is no thread's to use.
        held.own = own_rows(session)
        held.engine = held.fitted = _build(session, rates, held.fitted)
        held.fitted_key = key
    held.key = key
    if isinstance(bind, Bind) and held.thread is None:
        held.thread = threading.Thread(
            target=_refit_in_time, args=(_url(session), bind), name="refit", daemon=True
        )
        held.thread.start()


def _overlaid(fitted: Engine, before: OwnRows, now: OwnRows) -> Engine:
    if before == now:
        return fitted
    taxonomy, linker, reader = amended(
        fitted.taxonomy, fitted.linker, fitted.reader, before=before, now=now
    )
    return Engine(taxonomy, linker, fitted.closeness, fitted.ranker, reader, fitted.rates)


def _refit_in_time(url: str, bind: Bind) -> None:
    """Fit until nothing has changed meanwhile; after a failure, at the next edit."""
    behind = True
    while behind:
        time.sleep(SETTLING)
        fitted = False
        try:
            with Session(bind) as session:
                _refit(url, session)
            fitted = True
        except Exception:
            logger.exception("engine not fitted")
        with _lock:
            held = _held.get(url)
            behind = fitted and held is not None and held.key != held.fitted_key
            if held is not None and not behind:
                held.thread = None


def _refit(url: str, session: Session) -> None:
    """Fit and swap; what has been edited meanwhile is laid over what was fitted."""
    started = time.perf_counter()
    rates = _rates(session)
    key, own = _key(session, rates), own_rows(session)
    held = _held.get(url)
    fresh = _build(session, rates, None if held is None else held.fitted)
    for prepare in _before_swap:
        prepare(session, fresh)
    session.rollback()
    key_now, own_now = _key(session, _rates(session)), own_rows(session)
    with _lock:
        held = _held.get(url)
        if held is None:
            held = _held[url] = _Held(key, fresh, fresh, key, own, time.monotonic())
        held.fitted, held.fitted_key, held.own = fresh, key, own
        same_base = key_now.base == key.base
        held.engine = _overlaid(fresh, own, own_now) if same_base else fresh
        held.key = key_now
    taken = round(time.perf_counter() - started, 2)
    logger.info("engine fitted", extra={"seconds": taken, "version": fresh.taxonomy.version})


def _build(session: Session, rates: Mapping[str, float], before: Engine | None) -> Engine:
    """An engine of the rows there are; what ranks stays the very same object while the closeness
    of concepts does, so that nothing is loaded anew for it."""
    taxonomy = Taxonomy.from_rows(
        queries.concept_rows(session), queries.label_rows(session), queries.relation_rows(session)
    )
    linker = Linker().fit(taxonomy.entries())
    closeness = Closeness.from_taxonomy(taxonomy)
    if before is not None and before.closeness.version == closeness.version:
        closeness, ranker = before.closeness, before.ranker
    else:
        ranker = Ranker(taxonomy, closeness, salt=SALT)
    reader = Reader(taxonomy, linker, rates=rates)
    return Engine(taxonomy, linker, closeness, ranker, reader, rates)
