"""The clone audit: people who tell the same skills, each from another country, as a man and as a
woman, read from what they write and ranked for hundreds of vacancies.

Whoever tells the same skills should rank the same. A gap is leakage, and comes from the reading:
the ranking itself is checked by ranking the same people as if all had written the same language.
"""

from __future__ import annotations

import dataclasses
import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matching import (
    Estimate,
    Importance,
    Linker,
    Match,
    PooledLists,
    Posting,
    Profile,
    Ranker,
    Reader,
    Requirement,
    Taxonomy,
)
from recruit.config import resource
from recruit.services.demo import DemoVacancy, load_recipe
from recruit.services.matching.audit_reading import (
    Around,
    Difference,
    Grammar,
    by_grammar,
    from_around,
    verdict_differences,
)
from recruit.services.matching.clones import Clone, clones
from recruit.services.matching.engine import SALT
from recruit.services.matching.records import CONDITIONS

AT = 48
LEAST = 0.95
"""The lowest impact ratio of countries and of sexes that is let pass."""

CONTROL = "en"
"""In the control everybody is read from this language."""

GROUPINGS: Mapping[str, Callable[[Clone], str]] = {
    "country": lambda clone: clone.country,
    "sex": lambda clone: clone.sex,
    "country and sex": lambda clone: f"{clone.country} {clone.sex}",
    "language": lambda clone: clone.language,
}
JUDGED = ("country", "sex")


