"""Ranker: gate, score and explain many people for one vacancy, in an order anyone can repeat."""

from __future__ import annotations

from collections.abc import Iterable

from matching._pair import score_plan
from matching._plan import Plan, plan
from matching.records import Match, Posting, Profile
from matching.scoring import hash64, tie_break
from matching.similarity import Closeness, TaxonomyLike


class Ranker:
    """Ranks people for a posting by skill and job need only.

    A score depends on the posting, the person and the closeness table, never on who else is in
    the list or in what order. Equal scores are ordered by a 64-bit mix of both ids and the salt.

    Parameters
    ----------
    taxonomy : Taxonomy or None
        Gives the closeness table where none is passed; otherwise not read.
    closeness : Closeness, optional
    salt : str
        Changes the order among equal scores, nothing else.
    """

    def __init__(
        self,
        taxonomy: TaxonomyLike | None,
        closeness: Closeness | None = None,
        *,
        salt: str = "",
    ) -> None:
        if closeness is None:
            if taxonomy is None:
                raise ValueError("a ranker needs a taxonomy or a closeness table")
            closeness = Closeness.from_taxonomy(taxonomy)
        self.taxonomy = taxonomy
        self.closeness = closeness
        self.salt = salt

    def score(self, posting: Posting, profile: Profile) -> Match:
        """One person against a posting.

        Returns
        -------
        Match
            ``score`` from 0 to 10000 is exactly the sum of the reasons' points; the possible
            points sum to 10000, or to 0 where there is nothing to judge by. Reasons come as the
            requirements do, then the job-fit components asked about.

        Raises
        ------
        ValueError
            If two requirements share an id or a weight is not finite.
        """
        return score_plan(self.plan(posting), profile)

    def rank(
        self, posting: Posting, profiles: Iterable[Profile], k: int | None = 50
    ) -> list[Match]:
        """The first ``k`` people (all if None): best score first, then those blocked, alike.

        Raises
        ------
        ValueError
            If two profiles share an id, or ``k`` is negative.
        """
        check_k(k)
        made = self.plan(posting)
        matches: dict[str, Match] = {}
        for profile in profiles:
            if profile.id in matches:
                raise ValueError(f"two profiles have the id {profile.id!r}")
            matches[profile.id] = score_plan(made, profile)
        return sorted(matches.values(), key=lambda match: rank_key(match, made.seed))[:k]

    def plan(self, posting: Posting) -> Plan:
        """The posting made ready for ``score_plan``, for whoever compares it many times."""
        return plan(posting, self.closeness, self.salt)


def check_k(k: int | None) -> None:
    if k is not None and k < 0:
        raise ValueError("k must be 0 or more")


def rank_key(match: Match, seed: int) -> tuple[bool, int, int, str]:
    """Sort key of a ranking: open before blocked, score, then the tie-break."""
    tie = tie_break(seed, hash64(match.profile_id))
    return bool(match.blocked), -match.score, tie, match.profile_id
