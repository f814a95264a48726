from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.scoring import GATE_CLOSENESS
from matching.similarity import FLOOR, Closeness
from matching.taxonomy import Taxonomy
from tests import shipped
from tests.matching.people import CONCEPTS, RELATIONS, TAXONOMY

CLOSENESS = Closeness.from_taxonomy(TAXONOMY)
IDS = [concept for concept, _ in CONCEPTS]


@pytest.mark.parametrize(
    ("asked", "held", "value"),
    [
        ("overlock_4", "overlock_4", 1.0),
        ("overlock", "overlock_4", 1.0),
        ("overlock_4", "overlock", 0.6),
        ("overlock_4", "overlock_3", 0.54),
        ("overlocking", "overlock", 0.8),
        ("overlocking", "overlock_4", 0.8),
        ("overlock", "overlock_operator", 0.85),
        ("coverstitch", "overlock_operator", 0.54),
        ("lockstitch", "seamstress", 0.765),
        ("lockstitch", "flatlock_operator", 0.459),
        ("overlock_4", "overlock_operator", 0.51),
        ("seamstress", "overlock_operator", 1.0),
        ("overlock_operator", "seamstress", 0.8),
        ("overlock_operator", "flatlock_operator", 0.56),
        ("overlock_operator", "overlock", 0.45),
        ("seamstress", "overlock_4", 0.45),
    ],
)
def test_closeness_is_the_best_product_along_a_path(asked, held, value):
    assert CLOSENESS(asked, held) == pytest.approx(value)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("overlock", "cutting"),
        ("overlock", "cutter"),
        ("cutting", "overlock_operator"),
        ("seamstress", "cutter"),
        ("overlock", "accountant"),
        ("tshirt", "overlock"),
        ("nobody_knows", "overlock"),
    ],
)
def test_what_is_unrelated_is_exactly_nothing(asked, held):
    assert CLOSENESS(asked, held) == 0


def test_no_skill_alone_passes_a_gate_for_a_whole_trade():
    trades = [c for c, type_ in CONCEPTS if type_ == "occupation"]
    skills = [c for c, type_ in CONCEPTS if type_ != "occupation"]

    assert max(CLOSENESS(trade, skill) for trade in trades for skill in skills) < GATE_CLOSENESS


def test_a_concept_outside_the_taxonomy_stands_for_itself_only():
    assert CLOSENESS("nobody_knows", "nobody_knows") == 1
    assert dict(CLOSENESS.substitutes("nobody_knows")) == {"nobody_knows": 1.0}


def test_a_chain_of_narrower_concepts_has_any_depth():
    chain = list("abcdef")
    taxonomy = Taxonomy.from_rows(
        [(c, "machine", "", "") for c in chain],
        [],
        [(low, "broader", high, 1) for high, low in pairwise(chain)],
    )
    closeness = Closeness.from_taxonomy(taxonomy)

    assert closeness("a", "f") == 1
    assert closeness("c", "a") == pytest.approx(0.36)
    assert closeness("f", "a") == 0


def test_of_two_paths_the_better_one_counts():
    taxonomy = Taxonomy.from_rows(
        [(c, "machine", "", "") for c in ("top", "left", "right")],
        [],
        [
            ("left", "broader", "top", 1),
            ("right", "broader", "top", 1),
            ("left", "related", "right", 0.9),
        ],
    )

    assert Closeness.from_taxonomy(taxonomy)("left", "right") == 0.9


def test_under_a_wide_heading_nothing_stands_for_its_neighbour():
    operations = [f"operation_{i}" for i in range(13)]
    taxonomy = Taxonomy.from_rows(
        [(c, "operation", "", "") for c in [*operations, "sewing", "machine"]],
        [],
        [(c, "broader", "sewing", 1) for c in operations] + [("machine", "related", "sewing", 0.6)],
    )
    closeness = Closeness.from_taxonomy(taxonomy)

    assert closeness("operation_0", "operation_1") == 0
    assert closeness("machine", "operation_1") == 0
    assert closeness("machine", "sewing") == 0.6
    assert closeness("operation_0", "sewing") == 0.4
    assert closeness("sewing", "operation_0") == 1


def test_two_weak_relations_do_not_make_a_chain():
    taxonomy = Taxonomy.from_rows(
        [(c, "operation", "", "") for c in "abc"],
        [],
        [("a", "related", "b", 0.9), ("b", "related", "c", 0.9)],
    )

    assert Closeness.from_taxonomy(taxonomy)("a", "c") == 0


def test_every_value_is_above_the_floor_and_the_table_agrees_with_the_call():
    rows = list(CLOSENESS.rows())

    assert rows == sorted(rows)
    assert all(FLOOR <= value <= 1 for _, _, value in rows)
    for asked, held in permutations(IDS, 2):
        listed = {(a, h): value for a, h, value in rows}.get((asked, held), 0)
        assert CLOSENESS(asked, held) == listed == CLOSENESS.substitutes(asked).get(held, 0)


@given(st.permutations(RELATIONS))
def test_the_order_of_the_relations_changes_nothing(relations):
    taxonomy = Taxonomy.from_rows([(c, kind, "", "") for c, kind in CONCEPTS], [], relations)

    assert Closeness.from_taxonomy(taxonomy).version == CLOSENESS.version


def test_the_version_follows_the_table():
    rows = list(CLOSENESS.rows())

    assert Closeness(rows, CLOSENESS.kinds).version == CLOSENESS.version
    assert Closeness(rows[1:], CLOSENESS.kinds).version != CLOSENESS.version
    assert Closeness(rows).version != CLOSENESS.version


@pytest.mark.parametrize("value", [0, -0.1, 1.1, float("nan")])
def test_a_closeness_outside_its_range_is_refused(value):
    with pytest.raises(ValueError, match="at most 1"):
        Closeness([("a", "b", value)])


def test_random_pairs_of_the_trade_do_not_pass_the_gate():
    taxonomy, closeness = shipped.taxonomy(), shipped.closeness()
    trade = [c.id for c in taxonomy if c.type in ("occupation", "machine", "operation")]
    passing = sum(closeness(*pair) >= GATE_CLOSENESS for pair in permutations(trade, 2))

    assert passing / (len(trade) * (len(trade) - 1)) < 0.05
    assert closeness("overlock_machine", "overlock_4_thread") == 1
    assert closeness("cutter", "overlock_machine") == 0
