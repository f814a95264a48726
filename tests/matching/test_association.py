import random
from itertools import combinations

import pytest

from matching.association import occupation_contexts, together
from matching.scoring import GATE_CLOSENESS
from matching.similarity import FLOOR, TOGETHER_MOST, Closeness, together_rows
from tests import shipped
from tests.matching.people import TAXONOMY

SEEDS = shipped.taxonomy()
CLOSENESS = shipped.closeness()
SKILLS = [
    c.id for c in SEEDS if c.type in {"machine", "operation", "garment", "fabric", "software"}
]

CUTTING = ["knife", "shears", "spreader", "drill"]
PRESSING = ["iron", "press", "board", "boiler"]
KINDS = {
    **dict.fromkeys([*CUTTING, *PRESSING], "machine"),
    **dict.fromkeys(["shirt", "dress"], "garment"),
}


def people(tools):
    """Ten people, each with three of four tools and a garment."""
    return [
        {
            **{tool: 1.0 for tool in tools if tool != tools[n % 4]},
            "shirt" if n % 2 else "dress": 1.0,
        }
        for n in range(10)
    ]


CUTTERS, PRESSERS = people(CUTTING), people(PRESSING)


def pairs(rows):
    return {frozenset(row[:2]) for row in rows}


def test_skills_that_keep_company_go_together_both_ways_and_under_the_gate():
    rows = together([CUTTERS + PRESSERS], KINDS, dimensions=2)

    assert pairs(rows) == {
        frozenset(pair) for trade in (CUTTING, PRESSING) for pair in combinations(trade, 2)
    }
    assert all(FLOOR <= value <= TOGETHER_MOST < GATE_CLOSENESS for _, _, value in rows)
    assert {(held, asked, value) for asked, held, value in rows} == set(rows)


def test_a_garment_says_nothing_of_a_machine():
    always = [{"knife": 1.0, "shirt": 1.0}, {"iron": 1.0, "dress": 1.0}] * 9

    assert all(
        KINDS[asked] == KINDS[held] for asked, held, _ in together([always], KINDS, dimensions=2)
    )


def test_a_source_counts_as_much_as_another_however_long():
    once = together([CUTTERS, PRESSERS], KINDS, dimensions=2)

    assert together([CUTTERS * 50, PRESSERS], KINDS, dimensions=2) == once != []


def test_too_little_to_compare_gives_nothing():
    assert together([], KINDS) == together([[{"knife": 1.0, "iron": 1.0}]], KINDS) == []


def test_an_occupation_is_a_context_of_its_skills():
    contexts = occupation_contexts(TAXONOMY.relations)

    assert {"overlock": 1.0, "coverstitch": 0.45} in contexts


def test_what_goes_together_only_lifts_and_only_what_the_taxonomy_knows():
    rows = [("overlock", "hemming", 0.35), ("overlock_4", "overlock", 0.3), ("overlock", "x", 0.4)]
    graph = Closeness.from_taxonomy(TAXONOMY, ())
    lifted = Closeness.from_taxonomy(TAXONOMY, rows)

    assert (graph("overlock", "hemming"), lifted("overlock", "hemming")) == (0, 0.35)
    assert lifted("overlock_4", "overlock") == graph("overlock_4", "overlock")
    assert lifted("overlock", "x") == 0


def test_more_than_the_most_is_refused():
    with pytest.raises(ValueError, match="at most"):
        Closeness.from_taxonomy(TAXONOMY, [("overlock", "hemming", 0.6)])


def test_in_the_seeds_related_skills_stand_in_and_random_ones_do_not():
    rng = random.Random(5)
    drawn = [rng.sample(SKILLS, 2) for _ in range(5000)]

    assert sum(CLOSENESS(*pair) > 0 for pair in drawn) / len(drawn) < 0.05
    assert sum(CLOSENESS(*pair) >= GATE_CLOSENESS for pair in drawn) / len(drawn) < 0.015
    assert 0 < CLOSENESS("skirt", "blouse") < GATE_CLOSENESS
    assert CLOSENESS("cutting", "overlock_machine") == CLOSENESS("ironing", "sw_gerber") == 0


def test_no_pair_that_only_goes_together_passes_a_gate():
    assert together_rows()
    assert all(value <= TOGETHER_MOST for _, _, value in together_rows())
