"""What a single row of the vocabulary's files must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from recruit.models import LabelKind, RelationKind

LANGUAGES = ("en", "ru", "ky", "uz", "bn", "ur")
TYPES = frozenset(
    {
        *("occupation", "machine", "operation", "garment", "part", "fabric", "software"),
        *("standard", "metric", "defect", "document", "condition", "pay", "place", "language"),
        *("level", "brand", "skill", "other_trade"),
    }
)
TRADES = frozenset({"occupation", "other_trade"})
"""Types that have an occupation's code."""

COLUMNS = {
    "concepts.csv": ("id", "type", "isco08", "esco_id"),
    "labels.csv": ("concept_id", "language", "text", "kind", "review"),
    "relations.csv": ("source", "relation", "target", "strength"),
    "ambiguous.csv": ("text", "concept_ids"),
}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_ISCO = re.compile(r"[0-9]{4}")


def concept_faults(cells: Mapping[str, str]) -> Iterator[str]:
    """The faults of a row of ``concepts.csv``."""
    key, kind = cells["id"], cells["type"]
    if not _KEY.fullmatch(key):
        yield f"{key!r} is not a key of small Latin letters, digits and low lines"
    if kind not in TYPES:
        yield f"{key!r} is of the unknown type {kind!r}"
    if kind not in TRADES:
        if cells["isco08"] or cells["esco_id"]:
            yield f"{key!r} has an occupation's code and is none"
        return
    if not _ISCO.fullmatch(cells["isco08"]):
        yield f"{key!r} has no four-digit ISCO-08 code"
    if cells["esco_id"] and not _UUID.fullmatch(cells["esco_id"]):
        yield f"{key!r} has an ESCO id that is no UUID"


def label_faults(cells: Mapping[str, str], types: Mapping[str, str]) -> Iterator[str]:
    """The faults of a row of ``labels.csv``, its text aside."""
    if cells["concept_id"] not in types:
        yield "there is no such concept"
    if cells["language"] not in LANGUAGES:
        yield f"unknown language {cells['language']!r}"
    if cells["kind"] not in set(LabelKind):
        yield f"unknown kind {cells['kind']!r}"
    if cells["review"] not in {"", "native"}:
        yield f"unknown review mark {cells['review']!r}"


def relation_faults(cells: Mapping[str, str], types: Mapping[str, str]) -> Iterator[str]:
    """The faults of a row of ``relations.csv``."""
    source, relation, target = cells["source"], cells["relation"], cells["target"]
    unknown = [concept for concept in (source, target) if concept not in types]
    for concept in unknown:
        yield f"there is no concept {concept!r}"
    if source == target:
        yield f"{source!r} is joined to itself"
    if relation not in set(RelationKind):
        yield f"unknown relation {relation!r}"
    strength = _number(cells["strength"])
    if not 0.0 < strength <= 1.0:
        yield f"strength {cells['strength']!r} is not above 0 and at most 1"
    if unknown:
        return
    if relation == "broader" and strength != 1.0:
        yield "what is broader is wholly so: its strength is 1.0"
    if relation == "broader" and types[source] != types[target]:
        yield f"{target!r} is of another type than {source!r} and cannot be broader"
    if relation in {"essential", "optional"} and (
        types[source] != "occupation" or types[target] == "occupation"
    ):
        yield f"{relation} joins an occupation to a skill, not {source!r} to {target!r}"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
