"""A call for a ranking that cannot be answered: each fault at its field, nothing guessed."""

from __future__ import annotations

import pytest

from tests.api.conftest import fields_of

RUSSIAN_ADVERT = "Требуется швея на 4-нитку и распошив, трикотаж, опыт от 1 года, жильё"
VACANCY = {"requirements": [{"concept": "overlock_4_thread"}]}


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["vacancy"]),
        ({"vacancy": VACANCY, "vacancy_text": RUSSIAN_ADVERT}, ["vacancy"]),
        ({"vacancy_text": ""}, ["vacancy_text"]),
        ({"vacancy_text": "   \x00 \u202e"}, ["vacancy_text"]),
        ({"vacancy_text": "🧵🪡✂️"}, ["vacancy_text"]),
        ({"vacancy_text": "Продам гараж"}, ["vacancy_text"]),
        ({"vacancy_text": "швея " * 5000}, ["vacancy_text"]),
        ({"vacancy": {}}, ["vacancy.requirements"]),
        ({"vacancy": {"requirements": [{"text": "МСФО"}]}}, ["vacancy.requirements.0.text"]),
        ({"vacancy": {"requirements": [{"concept": "x"}]}}, ["vacancy.requirements.0.concept"]),
        ({"vacancy": VACANCY | {"pay": {"min": -1}}}, ["vacancy.pay.min"]),
        ({"vacancy": VACANCY | {"conditions": ["a car"]}}, ["vacancy.conditions.0"]),
        ({"vacancy": VACANCY | {"country": "KG"}}, ["vacancy.country"]),
        (
            {"vacancy": VACANCY, "candidates": [{}, {"claims": [{"text": "космонавт"}]}]},
            ["candidates.1.claims.0.text"],
        ),
        (
            {"vacancy": VACANCY, "candidates": [{"claims": [{"concept": "housing"}]}]},
            ["candidates.0.claims.0.concept"],
        ),
        (
            {"vacancy": VACANCY, "candidates": [{"experience": [{"title": "космонавт"}]}]},
            ["candidates.0.experience.0.title"],
        ),
        (
            {"vacancy": VACANCY, "candidates": [{"id": "a"}, {"id": "a"}]},
            ["candidates.1.id"],
        ),
        ({"vacancy": VACANCY, "candidates": [{"text": "\x00"}]}, ["candidates.0.text"]),
        (
            {"vacancy": VACANCY, "candidates": [{"text": "утюг", "claims": [{"text": "утюг"}]}]},
            ["candidates.0.text"],
        ),
        ({"vacancy": VACANCY, "candidates": [{}] * 501}, ["candidates"]),
        ({"vacancy": VACANCY, "candidates": [{"languages": ["১২"]}]}, ["candidates.0.languages.0"]),
        ({"vacancy": VACANCY, "limit": 0}, ["limit"]),
        ({"vacancy": VACANCY, "limit": 10**18}, ["limit"]),
        *(
            ({"vacancy": VACANCY, "candidates": [{name: "x"}]}, [f"candidates.0.{name}"])
            for name in ("name", "sex", "age", "photo", "nationality", "country", "phone")
        ),
    ],
)
def test_each_fault_of_a_call_is_told_at_its_field(program, body, fields):
    answer = program.post("/match", body)

    assert answer.status_code == 422
    assert fields_of(answer) == fields
