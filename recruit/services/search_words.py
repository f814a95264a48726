"""What somebody means who types into a search box, in whatever language and script."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from recruit.services import matching
from recruit.services.matching.near import standing_in
from recruit.services.text import clean, readable

MAX_SEARCH = 200
MAX_WORDS = 12
_LITTLE = frozenset(
    {"и", "в", "во", "на", "с", "со", "для", "от", "до", "по", "к", "или"}
    | {"a", "an", "the", "and", "or", "of", "in", "at", "for", "with", "to"}
)


@dataclass(frozen=True, slots=True)
class Search:
    """A search as understood.

    ``meant`` holds, for each thing that was recognised, every concept that answers it; ``named``
    the thing itself; ``rest`` the words beside; ``words`` all of them as typed.
    """

    text: str = ""
    named: tuple[str, ...] = ()
    meant: tuple[frozenset[str], ...] = ()
    rest: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)


def understand(text: str) -> Search:
    """Read a search: concepts where words name one, plain words elsewhere."""
    text = clean(text)[:MAX_SEARCH]
    words = _words(text)
    if not words:
        return Search()
    named: dict[str, frozenset[str]] = {}
    rest, at = [], 0
    for mention in matching.mentions(text):
        if mention.negated or matching.concept_type(mention.concept_id) not in matching.REQUIRABLE:
            continue
        named[mention.concept_id] = standing_in(mention.concept_id)
        rest.append(text[at : mention.start])
        at = max(at, mention.end)
    if not named:
        links = matching.link(text, types=matching.REQUIRABLE, k=1)
        if links:
            found = links[0].concept_id
            return Search(text, (found,), (standing_in(found),), (), words)
    rest.append(text[at:])
    beside = _words(" ".join(rest))
    if named:
        beside = tuple(word for word in beside if word.casefold() not in _LITTLE)
    return Search(text, tuple(named), tuple(named.values()), beside, words)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split() if readable(word))[:MAX_WORDS]


def folded(place: str) -> str:
    """A place's name in small Latin letters, so that Бишкек, Bishkek and বিশকেক are one."""
    return "".join(c for c in anyascii(clean(place)).casefold() if c.isalnum())


def spellings(places: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Places by folded name, the most usual spelling (the earliest given) first."""
    found: dict[str, tuple[str, ...]] = {}
    for place in places:
        key = folded(place)
        if key:
            found[key] = (*found.get(key, ()), place)
    return found


def known_places(
    words: Collection[str], places: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """For each word that names a place, the ways in which it is written."""
    return {word: places[key] for word in words if (key := folded(word)) in places}
