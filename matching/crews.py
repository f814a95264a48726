"""A whole line at once: who should take which seat, so that the line as a whole is strongest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from matching._columns import score_table
from matching._pair import score_plan
from matching._table import ProfileTable
from matching.ranking import Ranker
from matching.records import Match, Posting, Profile
from matching.scoring import hash64


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of a line with who takes it."""

    posting_id: str
    match: Match


@dataclass(frozen=True, slots=True)
class Crew:
    """An assignment of people to the seats of a line.

    ``seats`` come in the order of the posts, best score first within a post; ``unfilled`` names
    the posts with seats left over and how many; ``score`` is the sum of the seats' scores.
    """

    seats: tuple[Seat, ...]
    unfilled: tuple[tuple[str, int], ...]
    score: int


def assign_crew(
    posts: Iterable[tuple[Posting, int]],
    profiles: Iterable[Profile],
    ranker: Ranker,
    *,
    minimum: int = 1,
) -> Crew:
    """Seat people so that the total score is the highest possible.

    Nobody sits twice, nobody who is blocked for a post or scores below ``minimum`` there is
    seated in it: the seat stays unfilled. The order in which people or posts are given does not
    matter.

    Parameters
    ----------
    posts : iterable of (posting, headcount)
        Postings with different ids; headcounts 0 or more.
    profiles : iterable of Profile
        People with different ids.
    minimum : int
        Least score of a seat, 1 to 10000.

    Raises
    ------
    ValueError
        If two posts or two people share an id, or a headcount or ``minimum`` is out of range.
    """
    line = list(posts)
    _check(line, minimum)
    table = ProfileTable.from_profiles(
        sorted(profiles, key=lambda person: (hash64(ranker.salt + person.id), person.id))
    )
    plans = {posting.id: ranker.plan(posting) for posting, _ in line}
    # Everybody scored for every post; 0 is worth no more than an empty seat.
    worth = np.zeros((len(line), len(table)), dtype=np.int64)
    for row, (posting, _) in enumerate(line):
        scores, blocked = score_table(plans[posting.id], table)
        worth[row] = np.where(blocked | (scores < minimum), 0, scores)
    headcounts = [headcount for _, headcount in line]
    by_id = sorted(range(len(line)), key=lambda row: line[row][0].id)
    post_of_seat = np.array([row for row in by_id for _ in range(headcounts[row])], dtype=np.int64)
    seat, person = linear_sum_assignment(worth[post_of_seat], maximize=True)
    taken = worth[post_of_seat[seat], person] > 0
    seated: list[list[Match]] = [[] for _ in line]
    for row, who in zip(post_of_seat[seat[taken]], person[taken], strict=True):
        made = plans[line[int(row)][0].id]
        seated[int(row)].append(score_plan(made, table.profile(int(who))))
    seats = tuple(
        Seat(posting.id, match)
        for (posting, _), matches in zip(line, seated, strict=True)
        for match in sorted(matches, key=lambda match: (-match.score, match.profile_id))
    )
    left = [wanted - len(matches) for wanted, matches in zip(headcounts, seated, strict=True)]
    return Crew(
        seats=seats,
        unfilled=tuple((posting.id, n) for (posting, _), n in zip(line, left, strict=True) if n),
        score=sum(seat.match.score for seat in seats),
    )


def _check(line: list[tuple[Posting, int]], minimum: int) -> None:
    if len({posting.id for posting, _ in line}) != len(line):
        raise ValueError("two posts have the same id")
    if any(headcount < 0 for _, headcount in line):
        raise ValueError("a headcount must be 0 or more")
    if minimum < 1:
        raise ValueError("minimum must be 1 or more")
