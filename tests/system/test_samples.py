"""Adverts and profiles as people write them, in six languages, put through the front door."""

import csv
from functools import cache

import pytest

from recruit.config import resource
from recruit.services import matching
from recruit.services.matching import REQUIRABLE

FOLDER = resource("seeds") / "samples"

with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as file:
    SAMPLES = {row["file"]: row for row in csv.DictReader(file)}
ADVERTS = [name for name, row in SAMPLES.items() if row["kind"] == "advert"]
PROFILES = [name for name, row in SAMPLES.items() if row["kind"] == "profile"]


@cache
def text_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def stated(name: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in SAMPLES[name]["facts"].split(";") if pair)


def named(name: str) -> set[str]:
    return {m.concept_id for m in matching.mentions(text_of(name)) if not m.negated}


def served(asked: str, found: set[str]) -> bool:
    """Whether a concept, or one narrower, was found."""
    return bool(found & matching.narrower([asked]))


@pytest.mark.parametrize("name", ADVERTS)
def test_every_advert_proposes_what_the_work_needs(session, name):
    proposal = matching.propose_vacancy(text_of(name))

    assert proposal.title
    assert proposal.occupation_id or proposal.requirements
    for asked in proposal.requirements:
        assert matching.concept_type(asked.concept_id) in REQUIRABLE
        assert asked.text in text_of(name)


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_proposes_skills_or_trades(session, name):
    proposal = matching.propose_profile(text_of(name))

    assert not proposal.empty
    ids = [claim.concept_id for claim in proposal.claims]
    assert len(ids) == len(set(ids))


def test_nearly_everything_a_careful_reader_names_is_found(session):
    missed, total = [], 0
    for name, row in SAMPLES.items():
        found = named(name)
        for concept in split(row["concepts_expected"]):
            total += 1
            if not served(concept, found):
                missed.append((name, concept))

    assert total > 380
    assert len(missed) <= 0.05 * total, missed


def test_next_to_nothing_is_read_into_a_text_that_denies_it(session):
    wrong = [
        (name, concept)
        for name, row in SAMPLES.items()
        for concept in split(row["concepts_forbidden"])
        if concept in named(name)
    ]

    assert len(wrong) <= 4, wrong


def test_pay_is_read_as_it_is_written(session):
    told, wrong = 0, []
    for name in ADVERTS:
        facts = stated(name)
        if "pay_min" not in facts or facts.get("basis") in ("day", "week"):
            continue
        told += 1
        proposal = matching.propose_vacancy(text_of(name))
        asked = (int(facts["pay_min"]), facts.get("pay_max"))
        read = (proposal.pay_min, proposal.pay_max)
        if read[0] != asked[0] or (asked[1] and read[1] != int(asked[1])):
            wrong.append((name, asked, read))

    assert told >= 15
    assert len(wrong) <= 0.1 * told, wrong


def test_the_canonical_advert_is_read_whole(session):
    proposal = matching.propose_vacancy(text_of("adverts/ru-01-4-nitka-raspashiv.txt"))

    assert proposal.occupation_id == "sewing_machine_operator"
    asked = {r.concept_id: (r.text, r.min_years) for r in proposal.requirements}
    assert asked["sewing_machine_operator"] == ("швея", 1)
    assert {"overlock_4_thread", "coverstitch_machine", "knitwear_fabric"} < set(asked)
    assert (proposal.pay_basis, proposal.pay_min, proposal.pay_max) == ("piece", 35000, 50000)
    assert proposal.housing is True
    assert (proposal.meals, proposal.shift, proposal.headcount) == (None, None, None)
