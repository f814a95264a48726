"""Tables to be saved: whole, only for whom they are, and nothing in them runs."""

from __future__ import annotations

import csv
import io
import re
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from recruit.models import Application, Candidate, CandidatePrivate, Stage, Vacancy, Visibility
from recruit.web import tables
from recruit.web.tables import cell, file_name
from tests.factories import (
    NOON,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
    signed_in,
)

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.fixture(autouse=True)
def with_commas(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Cells by themselves have no reader whose language decides."""
    if "client" not in request.fixturenames and "app" not in request.fixturenames:
        monkeypatch.setattr(tables, "locale", lambda: "en")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+996 555 123456", "'+996 555 123456"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\0=1", "'=1"),
        ("  =1", "'=1"),
        ("\u200b=1", "'=1"),
        ("\u202e=1", "'=1"),
        ("＝1+1", "'＝1+1"),
        ("＠x", "'＠x"),
        ("a;=1", "a;'=1"),
        ("a,=1", "a,'=1"),
        ("a\n=1", "a\n'=1"),
        ("a\t=1", "a\t'=1"),
        ("a=1", "a=1"),
        ("Швея, оверлок", "Швея, оверлок"),
        ("10-12 часов", "10-12 часов"),
        ("", ""),
    ],
)
def test_typed_text_cannot_become_a_formula(typed: str, written: str) -> None:
    assert cell(typed) == written


@pytest.mark.parametrize(
    ("value", "written"), [(None, ""), (0, "0"), (-3, "-3"), (87.5, "87.50"), (0.004, "0.00")]
)
def test_our_own_numbers_stay_numbers(value: tables.Cell, written: str) -> None:
    assert cell(value) == written


@given(st.text(alphabet=st.sampled_from([*STARTS, ";", ",", "|", " ", "\n", "a", '"', "\0", "'"])))
def test_no_program_that_splits_a_cell_finds_a_formula_in_it(typed: str) -> None:
    pieces = [cell(typed)]
    for separator in ";,\t|\n\r":
        pieces = [part for piece in pieces for part in piece.split(separator)]

    assert not [piece for piece in pieces if piece.lstrip(" ").startswith(STARTS)]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Швея на оверлок", "specialists-Швея-на-оверлок.csv"),
        ('../../etc/passwd"; x=\r\n', "specialists-etc-passwd-x.csv"),
        ("ওভারলক অপারেটর", "specialists-ওভারলক-অপারেটর.csv"),
        ("🧵", "specialists.csv"),
        ("ш" * 300, f"specialists-{'ш' * 48}.csv"),
    ],
)
def test_a_file_is_named_by_letters_and_digits_only(title: str, name: str) -> None:
    assert file_name("specialists", title) == name


def rows_of(answer: Any, separator: str = ",") -> list[dict[str, str]]:
    assert answer.status_code == 200
    assert answer.data.startswith(b"\xef\xbb\xbf")
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def make_application(
    session: Session, vacancy: Vacancy, candidate: Candidate, message: str = ""
) -> None:
    session.add(
        Application(
            candidate_id=candidate.id,
            vacancy_id=vacancy.id,
            stage=Stage.NEW,
            message=message,
            score=1,
            created_at=NOON,
            updated_at=NOON,
        )
    )
    session.commit()


def workshop_of(
    session: Session, app: Flask, language: str = "en", **values: Any
) -> tuple[FlaskClient, Vacancy]:
    employer = make_employer(session)
    vacancy = make_vacancy(
        session, employer, ("overlock_machine", "must"), ("ironing", "essential"), **values
    )
    browser = signed_in(app, make_member(session, employer))
    browser.get("/", query_string={"lang": language})
    return browser, vacancy


def test_the_ranking_is_saved_without_names_and_with_every_point(
    session: Session, app: Flask
) -> None:
    browser, vacancy = workshop_of(session, app)
    best = make_candidate(session, None, ("overlock_machine", 5, 6.0), ("ironing", 5, 6.0))
    make_candidate(session, None, ("overlock_machine", 2, 1.0))
    apart = make_candidate(session, None, ("ironing", 5, 6.0))
    make_candidate(session, None, ("overlock_machine", 5, 6.0), visibility=Visibility.HIDDEN)
    page = browser.get(f"/employer/vacancies/{vacancy.id}/specialists").get_data(as_text=True)
    address = f"/employer/vacancies/{vacancy.id}/specialists.csv"

    answer = browser.get(address)
    first, second, last = rows_of(answer)

    assert f'href="{address}"' in page
    assert (first["Rank"], second["Rank"], last["Rank"]) == ("1", "2", "")
    assert first["Specialist"] == f"Specialist {best.number}"
    assert first["overlock machine"] == "Met"
    assert second["ironing"] == "Missing"
    assert last["Specialist"] == f"Specialist {apart.number}"
    assert last["Stands apart, because"].startswith("Blocked, because “overlock machine”")
    parts = ("Skills", "Experience in the trade", "Language on the floor", "Start date", "Pay")
    parts += ("Ready to be there", "Housing")
    for row in (first, second):
        gained = sum(round(float(row[part] or 0) * 100) for part in parts)
        assert gained == round(float(row["Points of 100"]) * 100)
    assert f">{first['Points of 100']}</text>" in page
    assert "Not To Be Shown" not in answer.get_data(as_text=True)


def test_applicants_are_saved_with_their_contacts_and_nothing_runs(
    session: Session, app: Flask
) -> None:
    browser, vacancy = workshop_of(session, app, title='=Швея "х"')
    person = make_candidate(session, None, "overlock_machine", visibility=Visibility.APPLIED)
    private = session.get_one(CandidatePrivate, person.id)
    private.full_name, private.phone, private.email = "=cmd|' /C calc'!A0", "+996555123456", None
    session.commit()
    make_application(session, vacancy, person, "@SUM(1;1)\n-готова;=начать")
    page = browser.get(f"/employer/vacancies/{vacancy.id}/applicants").get_data(as_text=True)
    address = f"/employer/vacancies/{vacancy.id}/applicants.csv"

    answer = browser.get(address)
    (row,) = rows_of(answer)

    assert f'href="{address}"' in page
    assert row["Name"] == "'=cmd|' /C calc'!A0"
    assert row["Phone"] == "'+996555123456"
    assert row["E-mail"] == ""
    assert row["Message"] == "'@SUM(1;1)\n'-готова;'=начать"
    assert row["Stage"] == "New"
    assert row["Applied on"] == "November 23, 2026"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content_type == "text/csv; charset=utf-8"
    disposition = unquote(answer.headers["Content-Disposition"])
    assert disposition.startswith("attachment; ")
    assert "filename*=UTF-8''applicants-Швея-х.csv" in disposition


def test_who_reads_russian_gets_what_their_spreadsheet_takes(session: Session, app: Flask) -> None:
    browser, vacancy = workshop_of(session, app, language="ru")
    make_candidate(session, None, ("overlock_machine", 5, 6.0))

    answer = browser.get(f"/employer/vacancies/{vacancy.id}/specialists.csv")

    (row,) = rows_of(answer, ";")
    score = list(row.values())[2]
    assert re.fullmatch(r"\d+,\d\d", score)


@pytest.mark.parametrize("table", ["specialists.csv", "applicants.csv"])
def test_nobody_else_gets_a_workshop_s_tables(
    session: Session, app: Flask, client: FlaskClient, table: str
) -> None:
    _, vacancy = workshop_of(session, app)
    address = f"/employer/vacancies/{vacancy.id}/{table}"
    other = signed_in(app, make_member(session, make_employer(session)))
    specialist = signed_in(app, make_user(session))

    assert client.get(address).status_code == 302
    assert specialist.get(address).status_code == 403
    assert other.get(address).status_code == 404


def test_who_withdrew_or_hid_is_not_in_the_table(session: Session, app: Flask) -> None:
    browser, vacancy = workshop_of(session, app)
    gone = make_candidate(session, None, "overlock_machine")
    hidden = make_candidate(session, None, "overlock_machine", visibility=Visibility.HIDDEN)
    for person in (gone, hidden):
        make_application(session, vacancy, person)
    session.query(Application).filter_by(candidate_id=gone.id).update({"stage": Stage.WITHDRAWN})
    session.commit()

    assert rows_of(browser.get(f"/employer/vacancies/{vacancy.id}/applicants.csv")) == []


def test_everybody_up_to_five_hundred_is_in_the_table_once(
    session: Session, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, vacancy = workshop_of(session, app)
    numbers = {
        f"Specialist {make_candidate(session, None, 'overlock_machine').number}" for _ in range(5)
    }
    monkeypatch.setattr("recruit.web.employer.saving.AT_ONCE", 2)

    rows = rows_of(browser.get(f"/employer/vacancies/{vacancy.id}/specialists.csv"))

    assert [row["Rank"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert {row["Specialist"] for row in rows} == numbers
