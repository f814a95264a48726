"""Ranker: gate, score and explain many people for one vacancy, in an order anyone can repeat."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from matching._pair import score_plan
from matching._plan import Plan, plan
from matching.records import Direction, Match, Posting, Profile
from matching.scoring import hash64, tie_break, tie_seed
from matching.similarity import Closeness, TaxonomyLike


class Ranker:
    """Ranks people for a posting by skill and job need only.

    A score depends on the posting, the person and the closeness table, never on who else is in
    the list or in what order. Equal scores are ordered by a 64-bit mix of both ids and the salt.
    In the candidate's direction the same parts carry other weights, and what the person wishes
    counts: the score says how a post fits them.

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

    def score(
        self,
        posting: Posting,
        profile: Profile,
        direction: Direction = Direction.EMPLOYER,
    ) -> Match:
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
        return score_plan(self.plan(posting, direction), profile)

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

    def rank_postings(
        self, profile: Profile, postings: Iterable[Posting], k: int | None = 50
    ) -> list[tuple[Posting, Match]]:
        """The first ``k`` postings (all if None) by how they fit the person, then those that
        block them; each with its match in the candidate's direction.

        Raises
        ------
        ValueError
            If two postings share an id, or ``k`` is negative.
        """
        check_k(k)
        found: dict[str, tuple[tuple[bool, int, int, str], Posting, Match]] = {}
        own = hash64(profile.id)
        for posting in postings:
            if posting.id in found:
                raise ValueError(f"two postings have the id {posting.id!r}")
            made = self.plan(posting, Direction.CANDIDATE)
            match = score_plan(made, profile)
            key = (bool(match.blocked), -match.score, tie_break(made.seed, own), posting.id)
            found[posting.id] = (key, posting, match)
        ordered = sorted(found.values(), key=lambda line: line[0])[:k]
        return [(posting, match) for _, posting, match in ordered]

    def plan(self, posting: Posting, direction: Direction = Direction.EMPLOYER) -> Plan:
        """The posting made ready for ``score_plan``, for whoever compares it many times."""
        return plan(posting, self.closeness, self.salt, direction)


def check_k(k: int | None) -> None:
    if k is not None and k < 0:
        raise ValueError("k must be 0 or more")


def rank_key(match: Match, seed: int) -> tuple[bool, int, int, str]:
    """Sort key of a ranking: open before blocked, score, then the tie-break."""
    tie = tie_break(seed, hash64(match.profile_id))
    return bool(match.blocked), -match.score, tie, match.profile_id


def merge_top(
    lists: Iterable[Iterable[Match]],
    k: int | None = 50,
    *,
    posting_id: str = "",
    salt: str = "",
) -> list[Match]:
    """The first ``k`` of several rankings of one posting over different people.

    With the posting's id and the rankers' salt, ties come out as one ranking over everybody has
    them.
    """
    check_k(k)
    seed = tie_seed(posting_id, salt)
    merged = (match for matches in lists for match in matches)
    if k is None:
        return sorted(merged, key=lambda match: rank_key(match, seed))
    return heapq.nsmallest(k, merged, key=lambda match: rank_key(match, seed))
