"""One concept for each place of a text, where a form names several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matching._cover import Span
from matching.taxonomy import TRADES, Taxonomy
from matching.text import Token

_REACH = 8
_CLOSELY = 0.6
_AFFINITY = {
    frozenset({"machine", "operation"}): 0.6,
    frozenset({"machine", "occupation"}): 0.6,
    frozenset({"operation", "occupation"}): 0.5,
    frozenset({"fabric", "garment"}): 0.6,
    frozenset({"part", "operation"}): 0.4,
    frozenset({"pay", "condition"}): 0.4,
    frozenset({"document", "condition"}): 0.2,
}
_HABIT = {
    "machine": 0.30,
    "occupation": 0.29,
    "other_trade": 0.285,
    "operation": 0.28,
    "garment": 0.27,
    "fabric": 0.26,
    "software": 0.25,
    "condition": 0.24,
    "pay": 0.23,
    "level": 0.295,
    "language": 0.21,
    "part": 0.20,
}
"""What a form usually means where nothing around it speaks."""
_WORKED_ON = frozenset({"garment", "fabric", "part"})
"""They do not tell one trade that sews them from another."""


def choose(taxonomy: Taxonomy, words: Sequence[Token], spans: Sequence[Span]) -> list[str]:
    """The concept of each span: the only one, of one type the one that the text names elsewhere
    by a form of its own ("көйнөк (платье)"), else the one its neighbours speak for."""
    sure = {n: span.concepts[0] for n, span in enumerate(spans) if len(span.concepts) == 1}
    linked = _links(taxonomy)
    named = set(sure.values())
    chosen: list[str] = []
    for n, span in enumerate(spans):
        if n in sure:
            chosen.append(sure[n])
            continue
        told = [concept for concept in span.concepts if concept in named]
        kinds = {taxonomy.concept(concept).type for concept in span.concepts}
        if len(told) == len(kinds) == 1:
            chosen.append(told[0])
            continue
        around = [
            (sure[m], _gap(span, spans[m]))
            for m in range(max(0, n - 5), min(len(spans), n + 6))
            if m in sure and _gap(span, spans[m]) <= _REACH
        ]
        chosen.append(
            max(
                enumerate(span.concepts),
                key=lambda item: (
                    _voice(taxonomy, linked, item[1], around),
                    -item[0],
                ),
            )[1]
        )
    return chosen


def strongest(taxonomy: Taxonomy, concept_id: str, type_name: str) -> str | None:
    """The concept of a type most closely related to another; None where none is related."""
    near = _related(taxonomy).get(concept_id, ())
    of_type = [
        (value, key)
        for key, value in near
        if value >= _CLOSELY and taxonomy.concept(key).type == type_name
    ]
    return max(of_type, key=lambda pair: pair[0])[1] if of_type else None


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


def _voice(
    taxonomy: Taxonomy,
    linked: Mapping[str, frozenset[str]],
    concept_id: str,
    around: Sequence[tuple[str, int]],
) -> float:
    own = taxonomy.concept(concept_id).type
    total = _HABIT.get(own, 0.0)
    for other, gap in around:
        theirs = taxonomy.concept(other).type
        if own in TRADES and theirs in _WORKED_ON:
            continue
        affinity = 1.0 if own == theirs else _AFFINITY.get(frozenset({own, theirs}), 0.0)
        if own not in TRADES and other in linked.get(concept_id, ()):
            affinity = max(affinity, 0.8)
        total += affinity / (1 + gap)
    return total


_LINKS: dict[str, Mapping[str, frozenset[str]]] = {}
_RELATED: dict[str, Mapping[str, list[tuple[str, float]]]] = {}


def _related(taxonomy: Taxonomy) -> Mapping[str, list[tuple[str, float]]]:
    if taxonomy.version not in _RELATED:
        near: dict[str, list[tuple[str, float]]] = {}
        for line in taxonomy.relations:
            if line.relation == "related":
                near.setdefault(line.source, []).append((line.target, line.strength))
                near.setdefault(line.target, []).append((line.source, line.strength))
        _RELATED.clear()
        _RELATED[taxonomy.version] = near
    return _RELATED[taxonomy.version]


def _links(taxonomy: Taxonomy) -> Mapping[str, frozenset[str]]:
    if taxonomy.version not in _LINKS:
        near: dict[str, set[str]] = {}
        for relation in taxonomy.relations:
            near.setdefault(relation.source, set()).add(relation.target)
            near.setdefault(relation.target, set()).add(relation.source)
        _LINKS.clear()
        _LINKS[taxonomy.version] = {key: frozenset(value) for key, value in near.items()}
    return _LINKS[taxonomy.version]
