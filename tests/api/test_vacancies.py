"""Vacancies over HTTP: an agency keeps its own, and reads the open ones of others."""

from __future__ import annotations

import uuid

import pytest

from recruit.models import VacancyState
from tests.api.conftest import fields_of
from tests.factories import make_employer, make_vacancy

ADVERT = {
    "title": "Швея на 4-нитку",
    "occupation": "overlock_operator",
    "requirements": [
        {"concept": "overlock_4_thread", "importance": "must", "min_years": 1},
        {"text": "распошив"},
    ],
    "pay": {"basis": "piece", "min": 35000, "max": 50000},
    "housing": True,
    "languages": ["ru"],
}


def test_a_vacancy_is_posted_as_a_draft_and_read_back(program):
    made = program.post("/vacancies", ADVERT)

    assert made.status_code == 201
    body = made.get_json()
    assert made.headers["Location"] == body["url"]
    assert (body["state"], body["own"], body["occupation"]) == ("draft", True, "overlock_operator")
    assert [r["concept"] for r in body["requirements"]] == [
        "overlock_4_thread",
        "coverstitch_machine",
    ]
    assert body["requirements"][1]["text"] == "распошив"
    assert body["pay"]["sentence"] == "35,000 to 50,000 som a month, piece rate"
    assert body["employer"] == {"name": "Dhaka Agency", "verified": False}
    assert program.get(body["url"]).get_json() == body


def test_labels_and_sentences_come_in_the_language_asked_for(program):
    made = program.post("/vacancies", ADVERT, headers={"Accept-Language": "ru"}).get_json()

    assert made["requirements"][0]["label"] == "четырёхниточный оверлок"


def test_a_draft_is_published_paused_and_closed(program):
    address = program.post("/vacancies", ADVERT).get_json()["url"]

    states = [
        program.post(f"{address}/{step}").get_json()["state"]
        for step in ("publication", "pause", "publication", "closure")
    ]

    assert states == ["open", "paused", "open", "closed"]


def test_what_no_longer_can_be_done_is_a_conflict(program):
    address = program.post("/vacancies", ADVERT).get_json()["url"]

    answer = program.post(f"{address}/pause")

    assert answer.status_code == 409
    assert answer.get_json(force=True)["detail"] == "vacancy is draft"


def test_a_change_touches_only_what_it_names(program):
    made = program.post("/vacancies", ADVERT).get_json()

    changed = program.patch(made["url"], {"headcount": 5, "pay": {"basis": "month", "min": 45000}})

    assert changed.status_code == 200
    body = changed.get_json()
    assert (body["headcount"], body["pay"]["min"], body["pay"]["max"]) == (5, 45000, None)
    assert body["revision"] == made["revision"] + 1
    same = set(body) - {"headcount", "pay", "revision", "updated_at"}
    assert {name: body[name] for name in same} == {name: made[name] for name in same}


def test_null_takes_a_statement_back(program):
    made = program.post("/vacancies", ADVERT | {"hours_per_day": 9, "start": "2027-01-10"})
    assert made.get_json()["start"] == "2027-01-10"

    body = program.patch(
        made.get_json()["url"], {"start": None, "housing": None, "pay": None}
    ).get_json()

    assert (body["start"], body["housing"], body["pay"]["min"]) == (None, None, None)
    assert body["hours_per_day"] == 9


def test_one_sees_own_vacancies_in_any_state_and_others_only_when_open(program, stranger, session):
    mine = program.post("/vacancies", ADVERT).get_json()
    opened = make_vacancy(session, make_employer(session, "Ак-Кийим"), "overlocking")
    hidden = make_vacancy(session, None, "overlocking", state=VacancyState.PAUSED)

    seen = program.get("/vacancies").get_json()
    others = stranger.get("/vacancies").get_json()

    assert {row["id"] for row in seen["vacancies"]} == {mine["id"], str(opened.id)}
    assert {row["id"] for row in others["vacancies"]} == {str(opened.id)}
    assert stranger.get(mine["url"]).status_code == 404
    assert program.get(f"/vacancies/{hidden.id}").status_code == 404


def test_the_list_is_filtered_and_comes_in_pages(program, session):
    make_vacancy(session, None, "cutting", occupation_id="cutter", title="Закройщик")
    for _ in range(3):
        program.post("/vacancies", ADVERT)

    first = program.get("/vacancies?mine=true&state=draft&limit=2").get_json()
    second = program.get(first["next"]).get_json()

    assert (first["total"], len(first["vacancies"]), len(second["vacancies"])) == (3, 2, 1)
    assert second["next"] is None
    cutters = program.get("/vacancies?occupation=cutter").get_json()["vacancies"]
    assert [row["title"] for row in cutters] == ["Закройщик"]


def test_what_belongs_to_others_may_be_read_but_not_changed(program, session):
    opened = make_vacancy(session, None, "overlocking")

    assert program.get(f"/vacancies/{opened.id}").status_code == 200
    assert program.patch(f"/vacancies/{opened.id}", {"headcount": 2}).status_code == 403
    assert program.post(f"/vacancies/{opened.id}/closure").status_code == 403


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"title": ""}, ["title"]),
        ({"title": "\x00\u202e"}, ["title"]),
        ({"title": 7}, ["title"]),
        ({"pay": {"min": -1}}, ["pay.min"]),
        ({"pay": {"min": 50000, "max": 40000}}, ["pay.min"]),
        ({"pay": {"min": 10**30}}, ["pay.min"]),
        ({"pay": {"currency": "XXX"}}, ["pay.currency"]),
        ({"headcount": 0}, ["headcount"]),
        ({"headcount": 1.5}, ["headcount"]),
        ({"headcount": True}, ["headcount"]),
        ({"hours_per_day": "nine"}, ["hours_per_day"]),
        ({"requirements": [{"text": "бухгалтерский учёт по МСФО"}]}, ["requirements.0.text"]),
        ({"requirements": [{"concept": "no_such_thing"}]}, ["requirements.0.concept"]),
        ({"requirements": [{"concept": "\x00"}]}, ["requirements.0.concept"]),
        ({"requirements": [{}]}, ["requirements.0.text"]),
        ({"requirements": [{"text": "оверлок", "min_level": 9}]}, ["requirements.0.min_level"]),
        ({"requirements": "оверлок"}, ["requirements"]),
        ({"requirements": ["оверлок"]}, ["requirements.0"]),
        ({"occupation": "космонавт"}, ["occupation"]),
        ({"languages": ["klingon"]}, ["languages"]),
        ({"start": "soon"}, ["start"]),
        ({"start": "0001-01-01"}, ["start"]),
        ({"weights": {"sex": 5}}, ["weights.sex"]),
        ({"weights": {"skill": -1}}, ["weights.skill"]),
        ({"salary": 5}, ["salary"]),
    ],
)
def test_each_fault_is_told_at_its_field_and_nothing_is_kept(program, change, fields):
    answer = program.post("/vacancies", ADVERT | change)

    assert answer.status_code == 422
    assert fields_of(answer) == fields
    assert program.get("/vacancies?mine=true").get_json()["total"] == 0


def test_faults_are_told_in_the_language_asked_for(program):
    answer = program.post("/vacancies", {}, headers={"Accept-Language": "ru"})

    assert fields_of(answer) == ["title"]


def test_what_does_not_exist_is_not_found(program):
    for path in (f"/vacancies/{uuid.uuid4()}", "/vacancies/7", "/nothing"):
        answer = program.get(path)
        assert answer.status_code == 404
        assert answer.content_type == "application/problem+json"
