"""A vacancy's page tells search engines what it tells people, in the form they accept."""

from __future__ import annotations

import datetime as dt
import json
import re
from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from recruit.models import Currency, PayBasis, Shift, Vacancy, VacancyState
from tests.factories import NOON, make_employer, make_member, make_vacancy, signed_in

TEXT = {"type": "string", "minLength": 1}
DATE = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
AMOUNT = {"type": "number", "minimum": 0}


def thing(kind: str, required: list[str], **properties: Any) -> dict[str, Any]:
    """A schema.org thing with these properties and no others."""
    return {
        "type": "object",
        "properties": {"@type": {"const": kind}, **properties},
        "required": ["@type", *required],
        "additionalProperties": False,
    }


# What Google's documentation of JobPosting requires and recommends, and the types of schema.org.
JOB_POSTING = thing(
    "JobPosting",
    ["@context", "title", "description", "datePosted", "hiringOrganization", "jobLocation"],
    **{"@context": {"enum": ["https://schema.org", "https://schema.org/"]}},
    title=TEXT,
    description=TEXT,
    identifier=thing("PropertyValue", ["name", "value"], name=TEXT, value=TEXT),
    url={"type": "string", "pattern": "^https?://"},
    datePosted=DATE,
    validThrough={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d\d:\d\d:\d\d\+06:00$"},
    jobStartDate=DATE,
    employmentType={
        "type": "array",
        "minItems": 1,
        "items": {
            "enum": [
                *("FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN"),
                *("VOLUNTEER", "PER_DIEM", "OTHER"),
            ]
        },
    },
    hiringOrganization=thing("Organization", ["name"], name=TEXT),
    jobLocation=thing(
        "Place",
        ["address"],
        address=thing(
            "PostalAddress",
            ["addressCountry"],
            addressCountry={"const": "KG"},
            addressLocality=TEXT,
        ),
    ),
    baseSalary=thing(
        "MonetaryAmount",
        ["currency", "value"],
        currency={"enum": ["KGS", "USD", "RUB"]},
        value={
            **thing(
                "QuantitativeValue",
                ["unitText"],
                value=AMOUNT,
                minValue=AMOUNT,
                maxValue=AMOUNT,
                unitText={"enum": ["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]},
            ),
            "anyOf": [{"required": [name]} for name in ("value", "minValue", "maxValue")],
        },
    ),
    totalJobOpenings={"type": "integer", "minimum": 1},
    directApply={"type": "boolean"},
    workHours=TEXT,
    jobBenefits=TEXT,
    skills=TEXT,
    experienceRequirements=thing(
        "OccupationalExperienceRequirements",
        ["monthsOfExperience"],
        monthsOfExperience={"type": "integer", "minimum": 1},
    ),
)
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NOINDEX = '<meta name="robots" content="noindex">'


def page_of(client: FlaskClient, vacancy: Vacancy, language: str = "en") -> str:
    answer = client.get(f"/vacancies/{vacancy.id}", headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def posting_of(client: FlaskClient, vacancy: Vacancy, language: str = "en") -> dict[str, Any]:
    """The posting of a vacancy's page, valid."""
    (found,) = SCRIPT.findall(page_of(client, vacancy, language))
    posting: dict[str, Any] = json.loads(found)
    jsonschema.validate(posting, JOB_POSTING)
    return posting


def whole(session: Session, employer: str = "ОсОО «Ак-Кийим»", **values: Any) -> Vacancy:
    vacancy = make_vacancy(
        session,
        make_employer(session, employer),
        ("overlock_4_thread", "must"),
        ("coverstitch_machine", "essential"),
        ("knitwear_fabric", "nice"),
        **{
            "title": "Швея на 4-нитку",
            "description": "Цех тёплый.\nШьём футболки & худи.",
            "pay_basis": PayBasis.GUARANTEED_PIECE,
            "pay_min": 35_000,
            "pay_max": 50_000,
            "hours_per_day": 8.0,
            "days_per_week": 6,
            "shift": Shift.DAY,
            "housing": True,
            "meals": True,
            "transport": False,
            "contract_months": 12,
            "place": "Бишкек",
            "start_on": dt.date(2027, 1, 11),
            "expires_on": dt.date(2100, 1, 31),
            "headcount": 5,
            "filled": 2,
            **values,
        },
    )
    for row, years in zip(vacancy.requirements, (1.5, 1.0, 4.0), strict=True):
        row.min_years = years
    session.commit()
    return vacancy


def test_everything_the_vacancy_says_is_told(session: Session, client: FlaskClient) -> None:
    vacancy = whole(session)

    posting = posting_of(client, vacancy)

    assert posting == {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": "Швея на 4-нитку",
        "description": (
            "<p>Цех тёплый.<br>Шьём футболки &amp; худи.</p>"
            "<p>What one must know</p>"
            "<ul><li>4-thread overlock</li><li>flatlock machine</li><li>knit fabric</li></ul>"
        ),
        "identifier": {
            "@type": "PropertyValue",
            "name": "ОсОО «Ак-Кийим»",
            "value": str(vacancy.id),
        },
        "url": f"http://localhost/vacancies/{vacancy.id}",
        "datePosted": "2026-11-23",
        "validThrough": "2100-01-31T23:59:59+06:00",
        "jobStartDate": "2027-01-11",
        "employmentType": ["FULL_TIME", "TEMPORARY"],
        "hiringOrganization": {"@type": "Organization", "name": "ОсОО «Ак-Кийим»"},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressCountry": "KG",
                "addressLocality": "Бишкек",
            },
        },
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "KGS",
            "value": {
                "@type": "QuantitativeValue",
                "unitText": "MONTH",
                "minValue": 35_000,
                "maxValue": 50_000,
            },
        },
        "totalJobOpenings": 3,
        "directApply": True,
        "workHours": "8 hours a day, 6 days a week: 48 hours a week",
        "jobBenefits": "Housing, Meals",
        "skills": "4-thread overlock, flatlock machine, knit fabric",
        "experienceRequirements": {
            "@type": "OccupationalExperienceRequirements",
            "monthsOfExperience": 18,
        },
    }


def test_a_vacancy_that_says_little_is_told_with_little(
    session: Session, client: FlaskClient
) -> None:
    vacancy = make_vacancy(session, None, "overlock_machine", title="Швея")

    posting = posting_of(client, vacancy)

    assert posting["description"].startswith("<p>Швея</p>")
    assert not {"baseSalary", "validThrough", "employmentType", "workHours"} & set(posting)
    assert not {"jobBenefits", "experienceRequirements", "jobStartDate"} & set(posting)
    assert posting["jobLocation"]["address"] == {"@type": "PostalAddress", "addressCountry": "KG"}


@pytest.mark.parametrize(
    ("low", "high", "basis", "value"),
    [
        (150, 150, PayBasis.HOUR, {"unitText": "HOUR", "value": 150}),
        (600, None, PayBasis.MONTH, {"unitText": "MONTH", "minValue": 600}),
        (None, 800, PayBasis.PIECE, {"unitText": "MONTH", "maxValue": 800}),
    ],
)
def test_pay_is_told_as_far_as_it_is_stated(
    session: Session,
    client: FlaskClient,
    low: int | None,
    high: int | None,
    basis: PayBasis,
    value: dict[str, Any],
) -> None:
    vacancy = whole(session, pay_min=low, pay_max=high, pay_basis=basis, pay_currency=Currency.USD)

    salary = posting_of(client, vacancy)["baseSalary"]

    assert salary["currency"] == "USD"
    assert salary["value"] == {"@type": "QuantitativeValue", **value}


def test_few_hours_are_part_time(session: Session, client: FlaskClient) -> None:
    vacancy = whole(session, hours_per_day=4.0, days_per_week=5, contract_months=None)

    assert posting_of(client, vacancy)["employmentType"] == ["PART_TIME"]


def test_it_speaks_the_language_of_the_page(session: Session, client: FlaskClient) -> None:
    assert "оверлок" in posting_of(client, whole(session), "ru")["skills"].casefold()


class Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.kinds.append(dict(attrs).get("type"))


@pytest.mark.parametrize(
    "hostile",
    ["</script><script>alert(1)</script>", "<!--<script>", '"}; alert(1) //', "]]>", "\u2028x"],
)
def test_no_typed_word_leaves_the_script(
    session: Session, client: FlaskClient, hostile: str
) -> None:
    vacancy = whole(session, hostile, title=hostile, description=hostile, place=hostile)

    posting = posting_of(client, vacancy)
    parser = Scripts()
    parser.feed(page_of(client, vacancy))

    assert posting["title"] == hostile
    assert "<script" not in posting["description"]
    assert parser.kinds == [None, "application/ld+json"]


def test_what_is_not_open_or_not_real_is_not_told(session: Session, app: Flask) -> None:
    employer = make_employer(session)
    own = signed_in(app, make_member(session, employer))

    for vacancy in (
        make_vacancy(session, employer, demo_key="d9"),
        make_vacancy(session, employer, state=VacancyState.DRAFT),
        make_vacancy(session, employer, state=VacancyState.PAUSED),
        make_vacancy(session, employer, expires_on=NOON.date().replace(year=2020)),
    ):
        page = page_of(own, vacancy)
        assert SCRIPT.search(page) is None
        assert NOINDEX in page
    assert NOINDEX not in page_of(own, whole(session))
