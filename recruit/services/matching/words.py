"""From words to concepts, for forms and programs: labels, links, mentions, what a text proposes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from matching import CLAIMABLE, TRADES, Link, Mention, Taxonomy, normalise
from recruit.services.matching.engine import REQUIRABLE, engine

MAX_TEXT = 20_000


_called: WeakKeyDictionary[Taxonomy, dict[tuple[str, str], str]] = WeakKeyDictionary()


def label(concept_id: str, language: str) -> str:
    """A concept's name in a reader's language; the id itself where it is unknown."""
    return labels(language)(concept_id)


def labels(language: str) -> Callable[[str], str]:
    """What concepts are called in a language, as the vocabulary is now: `label` for who asks
    many at once."""
    taxonomy = engine().taxonomy
    known = _called.setdefault(taxonomy, {})

    def called(concept_id: str) -> str:
        key = (language, concept_id)
        found = known.get(key)
        if found is None:
            if concept_id not in taxonomy:
                return concept_id
            found = known[key] = taxonomy.label(concept_id, language)
        return found

    return called


def concept_type(concept_id: str) -> str | None:
    """The type of a concept, None where there is no such concept."""
    taxonomy = engine().taxonomy
    return taxonomy.concept(concept_id).type if concept_id in taxonomy else None


def options(types: Collection[str], language: str) -> list[tuple[str, str]]:
    """Concepts of some types as (id, label in the reader's language), by label."""
    taxonomy = engine().taxonomy
    found = [
        (concept.id, taxonomy.label(concept.id, language))
        for concept in taxonomy
        if concept.type in types
    ]
    return sorted(found, key=lambda option: option[1].casefold())


def narrower(concept_ids: Iterable[str]) -> frozenset[str]:
    """These concepts and every narrower one; unknown ids are left out."""
    taxonomy = engine().taxonomy
    known = [id_ for id_ in concept_ids if id_ in taxonomy]
    return frozenset(known).union(*(taxonomy.narrower(id_) for id_ in known))


def link(text: str, *, types: Collection[str] | None = None, k: int = 5) -> list[Link]:
    """The concepts a short text may mean, best first; empty where it means none we know."""
    return engine().linker.link(text[:500], k=k, types=None if types is None else set(types))


def nearest(texts: Sequence[str], k: int) -> list[list[Link]]:
    """The concepts nearest to each short text, likeliest first, however unlikely."""
    return engine().linker.search(list(texts), k=k) if texts else []


def named_exactly(text: str, type_: str) -> frozenset[str]:
    """The concepts of a type of which a text is a form, by its normal form."""
    wanted = normalise(text)
    return frozenset(
        found.concept_id
        for found in engine().linker.search([text], k=5, types={type_})[0]
        if normalise(found.label) == wanted
    )


def mentions(text: str) -> list[Mention]:
    """The concepts a paragraph names, with their places and facts."""
    return engine().reader.mentions(text[:MAX_TEXT])


def as_claim(text: str) -> str | None:
    """The skill a short text means, None where it means none we know."""
    return _first(text, CLAIMABLE)


def as_requirement(text: str) -> str | None:
    """What a vacancy asks with a short text, None where it is nothing we know."""
    return _first(text, REQUIRABLE)


def as_occupation(text: str) -> str | None:
    """The occupation a title means, None where it is none we know."""
    return _named(text, frozenset({"occupation"}))


def as_trade(text: str) -> str | None:
    """The occupation somebody's past title means, of this trade or another; None where it is none
    we know."""
    return _named(text, TRADES)


def _named(text: str, types: frozenset[str]) -> str | None:
    found = _first(text, types)
    if found is not None:
        return found
    named = [m for m in mentions(text) if concept_type(m.concept_id) in types]
    standing = [m for m in named if not m.negated]
    return max(standing, key=lambda m: m.score).concept_id if standing else None


def _first(text: str, types: Collection[str]) -> str | None:
    links = link(text, types=types, k=1)
    return links[0].concept_id if links else None


@dataclass(frozen=True, slots=True)
class ClaimProposal:
    """A skill a text seems to claim, to be confirmed; ``text`` is the person's own words."""

    text: str
    concept_id: str
    level: int | None
    years: float | None


@dataclass(frozen=True, slots=True)
class ExperienceProposal:
    """An occupation a text seems to tell of, to be confirmed."""

    title: str
    concept_id: str
    years: float | None


@dataclass(frozen=True, slots=True)
class ProfileProposal:
    """What a person's own words seem to say; nothing of it is kept until they confirm it."""

    claims: tuple[ClaimProposal, ...] = ()
    experience: tuple[ExperienceProposal, ...] = ()
    languages: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = field(default=())

    @property
    def empty(self) -> bool:
        return not self.claims and not self.experience


def propose_profile(text: str) -> ProfileProposal:
    """Skills, trades and spoken languages that a text names, each once, nothing invented."""
    found = engine()
    profile = found.reader.profile("proposal", {"about": text[:MAX_TEXT]})
    words = surfaces(mentions(text))
    return ProfileProposal(
        claims=tuple(
            ClaimProposal(words.get(c.concept, c.concept), c.concept, c.level, c.years)
            for c in profile.claims
            if found.taxonomy.concept(c.concept).type in CLAIMABLE
        ),
        experience=tuple(
            ExperienceProposal(words.get(e.concept, e.concept), e.concept, e.years)
            for e in profile.experience
        ),
        languages=profile.languages,
        wishes=tuple(sorted(profile.wishes)),
        unknown=tuple(part for part in (profile.text.strip(),) if part),
    )


def surfaces(found: Sequence[Mention]) -> dict[str, str]:
    """The words that named each concept first."""
    words: dict[str, str] = {}
    for mention in found:
        if not mention.negated:
            words.setdefault(mention.concept_id, mention.surface[:200])
    return words
