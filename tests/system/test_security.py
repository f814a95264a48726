"""What would shame us if it broke: costly input, leaks into logs, doors left open."""

from __future__ import annotations

import ast
import io
import json
import logging
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

import recruit
from recruit.errors import Fault, Invalid
from recruit.logs import Lines
from recruit.models import Employer, FileKind, Role, User, UserSession, Verification
from recruit.services import accounts, passwords, recovery_codes
from recruit.services.files import kinds
from tests.factories import make_user, submit, token_of

ROOT = Path(recruit.__file__).parent.parent
PASSWORD = "seven grey needles under snow"
LETTER_LIKE = "!$%([{|0123456789<@+"
SOON = 3.0
"""Seconds of the processor, whatever else is busy; what is tested took several times as long."""


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("recruit", "matching"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text())


def test_no_password_keeps_the_server_busy() -> None:
    began = time.thread_time()

    passwords.strength((LETTER_LIKE * 4)[:72])

    assert time.thread_time() - began < SOON


def test_a_password_of_figures_is_still_judged_by_its_beginning() -> None:
    assert passwords.strength("1234567890" * 6 + "a long tail") < passwords.STRONG_ENOUGH
    assert passwords.strength(PASSWORD) == 4


@pytest.mark.parametrize("contact", ['"' + '\\"' * 900_000 + '"@b.kg', "a." * 900_000 + "@b.kg"])
def test_a_contact_longer_than_any_address_is_not_looked_at(contact: str) -> None:
    began = time.thread_time()

    assert accounts.canonical_contact(contact) == (None, None)
    assert time.thread_time() - began < 0.2


def test_a_recovery_code_longer_than_any_is_not_looked_at() -> None:
    assert recovery_codes.normal("7K3M-" * 400_000) == ""
    assert recovery_codes.normal(" 7k3m-9wqa-22xz ") == "7K3M9WQA22XZ"


def test_a_registration_of_thousands_of_lines_is_refused(client: FlaskClient) -> None:
    lines = {f"more-{number}-text": f"overlock {number}" for number in range(1900)}
    page = "/register/specialist"

    answer = submit(client, page, {"step": "skills", **lines})

    assert answer.status_code == 413


def test_a_damaged_archive_is_the_files_fault_and_not_ours() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" * 200)
        archive.writestr("word/document.xml", "<document/>")
    data = bytearray(packed.getvalue())
    first = 30 + len("[Content_Types].xml")
    data[first : first + 20] = b"\xff" * 20

    with pytest.raises(Invalid) as refused:
        kinds.type_of(bytes(data), FileKind.CV)

    assert [f.fault for f in refused.value.faults] == [Fault.FILE_DAMAGED]


def test_signing_in_again_ends_the_sign_in_the_browser_had(session: Session, app: Flask) -> None:
    make_user(session, password=PASSWORD, email="again@example.org")
    browser = app.test_client()

    for _ in range(3):
        answer = submit(browser, "/sign-in", {"contact": "again@example.org", "password": PASSWORD})
        assert answer.status_code == 302

    assert session.scalar(select(func.count()).select_from(UserSession)) == 1


def test_no_field_of_a_form_makes_somebody_more_than_they_are(
    session: Session, client: FlaskClient
) -> None:
    typed = {
        "legal_name": "Ак-Кийим",
        "place": "Бишкек",
        "contact": "more@example.org",
        "password": PASSWORD,
        "role": "administrator",
        "verification": "verified",
        "kind": "agency",
        "disabled_at": "",
        "id": "00000000-0000-0000-0000-000000000001",
    }

    assert submit(client, "/register/employer", typed).status_code == 302

    made = session.scalars(select(User)).one()
    workshop = session.scalars(select(Employer)).one()
    assert made.role is Role.EMPLOYER
    assert made.id.int != 1
    assert workshop.verification is not Verification.VERIFIED
    assert workshop.kind.value == "workshop"


