"""Years said of one thing that are years of another: of a trade, and of the work it lives by."""

from __future__ import annotations

from collections.abc import Iterable

from matching._gather import Claims, more, years_said
from matching._letters import words
from matching.extraction import Mention
from matching.taxonomy import Taxonomy

_WORK = words("machine operation garment part fabric")
Jobs = dict[str, float | None]


class Dating:
    """Dates what a person says of a trade by what they say of its work, and back."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._essential: dict[str, set[str]] = {}
        for line in taxonomy.relations:
            if line.relation == "essential":
                self._essential.setdefault(line.source, set()).add(line.target)

    def lend(self, headings: Iterable[Mention], jobs: Jobs) -> None:
        """Who names a trade says no more by "I sew"; the years of it are years in the trade."""
        for mention in headings:
            years = years_said(mention.facts)
            if mention.negated or years is None:
                continue
            asked = {mention.concept_id, *self._taxonomy.narrower(mention.concept_id)}
            for job, own in jobs.items():
                if own is None and asked & self._lives_by(job):
                    jobs[job] = years

    def date(self, mentions: Iterable[Mention], jobs: Jobs, claims: Claims) -> None:
        """Years of its work are years in the only trade somebody names: "a presser, I have pressed
        coats for 3 years"; and what that trade lives by is done as long, unless said."""
        if not self._one_trade(jobs):
            return
        said = [mention for mention in mentions if not mention.negated]
        if len(jobs) == 1 and None in jobs.values():
            job = next(iter(jobs))
            for mention in said:
                if self._taxonomy.concept(mention.concept_id).type in _WORK:
                    jobs[job] = more(jobs[job], years_said(mention.facts))
        named = {mention.concept_id for mention in said}
        for job, years in jobs.items():
            if years is not None:
                claims.date(named & self._lives_by(job), years)

    def _one_trade(self, jobs: Jobs) -> bool:
        """Whether everything named is one trade of this industry, or kinds of one."""
        widest = [job for job in jobs if not self._taxonomy.broader(job) & jobs.keys()]
        return len(widest) == 1 and self._taxonomy.concept(widest[0]).type == "occupation"

    def _lives_by(self, job: str) -> set[str]:
        """What is essential to a trade, or to one it is a kind of."""
        trades = (job, *self._taxonomy.broader(job))
        return set().union(*(self._essential.get(trade, set()) for trade in trades))
