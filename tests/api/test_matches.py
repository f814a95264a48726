"""Rankings over HTTP: the site's numbers, with every reason, for what is stored or given."""

from __future__ import annotations

import uuid

from recruit.models import Actor, ActorKind, VacancyState, Visibility
from recruit.services import matching
from tests.factories import make_candidate, make_employer, make_vacancy

RUSSIAN_ADVERT = "Требуется швея на 4-нитку и распошив, трикотаж, опыт от 1 года, жильё"
BENGALI_OVERLOCKER = "৪ থ্রেড ওভারলক ৫ বছর, ফ্ল্যাটলক ৩ বছর। নিট টি-শার্ট, হুডি"
RUSSIAN_PRESSER = "Утюжник, 8 лет, отпариваю платья и рубашки, парогенератор"


def sums(match):
    """A match's score, and what its reasons and its components come to."""
    return (
        match["score"],
        sum(reason["points"] for reason in match["reasons"]),
        sum(part["points"] for part in match["components"]),
    )


def test_a_vacancys_ranking_has_the_sites_numbers_and_they_add_up(program, session):
    workshop = make_employer(session)
    vacancy = make_vacancy(
        session, workshop, ("overlock_4_thread", "must"), "coverstitch_machine", pay_max=50000
    )
    best = make_candidate(
        session, None, ("overlock_4_thread", 5, 6), ("coverstitch_machine", 4, 3), pay_wanted=40000
    )
    second = make_candidate(session, None, ("overlock_4_thread", 2, 1))
    apart = make_candidate(session, None, ("ironing", 5, 9))

    answer = program.get(f"/vacancies/{vacancy.id}/matches")

    assert answer.status_code == 200
    body = answer.get_json()
    ids = [match["candidate"]["id"] for match in body["matches"]]
    assert ids == [str(best.id), str(second.id)]
    assert [match["rank"] for match in body["matches"]] == [1, 2]
    assert [match["candidate"]["id"] for match in body["blocked"]] == [str(apart.id)]
    assert body["blocked"][0]["blocked"][0]["code"] == "must_missing"
    assert "is a must and is missing" in body["blocked"][0]["blocked"][0]["sentence"]
    assert (body["total"], body["blocked_total"], body["next"]) == (2, 1, None)
    shown = matching.specialists_for(
        vacancy.id,
        actor=Actor(ActorKind.EMPLOYER, employer_ids=frozenset({workshop.id})),
    )
    for match, stands in zip(body["matches"], shown.ranked, strict=True):
        assert len(set(sums(match))) == 1
        assert match["score"] == stands.match.score
        told = [(r["points"], r["possible"], r["verdict"]) for r in match["reasons"]]
        assert told == [(r.points, r.possible, r.verdict) for r in stands.match.reasons]


def test_every_reason_says_what_was_asked_and_what_is_held(program, session):
    vacancy = make_vacancy(session, None, "overlock_4_thread")
    candidate = make_candidate(session, None, ("overlock_5_thread", 4, 6))

    body = program.get(
        f"/vacancies/{vacancy.id}/matches", headers={"Accept-Language": "en"}
    ).get_json()

    reason = body["matches"][0]["reasons"][0]
    assert (reason["component"], reason["concept"]) == ("skill", "overlock_4_thread")
    assert reason["requirement"] == body["vacancy"]["requirements"][0]["id"]
    assert (reason["held"], reason["claim"]) == (
        "overlock_5_thread",
        str(candidate.claims[0].id),
    )
    assert 0 < reason["closeness"] <= 1
    assert 0 < reason["points"] <= reason["possible"]
    assert "Level 4 of 5." in reason["sentence"]


def test_a_ranking_comes_in_pages_that_join(program, session):
    vacancy = make_vacancy(session, None, "overlock_4_thread")
    for years in range(5):
        make_candidate(session, None, ("overlock_4_thread", None, years))

    whole = program.get(f"/vacancies/{vacancy.id}/matches").get_json()
    first = program.get(f"/vacancies/{vacancy.id}/matches?limit=3").get_json()
    second = program.get(first["next"]).get_json()

    assert [m["rank"] for m in second["matches"]] == [4, 5]
    joined = first["matches"] + second["matches"]
    assert joined == whole["matches"]


