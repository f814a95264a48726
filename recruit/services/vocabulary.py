"""The living vocabulary: what waits for a concept, and what an administrator makes of it."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from recruit.errors import Conflict, Fault, Forbidden, Invalid, NotFound, fault
from recruit.models import Actor, Concept, FormState, Label, LabelKind, Origin, UnlinkedForm
from recruit.permissions import can_administer
from recruit.queries import taxonomy as taxonomy_queries
from recruit.queries import vocabulary as queries
from recruit.services import matching
from recruit.services.transactions import reading, transaction
from recruit.services.vocabulary_labels import label_language, tidy
from recruit.services.vocabulary_new import NewConcept, add_concept, check_concept
from recruit.services.vocabulary_queue import key_of

__all__ = [
    "NewConcept",
    "attach",
    "create_concept",
    "decided",
    "dismiss",
    "form",
    "undo",
    "waiting",
]

logger = logging.getLogger(__name__)

PAGE = 20
NEAREST = 3
DECIDED = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form that waits: how many hold it, and the concepts nearest to it, likeliest first."""

    form: UnlinkedForm
    uses: int
    nearest: tuple[matching.Link, ...]


@dataclass(frozen=True, slots=True)
class WaitingPage:
    entries: tuple[Waiting, ...]
    number: int
    pages: int
    total: int


