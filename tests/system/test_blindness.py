"""The ranking cannot know who somebody is: by type, by import, by query, and by trying.

Every column of a specialist's tables is a fact that the ranking may weigh or part of who somebody
is, which it may not; a new column fails these tests until somebody says which it is.
"""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import random
import uuid
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

import matching
from matching import Posting, Profile, Ranker, Requirement
from recruit.extensions import db
from recruit.models import CandidatePrivate, User
from recruit.services import candidates
from recruit.services import matching as door
from recruit.services.matching.records import profile_of
from tests import shipped
from tests.factories import NOON, actor_of, make_employer, make_file, make_member, make_vacancy
from tests.system.blind_people import (
    ATTRIBUTES,
    FACTS,
    IDENTITY,
    LIVES,
    Life,
    Words,
    person,
    posting,
    registration,
    rows,
)

PAIRS = 10_000
A_LIST = 20
SAVED = 50

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(shipped.taxonomy())


@pytest.fixture(scope="module")
def ranker(words: Words) -> Ranker:
    return Ranker(words.taxonomy, shipped.closeness())


def changed(life: Life, other: Life, turn: int) -> Life:
    """The same life in all but one attribute, each in its turn, or somebody else's altogether."""
    if turn % (len(ATTRIBUTES) + 1) == len(ATTRIBUTES):
        return other
    name = ATTRIBUTES[turn % (len(ATTRIBUTES) + 1)]
    return dataclasses.replace(life, **{name: getattr(other, name)})


def test_every_column_of_a_specialist_is_a_fact_or_an_identity():
    for model, facts in FACTS.items():
        columns = {column.key for column in model.__table__.columns}
        assert columns == facts | IDENTITY[model], model.__name__
        assert not facts & IDENTITY[model]


