"""Pages of an index: open and blocked people with their numbers, asked once and again."""

from hypothesis import given
from hypothesis import strategies as st

from matching.index import ProfileTable
from tests.matching.people import OVERLOCK, index_of, populations, postings, sewer


@given(postings, populations, st.integers(0, 40), st.integers(0, 40), st.data())
def test_a_page_is_what_its_searches_and_counts_are(posting, people, open_k, blocked_k, data):
    index = index_of(people)
    index.upsert(data.draw(populations.filter(lambda drawn: len(drawn) < 20)))
    shown = index.page(posting, open_k, blocked_k)

    assert shown.open == index.search(posting, open_k, blocked=False)
    assert shown.blocked == index.search(posting, blocked_k, blocked=True)
    assert (shown.open_count, shown.blocked_count) == index.count(posting)


@given(postings, populations, st.lists(populations, max_size=3), st.integers(0, 6), st.data())
def test_a_page_asked_again_after_edits_is_the_page_of_who_is_there_then(
    posting, people, edits, k, data
):
    index = index_of(people)
    index.page(posting, k, k)
    for edited in edits:
        index.upsert(edited)
        index.remove(data.draw(st.lists(st.sampled_from([*index.ids, "nobody"]), max_size=2)))
        shown = index.page(posting, k, k)

        assert shown.open == index.search(posting, k, blocked=False)
        assert shown.blocked == index.search(posting, k, blocked=True)
        assert (shown.open_count, shown.blocked_count) == index.count(posting)


def test_a_page_asked_again_outlives_the_spare_people_it_kept():
    index = index_of([sewer(f"p{i:03}", level=1 + i % 5) for i in range(200)])
    for gone in range(0, 196, 7):
        shown = index.page(OVERLOCK, 5, 5)

        assert [match.profile_id for match in shown.open] == [
            match.profile_id for match in index.search(OVERLOCK, 5, blocked=False)
        ]
        assert shown.open_count == 200 - gone
        best = [match.profile_id for match in index.search(OVERLOCK, 7)]
        assert index.remove(best) == 7


def test_a_page_follows_a_named_person_who_was_not_to_be_seen():
    hidden = ProfileTable.from_profiles([sewer("hidden"), sewer("other"), sewer("third")])
    index = index_of(hidden)
    before = index.page(OVERLOCK, 5, 5, tags=1, also=["hidden"])
    index.upsert([sewer("hidden", level=1)])
    after = index.page(OVERLOCK, 5, 5, tags=1, also=["hidden"])

    assert [match.profile_id for match in before.open] == ["hidden"]
    assert [match.profile_id for match in after.open] == ["hidden"]
    assert (after.open_count, after.blocked_count) == (1, 0)
    assert after.open[0].score < before.open[0].score