def test_other_sites_may_not_read_what_programs_are_told(client: FlaskClient) -> None:
    for method in ("GET", "OPTIONS"):
        answer = client.open(
            "/api/v1/vacancies",
            method=method,
            headers={
                "Origin": "https://evil.example",
                "Access-Control-Request-Method": "GET",
                "Access-Control-Request-Headers": "Authorization",
            },
        )
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    "address",
    [
        "/.git/config",
        "/.env",
        "/metrics",
        "/console",
        "/static/",
        "/static/../config.py",
        "/static/%2e%2e/config.py",
        "/static/..%2fconfig.py",
        "/var/secret-key",
        "/files/",
    ],
)
def test_nothing_is_served_that_was_not_meant_to_be(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_request_is_not_echoed(client: FlaskClient) -> None:
    assert client.open("/", method="TRACE").status_code == 405


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/employer", "/\\evil.example"])
def test_an_address_with_two_slashes_leads_nowhere_else(client: FlaskClient, path: str) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": path})

    assert re.match(r"(http://localhost)?/(?![/\\])", answer.headers.get("Location", "/"))


def test_what_is_logged_is_one_line_with_its_facts() -> None:
    record = logging.makeLogRecord(
        {"name": "recruit.x", "levelname": "INFO", "msg": "one\ntwo", "user_id": "7", "created": 0}
    )

    line = Lines().format(record)

    assert "\n" not in line
    assert json.loads(line) == {
        "at": "1970-01-01T00:00:00.000+00:00",
        "level": "info",
        "from": "recruit.x",
        "event": "one\ntwo",
        "user_id": "7",
    }


def test_a_refused_form_is_logged_without_the_secret_in_its_address(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    token = token_of(client, "/sign-in")

    answer = client.post(
        "/sign-in/link/not-to-be-told",
        data={"csrf_token": token},
        headers={"Origin": "https://evil.example"},
    )

    assert answer.status_code == 403
    told = [
        Lines().format(record) for record in caplog.records if record.name.startswith("recruit")
    ]
    assert [json.loads(line)["endpoint"] for line in told] == ["account.use_link"]
    assert "not-to-be-told" not in "".join(told)


def test_an_error_of_the_database_does_not_tell_what_was_to_be_stored(session: Session) -> None:
    statement = text("INSERT INTO user_account (id, email) VALUES (NULL, :email)")

    with pytest.raises(IntegrityError) as error:
        session.execute(statement, {"email": "private@example.org"})

    session.rollback()
    assert "hidden" in str(error.value)


FORBIDDEN = {
    *("eval", "exec", "os.system", "os.popen", "pickle.load", "pickle.loads", "marshal.loads"),
    *("yaml.load", "joblib.load", "render_template_string", "subprocess.getoutput"),
}


def test_nothing_typed_is_run_unpacked_or_taken_for_a_template() -> None:
    found = []
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                named = ast.unparse(node.func)
                shell = any(k.arg == "shell" for k in node.keywords)
                if named in FORBIDDEN or shell:
                    found.append(f"{path}:{node.lineno} {named}")

    assert found == []


def test_every_statement_is_built_by_sqlalchemy() -> None:
    raw = {"text", "literal_column", "exec_driver_sql", "raw_connection"}
    found = set()
    for path, tree in modules():
        if "migrations" in path.parts:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
                found |= {str(path) for alias in node.names if alias.name in raw}
            if isinstance(node, ast.Attribute) and node.attr in raw - {"text"}:
                found.add(str(path))

    assert found == {
        "recruit/extensions.py",  # BEGIN and PRAGMA
        "recruit/models/matches.py",  # an index
        "recruit/models/taxonomy.py",  # an index
        "recruit/queries/bulk.py",  # everybody as bytes: names of tables and columns only
        "recruit/queries/changes.py",  # snapshots and triggers' tables
        "recruit/queries/filling.py",  # COPY of invented people, on the command line
        "recruit/queries/open_vacancies.py",  # a checksum of whole columns
        "recruit/queries/rankings.py",  # a new line, to cut one text into documents at
        "recruit/queries/specialists.py",  # arrays to rows, every value a parameter
        "recruit/services/health.py",  # SELECT 1
    }


def test_two_templates_alone_call_markup_safe_and_it_is_our_own() -> None:
    marked = {
        str(path.relative_to(ROOT / "templates"))
        for path in (ROOT / "templates").rglob("*.*")
        if re.search(r"\|\s*safe\b|autoescape", path.read_text())
    }

    assert marked == {"components/forms.html", "components/icons.html"}
