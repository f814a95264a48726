"""CVs and certificates, as a browser without JavaScript uploads and gets them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from recruit.models import (
    Application,
    Candidate,
    CandidateFile,
    FileKind,
    FileType,
    User,
    Visibility,
)
from recruit.services.files import store
from tests import uploads
from tests.factories import (
    NOON,
    make_candidate,
    make_employer,
    make_file,
    make_member,
    make_user,
    make_vacancy,
    signed_in,
)
from tests.pages import sent, words_of

WORDS = (
    "Demo Person\nSewing machine operator, 6 years\nOverlock 5 years, collar join\n"
    "Religion: Islam\nMarital status: married\nFather's name: Demo Father\nSex: female\n"
    "Language: English, Bangla\n"
)


@pytest.fixture
def user(session: Session) -> User:
    return make_user(session)


@pytest.fixture
def candidate(session: Session, user: User) -> Candidate:
    return make_candidate(session, user, "lockstitch_machine")


@pytest.fixture
def browser(app: Flask, user: User, candidate: Candidate) -> FlaskClient:
    return signed_in(app, user)


@pytest.fixture
def folder(app: Flask) -> Path:
    return store.folder_in(app.config["SETTINGS"].data_dir)


def upload(browser: FlaskClient, data: bytes, name: str, kind: str = "cv") -> TestResponse:
    page = browser.get("/profile/cv").text
    fields = sent(page, kind=kind, file=None)
    return browser.post("/profile/cv", **uploads.multipart(fields, data, name))


def stored(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(CandidateFile)) or 0


def test_a_cv_becomes_lines_to_confirm_and_then_a_profile(session, browser, candidate):
    answer = upload(browser, WORDS.encode(), "my cv.txt")
    assert answer.status_code == 302
    page = browser.get(answer.location)
    fields = sent(page.text)
    named = [v[0] for k, v in fields.items() if k.endswith("concept_id")]
    assert {"overlock_machine", "collar_attach", "sewing_machine_operator"} <= set(named)
    assert sorted(fields["languages"]) == ["bn", "en"]
    session.refresh(candidate, ["claims"])
    assert [claim.concept_id for claim in candidate.claims] == ["lockstitch_machine"]

    dropped = next(k for k, v in fields.items() if v == ["collar_attach"]).split("-")[1]
    unticked = sent(page.text, **{f"claims-{dropped}-keep": None})
    assert browser.post(answer.location, data=unticked).location == "/profile"

    session.expire_all()
    session.refresh(candidate, ["claims", "experience", "languages"])
    held = {claim.concept_id: claim.years for claim in candidate.claims}
    assert held == {"lockstitch_machine": None, "overlock_machine": 5}
    assert [(j.concept_id, j.years) for j in candidate.experience] == [
        ("sewing_machine_operator", 6)
    ]
    assert sorted(candidate.languages) == ["bn", "en"]
    assert "We found nothing new" not in browser.get(answer.location).text


def test_nothing_about_who_somebody_is_is_proposed(browser):
    answer = upload(browser, WORDS.encode(), "cv.txt")

    page = browser.get(answer.location).text

    for word in ("Islam", "married", "Father", "female", "Person"):
        assert word not in page.partition("<main")[2], word


def test_years_are_offered_for_a_skill_that_is_only_named(session, app):
    user = make_user(session)
    candidate = make_candidate(session, user, "overlock_machine", ("collar_attach", 4, None))
    browser = signed_in(app, user)

    address = upload(browser, WORDS.encode(), "cv.txt").location
    page = browser.get(address).text
    fields = sent(page)
    named = [v[0] for k, v in fields.items() if k.startswith("claims") and k.endswith("concept_id")]
    assert named == ["overlock_machine"]
    browser.post(address, data=fields)

    session.refresh(candidate, ["claims"])
    held = {claim.concept_id: (claim.level, claim.years) for claim in candidate.claims}
    assert held == {"overlock_machine": (None, 5), "collar_attach": (4, None)}


def test_faults_in_confirmed_lines_are_shown_and_what_was_typed_stays(session, browser, candidate):
    address = upload(browser, WORDS.encode(), "cv.txt").location
    page = browser.get(address).text

    wrong = browser.post(address, data=sent(page, **{"claims-0-years": "many"}))
    none = browser.post(
        address,
        data={k: v for k, v in sent(page).items() if not k.endswith("keep") and k != "languages"},
    )

    assert wrong.status_code == none.status_code == 422
    assert sent(wrong.text)["claims-0-years"] == ["many"]
    assert "Please tick at least one line." in words_of(none.text)
    session.refresh(candidate, ["claims"])
    assert len(candidate.claims) == 1


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "cv.pdf", "This file is empty."),
        (b"\x7fELF" + b"\0" * 99, "cv.pdf", "Send one of: PDF, DOCX, ODT, TXT"),
        (uploads.encrypted_pdf(), "cv.pdf", "locked with a password"),
        (uploads.pdf("x", pages=300), "cv.pdf", "at most 40 are read"),
        (b"<svg></svg>", "cv.svg", "SVG drawings are not taken"),
        (uploads.pdf("x") + uploads.packed({"a": b"b"}), "cv.pdf", "holds a second file"),
        (uploads.docx("", head="<!DOCTYPE d>"), "cv.docx", "asks for other files"),
        (uploads.docx("", more={"a": bytes(31 << 20)}), "cv.docx", "too large when it is opened"),
        (uploads.scripted_pdf(), "cv.pdf", "holds programs"),
        (b"%PDF-1.7", "cv.pdf", "it is damaged"),
        (b"%PDF-" + b" " * (5 << 20), "cv.pdf", "at most 5 MB"),
    ],
)
def test_a_hostile_file_gets_a_clear_message_at_its_field(session, browser, data, name, told):
    answer = upload(browser, data, name)

    assert answer.status_code == 422
    assert told in words_of(answer.text)
    assert 'aria-invalid="true"' in answer.text
    assert stored(session) == 0


def test_no_file_at_all_is_said_too(browser):
    page = browser.get("/profile/cv").text

    answer = browser.post("/profile/cv", data=sent(page), content_type="multipart/form-data")

    assert answer.status_code == 422
    assert "Please choose a file." in words_of(answer.text)


def test_twenty_megabytes_are_answered_on_the_page_itself(session, browser, candidate, folder):
    make_file(session, candidate, folder, name="kept.txt")

    answer = upload(browser, b"%PDF-" + b"0" * (20 << 20), "cv.pdf")

    assert answer.status_code == 413
    assert "This file is too large: at most 5 MB" in words_of(answer.text)
    assert "kept.txt" in answer.text


def test_other_pages_take_no_more_than_before(browser):
    answer = browser.post("/profile/skills", data={"about": "x" * (3 << 20)})

    assert answer.status_code == 413


def test_a_download_is_saved_and_never_shown(session, browser, candidate, folder):
    file = make_file(session, candidate, folder, name="জীবন বৃত্তান্ত; x.txt")

    with browser.get(f"/files/{file.id}") as answer:
        assert answer.data == b"Overlock, 5 years"
        assert answer.content_type == "text/plain; charset=utf-8"
        disposition = answer.headers["Content-Disposition"]
        assert disposition.startswith("attachment; filename")
        assert "filename*=UTF-8''" in disposition
        assert disposition.isascii()
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "no-store" in answer.headers["Cache-Control"]


def test_an_employer_finds_the_files_of_who_applied(session, app, browser, candidate, folder):
    employer = make_employer(session)
    vacancy = make_vacancy(session, employer, "lockstitch_machine")
    file = make_file(
        session,
        candidate,
        folder,
        uploads.JPEG,
        name="diploma.jpg",
        kind=FileKind.CERTIFICATE,
        file_type=FileType.JPEG,
        text_state=None,
    )
    session.add(
        Application(
            candidate_id=candidate.id,
            vacancy_id=vacancy.id,
            score=1,
            created_at=NOON,
            updated_at=NOON,
        )
    )
    session.commit()
    boss = signed_in(app, make_member(session, employer))

    assert "diploma.jpg" in boss.get(f"/employer/vacancies/{vacancy.id}/applicants").text
    with boss.get(f"/files/{file.id}") as answer:
        assert (answer.status_code, answer.content_type) == (200, "image/jpeg")

    candidate.visibility = Visibility.HIDDEN
    session.commit()
    assert boss.get(f"/files/{file.id}").status_code == 404
    assert "diploma.jpg" not in boss.get(f"/employer/vacancies/{vacancy.id}/applicants").text


def test_a_deleted_file_is_gone(session, browser, candidate, folder):
    file = make_file(session, candidate, folder)
    page = browser.get("/profile/cv").text
    assert "cv.txt" in page

    token = sent(page)["csrf_token"][0]
    answer = browser.post(f"/profile/files/{file.id}/deletion", data={"csrf_token": token})

    assert answer.location == "/profile/cv"
    assert browser.get(f"/files/{file.id}").status_code == 404
    assert not (folder / file.stored_name).exists()


def test_uploading_needs_the_pages_token(session, browser):
    answer = browser.post("/profile/cv", data={"kind": "cv", "file": (io.BytesIO(b"x"), "cv.txt")})

    assert answer.status_code == 400
    assert stored(session) == 0
