"""Forms nobody has linked, who holds them, and the rows they stand in."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, delete, exists, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import InstrumentedAttribute

from recruit.models import (
    Candidate,
    CandidateExperience,
    Claim,
    Concept,
    FormState,
    FormUse,
    Requirement,
    UnlinkedForm,
    Vacancy,
)


class Asked(NamedTuple):
    """A form and how many hold it."""

    form: UnlinkedForm
    uses: int


def see(
    session: Session, forms: Sequence[tuple[str, str, str]], now: dt.datetime
) -> list[uuid.UUID]:
    """Write forms down, (key, text, language) each, and return their ids; one that is known is
    seen once more, and linked anew if it is attached."""
    rows = [
        {
            "id": uuid.uuid4(),
            "key": key,
            "text": text,
            "language": language,
            "state": FormState.WAITING,
            "added": {},
            "first_seen": now,
            "last_seen": now,
        }
        for key, text, language in sorted(forms)
    ]
    writing = _upsert(session, UnlinkedForm).values(rows)
    return list(
        session.scalars(
            writing.on_conflict_do_update(
                index_elements=["key"],
                set_={"last_seen": writing.excluded.last_seen, "relinked_at": None},
            ).returning(UnlinkedForm.id)
        )
    )


def hold(session: Session, form_ids: Collection[uuid.UUID], holder: str, id_: uuid.UUID) -> None:
    """Note who holds forms, each once; ``holder`` names the column of `FormUse`."""
    rows = [{"id": uuid.uuid4(), "form_id": form_id, holder: id_} for form_id in form_ids]
    if rows:
        session.execute(_upsert(session, FormUse).values(rows).on_conflict_do_nothing())


def let_go(session: Session, kept: Collection[uuid.UUID], holder: str, id_: uuid.UUID) -> None:
    """Forget the forms somebody holds no longer: all but those ``kept``."""
    column: InstrumentedAttribute[uuid.UUID | None] = getattr(FormUse, holder)
    session.execute(delete(FormUse).where(column == id_, FormUse.form_id.not_in(kept)))


def held_by_employer(session: Session, employer_id: uuid.UUID) -> int:
    held = select(func.count()).where(FormUse.employer_id == employer_id)
    return session.scalar(held) or 0


def _upsert(session: Session, model: type[UnlinkedForm | FormUse]) -> Any:
    dialect = session.get_bind().dialect.name
    return (postgresql if dialect == "postgresql" else sqlite).insert(model)


def _asked() -> Select[UnlinkedForm, int]:
    return (
        select(UnlinkedForm, func.count(FormUse.id))
        .join(FormUse, FormUse.form_id == UnlinkedForm.id)
        .where(UnlinkedForm.state == FormState.WAITING)
        .group_by(UnlinkedForm.id)
    )


def waiting(session: Session, *, limit: int, offset: int) -> tuple[list[Asked], int]:
    """A page of the forms that wait, most held first, and how many wait."""
    order = (func.count(FormUse.id).desc(), UnlinkedForm.last_seen.desc(), UnlinkedForm.id)
    page = session.execute(_asked().order_by(*order).limit(limit).offset(offset))
    total = session.scalar(
        select(func.count())
        .select_from(UnlinkedForm)
        .where(
            UnlinkedForm.state == FormState.WAITING,
            exists().where(FormUse.form_id == UnlinkedForm.id),
        )
    )
    return [Asked(form, uses) for form, uses in page], total or 0


def by_id(session: Session, form_id: uuid.UUID, *, lock: bool = False) -> UnlinkedForm | None:
    statement = select(UnlinkedForm).where(UnlinkedForm.id == form_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return session.scalar(statement)


def shared(session: Session, form_id: uuid.UUID) -> UnlinkedForm | None:
    """A form that nobody may decide anew while the transaction lasts; it can still be seen."""
    return session.scalar(
        select(UnlinkedForm)
        .where(UnlinkedForm.id == form_id)
        .with_for_update(read=True, key_share=True)
        .execution_options(populate_existing=True)
    )


def type_of(session: Session, concept_id: str) -> str:
    return session.scalar(select(Concept.type).where(Concept.id == concept_id)) or ""


def uses(session: Session, form_id: uuid.UUID) -> int:
    return session.scalar(select(func.count()).where(FormUse.form_id == form_id)) or 0


def decided(session: Session, limit: int) -> list[UnlinkedForm]:
    """The forms decided last, newest first, with their concepts."""
    return list(
        session.scalars(
            select(UnlinkedForm)
            .where(UnlinkedForm.state != FormState.WAITING)
            .options(joinedload(UnlinkedForm.concept))
            .order_by(UnlinkedForm.decided_at.desc(), UnlinkedForm.id)
            .limit(limit)
        )
    )


def attached_to(session: Session, concept_id: str) -> list[uuid.UUID]:
    return list(
        session.scalars(
            select(UnlinkedForm.id).where(
                UnlinkedForm.concept_id == concept_id, UnlinkedForm.state == FormState.ATTACHED
            )
        )
    )


def due(session: Session, limit: int) -> list[uuid.UUID]:
    """Attached forms whose holders wait to be linked anew, oldest decision first."""
    return list(
        session.scalars(
            select(UnlinkedForm.id)
            .where(UnlinkedForm.state == FormState.ATTACHED, UnlinkedForm.relinked_at.is_(None))
            .order_by(UnlinkedForm.decided_at, UnlinkedForm.id)
            .limit(limit)
        )
    )


def holders(session: Session, form_id: uuid.UUID, holder: str) -> list[uuid.UUID]:
    """Who of one kind holds a form."""
    column: InstrumentedAttribute[uuid.UUID | None] = getattr(FormUse, holder)
    found = session.scalars(
        select(column).where(FormUse.form_id == form_id, column.is_not(None)).order_by(column)
    )
    return [id_ for id_ in found if id_ is not None]


def mark_relinked(
    session: Session, form_id: uuid.UUID, seen: dt.datetime, now: dt.datetime
) -> None:
    """Say that a form's holders are linked, unless it was seen again since."""
    session.execute(
        update(UnlinkedForm)
        .where(UnlinkedForm.id == form_id, UnlinkedForm.last_seen == seen)
        .values(relinked_at=now)
    )


