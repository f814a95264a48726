"""The rules a vacancy's terms keep, whoever writes them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruit.errors import Fault, Invalid
from recruit.models import (
    Actor,
    Vacancy,
)
from recruit.services import vacancies
from recruit.services.vacancies import RequirementLine, Terms
from tests.factories import NOON, actor_of, make_employer, make_member

LATER = NOON + dt.timedelta(hours=1)
OVERLOCK = RequirementLine("4-нитка", "overlock_4_thread")


@pytest.fixture
def employer(session: Session) -> Actor:
    return actor_of(session, make_member(session, make_employer(session)))


def faults_of(terms: Terms, actor: Actor) -> dict[str, Fault]:
    with pytest.raises(Invalid) as caught:
        vacancies.create(terms, actor=actor, now=NOON)
    return {found.field: found.fault for found in caught.value.faults}


def test_every_fault_is_told_at_once_and_nothing_is_kept(session: Session, employer: Actor) -> None:
    terms = Terms(
        title="\x00 😀 ",
        description="ш" * 10_001,
        occupation_id="overlock_machine",
        requirements=(
            OVERLOCK,
            RequirementLine("четырёхнитка", "overlock_4_thread"),
            RequirementLine("zzqqxx"),
            RequirementLine("жильё", "housing"),
            RequirementLine("", min_level=9, min_years=float("nan")),
        ),
        headcount=0,
        pay_min=500,
        pay_max=-1,
        guaranteed_minimum=10_000_001,
        deductions="я" * 301,
        hours_per_day=25.0,
        days_per_week=8,
        contract_months=0,
        floor_languages=("russian",),
        expires_on=NOON.date() - dt.timedelta(days=1),
        start_on=dt.date(9999, 1, 1),
        weights={"skill": 101, "beauty": 1},
    )

    assert faults_of(terms, employer) == {
        "title": Fault.NOT_TEXT,
        "description": Fault.TOO_LONG,
        "occupation": Fault.UNKNOWN_CHOICE,
        "requirements-1-text": Fault.REPEATED,
        "requirements-2-text": Fault.NOT_A_CONCEPT,
        "requirements-3-text": Fault.NOT_A_CONCEPT,
        "requirements-4-text": Fault.REQUIRED,
        "requirements-4-min_level": Fault.OUT_OF_RANGE,
        "requirements-4-min_years": Fault.OUT_OF_RANGE,
        "headcount": Fault.OUT_OF_RANGE,
        "pay_max": Fault.OUT_OF_RANGE,
        "pay_min": Fault.PAY_UPSIDE_DOWN,
        "guaranteed_minimum": Fault.OUT_OF_RANGE,
        "deductions": Fault.TOO_LONG,
        "hours_per_day": Fault.OUT_OF_RANGE,
        "days_per_week": Fault.OUT_OF_RANGE,
        "contract_months": Fault.OUT_OF_RANGE,
        "floor_languages": Fault.UNKNOWN_CHOICE,
        "expires_on": Fault.IN_THE_PAST,
        "start_on": Fault.OUT_OF_RANGE,
        "weights-skill": Fault.OUT_OF_RANGE,
        "weights": Fault.UNKNOWN_CHOICE,
    }
    assert session.scalar(select(func.count()).select_from(Vacancy)) == 0


def test_a_vacancy_that_asks_nothing_we_know_is_refused(employer: Actor) -> None:
    assert faults_of(Terms(title="zzqqxx wwvv"), employer) == {
        "requirements": Fault.NOTHING_RECOGNISED
    }


def test_a_trade_in_the_title_is_enough(employer: Actor) -> None:
    made = vacancies.create(Terms(title="Закройщик"), actor=employer, now=NOON)

    assert made.occupation is not None
    assert made.requirements == []


def test_an_unknown_occupation_in_words_is_named(employer: Actor) -> None:
    terms = Terms(title="Швея", occupation="zzqqxx", requirements=(OVERLOCK,))

    assert faults_of(terms, employer) == {"occupation": Fault.NOT_A_CONCEPT}


def test_more_than_thirty_requirements_are_too_many(employer: Actor) -> None:
    terms = Terms(title="Швея", requirements=(OVERLOCK,) * 31)

    assert faults_of(terms, employer)["requirements"] is Fault.TOO_MANY
