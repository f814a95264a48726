"""Words that meant nothing to us, written down for an administrator.

Only short texts are, which name a skill or a trade: nothing with an address, a telephone or
figures alone, and nothing out of somebody's prose. A profile's words go with the profile.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from recruit.errors import Fault, Invalid
from recruit.models import Actor, Candidate, Vacancy
from recruit.queries import vocabulary as queries
from recruit.services import matching
from recruit.services.text import clean
from recruit.services.transactions import transaction
from recruit.services.vocabulary_labels import likely_language

logger = logging.getLogger(__name__)

LONGEST = 80
MOST_WORDS = 8
MOST_AT_ONCE = 30
MOST_OF_ONE = 500
"""How many forms one employer's program can have written down."""

KEPT_UNHELD = dt.timedelta(days=7)

_NOT_WORDS = re.compile(r"@|https?:|www\.|t\.me|(?:\d[\s()./-]*){5}|_", re.IGNORECASE)


def key_of(text: str) -> str | None:
    """What a form is known by; None for a text that is no word to ask about."""
    text = " ".join(clean(text).split())
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS or _NOT_WORDS.search(text):
        return None
    key = matching.normalise(text)
    return key if len(key) <= 200 and sum(c.isalpha() for c in key) > 1 else None


def keep_profile(session: Session, candidate: Candidate, now: dt.datetime) -> None:
    """Write down what of a profile is not linked, and forget what it no longer says."""
    texts = [claim.text for claim in candidate.claims if claim.concept_id is None]
    texts += [line.title for line in candidate.experience if line.concept_id is None]
    session.flush()
    _keep(session, texts, "candidate_id", candidate.id, now)


def keep_vacancy(session: Session, vacancy: Vacancy, now: dt.datetime) -> None:
    """The same for a vacancy: requirements, and the title where it names no trade we know."""
    texts = [asked.text for asked in vacancy.requirements if asked.concept_id is None]
    if vacancy.occupation_id is None:
        texts.append(vacancy.title)
    session.flush()
    _keep(session, texts, "vacancy_id", vacancy.id, now)


@contextmanager
def noting(actor: Actor, now: dt.datetime) -> Iterator[None]:
    """Write down the words for which an employer, or an agency's program, is refused."""
    try:
        yield
    except Invalid as error:
        texts = [
            str(found.facts.get("text", ""))
            for found in error.faults
            if found.fault is Fault.NOT_A_CONCEPT and not found.field.endswith("-concept")
        ]
        if actor.employer_id is not None and texts:
            _note(texts, actor.employer_id, now)
        raise


def forget_unheld(*, now: dt.datetime) -> int:
    """Delete what waits for nobody: its holder has taken it back or is gone. Returns how many."""
    with transaction() as session:
        gone = queries.forget_unheld(session, now - KEPT_UNHELD)
    if gone:
        logger.info("unlinked forms forgotten", extra={"count": gone})
    return gone


def _note(texts: Iterable[str], employer_id: uuid.UUID, now: dt.datetime) -> None:
    forms = _forms(texts)
    if not forms:
        return
    with transaction() as session:
        room = MOST_OF_ONE - queries.held_by_employer(session, employer_id)
        if room > 0:
            ids = queries.see(session, forms[: min(room, MOST_AT_ONCE)], now)
            queries.hold(session, ids, "employer_id", employer_id)


def _keep(
    session: Session, texts: Iterable[str], holder: str, id_: uuid.UUID, now: dt.datetime
) -> None:
    forms = _forms(texts)
    ids = queries.see(session, forms, now) if forms else []
    queries.hold(session, ids, holder, id_)
    queries.let_go(session, ids, holder, id_)


def _forms(texts: Iterable[str]) -> list[tuple[str, str, str]]:
    """Key, text and likely language of what is worth asking, each once."""
    forms: dict[str, tuple[str, str, str]] = {}
    for text in texts:
        key = key_of(text)
        if key is not None:
            shown = " ".join(clean(text).split())
            forms.setdefault(key, (key, shown, likely_language(shown)))
    return list(forms.values())