def test_ten_thousand_people_rank_bit_for_bit_alike_as_somebody_else(words, ranker):
    rng = random.Random(20261123)
    pairs = 0
    for turn in range(PAIRS // A_LIST):
        facts = [person(rng, words) for _ in range(A_LIST)]
        asked = posting(rng, words, facts)
        before, after = [], []
        for one in facts:
            life, other = rng.sample(LIVES, 2)
            for people, lived in ((before, life), (after, changed(life, other, turn))):
                candidate, private = rows(one, lived, rng, words)
                assert private.candidate_id == candidate.id
                people.append(profile_of(candidate))
        ranked = ranker.rank(asked, before, None)

        assert ranked == ranker.rank(asked, after, None), ATTRIBUTES[turn % len(ATTRIBUTES)]
        assert ranked[0].score or ranked[0].blocked
        pairs += len(ranked)

    assert pairs == PAIRS


def test_a_fact_that_changes_does_change_the_score(words, ranker):
    rng = random.Random(7)
    facts = person(rng, words)
    facts["claims"][0].update(level=5, years=8.0)
    asked = Posting("v", requirements=(Requirement("r", facts["claims"][0]["concept_id"]),))
    before = ranker.score(asked, profile_of(rows(facts, LIVES[0], rng, words)[0]))
    facts["claims"][0].update(level=1, years=None)
    after = ranker.score(asked, profile_of(rows(facts, LIVES[0], rng, words)[0]))

    assert after.score < before.score


@pytest.mark.parametrize("passport", LIVES, ids=lambda life: life.name)
def test_another_passport_with_every_skill_is_never_below_fewer_skills(words, ranker, passport):
    rng = random.Random(LIVES.index(passport))
    for _ in range(100):
        facts = person(rng, words)
        for claim in facts["claims"]:
            claim.update(level=5, years=10.0)
        fewer = {**facts, "id": uuid.UUID(int=rng.getrandbits(128), version=4)}
        fewer["claims"] = facts["claims"][: rng.randrange(len(facts["claims"]))]
        asked = posting(rng, words, [facts])
        other = profile_of(rows(facts, passport, rng, words)[0])
        local = profile_of(rows(fewer, LIVES[0], rng, words)[0])

        first, second = ranker.rank(asked, [local, other])

        assert first.profile_id == other.id or first.score == second.score


def test_the_engines_records_have_these_fields_and_no_others():
    fields = {
        record: [field.name for field in dataclasses.fields(record)]
        for record in (Profile, matching.Claim, matching.Experience, Posting, Requirement)
    }

    assert fields[Profile] == [
        *("id", "claims", "experience", "languages", "available_from", "pay_wanted"),
        *("ready_to_move", "wishes", "text"),
    ]
    assert fields[matching.Claim] == [
        *("id", "concept", "level", "years", "last_used_years", "evidence"),
    ]
    assert fields[matching.Experience] == ["concept", "years"]
    assert fields[Posting] == [
        *("id", "occupation", "requirements", "languages", "start", "pay", "conditions"),
        *("weights", "text"),
    ]
    assert fields[Requirement] == ["id", "concept", "importance", "min_level", "min_years"]


@pytest.mark.parametrize("record", [Profile, matching.Claim, matching.Experience])
def test_no_field_can_be_slipped_into_a_record(record):
    values = {"id": "x", "concept": "overlock_machine"}
    taken = {field.name for field in dataclasses.fields(record)}
    made = record(**{key: value for key, value in values.items() if key in taken})

    with pytest.raises((AttributeError, TypeError)):
        made.country = "KG"
    assert not hasattr(made, "__dict__")


def test_the_room_of_the_engine_names_no_private_row():
    private = {"CandidatePrivate", "CandidateFile", "full_name", "phone", "email", "citizenship"}
    rooms = [ROOT / "matching", ROOT / "recruit" / "services" / "matching"]
    modules = [path for room in rooms for path in sorted(room.rglob("*.py"))]
    assert len(modules) > 50

    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = set()
            if isinstance(node, ast.Name):
                names = {node.id}
            elif isinstance(node, ast.Attribute):
                names = {node.attr}
            elif isinstance(node, ast.alias):
                names = set(node.name.split("."))
            elif isinstance(node, ast.arg | ast.keyword):
                names = {node.arg}
            assert not names & private, f"{path}:{node.lineno}"


def shown(ranking: door.SpecialistRanking) -> list[Any]:
    return [entry.match for entry in (*ranking.ranked, *ranking.blocked)]


def test_people_saved_as_somebody_else_rank_alike_and_nobody_private_is_read(
    session: Session, words, tmp_path
):
    employer = make_employer(session)
    actor = actor_of(session, make_member(session, employer))
    everybody = [person(random.Random(number), words) for number in range(SAVED)]
    made = []
    for number, facts in enumerate(everybody):
        told, who = registration(facts, LIVES[number % len(LIVES)], words)
        registered = candidates.register(
            told,
            who,
            contact=f"saved{number}@example.org",
            password="a long enough one",
            language="en",
            client="test",
            now=NOON,
        )
        made.append(registered.candidate)
    asked = sorted({claim.concept_id for one in made[:6] for claim in one.claims})[:6]
    vacancy = make_vacancy(session, employer, (asked[0], "must"), *asked[1:])
    before = shown(door.specialists_for(vacancy.id, actor=actor, limit=SAVED))

    for number, (candidate, facts) in enumerate(zip(made, everybody, strict=True)):
        life = LIVES[(number + 1 + number % 5) % len(LIVES)]
        told, who = registration(facts, life, words)
        owner = actor_of(session, session.get_one(User, candidate.user_id))
        later = NOON + dt.timedelta(days=1)
        candidates.update(candidate.id, lambda _, told=told: told, actor=owner, now=later)
        private = session.get_one(CandidatePrivate, candidate.id)
        private.full_name, private.email, private.phone = who.full_name, life.email, life.phone
        make_file(session, candidate, tmp_path, name=f"{life.photo}.txt")
    statements: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        after = shown(door.specialists_for(vacancy.id, actor=actor, limit=SAVED))
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)

    assert len(before) > 10
    assert any(match.score for match in before)
    assert after == before
    assert [text for text in statements if "FROM candidate" in text]
    assert not [text for text in statements if "candidate_private" in text]
