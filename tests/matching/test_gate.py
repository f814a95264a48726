import datetime as dt

import pytest

from matching.ranking import Ranker
from matching.records import (
    BlockCode,
    Claim,
    Profile,
    Requirement,
)
from tests.matching.people import (
    MAY,
    SKILLS,
    TAXONOMY,
    asking,
    codes,
)

RANKER = Ranker(TAXONOMY)


def test_a_must_without_anything_close_stands_apart_and_is_still_listed():
    posting = asking(Requirement("r", "overlock_4", "must"))
    close = Profile("close", claims=(Claim("c", "overlock_3", level=1),))
    far = Profile("far", claims=(Claim("c", "cutting", level=5),))

    matches = RANKER.rank(posting, [far, close])

    assert [(match.profile_id, codes(match)) for match in matches] == [
        ("close", []),
        ("far", [BlockCode.MUST_MISSING]),
    ]
    assert matches[1].blocked[0].requirement_id == "r"


@pytest.mark.parametrize("importance", ["essential", "nice"])
def test_only_a_must_gates(importance):
    posting = asking(Requirement("r", "overlock", importance, min_level=5, min_years=9))

    assert codes(RANKER.score(posting, Profile("p", claims=(Claim("c", "overlock", 1, 1),)))) == []


@pytest.mark.parametrize(
    ("claim", "blocks"),
    [
        (Claim("c", "overlock", level=2, years=1), ["level_too_low", "years_too_few"]),
        (Claim("c", "overlock", level=2, years=3), ["level_too_low"]),
        (Claim("c", "overlock", level=4, years=1), ["years_too_few"]),
        (Claim("c", "overlock", level=3, years=3), []),
        (Claim("c", "overlock"), []),
        (Claim("c", "overlock", years=3), []),
        (Claim("c", "overlock", level=5), []),
    ],
)
def test_a_must_gates_on_what_is_stated_never_on_silence(claim, blocks):
    posting = asking(Requirement("r", "overlock", "must", min_level=3, min_years=3))

    assert codes(RANKER.score(posting, Profile("p", claims=(claim,)))) == blocks


def test_the_best_of_several_levels_passes_the_gate():
    posting = asking(Requirement("r", "overlock", "must", min_level=3))
    claims = (Claim("c1", "overlock", level=1), Claim("c2", "overlock_4", level=3))

    assert codes(RANKER.score(posting, Profile("p", claims=claims))) == []


@pytest.mark.parametrize(("days", "blocks"), [(0, []), (30, []), (31, ["too_late"])])
def test_who_comes_more_than_thirty_days_late_stands_apart(days, blocks):
    posting = asking(Requirement("r", "overlock"), start=MAY)
    profile = Profile("p", available_from=MAY + dt.timedelta(days=days))

    assert codes(RANKER.score(posting, profile)) == blocks


def test_a_blocked_person_stands_behind_every_open_one_whatever_the_score():
    posting = asking(
        Requirement("r1", "overlock", "must"),
        *(Requirement(f"x{i}", "cutting") for i in range(5)),
    )
    strong = Profile("strong", claims=(Claim("c", "cutting", level=5),))
    weak = Profile("weak", claims=(Claim("c", "overlock"),))

    matches = RANKER.rank(posting, [strong, weak])

    assert [match.profile_id for match in matches] == ["weak", "strong"]
    assert matches[0].score < matches[1].score


def test_most_random_people_do_not_pass_a_gate():
    posting = asking(Requirement("r", "overlock_4", "must"))
    alone = [Profile(c, claims=(Claim("c", c, level=3),)) for c in SKILLS]

    opened = {match.profile_id for match in RANKER.rank(posting, alone) if not match.blocked}

    assert opened == {"overlock_4", "overlock_3", "overlock", "overlock_operator"}
