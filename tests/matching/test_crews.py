from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.crews import assign_crew
from matching.ranking import Ranker
from matching.records import Claim, Posting, Profile, Requirement
from tests.matching.people import TAXONOMY, populations, postings

RANKER = Ranker(TAXONOMY)
OVERLOCK = Posting("overlock", requirements=(Requirement("r", "overlock", "must"),))
CUTTING = Posting("cutting", requirements=(Requirement("r", "cutting", "must"),))


def who(profile_id, **levels):
    return Profile(profile_id, claims=tuple(Claim(c, c, level) for c, level in levels.items()))


def seats(crew):
    return [(seat.posting_id, seat.match.profile_id) for seat in crew.seats]


def test_the_line_as_a_whole_is_strongest_not_its_first_seat():
    overlock = Posting("overlock", requirements=(Requirement("r", "overlock", min_level=5),))
    cutting = Posting("cutting", requirements=(Requirement("r", "cutting", min_level=5),))
    both = who("both", overlock=5, cutting=5)
    sewer = who("sewer", overlock=4)

    crew = assign_crew([(overlock, 1), (cutting, 1)], [both, sewer], RANKER)

    assert seats(crew) == [("overlock", "sewer"), ("cutting", "both")]
    assert crew.score == sum(seat.match.score for seat in crew.seats)
    assert crew.unfilled == ()


def test_a_seat_nobody_may_take_stays_empty_and_is_named():
    crew = assign_crew([(OVERLOCK, 2), (CUTTING, 1)], [who("a", overlock=3)], RANKER)

    assert seats(crew) == [("overlock", "a")]
    assert crew.unfilled == (("overlock", 1), ("cutting", 1))


def test_a_blocked_person_is_never_seated():
    crew = assign_crew([(OVERLOCK, 1)], [who("a", cutting=5)], RANKER)

    assert crew.seats == ()
    assert crew.unfilled == (("overlock", 1),)


def test_a_seat_can_ask_for_a_least_score():
    people = [who("weak", overlock=1), who("strong", overlock=3)]
    posting = Posting("v", requirements=(Requirement("r", "overlock", min_level=3),))

    crew = assign_crew([(posting, 2)], people, RANKER, minimum=6_000)

    assert seats(crew) == [("v", "strong")]


def test_an_empty_line_and_an_empty_town_make_an_empty_crew():
    assert assign_crew([], [who("a", overlock=3)], RANKER).seats == ()
    assert assign_crew([(OVERLOCK, 0)], [who("a", overlock=3)], RANKER).unfilled == ()
    assert assign_crew([(OVERLOCK, 2)], [], RANKER).unfilled == (("overlock", 2),)


@settings(max_examples=60)
@given(
    st.lists(postings, min_size=1, max_size=3, unique_by=lambda posting: posting.id),
    populations.map(lambda people: people[:5]),
    st.randoms(),
)
def test_no_other_seating_is_worth_more_and_order_does_not_matter(line, people, chance):
    crew = assign_crew([(posting, 1) for posting in line], people, RANKER)

    def worth(posting, person):
        match = None if person is None else RANKER.score(posting, person)
        return 0 if match is None or match.blocked else match.score

    choices = permutations([*people, *[None] * len(line)], len(line))
    best = max(sum(map(worth, line, chosen)) for chosen in choices)
    assert crew.score == best

    chance.shuffle(people)
    again = assign_crew([(posting, 1) for posting in reversed(line)], people, RANKER)
    assert sorted(seats(again)) == sorted(seats(crew))


@pytest.mark.parametrize(
    ("posts", "message"),
    [([(OVERLOCK, 1), (OVERLOCK, 1)], "same id"), ([(OVERLOCK, -1)], "headcount")],
)
def test_a_line_that_makes_no_sense_is_refused(posts, message):
    with pytest.raises(ValueError, match=message):
        assign_crew(posts, [], RANKER)


def test_nobody_can_be_given_twice():
    with pytest.raises(ValueError, match="same id"):
        assign_crew([(OVERLOCK, 1)], [who("a"), who("a")], RANKER)
    with pytest.raises(ValueError, match="minimum"):
        assign_crew([(OVERLOCK, 1)], [], RANKER, minimum=0)
