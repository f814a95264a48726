"""The benchmark measures what it says: the same people every time, the same scores on all sides."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from matching import Index, Ranker
from tests.bench import full, plain
from tests.bench.asking import REQUIREMENTS, vacancies
from tests.bench.peers import Peer
from tests.bench.peers.scikit import Scikit
from tests.bench.peers.scipy_csr import ScipyCsr
from tests.bench.peers.sqlite import Sqlite
from tests.bench.population import CLAIMS, World, population, world

PEOPLE = 400


@pytest.fixture(scope="module")
def made() -> World:
    return world()


@pytest.mark.parametrize("kind", [ScipyCsr, Scikit, Sqlite])
def test_a_peer_gives_the_scores_of_the_index(kind: type[Peer], tmp_path: Path) -> None:
    people, asked = plain.people(PEOPLE), plain.questions(6)
    ours = plain.Ours(people, asked, str(tmp_path / "index"))
    peer = kind(people, asked, tmp_path)

    for number in range(len(asked)):
        scores = ours.top(number)
        assert [round(score) for score in peer.top(number)] == scores
        assert len(scores) == plain.K
        assert scores[0] > scores[-1]
    peer.close()


def test_the_plain_score_is_the_sum_of_what_each_skill_is_worth(tmp_path: Path) -> None:
    people, asked = plain.people(PEOPLE), plain.questions(1)
    best = 0
    for skills, levels in zip(people.skill.tolist(), people.level.tolist(), strict=True):
        held = dict(zip(skills, levels, strict=True))
        worth = [ask.worth(held[ask.skill]) for ask in asked[0] if ask.skill in held]
        best = max(best, sum(worth))

    assert plain.Ours(people, asked, str(tmp_path / "index")).top(0)[0] == best


def test_people_have_fifteen_different_skills_and_are_the_same_each_time(made: World) -> None:
    once, again = population(made, PEOPLE), population(made, PEOPLE)

    assert once.ids.tolist() == again.ids.tolist()
    for name, column in once.columns.items():
        assert np.array_equal(column, again.columns[name], equal_nan=column.dtype.kind == "f"), name
    for row in range(PEOPLE):
        claims = once.profile(row).claims
        assert len({claim.concept for claim in claims}) == CLAIMS


def test_vacancies_ask_eight_things_that_the_index_ranks_as_the_ranker_does(made: World) -> None:
    table = population(made, PEOPLE)
    ranker = Ranker(made.taxonomy)
    index = Index.build(made.taxonomy, ranker.closeness, table)
    seen = [row for row in range(PEOPLE) if table.columns["tags"][row] & full.TAGS]

    for posting in vacancies(made, 3):
        assert len(posting.requirements) == REQUIREMENTS
        expected = ranker.rank(posting, [table.profile(row) for row in seen])
        assert index.search(posting, full.K, tags=full.TAGS) == expected
