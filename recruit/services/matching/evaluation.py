"""How good the ranking is, against the golden set, beside plain text rankers.

Read through the front door: what a person sees of a match is what is judged.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from matching import (
    Linker,
    Match,
    Posting,
    Profile,
    Ranker,
    Reader,
    Reason,
    Taxonomy,
    Verdict,
    average_precision,
    baseline_rankings,
    ndcg,
)
from recruit.config import resource
from recruit.services.matching.engine import SALT
from recruit.services.matching.golden import Golden, Parts

AT = 10
RELEVANT = 3
"""From this grade on a person is relevant, where only yes or no is asked (MAP)."""

UNREAD = "unread"
_BEST = (Verdict.MET, Verdict.PARTLY, Verdict.MISSING)

Orders = Mapping[str, Sequence[str]]
"""For each vacancy, its people's ids, best first."""


@dataclass(frozen=True, slots=True)
class VacancyQuality:
    """A vacancy's nDCG at 10 and average precision, in [0, 1]; ``order`` is what was ranked."""

    vacancy: str
    ndcg: float
    average_precision: float
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """A ranker's figures: means over vacancies, and its worst."""

    name: str
    ndcg: float
    mean_average_precision: float
    worst: str
    worst_ndcg: float
    vacancies: tuple[VacancyQuality, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Verdicts by requirement: ``table`` counts (gold, engine) pairs; a requirement the reader
    could not read counts as ``unread``, which agrees with nothing."""

    judged: int
    share: float
    table: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Spread:
    """One person's scores for a vacancy in each language, in points of 100, and the largest
    difference; ``blocked`` are the languages in which the gate stopped them."""

    person: str
    vacancy: str
    points: float
    scores: Mapping[str, float]
    blocked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """``sums``: share of matches whose reasons add up to the score. ``removals``: share of reasons
    that earn a smaller part of their points when the claim they name is taken away, and with it
    whatever is worth exactly as much; ``equals``: share of reasons where something was."""

    matches: int
    sums: float
    reasons: int
    removals: float
    equals: float


@dataclass(frozen=True, slots=True)
class Report:
    engine: Quality
    baselines: tuple[Quality, ...]
    agreement: Agreement
    spreads: tuple[Spread, ...]
    faithfulness: Faithfulness

    @property
    def parity(self) -> Spread | None:
        """The largest difference between languages for the same facts."""
        return max(self.spreads, key=lambda spread: spread.points, default=None)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return dataclasses.asdict(self)


def evaluate(golden: Golden) -> Report:
    """Rank every vacancy's people as the site would, with the vocabulary of the seeds."""
    taxonomy = Taxonomy.from_csv(resource("seeds") / "taxonomy")
    reader = Reader(taxonomy, Linker().fit(taxonomy.entries()))
    ranker = Ranker(taxonomy, salt=SALT)
    postings = {key: reader.posting(key, parts) for key, parts in golden.vacancies.items()}
    profiles = {key: reader.profile(key, parts) for key, parts in golden.candidates.items()}
    matches = {
        vacancy: ranker.rank(postings[vacancy], [profiles[key] for key in grades], k=None)
        for vacancy, grades in golden.grades.items()
    }
    ranked = {vacancy: [match.profile_id for match in found] for vacancy, found in matches.items()}
    return Report(
        engine=quality("Iyne", golden, ranked),
        baselines=tuple(quality(name, golden, by) for name, by in text_orders(golden)),
        agreement=_agreement(golden, taxonomy, reader, postings, matches),
        spreads=tuple(_spreads(golden, reader, ranker, postings)),
        faithfulness=_faithfulness(ranker, postings, profiles, matches),
    )


def quality(name: str, golden: Golden, orders: Orders) -> Quality:
    """The figures of any order of the judged people; the gain of a grade is 2^grade - 1."""
    found = []
    for vacancy, grades in golden.grades.items():
        gained = [grades[candidate] for candidate in orders[vacancy]]
        relevant = [grade >= RELEVANT for grade in gained]
        value = ndcg(gained, AT, grades.values())
        precision = average_precision(relevant)
        found.append(VacancyQuality(vacancy, value, precision, tuple(orders[vacancy])))
    worst = min(found, key=lambda each: each.ndcg)
    return Quality(
        name=name,
        ndcg=math.fsum(each.ndcg for each in found) / len(found),
        mean_average_precision=math.fsum(each.average_precision for each in found) / len(found),
        worst=worst.vacancy,
        worst_ndcg=worst.ndcg,
        vacancies=tuple(found),
    )


def text_orders(golden: Golden) -> Iterator[tuple[str, Orders]]:
    """Each plain text ranker's name and orders of the judged people."""
    found = baseline_rankings(
        {key: _words(parts) for key, parts in golden.vacancies.items()},
        {key: _words(parts) for key, parts in golden.candidates.items()},
        salt=SALT,
    )
    for name, ranked in found.items():
        yield (
            name,
            {
                vacancy: [key for key in order if key in golden.grades[vacancy]]
                for vacancy, order in ranked.items()
            },
        )


def _words(parts: Parts) -> str:
    """All that was written in the parts, in one text."""
    items = [
        item for value in parts.values() for item in ([value] if isinstance(value, str) else value)
    ]
    texts = [
        item if isinstance(item, str) else item.get("text", item.get("title")) for item in items
    ]
    return "\n".join(text for text in texts if text)


def _agreement(
    golden: Golden,
    taxonomy: Taxonomy,
    reader: Reader,
    postings: Mapping[str, Posting],
    matches: Mapping[str, Sequence[Match]],
) -> Agreement:
    by_pair = {
        (vacancy, match.profile_id): {
            reason.requirement_id: reason.verdict for reason in match.reasons
        }
        for vacancy, found in matches.items()
        for match in found
    }
    lines: dict[tuple[str, int], list[list[str]]] = {}
    table = {gold.value: dict.fromkeys([*(v.value for v in _BEST), UNREAD], 0) for gold in _BEST}
    for (vacancy, candidate, number), gold in golden.verdicts.items():
        key = (vacancy, number)
        if key not in lines:
            line = {"requirements": [golden.vacancies[vacancy]["requirements"][number - 1]]}
            named = {asked.concept for asked in reader.posting(vacancy, line).requirements}
            lines[key] = _by_kind(taxonomy, postings[vacancy], named)
        said = by_pair[vacancy, candidate]
        best = [min((said[each] for each in kind), key=_BEST.index) for kind in lines[key]]
        table[gold][max(best, key=_BEST.index) if best else UNREAD] += 1
    judged = len(golden.verdicts)
    agreed = sum(table[gold][gold] for gold in _BEST)
    return Agreement(judged, agreed / judged if judged else 0.0, table)


def _by_kind(taxonomy: Taxonomy, posting: Posting, named: set[str]) -> list[list[str]]:
    """The requirements a line was read as, by type: of one kind any will do ("Gerber or Grafis"),
    of different kinds each is asked ("ironing shirts"). Garments and cloth, which a line names side
    by side for what is sewn ("knitwear, t-shirts"), are one kind."""
    kinds: dict[str, list[str]] = {}
    for asked in posting.requirements:
        if asked.concept in named:
            type_ = taxonomy.concept(asked.concept).type
            kind = "garment" if type_ == "fabric" else type_
            kinds.setdefault(kind, []).append(asked.id)
    return list(kinds.values())


def _spreads(
    golden: Golden, reader: Reader, ranker: Ranker, postings: Mapping[str, Posting]
) -> Iterator[Spread]:
    for person in golden.same_facts:
        # One id in every language: a tie must not tell them apart.
        told = {key: reader.profile(person.id, parts) for key, parts in person.texts.items()}
        for vacancy in person.vacancies:
            found = {key: ranker.score(postings[vacancy], each) for key, each in told.items()}
            scores = {key: match.score / 100 for key, match in found.items()}
            blocked = tuple(key for key, match in found.items() if match.blocked)
            points = round(max(scores.values()) - min(scores.values()), 2)
            yield Spread(person.id, vacancy, points, scores, blocked)


def _faithfulness(
    ranker: Ranker,
    postings: Mapping[str, Posting],
    profiles: Mapping[str, Profile],
    matches: Mapping[str, Sequence[Match]],
) -> Faithfulness:
    every = [(postings[vacancy], match) for vacancy, found in matches.items() for match in found]
    sums = sum(match.score == sum(r.points for r in match.reasons) for _, match in every)
    reasons = weaker = equalled = 0
    for posting, match in every:
        profile = profiles[match.profile_id]
        for place, reason in enumerate(match.reasons):
            if reason.claim_id is None or not reason.points:
                continue
            without = _without(profile, reason.claim_id)
            after = ranker.score(posting, without).reasons[place]
            had_equal = after.claim_id is not None and _worth(after) == _worth(reason)
            while after.claim_id is not None and _worth(after) == _worth(reason):
                without = _without(without, after.claim_id)
                after = ranker.score(posting, without).reasons[place]
            reasons += 1
            equalled += had_equal
            weaker += _worth(after) < _worth(reason)
    return Faithfulness(
        matches=len(every),
        sums=sums / len(every) if every else 1.0,
        reasons=reasons,
        removals=weaker / reasons if reasons else 1.0,
        equals=equalled / reasons if reasons else 0.0,
    )


def _worth(reason: Reason) -> Fraction:
    """The part of its possible points that a reason earns; these may move from one to another."""
    return Fraction(reason.points, reason.possible or 1)


def _without(profile: Profile, claim_id: str) -> Profile:
    return dataclasses.replace(
        profile,
        claims=tuple(claim for claim in profile.claims if claim.id != claim_id),
        experience=tuple(
            time for time in profile.experience if f"experience:{time.concept}" != claim_id
        ),
    )
