import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from matching.linking import Linker
from matching.taxonomy import Entry
from tests.matching import trade


def first(text, **how):
    links = trade.linker().link(text, **how)
    return links[0].concept_id if links else None


def test_an_exact_form_is_sure_in_any_case_and_script():
    assert [(link.concept_id, link.score) for link in trade.linker().link("ШВЕЯ", k=1)] == [
        ("sewing_machine_operator", 1.0)
    ]
    assert [(link.concept_id, link.score) for link in trade.linker().link("ওভারলক মেশিন", k=1)] == [
        ("overlock_machine", 1.0)
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("аверлок", "overlock_machine"),
        ("over lock", "overlock_machine"),
        ("ওভার লক", "overlock_machine"),
        ("распошивальную машину", "coverstitch_machine"),
        ("швею", "sewing_machine_operator"),
        ("раскройщица", "cutter"),
        ("tikuvchilar", "sewing_machine_operator"),
        ("5ти нитка", "overlock_5_thread"),
        ("5-ниточный оверлок", "overlock_5_thread"),
        ("flat lok machine", "coverstitch_machine"),
        ("ফ্লাটলক", "coverstitch_machine"),
        ("футболку", "tshirt"),
    ],
)
def test_a_form_nobody_listed_finds_its_concept(typed, meant):
    assert first(typed) == meant


def test_a_machine_of_five_threads_is_not_one_of_four():
    scores = {link.concept_id: link.score for link in trade.linker().search(["5 нитка"], k=9)[0]}

    assert scores["overlock_5_thread"] == 1.0
    assert scores.get("overlock_4_thread", 0.0) < trade.linker().threshold


def test_a_form_of_two_concepts_brings_both_and_a_type_chooses():
    both = [link.concept_id for link in trade.linker().link("трехнитка") if link.score == 1.0]

    assert set(both) == {"overlock_3_thread", "footer_terry"}
    assert first("трехнитка", types={"fabric"}) == "footer_terry"
    assert first("трехнитка", types={"machine"}) == "overlock_3_thread"


@pytest.mark.parametrize(
    "title",
    [
        "accountant",
        "software developer",
        "nurse",
        "водитель такси",
        "повар",
        "учитель физики",
        "дарыгер",
        "haydovchi",
        "ডাক্তার",
        "ڈرائیور",
    ],
)
def test_a_title_of_another_trade_is_refused(title):
    assert trade.linker().link(title, types={"occupation"}) == []


def test_rank_never_abstains_and_lists_each_concept_once():
    ranked = trade.linker().rank("software developer", k=5)

    assert len(ranked) == len(set(ranked)) == 5


def test_the_frame_of_an_advert_is_no_part_of_a_title():
    assert first("Срочно требуются швеи!!!", types={"occupation"}) == "sewing_machine_operator"
    assert first("Hiring: 10 overlock operators", types={"occupation"}) == "overlock_operator"


def test_many_texts_rank_as_each_alone():
    texts = ["швея", "flat lok", "", "ওভার লক", "швея", "nurse"]

    together = trade.linker().rank_many(texts, k=4)

    assert together == [trade.linker().rank(text, k=4) for text in texts]
    assert together[2] == []


def test_plain_tuples_of_two_fields_serve():
    made = Linker().fit([("a", "Schneiderin"), ("b", "Zuschneider"), ("c", "Büglerin")])

    assert made.rank("Schneiderinnen", k=1) == ["a"]
    assert made.link("Büglerinnen")[0].concept_id == "c"
    assert made.link("Schneiderin", types={"occupation"}) == []


def test_the_preferred_label_stands_for_forms_that_are_the_same():
    made = Linker().fit(
        [
            Entry("a", "OVERLOCK", "en", "machine", "misspelling"),
            Entry("a", "Overlock", "en", "machine", "preferred"),
        ]
    )

    assert made.labels_ == ["Overlock"]


@pytest.mark.parametrize("entries", [[], [("a", "!!!")], [("a",)], [("a", "b", "", "", "", "")]])
def test_nothing_to_learn_is_an_error(entries):
    with pytest.raises(ValueError):
        Linker().fit(entries)


def test_it_keeps_the_manners_of_scikit_learn():
    made = Linker(threshold=0.7, candidates=10)

    assert clone(made).get_params() == made.get_params()
    assert [name for name in vars(made) if name.endswith("_")] == []
    with pytest.raises(NotFittedError):
        made.link("швея")


def test_a_pickled_linker_links_the_same():
    again = pickle.loads(pickle.dumps(trade.linker()))  # noqa: S301

    assert again.link("аверлок") == trade.linker().link("аверлок")


def test_one_text_where_many_are_meant_is_an_error():
    with pytest.raises(TypeError):
        trade.linker().rank_many("швея")


@given(st.text())
@example("\0\u202e\u200f")
@example("😀" * 1000)
@example("ا" * 10_000)
@example("1 " * 10_000)
def test_any_text_is_ranked_without_complaint(text):
    links = trade.linker().search([text], k=3)[0]

    assert all(0 <= link.score <= 1 for link in links)
    assert [link.score for link in links] == sorted((link.score for link in links), reverse=True)
