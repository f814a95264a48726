"""What the types of concepts are called."""

from __future__ import annotations

from flask_babel import gettext as _

from recruit.marks import N_

_TYPES = {
    "occupation": N_("trade"),
    "other_trade": N_("another trade"),
    "machine": N_("machine"),
    "operation": N_("operation"),
    "garment": N_("garment"),
    "part": N_("part of a garment"),
    "fabric": N_("fabric"),
    "software": N_("program"),
    "standard": N_("standard"),
    "metric": N_("measure of work"),
    "defect": N_("defect"),
    "document": N_("document"),
    "condition": N_("working condition"),
    "pay": N_("pay"),
    "place": N_("place"),
    "language": N_("spoken language"),
    "level": N_("grade"),
    "brand": N_("brand"),
    "skill": N_("skill"),
}


def type_name(type_: str) -> str:
    """A type of concepts in the reader's language; the type itself where it has no name."""
    return _(_TYPES[type_]) if type_ in _TYPES else type_
