import datetime as dt

import pytest

from matching.ranking import Ranker
from matching.records import (
    Claim,
    Component,
    Experience,
    PayOffer,
    Profile,
    Requirement,
    Verdict,
)
from tests.matching.people import (
    MAY,
    TAXONOMY,
    asking,
    reason_of,
)

RANKER = Ranker(TAXONOMY)


@pytest.mark.parametrize(
    ("component", "profile", "verdict", "share"),
    [
        ("experience", Profile("p", experience=(Experience("seamstress", 2),)), "met", 1),
        ("experience", Profile("p", experience=(Experience("seamstress", 40),)), "met", 1),
        ("experience", Profile("p", experience=(Experience("seamstress", 1),)), "partly", 0.5),
        ("experience", Profile("p", experience=(Experience("seamstress"),)), "partly", 0.5),
        ("experience", Profile("p", experience=(Experience("accountant", 9),)), "missing", 0),
        ("experience", Profile("p"), "unknown", None),
        ("language", Profile("p", languages=("ru", "ky", "bn")), "met", 1),
        ("language", Profile("p", languages=("ru", "ru")), "partly", 0.5),
        ("language", Profile("p", languages=("bn",)), "missing", 0),
        ("language", Profile("p"), "unknown", None),
        ("dates", Profile("p", available_from=MAY - dt.timedelta(days=90)), "met", 1),
        ("dates", Profile("p", available_from=MAY + dt.timedelta(days=15)), "partly", 0.75),
        ("dates", Profile("p", available_from=MAY + dt.timedelta(days=80)), "missing", 0),
        ("dates", Profile("p"), "unknown", None),
        ("pay", Profile("p", pay_wanted=40_000), "met", 1),
        ("pay", Profile("p", pay_wanted=50_000), "partly", 0.5),
        ("pay", Profile("p", pay_wanted=60_000), "missing", 0),
        ("pay", Profile("p"), "unknown", None),
        ("readiness", Profile("p", ready_to_move=True), "met", 1),
        ("readiness", Profile("p", ready_to_move=False), "missing", 0),
        ("readiness", Profile("p"), "unknown", None),
        ("housing", Profile("p", wishes={"housing"}), "met", 1),
        ("housing", Profile("p", wishes={"meals"}), "unknown", None),
    ],
)
def test_each_part_of_the_job_fit(component, profile, verdict, share):
    posting = asking(
        Requirement("r", "overlock"),
        occupation="seamstress",
        languages=("ru", "ky"),
        start=MAY,
        pay=PayOffer(30_000, 40_000),
        conditions={"dormitory"},
        weights={component: 100, "skill": 100},
    )

    reason = reason_of(RANKER.score(posting, profile), component)

    assert reason.verdict == verdict
    if share is None:
        assert reason.possible == 0
    else:
        assert reason.possible > 0
        assert reason.points == pytest.approx(reason.possible * share, abs=0.5)


def test_housing_needed_and_not_offered_is_missing():
    match = RANKER.score(asking(Requirement("r", "overlock")), Profile("p", wishes={"dormitory"}))

    assert reason_of(match, Component.HOUSING).verdict is Verdict.MISSING


def test_experience_is_measured_by_the_years_the_vacancy_asks():
    posting = asking(Requirement("r", "seamstress", min_years=5), occupation="seamstress")
    profile = Profile("p", experience=(Experience("seamstress", 2.5),))

    assert reason_of(RANKER.score(posting, profile), Component.EXPERIENCE).level == 0.5


def test_a_part_the_vacancy_does_not_ask_about_is_not_a_reason():
    match = RANKER.score(asking(Requirement("r", "overlock")), Profile("p", pay_wanted=1))

    assert [reason.component for reason in match.reasons] == ["skill", "readiness", "housing"]


def test_weights_an_employer_names_go_before_the_usual_ones():
    posting = asking(
        Requirement("r", "overlock"),
        languages=("ru",),
        weights={"skill": 70, "language": 70, "readiness": 0, "housing": 0},
    )

    match = RANKER.score(posting, Profile("p", languages=("ru",)))

    assert [(r.component, r.possible) for r in match.reasons] == [
        ("skill", 5_000),
        ("language", 5_000),
    ]


def test_a_requirement_is_explained_even_where_skill_has_no_weight():
    posting = asking(Requirement("r", "overlock"), languages=("ru",), weights={"skill": 0})

    match = RANKER.score(posting, Profile("p", claims=(Claim("c", "overlock"),), languages=("ru",)))

    assert (match.reasons[0].verdict, match.reasons[0].possible) == (Verdict.MET, 0)
    assert match.score == 10_000


def test_weights_that_are_all_nothing_score_nothing():
    posting = asking(Requirement("r", "overlock"), weights=dict.fromkeys(Component, 0))

    match = RANKER.score(posting, Profile("p", claims=(Claim("c", "overlock"),)))

    assert (match.score, len(match.reasons)) == (0, 1)


def test_an_endless_weight_is_refused():
    with pytest.raises(ValueError, match="finite"):
        RANKER.score(asking(weights={"pay": float("inf")}), Profile("p"))


def test_two_requirements_with_one_id_are_refused():
    with pytest.raises(ValueError, match="same id"):
        RANKER.score(
            asking(Requirement("r", "overlock"), Requirement("r", "cutting")), Profile("p")
        )