def test_a_ranking_shows_nobody_the_key_may_not_see(program, stranger, session):
    vacancy = make_vacancy(session, None, "overlock_4_thread")
    person = {"reference": "1", "claims": [{"text": "оверлок"}], "visibility": "hidden"}
    mine = program.post("/candidates", person).get_json()["id"]
    stranger.post("/candidates", person)
    make_candidate(session, None, "overlock_4_thread", visibility=Visibility.HIDDEN)
    make_candidate(session, None, "overlock_4_thread", visibility=Visibility.APPLIED)
    shown = str(
        make_candidate(session, None, "overlock_4_thread", visibility=Visibility.EMPLOYERS).id
    )

    stored = program.get(f"/vacancies/{vacancy.id}/matches").get_json()
    called = program.post("/match", {"vacancy_text": RUSSIAN_ADVERT}).get_json()

    for body in (stored, called):
        everybody = body["matches"] + body["blocked"]
        assert {match["candidate"]["id"] for match in everybody} == {mine, shown}


def test_the_vacancies_that_fit_a_candidate(program, session):
    fitting = make_vacancy(session, None, "overlock_4_thread", title="Оверлок")
    blocking = make_vacancy(session, None, ("cutting", "must"), title="Закрой")
    make_vacancy(session, None, "overlock_4_thread", state=VacancyState.DRAFT)
    other = make_vacancy(session, None, "ironing", title="Утюг")
    candidate = make_candidate(session, None, ("overlock_4_thread", 5, 5))

    body = program.get(f"/candidates/{candidate.id}/matches").get_json()

    assert [m["vacancy"]["id"] for m in body["matches"]] == [str(fitting.id), str(other.id)]
    assert [m["vacancy"]["id"] for m in body["blocked"]] == [str(blocking.id)]
    assert (body["total"], body["blocked_total"]) == (2, 1)
    pair = matching.pair(fitting.id, candidate.id, actor=Actor(ActorKind.ADMINISTRATOR))
    assert sums(body["matches"][0]) == (pair.match.score,) * 3


def test_a_russian_advert_ranks_a_bengali_overlocker_above_a_russian_presser(program):
    body = program.post(
        "/match",
        {
            "vacancy_text": RUSSIAN_ADVERT,
            "candidates": [
                {"id": "presser", "text": RUSSIAN_PRESSER},
                {"id": "overlocker", "text": BENGALI_OVERLOCKER},
            ],
        },
    ).get_json()

    asked = {requirement["concept"] for requirement in body["vacancy"]["requirements"]}
    assert {"overlock_4_thread", "coverstitch_machine"} <= asked
    assert [c["concept"] for c in body["vacancy"]["conditions"]] == ["housing"]
    assert [m["candidate"]["id"] for m in body["matches"]] == ["overlocker", "presser"]
    first, last = body["matches"]
    assert first["score"] > last["score"] + 3000
    overlock = next(r for r in first["reasons"] if r["concept"] == "overlock_4_thread")
    assert overlock["verdict"] == "met"
    assert "৪ থ্রেড ওভারলক" in overlock["sentence"]
    assert {sums(m) for m in (first, last)} == {(m["score"],) * 3 for m in (first, last)}


def test_a_call_scores_as_if_everything_in_it_were_stored(program, session):
    described = {
        "title": "Швея",
        "occupation": "overlock_operator",
        "requirements": [
            {"concept": "overlock_4_thread", "importance": "must", "min_years": 2},
            {"concept": "coverstitch_machine", "min_level": 4},
        ],
        "pay": {"basis": "hour", "max": 250, "currency": "KGS"},
        "hours_per_day": 9,
        "days_per_week": 6,
        "housing": True,
        "languages": ["ru"],
        "weights": {"skill": 70, "pay": 20},
    }
    person = {
        "claims": [
            {"concept": "overlock_4_thread", "level": 4, "years": 5},
            {"concept": "coverstitch_machine", "years": 1},
        ],
        "experience": [{"concept": "overlock_operator", "years": 5}],
        "languages": ["bn", "ru"],
        "pay_wanted": 60000,
        "wishes": ["housing"],
        "ready_to_move": True,
    }
    vacancy = program.post("/vacancies", described).get_json()
    program.post("/candidates", {"reference": "1", **person})
    stored = program.get(vacancy["matches_url"]).get_json()["matches"][0]

    ways = [
        {"vacancy": described, "candidates": [person]},
        {"vacancy_id": vacancy["id"], "candidates": [person]},
        {"vacancy": described},
        {"vacancy_id": vacancy["id"]},
    ]

    for way in ways:
        found = program.post("/match", way).get_json()["matches"]
        assert len(found) == 1
        assert sums(found[0]) == (stored["score"],) * 3
        assert [r["points"] for r in found[0]["reasons"]] == [
            r["points"] for r in stored["reasons"]
        ]


