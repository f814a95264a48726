"""One profile as the values of its columns."""

from __future__ import annotations

import numpy as np

from matching._loose import loose_words
from matching.records import Claim, Evidence, Experience, Profile
from matching.scoring import hash64

EVIDENCE = tuple(Evidence)

ROW_COLUMNS: dict[str, type[np.generic]] = {
    "available": np.int32,
    "pay": np.float64,
    "ready": np.int8,
    "hash": np.uint64,
    "tags": np.uint32,
}
RAGGED: dict[str, dict[str, type[np.generic]]] = {
    "holding": {
        "concept": np.int32,
        "level": np.int8,
        "years": np.float64,
        "last_used": np.float64,
        "evidence": np.int8,
        "is_experience": np.bool_,
    },
    "language": {"code": np.int32},
    "wish": {"code": np.int32},
    "word": {"code": np.int32},
}


def add_person(
    person: Profile,
    values: dict[str, list[object]],
    counts: dict[str, list[int]],
    codes: dict[str, int],
    claim_ids: list[str],
) -> None:
    """Append a profile to ``values`` and ``counts``, giving new names their ``codes``."""
    available = person.available_from
    values["available"].append(available.toordinal() if available else 0)
    values["pay"].append(_nan(person.pay_wanted))
    values["ready"].append(-1 if person.ready_to_move is None else int(person.ready_to_move))
    values["hash"].append(hash64(person.id))
    values["tags"].append(0)
    holdings: list[Claim | Experience] = [*person.claims, *person.experience]
    for held in holdings:
        claim = held if isinstance(held, Claim) else None
        values["holding_concept"].append(codes.setdefault(held.concept, len(codes)))
        values["holding_years"].append(_nan(held.years))
        values["holding_level"].append((claim.level or 0) if claim else 0)
        values["holding_last_used"].append(_nan(claim.last_used_years) if claim else np.nan)
        values["holding_evidence"].append(EVIDENCE.index(claim.evidence) if claim else 0)
        values["holding_is_experience"].append(claim is None)
        claim_ids.append(claim.id if claim else "")
    counts["holding"].append(len(holdings))
    for part, words in (
        ("language", person.languages),
        ("wish", sorted(person.wishes)),
        ("word", sorted(loose_words(person.text))),
    ):
        values[f"{part}_code"] += [codes.setdefault(word, len(codes)) for word in words]
        counts[part].append(len(words))


def _nan(value: float | None) -> float:
    return np.nan if value is None else float(value)
