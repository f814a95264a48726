import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching._loose import loose_words
from matching.index import Index, ProfileTable
from matching.ranking import Ranker, merge_top
from matching.records import Claim, Experience, Posting, Profile, Requirement
from tests.matching.people import (
    CLOSENESS,
    MAY,
    OVERLOCK,
    SKILLS,
    TAXONOMY,
    index_of,
    populations,
    postings,
    profiles,
    sewer,
)

RANKER = Ranker(TAXONOMY, CLOSENESS, salt="s")


def cutter(profile_id):
    return Profile(profile_id, claims=(Claim("c", "cutting", level=3),))


@settings(max_examples=300)
@given(postings, populations, st.none() | st.integers(0, 40))
def test_a_search_is_the_ranking_of_everybody(posting, people, k):
    assert index_of(people).search(posting, k) == RANKER.rank(posting, people, k)


@given(postings, populations, st.data())
def test_a_masked_search_is_the_ranking_of_those_let_through(posting, people, data):
    index = index_of(people)
    first, second = (
        np.array(
            data.draw(st.lists(st.booleans(), min_size=len(people), max_size=len(people))), bool
        )
        for _ in range(2)
    )
    by_id = {profile.id: profile for profile in people}
    chosen = [by_id[i] for i, a, b in zip(index.ids, first, second, strict=True) if a and b]

    assert index.search(posting, None, [first, second]) == RANKER.rank(posting, chosen, None)
    assert index.search(posting, None, first & second) == RANKER.rank(posting, chosen, None)


@given(postings, populations)
def test_open_and_blocked_people_are_searched_and_counted_apart(posting, people):
    index = index_of(people)
    everyone = RANKER.rank(posting, people, None)
    opened = [match for match in everyone if not match.blocked]
    blocked = [match for match in everyone if match.blocked]

    assert index.search(posting, None, blocked=False) == opened
    assert index.search(posting, None, blocked=True) == blocked
    assert index.count(posting) == (len(opened), len(blocked))


@given(postings, st.lists(st.sampled_from(range(1, 6)), min_size=40, max_size=160))
def test_who_may_pass_every_gate_is_found_where_they_are_few(posting, levels):
    people = [
        sewer(f"p{i}", level) if i % 20 == 0 else cutter(f"p{i}") for i, level in enumerate(levels)
    ]
    asked = replace(posting, requirements=(Requirement("r", "overlock", "must", 2, None),))

    assert index_of(people).search(asked, 4) == RANKER.rank(asked, people, 4)


@settings(max_examples=30)
@given(postings, st.integers(1, 60))
def test_ties_at_the_cut_are_broken_as_the_ranker_breaks_them(posting, k):
    people = [sewer(f"p{i}", level=2 + i % 2) for i in range(60)]

    assert index_of(people).search(posting, k) == RANKER.rank(posting, people, k)


@given(postings, st.lists(st.lists(profiles, max_size=5), max_size=6), st.data())
def test_after_any_edits_the_index_is_the_one_built_of_the_people_left(posting, edits, data):
    index, people = index_of([]), {}
    for batch in edits:
        batch = list({profile.id: profile for profile in batch}.values())
        index.upsert(batch)
        people |= {profile.id: profile for profile in batch}
        gone = data.draw(st.lists(st.sampled_from([*people, "nobody"]), max_size=2))
        assert index.remove(gone) == len(set(gone) & people.keys())
        people = {key: value for key, value in people.items() if key not in gone}

    assert set(index.ids) == set(people)
    assert len(index) == len(people)
    assert index.verify(people.values()).ok
    assert index.search(posting, None) == RANKER.rank(posting, people.values(), None)


@given(people=populations)
def test_a_table_gives_its_profiles_back_without_their_text(people):
    table = ProfileTable.from_profiles(people)

    assert [table.profile(row) for row in range(len(table))] == people


def test_of_a_text_only_its_words_are_kept():
    table = ProfileTable.from_profiles([Profile("a", text="at the cutting table, near Osh")])

    assert table.profile(0) == Profile("a")
    assert table.words(0) == loose_words("at the cutting table, near Osh")


@given(populations, st.lists(st.sampled_from(["hashima press", "хашима", "old rug"]), min_size=1))
def test_words_no_concept_covers_count_alike_in_the_index(people, texts):
    people = [replace(p, text=texts[n % len(texts)]) for n, p in enumerate(people)]
    posting = replace(OVERLOCK, text="works a Hashima press")

    assert index_of(people).search(posting, None) == RANKER.rank(posting, people, None)


def test_long_lists_and_silent_trades_count_alike_in_the_index():
    listed = [Claim(f"c{n}", concept) for n, concept in enumerate([*SKILLS, *SKILLS, *SKILLS])]
    people = [Profile(f"p{n}", claims=tuple(listed[:n])) for n in range(0, len(listed), 3)]
    people += [
        replace(person, id=f"q{n}", experience=(Experience("seamstress", n % 3 or None),))
        for n, person in enumerate(people)
    ]
    posting = Posting(
        "v",
        occupation="seamstress",
        requirements=(
            Requirement("r", "seamstress", "must", min_years=2),
            Requirement("s", "overlock_4"),
        ),
    )

    assert index_of(people).search(posting, None) == RANKER.rank(posting, people, None)


@settings(max_examples=25)
@given(posting=postings, people=populations)
def test_an_index_opened_again_gives_the_same_matches(tmp_path_factory, posting, people):
    path = tmp_path_factory.mktemp("index")
    built = Index.build(TAXONOMY, CLOSENESS, people, path, salt="s")

    opened = Index.open(path)

    assert sorted(opened.ids) == sorted(profile.id for profile in people)
    assert opened.ranker.closeness.version == CLOSENESS.version
    assert opened.search(posting, None) == built.search(posting, None)


