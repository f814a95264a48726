"""Thousands of people, so that posting lists, groups and batches are all at work."""

import datetime as dt
import random

import pytest

from matching import Experience, Index, PayOffer, Posting, Profile, Ranker, Requirement
from matching import index as index_module
from matching.records import Claim
from tests.matching.people import CLOSENESS, TAXONOMY

RANKER = Ranker(TAXONOMY, CLOSENESS, salt="s")
CONCEPTS = sorted({concept for row in CLOSENESS.rows() for concept in row[:2]})
LANGUAGES = ["ru", "ky", "en", "bn", "ur", "uz"]
MAY = dt.date(2026, 5, 1)


def person(number: int, chance: random.Random) -> Profile:
    claims = tuple(
        Claim(
            f"c{n}",
            concept,
            chance.choice([None, None, 1, 2, 3, 4, 5]),
            chance.choice([None, 0, 0.3, 1, 2, 2.5, 3, 7, 11, 30]),
            chance.choice([None, None, 2, 9, 20]),
            chance.choice(["stated", "stated", "confirmed", "tested", "certified"]),
        )
        for n, concept in enumerate(chance.sample(CONCEPTS, chance.randint(0, 6)), 1)
    )
    return Profile(
        f"p{number}",
        claims=claims,
        experience=tuple(
            Experience(concept, chance.choice([None, 0.5, 2, 8]))
            for concept in chance.sample(CONCEPTS, chance.randint(0, 2))
        ),
        languages=tuple(chance.sample(LANGUAGES, chance.randint(0, 3))),
        available_from=chance.choice([None, MAY, MAY + dt.timedelta(20), MAY + dt.timedelta(70)]),
        pay_wanted=chance.choice([None, 20_000, 35_000, 50_000, 90_000]),
        ready_to_move=chance.choice([None, True, False]),
        wishes=frozenset(chance.sample(["housing", "meals"], chance.randint(0, 2))),
    )


def vacancy(number: int, chance: random.Random) -> Posting:
    asked = chance.sample(CONCEPTS, chance.randint(0, 7))
    return Posting(
        f"v{number}",
        occupation=chance.choice([None, *CONCEPTS]),
        requirements=tuple(
            Requirement(
                f"r{n}",
                concept,
                chance.choice(["must", "essential", "essential", "nice"]),
                chance.choice([None, None, 2, 4]),
                chance.choice([None, None, 1, 2.5, 2.7, 40]),
            )
            for n, concept in enumerate(asked)
        ),
        languages=tuple(chance.sample(LANGUAGES, chance.randint(0, 2))),
        start=chance.choice([None, MAY]),
        pay=chance.choice([None, PayOffer(0, 0), PayOffer(30_000, 40_000)]),
        conditions=frozenset(chance.sample(["housing", "meals"], 1)),
        weights=chance.choice([{}, {"skill": 0}, {"language": 40, "pay": 1.5}]),
    )


@pytest.fixture(scope="module")
def people():
    chance = random.Random(11)
    return [person(number, chance) for number in range(3000)]


@pytest.mark.parametrize("seed", range(12))
def test_a_search_among_thousands_is_the_ranking_of_everybody(people, seed):
    index = Index.build(TAXONOMY, CLOSENESS, people, salt="s")
    chance = random.Random(seed)
    for number in range(4):
        posting = vacancy(number, chance)
        ranked = RANKER.rank(posting, people, None)
        opened = [match for match in ranked if not match.blocked]

        assert index.search(posting, 20) == ranked[:20]
        assert index.search(posting, 20, blocked=True) == ranked[len(opened) :][:20]
        assert index.count(posting) == (len(opened), len(ranked) - len(opened))
        blocked = [match for match in ranked if match.blocked]
        shown = index.page(posting, 30, 20)
        assert (shown.open, shown.blocked) == (opened[:30], blocked[:20])
        assert (shown.open_count, shown.blocked_count) == (len(opened), len(blocked))


def test_many_edits_one_after_another_are_in_every_answer(people, monkeypatch):
    monkeypatch.setattr(index_module, "TAIL", 8)
    chance = random.Random(3)
    index = Index.build(TAXONOMY, CLOSENESS, people[:400], salt="s")
    now = {profile.id: profile for profile in people[:400]}
    posting = vacancy(0, random.Random(8))

    for step in range(40):
        fresh = person(chance.randrange(500), chance)
        index.upsert([fresh])
        now[fresh.id] = fresh
        if step % 5 == 0:
            gone = chance.choice(sorted(now))
            assert index.remove([gone]) == 1
            del now[gone]
        assert index.search(posting, 10) == RANKER.rank(posting, now.values(), 10)

    assert index.verify(now.values()).ok
    index.compact()
    assert index.edits == 0
    assert index.verify(now.values()).ok
    assert index.search(posting, 10) == RANKER.rank(posting, now.values(), 10)