@dataclass(frozen=True, slots=True)
class Group:
    """One group's people in the pooled lists, and how often they were selected. ``median`` is
    their median score in points of 100, over the vacancies whose gate they pass."""

    name: str
    selected: int
    scored: int
    rate: Estimate
    impact: Estimate
    skew: Estimate
    median: float


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to part people, with its figures; ``chance`` is the NDKL of the same lists in chance
    order, ``control`` the lowest impact ratio where all are read from one language."""

    name: str
    groups: tuple[Group, ...]
    least_impact: Estimate
    exposure_ratio: Estimate
    ndkl: Estimate
    chance: float
    control: float
    p_value: float
    flag: str

    @property
    def passes(self) -> bool:
        return self.least_impact.value >= LEAST


@dataclass(frozen=True, slots=True)
class Audit:
    people: int
    profiles: int
    vacancies: int
    groupings: tuple[Grouping, ...]
    differences: tuple[Difference, ...]
    around: tuple[Around, ...]
    grammar: tuple[Grammar, ...]

    @property
    def passes(self) -> bool:
        return all(each.passes for each in self.groupings if each.name in JUDGED)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {"passes": self.passes, "least": LEAST, "at": AT, **dataclasses.asdict(self)}


def audit(copies: int = 2, directory: Path | None = None) -> Audit:
    """Read everybody, rank them for every vacancy, and compare.

    ``copies`` tellings of each profile for each country and sex; an even number gives both of a
    country's languages the same part. Raises as `clones` does.
    """
    people = clones(copies, directory)
    taxonomy = Taxonomy.from_csv(resource("seeds") / "taxonomy")
    reader = Reader(taxonomy, Linker().fit(taxonomy.entries()))
    ranker = Ranker(taxonomy, salt=SALT)
    asked = postings()
    told = {clone.id: reader.profile(clone.id, clone.parts) for clone in people}
    matches = {posting.id: ranker.rank(posting, told.values(), None) for posting, _ in asked}
    alike = _alike(people, told)
    controls = [ranker.rank(posting, alike, None) for posting, _ in asked]
    lists = [matches[posting.id] for posting, _ in asked]
    clusters = [vacancy for _, vacancy in asked]
    first = {vacancy: posting for posting, vacancy in reversed(asked)}
    return Audit(
        people=len(people),
        profiles=len({clone.skills for clone in people}),
        vacancies=len(asked),
        groupings=tuple(
            _grouping(name, key, people, lists, controls, clusters)
            for name, key in GROUPINGS.items()
        ),
        differences=verdict_differences(
            people, told, [(posting, matches[posting.id]) for posting in first.values()]
        ),
        around=from_around(people, told, reader),
        grammar=by_grammar(people, reader),
    )


def postings() -> list[tuple[Posting, str]]:
    """The demonstration's vacancies and variants of each, with the vacancy's key: without least
    years and levels, without a must, without its last requirement."""
    found: list[tuple[Posting, str]] = []
    for vacancy in load_recipe(resource("seeds") / "demo").vacancies:
        whole = _requirements(vacancy)
        variants = {
            "": whole,
            "-any-level": [dataclasses.replace(r, min_level=None, min_years=None) for r in whole],
            "-no-must": [
                dataclasses.replace(r, importance=Importance.ESSENTIAL)
                if r.importance is Importance.MUST
                else r
                for r in whole
            ],
            "-fewer": whole[:-1] if len(whole) > 1 else whole,
        }
        found += [
            (
                Posting(
                    vacancy.key + suffix,
                    occupation=vacancy.occupation,
                    requirements=tuple(requirements),
                    languages=vacancy.floor_languages,
                    conditions=frozenset(
                        c for name, c in CONDITIONS.items() if getattr(vacancy, name, False)
                    ),
                ),
                vacancy.key,
            )
            for suffix, requirements in variants.items()
        ]
    return found


def _requirements(vacancy: DemoVacancy) -> list[Requirement]:
    return [
        Requirement(str(n), r.concept, Importance(r.importance), r.min_level, r.min_years)
        for n, r in enumerate({r.concept: r for r in vacancy.requirements}.values())
    ]


def _alike(people: Sequence[Clone], told: Mapping[str, Profile]) -> list[Profile]:
    """Everybody with what was read of their skills in one language."""
    read = {clone.skills: told[clone.id] for clone in people if clone.language == CONTROL}
    return [dataclasses.replace(read[clone.skills], id=clone.id) for clone in people]


def _grouping(
    name: str,
    key: Callable[[Clone], str],
    people: Sequence[Clone],
    lists: Sequence[Sequence[Match]],
    controls: Sequence[Sequence[Match]],
    clusters: Sequence[str],
) -> Grouping:
    of = {clone.id: key(clone) for clone in people}
    scored: dict[str, int] = {}
    for group in of.values():
        scored[group] = scored.get(group, 0) + 1
    shown = [_shown(matches, of) for matches in lists]
    pooled = PooledLists(shown, AT, scored, clusters=clusters)
    control = PooledLists([_shown(matches, of) for matches in controls], AT, scored, samples=1)
    shuffled = [_shuffled(groups, seed) for seed, groups in enumerate(shown)]
    chance = PooledLists(shuffled, AT, scored, samples=1)
    scores: dict[str, list[int]] = {group: [] for group in scored}
    for matches in lists:
        for match in matches:
            if not match.blocked:
                scores[of[match.profile_id]].append(match.score)
    rates, impacts, skews = pooled.selection(), pooled.impact(), pooled.skew()
    return Grouping(
        name=name,
        groups=tuple(
            Group(
                group,
                *counts,
                rates[group],
                impacts[group],
                skews[group],
                statistics.median(scores[group] or [0]) / 100,
            )
            for group, counts in pooled.counts().items()
        ),
        least_impact=pooled.least_impact(),
        exposure_ratio=pooled.exposure_ratio(),
        ndkl=pooled.ndkl(),
        chance=chance.ndkl().value,
        control=control.least_impact().value,
        p_value=pooled.p_value(),
        flag=pooled.flag(),
    )


def _shown(matches: Sequence[Match], of: Mapping[str, str]) -> list[str]:
    """The groups of those whom the gate let pass, in rank order."""
    return [of[match.profile_id] for match in matches if not match.blocked]


def _shuffled(groups: list[str], seed: int) -> list[str]:
    return random.Random(seed).sample(groups, len(groups))  # noqa: S311
