"""A concept an administrator makes: its rules are those of the vocabulary's files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from recruit.errors import Fault, FieldFault, Invalid, fault
from recruit.models import Concept, ConceptRelation, Label, LabelKind, Origin, RelationKind
from recruit.services import matching
from recruit.services.text import check_text
from recruit.services.vocabulary_labels import (
    clean_text_fault,
    preferred_script_fault,
    script_fault,
    tidy,
)
from recruit.services.vocabulary_rows import LANGUAGES, TRADES, TYPES

MOST_LABEL = 200
_ISCO = re.compile(r"[0-9]{4}")
_LONGEST_KEY = 56


@dataclass(frozen=True, slots=True)
class NewConcept:
    """``labels`` are the names shown, one for each of the six languages; ``review`` asks for a
    native speaker's look at them."""

    type: str
    labels: Mapping[str, str] = field(default_factory=dict)
    broader: str | None = None
    isco08: str = ""
    review: bool = False


def check_concept(new: NewConcept) -> NewConcept:
    """The concept fit to keep. Raises `Invalid` with every fault: `type`, `label_ru`, `broader`,
    `isco08`."""
    faults: list[FieldFault] = []
    if new.type not in TYPES:
        faults.append(fault("type", Fault.UNKNOWN_CHOICE))
    labels = {code: _label(code, new.labels.get(code, ""), new, faults) for code in LANGUAGES}
    broader = new.broader or None
    if broader is not None and matching.concept_type(broader) != new.type:
        faults.append(fault("broader", Fault.BROADER_UNFIT))
    isco08 = new.isco08.strip()
    if new.type in TRADES and not _ISCO.fullmatch(isco08):
        faults.append(fault("isco08", Fault.NOT_AN_ISCO))
    if faults:
        raise Invalid(faults)
    return replace(
        new,
        labels=labels,
        broader=broader,
        isco08=isco08 if new.type in TRADES else "",
    )


def add_concept(session: Session, new: NewConcept) -> Concept:
    """Keep a checked concept with its labels."""
    concept = Concept(
        id=_free_key(session, new.labels["en"]),
        type=new.type,
        isco08=new.isco08 or None,
        origin=Origin.ADMINISTRATOR,
    )
    session.add(concept)
    session.flush()
    for language, text in new.labels.items():
        session.add(
            Label(
                concept_id=concept.id,
                language=language,
                text=text,
                kind=LabelKind.PREFERRED,
                review="native" if new.review else "",
                origin=Origin.ADMINISTRATOR,
            )
        )
    if new.broader:
        session.add(
            ConceptRelation(
                source_id=concept.id,
                relation=RelationKind.BROADER,
                target_id=new.broader,
                origin=Origin.ADMINISTRATOR,
            )
        )
    session.flush()
    return concept


def _label(language: str, text: str, new: NewConcept, faults: list[FieldFault]) -> str:
    at, before = f"label_{language}", len(faults)
    text = tidy(check_text(at, text, maximum=MOST_LABEL, faults=faults, required=True, line=True))
    if len(faults) > before:
        return text
    if not matching.normalise(text) or clean_text_fault(text) is not None:
        faults.append(fault(at, Fault.NOT_TEXT))
    elif script_fault(text, language) or preferred_script_fault(text, language, new.type):
        faults.append(fault(at, Fault.NOT_A_LABEL, text=text))
    elif others := matching.named_exactly(text, new.type):
        faults.append(fault(at, Fault.LABEL_TAKEN, text=text, other=min(others)))
    return text


def _free_key(session: Session, name: str) -> str:
    """A concept's id, out of its English name."""
    words = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:_LONGEST_KEY].strip("_")
    key = words if words[:1].isalpha() else f"c_{words}".rstrip("_")
    number = 1
    while session.get(Concept, key if number == 1 else f"{key}_{number}") is not None:
        number += 1
    return key if number == 1 else f"{key}_{number}"