def test_an_advert_in_a_call_scores_as_the_site_reads_it(program, session):
    make_candidate(session, None, ("overlock_4_thread", 4, 5), wishes=["housing"])
    proposal = matching.propose_vacancy(RUSSIAN_ADVERT)

    body = program.post("/match", {"vacancy_text": RUSSIAN_ADVERT}).get_json()

    told = [(r["concept"], r["min_years"]) for r in body["vacancy"]["requirements"]]
    assert told == [(r.concept_id, r.min_years) for r in proposal.requirements]


def test_what_nobody_understood_is_told(program):
    body = program.post(
        "/match",
        {
            "vacancy_text": "Нужна швея на оверлок, дружный коллектив, своя парковка",
            "candidates": [{"text": "оверлок, космонавт"}, {"text": "лалала"}],
        },
    ).get_json()

    assert "своя парковка" in body["vacancy"]["not_recognised"]
    told = {
        m["candidate"]["id"]: m["candidate"]["not_recognised"]
        for m in body["matches"] + body["blocked"]
    }
    assert told == {"1": ["космонавт"], "2": ["лалала"]}


def test_who_is_blocked_stands_apart_with_the_reason(program):
    body = program.post(
        "/match",
        {
            "vacancy": {
                "title": "Закройщик",
                "requirements": [{"text": "раскрой", "importance": "must"}],
            },
            "candidates": [{"id": "x", "claims": [{"text": "утюг"}]}],
        },
    ).get_json()

    assert body["matches"] == []
    assert (body["total"], body["blocked_total"]) == (0, 1)
    apart = body["blocked"][0]
    assert (apart["rank"], apart["candidate"]["id"]) == (None, "x")
    assert apart["blocked"][0]["requirement"] == "r1"


def test_stronger_evidence_counts_for_more(program):
    def person(id_, evidence):
        claim = {"concept": "overlock_4_thread", "level": 4, "evidence": evidence}
        return {"id": id_, "claims": [claim]}

    body = program.post(
        "/match",
        {
            "vacancy": {"requirements": [{"concept": "overlock_4_thread", "min_level": 4}]},
            "candidates": [person("stated", "stated"), person("tested", "tested")],
        },
    ).get_json()

    assert [m["candidate"]["id"] for m in body["matches"]] == ["tested", "stated"]


def test_nobody_to_rank_is_an_empty_ranking(program):
    body = program.post("/match", {"vacancy_text": RUSSIAN_ADVERT, "candidates": []}).get_json()

    assert (body["matches"], body["total"]) == ([], 0)


def test_ranking_needs_a_vacancy_one_may_rank_with(program, stranger):
    mine = program.post("/vacancies", {"title": "Швея", "occupation": "cutter"}).get_json()["id"]

    assert program.post("/match", {"vacancy_id": mine}).status_code == 200
    assert stranger.post("/match", {"vacancy_id": mine}).status_code == 404
    assert stranger.get(f"/vacancies/{mine}/matches").status_code == 404
    assert program.post("/match", {"vacancy_id": str(uuid.uuid4())}).status_code == 404


def test_sentences_come_in_the_language_asked_for(program):
    call = {
        "vacancy": {"requirements": [{"concept": "overlock_4_thread"}]},
        "candidates": [{"claims": [{"text": "оверлок"}]}],
    }

    russian = program.post("/match", call, headers={"Accept-Language": "ru"})

    assert russian.headers["Content-Language"] == "ru"
    assert russian.get_json()["vacancy"]["requirements"][0]["label"] == "четырёхниточный оверлок"
