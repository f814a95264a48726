"""Candidates over HTTP: an agency submits its people, and sees of others what they show."""

from __future__ import annotations

import pytest

from recruit.models import Visibility
from tests.api.conftest import fields_of
from tests.factories import make_candidate

PERSON = {
    "reference": "DK-1",
    "headline": "Overlock operator",
    "country": "BD",
    "languages": ["bn"],
    "pay_wanted": 45000,
    "claims": [
        {"concept": "overlock_4_thread", "level": 4, "years": 5},
        {"text": "ফ্ল্যাটলক", "years": 3},
    ],
    "experience": [{"title": "Overlock operator", "years": 5}],
}


def test_a_candidate_is_submitted_and_read_back(program):
    made = program.post("/candidates", PERSON)

    assert made.status_code == 201
    body = made.get_json()
    assert body.pop("not_recognised") == []
    assert (body["reference"], body["own"], body["visibility"]) == ("DK-1", True, "public")
    assert [claim["concept"] for claim in body["claims"]] == [
        "overlock_4_thread",
        "coverstitch_machine",
    ]
    assert {claim["evidence"] for claim in body["claims"]} == {"stated"}
    assert body["experience"][0]["concept"] == "overlock_operator"
    assert program.get(made.headers["Location"]).get_json() == body


def test_plain_words_become_claims(program):
    made = program.post(
        "/candidates",
        {
            "reference": "DK-2",
            "text": "সেলাই মেশিন অপারেটর। ৪ থ্রেড ওভারলক ৫ বছর, ফ্ল্যাটলক ৩ বছর, গিটার। থাকা লাগবে",
        },
    )

    assert made.status_code == 201
    body = made.get_json()
    assert {(c["concept"], c["years"]) for c in body["claims"]} == {
        ("overlock_4_thread", 5.0),
        ("coverstitch_machine", 3.0),
    }
    assert [job["concept"] for job in body["experience"]] == ["sewing_machine_operator"]
    assert body["wishes"] == ["housing"]
    assert body["about"] == ""
    assert body["not_recognised"] == ["গিটার"]


def test_fields_beside_the_words_win(program):
    body = program.post(
        "/candidates",
        {
            "reference": "DK-3",
            "text": "оверлок 5 лет, жильё нужно",
            "about": "Глажу быстро.",
            "claims": [{"text": "утюг"}],
        },
    ).get_json()

    assert [claim["text"] for claim in body["claims"]] == ["утюг"]
    assert body["about"] == "Глажу быстро."
    assert body["wishes"] == ["housing"]


def test_words_that_say_nothing_about_sewing_are_refused(program):
    answer = program.post("/candidates", {"reference": "DK-4", "text": "Я люблю играть на гитаре"})

    assert answer.status_code == 422
    assert fields_of(answer) == ["text"]
    assert program.get("/candidates?mine=true").get_json()["total"] == 0


def test_a_reference_is_used_once_by_an_agency(program, stranger):
    assert program.post("/candidates", PERSON).status_code == 201
    assert program.post("/candidates", PERSON).status_code == 409
    assert stranger.post("/candidates", PERSON).status_code == 201


def test_a_change_touches_only_what_it_names(program):
    made = program.post("/candidates", PERSON).get_json()

    changed = program.patch(made["url"], {"visibility": "hidden", "pay_wanted": None})

    assert changed.status_code == 200
    body = changed.get_json()
    assert (body["visibility"], body["pay_wanted"]) == ("hidden", None)
    assert body["claims"] == made["claims"]
    assert body["revision"] == made["revision"] + 1


def test_one_sees_whom_one_submitted_and_who_shows_themselves(program, stranger, session):
    mine = program.post("/candidates", PERSON | {"visibility": "hidden"}).get_json()
    theirs = stranger.post("/candidates", PERSON | {"visibility": "hidden"}).get_json()
    shown = {
        visibility: str(make_candidate(session, None, "overlocking", visibility=visibility).id)
        for visibility in Visibility
    }

    seen = program.get("/candidates").get_json()

    assert {row["id"] for row in seen["candidates"]} == {
        mine["id"],
        shown[Visibility.PUBLIC],
        shown[Visibility.EMPLOYERS],
    }
    assert seen["total"] == 3
    only = program.get("/candidates?mine=true").get_json()["candidates"]
    assert [row["id"] for row in only] == [mine["id"]]
    for hidden in (theirs["id"], shown[Visibility.APPLIED], shown[Visibility.HIDDEN]):
        for path in (f"/candidates/{hidden}", f"/candidates/{hidden}/matches"):
            assert program.get(path).status_code == 404
        assert program.patch(f"/candidates/{hidden}", {"place": "x"}).status_code == 404


def test_others_people_are_anonymous_and_not_to_be_changed(program, stranger):
    theirs = stranger.post("/candidates", PERSON).get_json()

    answer = program.get(theirs["url"])

    assert answer.get_json()["reference"] is None
    assert answer.get_json()["own"] is False
    assert program.patch(theirs["url"], {"place": "Osh"}).status_code == 403


def test_who_somebody_is_is_never_told(program, session):
    candidate = make_candidate(session, None, "overlocking")

    text = program.get(f"/candidates/{candidate.id}").get_data(as_text=True)

    assert "Not To Be Shown" not in text
    assert not {"full_name", "name", "phone", "email", "sex", "birth_date"} & set(
        program.get(f"/candidates/{candidate.id}").get_json()
    )


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"reference": ""}, ["reference"]),
        ({"reference": "\x00"}, ["reference"]),
        ({"claims": [], "experience": []}, ["claims"]),
        ({"claims": [{"text": "оверлок", "level": 6}]}, ["claims.0.level"]),
        ({"claims": [{"text": "оверлок", "years": -1}]}, ["claims.0.years"]),
        ({"claims": [{"text": "оверлок", "evidence": "tested"}]}, ["claims.0.evidence"]),
        ({"claims": [{"concept": "no_such_thing"}]}, ["claims.0.concept"]),
        ({"claims": [{"concept": "housing"}]}, ["claims.0.concept"]),
        ({"country": "Bangladesh"}, ["country"]),
        ({"country": "\x00\x00"}, ["country"]),
        ({"languages": ["xx"]}, ["languages"]),
        ({"wishes": ["a car"]}, ["wishes"]),
        ({"pay_wanted": -5}, ["pay_wanted"]),
        ({"available_from": "9999-12-31"}, ["available_from"]),
        ({"visibility": "friends"}, ["visibility"]),
        ({"about": "я" * 6000}, ["about"]),
        ({"name": "Rahim"}, ["name"]),
        ({"sex": "f"}, ["sex"]),
        ({"phone": "+8801712345678"}, ["phone"]),
        ({"text": ""}, ["text"]),
    ],
)
def test_each_fault_is_told_at_its_field_and_nothing_is_kept(program, change, fields):
    answer = program.post("/candidates", PERSON | change)

    assert answer.status_code == 422
    assert fields_of(answer) == fields
    assert program.get("/candidates?mine=true").get_json()["total"] == 0
