"""CVs as people send them, six languages, PDF as Chromium prints it and DOCX, put through the
front door: uploaded, then read off the page that asks for confirmation."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from recruit.config import resource
from recruit.services import matching
from tests.factories import make_candidate, make_user, signed_in
from tests.pages import sent

FOLDER = resource("seeds") / "samples" / "cvs"
LANGUAGES = {
    "lang_russian": "ru",
    "lang_kyrgyz": "ky",
    "lang_english": "en",
    "lang_uzbek": "uz",
    "lang_bengali": "bn",
    "lang_urdu": "ur",
}

with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as file:
    SAMPLES = {row["file"]: row for row in csv.DictReader(file)}


def proposed(browser: FlaskClient, name: str) -> dict[str, list[str]]:
    """The form of proposals that uploading a CV leads to; the file is deleted again."""
    token = sent(browser.get("/profile/cv").text)["csrf_token"][0]
    answer = browser.post(
        "/profile/cv",
        data={
            "csrf_token": token,
            "kind": "cv",
            "file": (io.BytesIO((FOLDER / name).read_bytes()), name),
        },
        content_type="multipart/form-data",
    )
    assert answer.status_code == 302, (name, answer.status_code)
    found = sent(browser.get(answer.location).text)
    file_id = answer.location.split("/")[3]
    browser.post(f"/profile/files/{file_id}/deletion", data={"csrf_token": token})
    return found


@pytest.fixture
def forms(app, session) -> dict[str, dict[str, list[str]]]:
    user = make_user(session)
    make_candidate(session, user)
    browser = signed_in(app, user)
    return {name: proposed(browser, name) for name in SAMPLES}


def ends(form: dict[str, list[str]], *parts: str) -> list[str]:
    return [value for key, values in form.items() if key.endswith(parts) for value in values]


def test_there_are_twenty_small_cvs_in_six_languages_and_two_kinds():
    names = {path.name for path in FOLDER.iterdir()} - {"expected.csv"}

    assert names == set(SAMPLES)
    assert len(names) == 20
    assert {name[:2] for name in names} == {"en", "bn", "ur", "uz", "ky", "ru"}
    assert {name.rpartition(".")[2] for name in names} == {"pdf", "docx"}
    assert all((FOLDER / name).stat().st_size < 60_000 for name in names)


def test_most_of_what_cvs_say_is_proposed_and_nothing_about_who_somebody_is(forms):
    missed, total, personal = [], 0, []
    for name, form in forms.items():
        found = {*ends(form, "concept_id"), *form.get("languages", [])}
        for concept in SAMPLES[name]["concepts_expected"].split("|"):
            total += 1
            narrower = {LANGUAGES.get(one, one) for one in matching.narrower([concept])}
            if not found & narrower:
                missed.append((name, concept))
        told = " ".join(ends(form, "-text", "-title", "-years")).casefold()
        personal += [
            (name, word)
            for word in SAMPLES[name]["forbidden"].split("|")
            if word.casefold() in told
        ]

    assert total > 150
    assert len(missed) <= 0.08 * total, missed
    assert personal == []
