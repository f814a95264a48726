"""Which skill to learn next: what lies nearest and opens the most posts at the best pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from matching._pair import score_plan
from matching._plan import Plan
from matching.advice import WORKER_LEVEL, WORKER_YEARS, Change, Step
from matching.ranking import Ranker
from matching.records import Match, Posting, Profile
from matching.scoring import pay_expected

FITS = 6_000
"""A post is open to somebody who is not blocked and scores at least this much."""

TRIED = 24
"""Of many skills only so many are tried out: those the most postings could use, near ones first."""

FAR = 0.5
"""What a skill with no kinship to those held is worth beside one that is nearly held."""


@dataclass(frozen=True, slots=True)
class SkillGap:
    """A skill not held, and what an ordinary command of it would bring.

    ``nearness`` in [0, 1] is the closeness of the skills held to it; ``opens`` are ids of the
    postings it opens, ``raises`` of those it raises; ``gain`` the hundredths of a point it raises
    them by, on average; ``pay`` the median of what the opened ones pay, in som a month, or None.
    """

    concept: str
    nearness: float
    opens: tuple[str, ...]
    raises: tuple[str, ...]
    gain: int
    pay: float | None


def skill_gaps(
    profile: Profile,
    postings: Iterable[Posting],
    ranker: Ranker,
    *,
    fits: int = FITS,
    limit: int | None = 5,
) -> list[SkillGap]:
    """Skills worth learning, the best first.

    Each is added to the profile at level 3 with a year of work, and every posting it may serve is
    scored again. The order is by posts opened, weighed by how near the skill is and what they pay
    against the median; then by the points gained in all.
    """
    plans = [ranker.plan(posting) for posting in postings]
    now = [score_plan(made, profile) for made in plans]
    near = _held_near(profile, ranker)
    wanted: dict[str, list[int]] = defaultdict(list)
    asked = {
        ask.requirement.concept
        for made in plans
        for ask in made.asks
        if not ask.is_trade and near(ask.requirement.concept) < 1
    }
    for place, made in enumerate(plans):
        for concept in asked:
            if any(ask.near.get(concept, 0.0) > 0 for ask in made.asks):
                wanted[concept].append(place)
    usual = _median_pay(made.posting for made in plans)
    likeliest = sorted(wanted, key=lambda c: (-len(wanted[c]) * (1 + near(c)), c))[:TRIED]
    found = [
        _gap(profile, c, [(plans[i], now[i]) for i in wanted[c]], fits, near(c)) for c in likeliest
    ]
    found = [gap for gap in found if gap.gain > 0]
    found.sort(key=lambda gap: (-_worth(gap, usual), -gap.gain * len(gap.raises), gap.concept))
    return found[:limit]


def _gap(
    profile: Profile, concept: str, among: list[tuple[Plan, Match]], fits: int, nearness: float
) -> SkillGap:
    learnt = Change(Step.LEARN, concept=concept, level=WORKER_LEVEL, years=WORKER_YEARS)
    then = learnt.apply(profile)
    opens: list[Posting] = []
    gains: dict[str, int] = {}
    for made, before in among:
        after = score_plan(made, then)
        if after.score > before.score:
            gains[made.posting.id] = after.score - before.score
        if _is_open(after, fits) and not _is_open(before, fits):
            opens.append(made.posting)
    return SkillGap(
        concept=concept,
        nearness=nearness,
        opens=tuple(posting.id for posting in opens),
        raises=tuple(gains),
        gain=round(sum(gains.values()) / len(gains)) if gains else 0,
        pay=_median_pay(opens),
    )


def _held_near(profile: Profile, ranker: Ranker) -> _Near:
    held = {claim.concept for claim in profile.claims}
    held |= {time.concept for time in profile.experience}
    return _Near(ranker, held)


class _Near:
    """How near the concepts held are to one asked."""

    def __init__(self, ranker: Ranker, held: set[str]) -> None:
        self._closeness = ranker.closeness
        self._held = held

    def __call__(self, asked: str) -> float:
        return max((self._closeness(asked, held) for held in self._held), default=0.0)


def _is_open(match: Match, fits: int) -> bool:
    return not match.blocked and match.score >= fits


def _median_pay(postings: Iterable[Posting]) -> float | None:
    pays = [pay for pay in (pay_expected(posting.pay) for posting in postings) if pay is not None]
    return median(pays) if pays else None


def _worth(gap: SkillGap, usual: float | None) -> float:
    pay = gap.pay / usual if gap.pay and usual else 1.0
    return len(gap.opens) * (FAR + (1 - FAR) * gap.nearness) * pay
