"""What a requirement is said to be, met or partly met or missing, by the rules of tests/golden."""

import pytest

from matching.index import Index
from matching.ranking import Ranker
from matching.records import Claim, Experience, Posting, Profile, Requirement
from tests.shipped import closeness

MET, PARTLY, MISSING = "met", "partly", "missing"


def ranker():
    return Ranker(None, closeness())


def verdict(asked, held, *, trade=None, years=None, worked_as=(), importance="essential"):
    """Of one requirement, by who holds these skills; the index must say the same."""
    posting = Posting("v", trade, (Requirement("r", asked, importance, min_years=years),))
    person = Profile(
        "p",
        claims=tuple(Claim(f"c{n}", *claim) for n, claim in enumerate(held)),
        experience=tuple(Experience(*time) for time in worked_as),
    )
    match = ranker().score(posting, person)
    assert Index.build(None, closeness(), [person]).search(posting) == [match]
    return match.reasons[0].verdict.value


@pytest.mark.parametrize(
    ("asked", "held", "said"),
    [
        ("overlock_machine", "overlock_4_thread", MET),
        ("overlock_4_thread", "overlock_machine", PARTLY),
        ("overlock_4_thread", "overlock_5_thread", PARTLY),
        ("overlock_5_thread", "overlock_4_thread", PARTLY),
        ("lockstitch_machine", "walking_foot_machine", PARTLY),
        ("lockstitch_machine", "double_needle", PARTLY),
        ("buttonhole_machine", "eyelet_buttonhole_machine", PARTLY),
        ("lockstitch_machine", "automatic_machine_trim", MET),
        ("coverstitch_machine", "overlock_machine", MISSING),
        ("sw_browzwear", "sw_clo3d", PARTLY),
    ],
)
def test_a_narrower_machine_meets_and_a_wider_or_sibling_one_does_partly(asked, held, said):
    assert verdict(asked, [(held,)]) == said


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("placket_make", "cuff_attach"),
        ("inseam_join", "side_seam"),
        ("buttonholing", "button_sewing"),
        ("ironing", "seam_pressing"),
        ("seam_pressing", "ironing"),
        ("quality_check", "fabric_inspection"),
    ],
)
def test_another_operation_is_missing(asked, held):
    assert verdict(asked, [(held,)]) == MISSING


@pytest.mark.parametrize(
    ("asked", "held", "said"),
    [
        ("knitwear_fabric", "tshirt", MET),
        ("tshirt", "knitwear_fabric", MISSING),
        ("denim", "jeans", MET),
        ("jeans", "denim", MET),
        ("knitwear_fabric", "sweater", PARTLY),
        ("sweater", "knitwear_fabric", MISSING),
    ],
)
def test_a_garment_shows_its_cloth_and_a_cloth_no_garment_but_its_own(asked, held, said):
    assert verdict(asked, [(held,)]) == said


@pytest.mark.parametrize(
    ("asked", "held", "said"),
    [
        ("jacket", "down_jacket", MET),
        ("down_jacket", "jacket", PARTLY),
        ("down_jacket", "windbreaker", MISSING),
        ("dress", "skirt", MISSING),
        ("skirt", "school_skirt", MET),
    ],
)
def test_another_garment_of_the_same_kind_is_missing(asked, held, said):
    assert verdict(asked, [(held,)]) == said


def test_a_part_named_says_nothing_of_sewing_as_a_whole():
    assert closeness()("sewing", "label") == 0
    assert closeness()("label_attach", "label") == 0.85


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ("lockstitch_machine", MET),
        ("ironing", PARTLY),
        ("packing", PARTLY),
        ("cutting", PARTLY),
    ],
)
def test_a_garment_is_met_by_sewing_it_and_partly_by_other_work_on_it(work, said):
    held = [("shirt",), (work,)]

    assert verdict("shirt", held, trade="plain_machine_operator") == said


def test_a_garment_alone_is_met_where_nobody_says_what_they_do_with_it():
    assert verdict("shirt", [("shirt",)], trade="plain_machine_operator") == MET


def test_a_garment_is_met_by_the_work_the_vacancy_is_for():
    held = [("shirt",), ("ironing",)]

    assert verdict("shirt", held, trade="presser") == MET


def test_other_work_on_a_wider_garment_passes_no_gate_for_it():
    def blocked(*held):
        posting = Posting("v", "plain_machine_operator", (Requirement("r", "jeans", "must"),))
        claims = tuple(Claim(f"c{n}", concept) for n, concept in enumerate(held))
        return [block.code for block in ranker().score(posting, Profile("p", claims)).blocked]

    assert blocked("trousers", "ironing") == ["must_missing"]
    assert blocked("jeans", "ironing") == []
    assert blocked("trousers", "lockstitch_machine") == []
    assert verdict("jeans", [("trousers",), ("ironing",)], importance="must") == MISSING


@pytest.mark.parametrize(
    ("trade", "said"), [("sewing_mechanic", MET), ("overlock_operator", PARTLY)]
)
def test_a_machine_that_somebody_sews_on_is_partly_what_a_mechanic_needs(trade, said):
    held = [("overlock_machine", None, 5)]

    assert (
        verdict("overlock_machine", held, trade="sewing_mechanic", worked_as=[(trade, 5)]) == said
    )


def test_who_makes_whole_garments_partly_has_what_is_in_them():
    assert verdict("collar_attach", [], worked_as=[("sample_maker", 10)]) == PARTLY
    assert verdict("zipper_attach", [], worked_as=[("tailor", 10)]) == PARTLY
    assert verdict("zipper_attach", [], worked_as=[("packer", 10)]) == MISSING


def test_who_leads_another_section_partly_leads_a_line():
    assert verdict("line_supervisor", [], worked_as=[("finishing_supervisor", 5)]) == PARTLY


def test_the_verdict_is_the_best_that_any_claim_earns_whatever_is_worth_most():
    """Three years a seamstress are worth more here than a bare overlock, and say less of it."""
    held, worked_as = [("overlock_machine",), ("tshirt", None, 3)], [("sewing_machine_operator",)]

    assert verdict("overlock_4_thread", held, years=2, worked_as=worked_as) == PARTLY


@pytest.mark.parametrize(("years", "said"), [(2, MET), (1, PARTLY), (None, PARTLY)])
def test_fewer_years_than_asked_or_none_said_is_partly(years, said):
    assert verdict("linking_machine", [("linking_machine", None, years)], years=2) == said