def forget_unheld(session: Session, before: dt.datetime) -> int:
    """Delete forms that wait, that nobody holds any more and nobody typed since a moment."""
    gone = session.execute(
        delete(UnlinkedForm).where(
            UnlinkedForm.state == FormState.WAITING,
            UnlinkedForm.last_seen < before,
            ~exists().where(FormUse.form_id == UnlinkedForm.id),
        )
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]


Row = tuple[uuid.UUID, uuid.UUID, str]
"""A row's id, whose it is, and its text."""


def rows_meaning(session: Session, concept_id: str) -> dict[type, list[Row]]:
    """Every row that names a concept, by its model."""
    columns: tuple[tuple[type, Any, Any, Any, Any], ...] = (
        (Claim, Claim.id, Claim.candidate_id, Claim.text, Claim.concept_id),
        (
            CandidateExperience,
            CandidateExperience.id,
            CandidateExperience.candidate_id,
            CandidateExperience.title,
            CandidateExperience.concept_id,
        ),
        (
            Requirement,
            Requirement.id,
            Requirement.vacancy_id,
            Requirement.text,
            Requirement.concept_id,
        ),
        (Vacancy, Vacancy.id, Vacancy.id, Vacancy.title, Vacancy.occupation_id),
    )
    return {
        model: [
            (row, whose, said)
            for row, whose, said in session.execute(
                select(id_, owner, text).where(concept == concept_id)
            )
        ]
        for model, id_, owner, text, concept in columns
    }


def unlink(session: Session, model: type, rows: Sequence[Row]) -> None:
    """Take the concept away from rows, and count an edit of each whose they are."""
    if not rows:
        return
    column = "occupation_id" if model is Vacancy else "concept_id"
    ids = [row[0] for row in rows]
    table: Any = model
    session.execute(update(table).where(table.id.in_(ids)).values({column: None}))
    owner: Any = Vacancy if model in (Requirement, Vacancy) else Candidate
    owners = {row[1] for row in rows}
    session.execute(update(owner).where(owner.id.in_(owners)).values(revision=owner.revision + 1))
