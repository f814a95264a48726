import hashlib

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from matching._corrupt import corrupted, slip, transliterate
from matching._episodes import EVALUATED, LabelSet, episode, fold_of, held_out
from matching._roots import root
from matching._titles import plain
from matching._trees import Forest, from_sklearn
from matching.linking import MODEL, Linker
from matching.taxonomy import Entry
from matching.training import lessons, reciprocal_ranks, train

TRADES = ("welder", "baker", "cutter", "presser", "weaver", "dyer", "packer", "sewer", "glover")
PLACES = ("bakery", "steel works", "laundry", "wool mill", "glass works", "night market")


def made_up(name="made up"):
    entries = [
        Entry(f"{place} {trade}", label, "en", "occupation", "synonym")
        for trade in TRADES
        for place in PLACES
        for label in (f"{place} {trade}", f"{trade} of a {place}", f"{trade}, {place}s")
    ]
    return LabelSet(name, tuple(entries), strange=(("tax lawyer", "en"), ("pilot", "en")))


def grown(seed=0):
    rng = np.random.default_rng(seed)
    rows = rng.random((900, 6)).astype(np.float32)
    right = rows[:, 0] + rows[:, 3] * rows[:, 4] > 0.9
    model = HistGradientBoostingClassifier(max_iter=30, random_state=0).fit(rows, right)
    steps = (np.array([-5.0, 0.0, 5.0]), np.array([0.0, 0.4, 1.0]))
    return model, from_sklearn(model, steps, {"features": ["a"]}), rows


def test_a_forest_of_arrays_says_what_the_model_said():
    model, forest, rows = grown()

    np.testing.assert_allclose(forest.odds(rows), model.decision_function(rows), atol=1e-5)


def test_a_saved_forest_is_the_same_forest_in_the_same_bytes(tmp_path):
    _, forest, rows = grown()

    forest.save(tmp_path / "one.npz")
    forest.save(tmp_path / "two.npz")
    again = Forest.load(tmp_path / "one.npz")

    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert again.about == {"features": ["a"]}
    np.testing.assert_array_equal(again.odds(rows), forest.odds(rows))


def test_sureness_rises_with_the_odds_between_its_steps():
    _, forest, _ = grown()

    likely = forest.likely(np.array([-9.0, -2.5, 0.0, 9.0]))

    np.testing.assert_allclose(likely, [0.0, 0.2, 0.4, 1.0])


def test_the_shipped_model_names_the_features_it_is_given_and_what_it_was_taught():
    about = Forest.load(MODEL).about
    linker = Linker().fit([("a", "cutter"), ("b", "presser")])

    compared = next(iter(linker.compare(["cuter"])))[1]

    assert about["features"] == compared.names
    assert about["sets"]["seeds"] > 10_000
    assert about["questions"] > 10_000
    assert MODEL.stat().st_size < 3_000_000


def test_the_same_episode_asks_the_same_and_learns_nothing_it_asks():
    one, two = (episode(made_up(), 5, 100) for _ in range(2))
    learnt = {(entry.concept_id, entry.label) for entry in one.learnt}

    assert one == two
    assert one != episode(made_up(), 6, 100)
    asked = {(key, q.text) for q in one.questions for key in q.concepts}
    assert len(asked) > 20
    assert not asked & learnt


def test_training_sees_no_concept_of_the_fold_kept_for_evaluation():
    taught = lessons(made_up(), 1, 60)
    kept = {entry.concept_id for entry in made_up().entries if fold_of(entry.concept_id) != 0}
    only = LabelSet("", tuple(e for e in made_up().entries if e.concept_id in kept))

    again = lessons(LabelSet("", only.entries, strange=made_up().strange), 1, 60)

    assert EVALUATED == 0
    np.testing.assert_array_equal(taught.rows, again.rows)


def test_held_out_labels_belong_to_one_fold_and_are_not_learnt():
    entries = list(made_up().entries)
    learnt, held = held_out(entries, EVALUATED)

    assert held
    assert {fold_of(entry.concept_id) for entry in held} == {EVALUATED}
    assert sorted(learnt + held) == sorted(entries)


def test_the_same_lessons_give_the_same_model_and_it_beats_its_first_look_up(tmp_path):
    taught = [lessons(made_up(), seed, 200) for seed in (1, 2)]
    asked = lessons(made_up("other"), 3, 200)

    for name in ("one.npz", "two.npz"):
        train(taught, {"sets": {"made up": 162}}, trees=40).save(tmp_path / name)
    forest = Forest.load(tmp_path / "one.npz")

    first, second = ((tmp_path / name).read_bytes() for name in ("one.npz", "two.npz"))
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    assert reciprocal_ranks(asked, forest) > reciprocal_ranks(asked)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("director de hotel/directora de hotel", "director de hotel"),
        ("Verkäufer/Verkäuferin", "Verkäufer"),
        ("Arbeiter(in)", "Arbeiter"),
        ("продавец/-ка", "продавец"),
        ("Pflegefachkraft (m/w/d)", "Pflegefachkraft"),
        ("Labourers, n.e.c.", "Labourers,"),
        ("overlock / flatlock", "overlock / flatlock"),
        ("shirt/dress", "shirt/dress"),
        ("CAD/CAM", "CAD/CAM"),
        ("(m/f)", "(m/f)"),
    ],
)
def test_a_title_keeps_one_gender_and_no_marks(written, read):
    assert " ".join(plain(written).split()) == read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("verkäufer", "verkäuferin"),
        ("operator", "operatorka"),
        ("vendedor", "vendedora"),
        ("cutters", "cutter"),
        ("оператор", "операторы"),
    ],
)
def test_number_and_gender_leave_one_root(one, other):
    assert root(one) == root(other)


def test_changes_are_those_of_a_hurried_hand():
    import random

    rng = random.Random(1)

    assert slip("cutter", rng) != "cutter"
    assert transliterate("швея", rng) == "shveya"
    changed = {corrupted("pattern cutter", "en", rng) for _ in range(40)}
    assert "pattern cutter" in changed
    assert len(changed) > 10