def test_edits_are_kept_once_saved(tmp_path):
    index = Index.build(TAXONOMY, CLOSENESS, [sewer("a"), sewer("b")], tmp_path / "index")
    index.upsert([sewer("a", level=5), sewer("c")])
    index.remove(["b"])
    before = Index.open(tmp_path / "index").ids
    index.save()

    reopened = Index.open(tmp_path / "index")

    assert sorted(before) == ["a", "b"]
    assert reopened.verify([sewer("a", level=5), sewer("c")]).ok


def test_a_reader_of_an_older_generation_reads_on(tmp_path):
    index = Index.build(TAXONOMY, CLOSENESS, [sewer("a")], tmp_path)
    reader = Index.open(tmp_path)
    index.upsert([sewer("b")])
    index.save()

    assert [match.profile_id for match in reader.search(OVERLOCK)] == ["a"]
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_an_opened_index_can_be_edited(tmp_path):
    Index.build(TAXONOMY, CLOSENESS, [sewer("a")], tmp_path)
    index = Index.open(tmp_path)

    index.upsert([sewer("b")])

    assert {match.profile_id for match in index.search(OVERLOCK)} == {"a", "b"}


def test_an_index_without_a_path_does_not_know_where_to_save():
    with pytest.raises(ValueError, match="no path"):
        index_of([sewer("a")]).save()


def test_opening_nothing_says_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        Index.open(tmp_path)


def test_a_mask_is_aligned_to_the_ids_as_they_are_after_an_edit():
    index = index_of([sewer("a"), sewer("b"), sewer("c")])
    index.upsert([sewer("a", level=1)])
    mask = index.mask(["a", "nobody"])

    assert sorted(index.ids) == ["a", "b", "c"]
    assert [held for held, chosen in zip(index.ids, mask, strict=True) if chosen] == ["a"]
    assert [match.profile_id for match in index.search(OVERLOCK, masks=mask)] == ["a"]


def test_tags_let_people_through_with_those_named_besides():
    table = ProfileTable.from_profiles([sewer("a"), sewer("b"), sewer("c"), sewer("d")])
    table.columns["tags"][:] = [1, 2, 3, 4]
    index = Index.build(TAXONOMY, CLOSENESS, table)

    def found(**kept):
        return {match.profile_id for match in index.search(OVERLOCK, **kept)}

    assert found(tags=1) == {"a", "c"}
    assert found(tags=2, also=["d", "nobody"]) == {"b", "c", "d"}
    assert index.count(OVERLOCK, tags=1) == (2, 0)
    assert index.count(OVERLOCK, tags=0, also=["d"]) == (1, 0)


def test_a_mask_of_another_size_is_refused():
    with pytest.raises(ValueError, match="2 booleans"):
        index_of([sewer("a"), sewer("b")]).search(OVERLOCK, masks=np.ones(3, dtype=bool))
    with pytest.raises(ValueError, match="2 booleans"):
        index_of([sewer("a"), sewer("b")]).search(OVERLOCK, masks=np.ones(2, dtype=int))


def test_verify_names_who_is_missing_surplus_and_stale():
    index = index_of([sewer("same"), sewer("old", level=2), sewer("gone")])

    report = index.verify([sewer("same"), sewer("old", level=3), sewer("new")])

    assert (report.missing, report.surplus, report.stale) == (("new",), ("gone",), ("old",))
    assert not report.ok


def test_the_index_knows_who_is_in_it():
    index = index_of([sewer("a")])

    assert "a" in index
    assert "b" not in index
    assert len(index) == 1


def test_two_people_with_one_id_are_refused():
    with pytest.raises(ValueError, match="same id"):
        index_of([sewer("a"), cutter("a")])
    with pytest.raises(ValueError, match="same id"):
        index_of([]).upsert([sewer("a"), cutter("a")])


@given(postings, populations, st.integers(0, 20), st.randoms())
def test_shards_merge_into_the_ranking_of_everybody(posting, people, k, chance: random.Random):
    shards: list[list[Profile]] = [[], [], []]
    for profile in people:
        chance.choice(shards).append(profile)

    merged = merge_top(
        [index_of(shard).search(posting, k) for shard in shards],
        k,
        posting_id=posting.id,
        salt="s",
    )

    assert merged == RANKER.rank(posting, people, k)


def test_many_postings_are_searched_in_their_order():
    index = index_of([sewer("a"), cutter("b")])
    cutting = Posting("w", requirements=(Requirement("r", "cutting"),))

    found = index.search_many([OVERLOCK, cutting], k=1)

    assert [[match.profile_id for match in matches] for matches in found] == [["a"], ["b"]]


def test_an_empty_index_finds_nobody():
    assert index_of([]).search(OVERLOCK) == []
    assert index_of([]).count(Posting("empty")) == (0, 0)


def test_experience_known_only_from_the_index_blocks_and_scores_alike():
    people = [
        Profile("a", experience=(Experience("overlock_operator", 3.0),), available_from=MAY),
        Profile("b", experience=(Experience("overlock_operator"),)),
        Profile("c", experience=(Experience("accountant", 20.0),)),
    ]
    posting = Posting(
        "v",
        occupation="seamstress",
        requirements=(Requirement("r", "overlock", "must", min_years=7),),
        start=MAY,
    )

    found = index_of(people).search(posting)

    assert found == RANKER.rank(posting, people)
    assert [bool(match.blocked) for match in found] == [False, True, True]