def waiting(number: int, *, actor: Actor) -> WaitingPage:
    """A page of the forms nobody has linked, most held first. Raises `Forbidden`."""
    _require(actor)
    number = max(1, number)
    with reading() as session:
        found, total = queries.waiting(session, limit=PAGE, offset=(number - 1) * PAGE)
    near = matching.nearest([asked.form.text for asked in found], k=NEAREST)
    entries = tuple(
        Waiting(asked.form, asked.uses, tuple(links))
        for asked, links in zip(found, near, strict=True)
    )
    return WaitingPage(entries, number, max(1, -(-total // PAGE)), total)


def form(form_id: uuid.UUID, *, actor: Actor, k: int = 8) -> Waiting:
    """One form, in whatever state, with its neighbours. Raises `Forbidden` or `NotFound`."""
    _require(actor)
    with reading() as session:
        found = queries.by_id(session, form_id)
        if found is None:
            raise NotFound("form")
        uses = queries.uses(session, form_id)
    return Waiting(found, uses, tuple(matching.nearest([found.text], k=k)[0]))


def decided(*, actor: Actor) -> list[UnlinkedForm]:
    """The decisions made last, newest first. Raises `Forbidden`."""
    _require(actor)
    with reading() as session:
        return queries.decided(session, DECIDED)


def attach(
    form_id: uuid.UUID,
    concept_id: str,
    *,
    actor: Actor,
    now: dt.datetime,
    language: str | None = None,
    kind: LabelKind = LabelKind.SYNONYM,
) -> UnlinkedForm:
    """Make a form a label of a concept, in force at once; who holds it is linked soon after.

    Raises `Forbidden`, `NotFound`, `Conflict` where the form was decided meanwhile, or `Invalid`
    at `text` where it cannot be a label and at `kind` for a preferred one.
    """
    _require(actor)
    if kind is LabelKind.PREFERRED:
        raise Invalid([fault("kind", Fault.UNKNOWN_CHOICE)])
    with transaction() as session:
        found = _open(session, form_id)
        concept = session.get(Concept, concept_id)
        if concept is None:
            raise NotFound("concept")
        _add_form(session, found, concept, kind, language)
        _decide(session, found, concept.id, now)
    logger.info("form attached", extra={"form_id": form_id, "concept": concept_id})
    return found


def create_concept(
    form_id: uuid.UUID, new: NewConcept, *, actor: Actor, now: dt.datetime
) -> UnlinkedForm:
    """Make a concept of its own for a form, in force at once.

    Raises `Forbidden`, `NotFound`, `Conflict` or `Invalid` with every fault of what was typed.
    """
    _require(actor)
    new = check_concept(new)
    with transaction() as session:
        found = _open(session, form_id)
        concept = add_concept(session, new)
        found.added = {"concept": concept.id}
        if found.key not in {matching.normalise(text) for text in new.labels.values()}:
            _add_form(session, found, concept, LabelKind.SYNONYM, None)
        _decide(session, found, concept.id, now)
    logger.info("concept made", extra={"form_id": form_id, "concept": concept.id})
    return found


def dismiss(form_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> UnlinkedForm:
    """Say that a form names nothing of the trade; it does not come back. Raises `Forbidden`,
    `NotFound` or `Conflict`."""
    _require(actor)
    with transaction() as session:
        found = _open(session, form_id)
        found.state, found.decided_at = FormState.DISMISSED, now
    return found


def undo(form_id: uuid.UUID, *, actor: Actor) -> UnlinkedForm:
    """Take a decision back: what it added is gone at once, rows linked by the form's words are
    not linked any more, and the form waits again.

    Raises `Forbidden`, `NotFound`, or `Conflict` where nothing was decided or where others have
    come to use the concept that was made.
    """
    _require(actor)
    try:
        with transaction() as session:
            found = queries.by_id(session, form_id, lock=True)
            if found is None:
                raise NotFound("form")
            if found.state is FormState.WAITING:
                raise Conflict("nothing was decided of this form")
            if found.state is FormState.ATTACHED:
                _take_back(session, found)
            found.state, found.concept_id, found.added = FormState.WAITING, None, {}
            found.decided_at = found.relinked_at = None
    except IntegrityError:
        raise Conflict("the concept is in use") from None
    logger.info("form decided no more", extra={"form_id": form_id})
    return found


def _require(actor: Actor) -> None:
    if not can_administer(actor):
        raise Forbidden


def _open(session: Session, form_id: uuid.UUID) -> UnlinkedForm:
    found = queries.by_id(session, form_id, lock=True)
    if found is None:
        raise NotFound("form")
    if found.state is not FormState.WAITING:
        raise Conflict("the form was decided already")
    return found


def _add_form(
    session: Session, found: UnlinkedForm, concept: Concept, kind: LabelKind, language: str | None
) -> None:
    """Add a form as a label, unless the concept has that label; remember it for taking back."""
    text = tidy(found.text)
    fits = label_language(text, language or found.language)
    if fits is None or (language and fits != language):
        raise Invalid([fault("text", Fault.NOT_A_LABEL, text=found.text)])
    if others := matching.named_exactly(text, concept.type) - {concept.id}:
        raise Invalid([fault("text", Fault.LABEL_TAKEN, text=found.text, other=min(others))])
    if taxonomy_queries.label(session, concept.id, fits, text) is not None:
        return
    label = Label(
        id=uuid.uuid4(),
        concept_id=concept.id,
        language=fits,
        text=text,
        kind=kind,
        origin=Origin.ADMINISTRATOR,
    )
    session.add(label)
    found.added = {**found.added, "label": str(label.id)}


def _decide(session: Session, found: UnlinkedForm, concept_id: str, now: dt.datetime) -> None:
    taxonomy_queries.state(session).revision += 1
    found.state, found.concept_id = FormState.ATTACHED, concept_id
    found.decided_at, found.relinked_at = now, None


def _take_back(session: Session, found: UnlinkedForm) -> None:
    concept_id, added = found.concept_id, found.added
    taxonomy_queries.state(session).revision += 1
    label = session.get(Label, uuid.UUID(added["label"])) if "label" in added else None
    if label is not None:
        session.delete(label)
    if concept_id is not None:
        for model, rows in queries.rows_meaning(session, concept_id).items():
            queries.unlink(session, model, [row for row in rows if key_of(row[2]) == found.key])
    if "concept" in added:
        if queries.attached_to(session, added["concept"]) != [found.id]:
            raise Conflict("other forms are attached to the concept")
        found.concept_id = None
        session.flush()
        concept = session.get(Concept, added["concept"])
        if concept is not None:
            session.delete(concept)
        session.flush()
