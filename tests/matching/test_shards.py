"""People in several indexes are ranked as people in one, wherever those lie."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import (
    DamagedIndex,
    Index,
    OtherCode,
    ProfileTable,
    Question,
    answer_at,
    answer_in,
    answer_questions,
    build_shards,
    code_version,
    merge_answers,
    merge_standings,
    pack_shard,
    split_table,
    unpack_shard,
)
from matching.records import Claim, Profile, Requirement
from tests.matching.people import CLOSENESS, TAXONOMY, asking, populations, postings

OVERLOCK = asking(Requirement("r1", "overlock", "must"))


def everybody_alike(count):
    """People whom nothing but the tie-break tells apart."""
    return [Profile(f"p{n}", claims=(Claim("c1", "overlock", 3, 2),)) for n in range(count)]


@pytest.fixture
def shards(tmp_path):
    table = ProfileTable.from_profiles(everybody_alike(40))
    return build_shards(TAXONOMY, CLOSENESS, table, tmp_path / "shards", 3, salt="s")


@given(populations, st.lists(postings, max_size=3), st.integers(1, 4), st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_shards_merged_give_what_one_index_gives(profiles, asked, count, k):
    table = ProfileTable.from_profiles(profiles)
    questions = [Question(posting) for posting in asked]
    whole = Index.build(TAXONOMY, CLOSENESS, table, salt="s")
    parts = [Index.build(TAXONOMY, CLOSENESS, part, salt="s") for part in split_table(table, count)]

    answers = [answer_questions(index, questions, k) for index in parts]
    merged = merge_answers(answers, questions, k, salt="s")

    assert merged == answer_questions(whole, questions, k)
    ranked = [whole.search(posting, k, blocked=False) for posting in asked]
    assert [[(s.profile_id, s.score) for s in found] for found in merged] == [
        [(match.profile_id, match.score) for match in found] for found in ranked
    ]


def test_ties_across_shards_come_out_as_in_one_ranking(shards):
    (merged,) = answer_at(shards, [Question(OVERLOCK)], 10)

    whole = Index.build(TAXONOMY, CLOSENESS, everybody_alike(40), salt="s")
    assert len({one.score for one in merged}) == 1
    assert merged == whole.top(OVERLOCK, 10)
    assert merged != sorted(merged)


def test_everybody_is_in_one_shard_and_always_in_the_same():
    table = ProfileTable.from_profiles(everybody_alike(90))
    parts = split_table(table, 3)

    assert sorted(held for part in parts for held in part.ids) == sorted(table.ids)
    assert min(len(part) for part in parts) > 15
    shuffled = table.take(table.columns["hash"].argsort())
    assert [set(part.ids) for part in split_table(shuffled, 3)] == [set(p.ids) for p in parts]
    with pytest.raises(ValueError, match="at least one"):
        split_table(table, 0)


def test_a_question_is_asked_of_those_with_its_tags_and_those_named_besides(shards):
    table = ProfileTable.from_profiles(everybody_alike(5))
    table.columns["tags"][:] = [1, 1, 2, 2, 4]
    index = Index.build(TAXONOMY, CLOSENESS, table)

    (found,) = answer_questions(index, [Question(OVERLOCK, tags=2, also=("p0",))])

    assert {one.profile_id for one in found} == {"p0", "p2", "p3"}


def test_the_blocked_come_after_the_open_when_merged():
    late = [Profile("late", claims=(Claim("c1", "cutting"),))]
    parts = [Index.build(TAXONOMY, CLOSENESS, some) for some in (late, everybody_alike(2))]

    merged = merge_standings([index.top(OVERLOCK) for index in parts], k=None, posting_id="v")

    assert [one.blocked for one in merged] == [False, False, True]


def test_a_shard_sent_as_bytes_answers_like_its_directory(shards, tmp_path):
    content = pack_shard(shards[0])
    path = unpack_shard(content, tmp_path / "there")

    questions = [Question(OVERLOCK)]
    assert answer_at([path], questions) == answer_at(shards[:1], questions)
    assert unpack_shard(content, tmp_path / "there") == path
    assert [found.name for found in (tmp_path / "there").iterdir()] == [path.name]


def test_a_shard_is_unpacked_into_a_directory_that_is_this_users_alone(
    shards, tmp_path, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    content = pack_shard(shards[0])

    assert answer_in(content, [Question(OVERLOCK)]) == answer_at(shards[:1], [Question(OVERLOCK)])

    (made,) = tmp_path.glob("iyne-shards-*")
    assert made.stat().st_mode & 0o777 == 0o700
    somebody = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: somebody)
    made.rename(tmp_path / f"iyne-shards-{somebody}")
    with pytest.raises(PermissionError):
        unpack_shard(content)


def test_a_shard_that_is_not_there_or_damaged_is_refused(shards, tmp_path):
    with pytest.raises(FileNotFoundError):
        answer_at([tmp_path / "nowhere"], [Question(OVERLOCK)])
    with pytest.raises(FileNotFoundError):
        pack_shard(tmp_path / "nowhere")
    file = next(shards[0].rglob("people.hash.npy"))
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    with pytest.raises(DamagedIndex):
        answer_at(shards, [Question(OVERLOCK)])


def test_a_process_that_runs_other_code_does_not_answer(shards):
    assert answer_at(shards, [Question(OVERLOCK)], code=code_version())
    with pytest.raises(OtherCode):
        answer_at(shards, [Question(OVERLOCK)], code="another")


PARENT = """
import multiprocessing, sys, time
from matching import attend

def work(paths):
    attend(paths)
    print("ready", flush=True)
    time.sleep(60)

if __name__ == "__main__":
    child = multiprocessing.get_context("spawn").Process(target=work, args=(sys.argv[1:],))
    child.start()
    child.join()
"""


def test_a_worker_process_ends_when_its_parent_is_killed(shards, tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    command = [sys.executable, str(script), *map(str, shards)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as parent:
        assert parent.stdout.readline() == "ready\n"
        parent.kill()

        # The pipe ends once nobody is left who could write to it.
        assert parent.communicate(timeout=20) == ("", None)
