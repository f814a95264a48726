"""Demonstration data: invented workshops and specialists in the database, and their doors."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from recruit.config import resource
from recruit.errors import NotFound
from recruit.models import (
    Candidate,
    CandidateExperience,
    Claim,
    Currency,
    Employer,
    Membership,
    PayBasis,
    Requirement,
    RequirementImportance,
    Role,
    Shift,
    User,
    Vacancy,
    VacancyState,
    Visibility,
)
from recruit.queries import demonstration as queries
from recruit.queries import taxonomy as taxonomy_queries
from recruit.queries import users as user_queries
from recruit.services import keys, sign_in
from recruit.services.demo import (
    DemoEmployer,
    DemoSpecialist,
    DemoVacancy,
    load_recipe,
    specialists,
    vacancies,
)
from recruit.services.transactions import transaction

logger = logging.getLogger(__name__)

CONTACTS = {
    Role.EMPLOYER: "employer@demonstration.example",
    Role.CANDIDATE: "specialist@demonstration.example",
    Role.ADMINISTRATOR: "administrator@demonstration.example",
}
AGENCY = "Demonstration agency"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a loading added."""

    employers: int
    vacancies: int
    specialists: int


@dataclass(frozen=True, slots=True)
class Doors:
    """One-time sign-in tokens by role, and a recruiter's key."""

    tokens: dict[Role, str]
    key: str


def load(*, now: dt.datetime, directory: Path | None = None, count: int = 2000) -> Loaded:
    """Add the demonstration rows that are not there yet; those there stay as they are."""
    recipe = load_recipe(directory or resource("seeds") / "demo")
    with transaction() as session:
        employers = queries.employer_ids(session)
        new_employers = [e for e in recipe.employers if e.key not in employers]
        for maker in new_employers:
            employers[maker.key] = _add_employer(session, maker, now)
        session.flush()
        known = queries.vacancy_keys(session)
        new_vacancies = [v for v in vacancies(recipe) if v.key not in known]
        session.add_all(
            _vacancy(v, employers[v.employer_key], now - dt.timedelta(hours=5 * n))
            for n, v in enumerate(new_vacancies)
        )
        held = queries.candidate_keys(session)
        new_people = []
        if len(held) < count:
            people = specialists(recipe, _labels(session), count=count)
            new_people = [p for p in people if p.key not in held]
            session.add_all(_candidate(p, now) for p in new_people)
    loaded = Loaded(len(new_employers), len(new_vacancies), len(new_people))
    logger.info("demonstration data loaded", extra={"specialists": loaded.specialists})
    return loaded


def open_doors(*, now: dt.datetime) -> Doors:
    """Fresh one-time sign-ins for the demonstration's people and a fresh recruiter's key.

    The people have no password; the demonstration's earlier keys end.
    """
    tokens = {}
    for role, contact in CONTACTS.items():
        with transaction() as session:
            user = user_queries.by_email(session, contact) or _person(session, role, contact, now)
            user_id = user.id
        tokens[role] = sign_in.make_link(user_id, now=now)
    for key in keys.listed(actor=keys.OPERATOR):
        if key.employer.legal_name == AGENCY and key.revoked_at is None:
            keys.revoke(key.id, actor=keys.OPERATOR, now=now)
    _, text = keys.create(AGENCY, "demonstration", actor=keys.OPERATOR, now=now)
    return Doors(tokens, text)


def _person(session: Session, role: Role, contact: str, now: dt.datetime) -> User:
    user = User(email=contact, role=role, created_at=now, language="en")
    session.add(user)
    session.flush()
    if role is Role.EMPLOYER:
        employer_id = queries.busiest_employer(session)
        if employer_id is None:
            raise NotFound("demonstration data")
        session.add(Membership(user_id=user.id, employer_id=employer_id))
    if role is Role.CANDIDATE:
        candidate = queries.free_candidate(session)
        if candidate is not None:
            candidate.user_id = user.id
    return user


def _add_employer(session: Session, maker: DemoEmployer, now: dt.datetime) -> uuid.UUID:
    employer = Employer(
        id=uuid.uuid4(),
        legal_name=maker.name,
        place=maker.place.name("ru"),
        demo_key=maker.key,
        created_at=now,
    )
    session.add(employer)
    return employer.id


def _vacancy(made: DemoVacancy, employer_id: uuid.UUID, now: dt.datetime) -> Vacancy:
    return Vacancy(
        employer_id=employer_id,
        demo_key=made.key,
        title=made.title,
        description=made.description,
        occupation_id=made.occupation,
        headcount=made.headcount,
        pay_basis=PayBasis(made.pay_basis),
        pay_min=made.pay_min,
        pay_max=made.pay_max,
        pay_currency=Currency(made.currency),
        guaranteed_minimum=made.guaranteed_minimum,
        hours_per_day=made.hours_per_day,
        days_per_week=made.days_per_week,
        shift=Shift(made.shift),
        housing=made.housing,
        meals=made.meals,
        transport=made.transport,
        contract_months=made.contract_months,
        floor_languages=list(made.floor_languages),
        place=made.place.name("ru"),
        start_on=(now + dt.timedelta(days=made.start_in_days)).date(),
        state=VacancyState.OPEN,
        published_at=now,
        created_at=now,
        updated_at=now,
        requirements=[
            Requirement(
                position=position,
                text=asked.text,
                concept_id=asked.concept,
                importance=RequirementImportance(asked.importance),
                min_level=asked.min_level,
                min_years=asked.min_years,
            )
            for position, asked in enumerate({r.concept: r for r in made.requirements}.values())
        ],
    )


def _candidate(person: DemoSpecialist, now: dt.datetime) -> Candidate:
    days = person.available_in_days
    return Candidate(
        demo_key=person.key,
        headline=person.headline,
        about=person.about,
        country=person.country,
        place=person.place.name(person.language),
        languages=list(person.languages),
        available_from=None if days is None else (now + dt.timedelta(days=days)).date(),
        pay_wanted=person.pay_wanted,
        ready_to_move=person.ready_to_move,
        wishes=list(person.wishes),
        visibility=Visibility(person.visibility),
        created_at=now,
        updated_at=now,
        claims=[
            Claim(
                position=position,
                text=said.text,
                concept_id=said.concept,
                level=said.level,
                years=said.years,
            )
            for position, said in enumerate({c.concept: c for c in person.claims}.values())
        ],
        experience=[
            CandidateExperience(
                position=position, title=line.title, concept_id=line.concept, years=line.years
            )
            for position, line in enumerate(person.experience)
        ],
    )


def _labels(session: Session) -> dict[str, dict[str, list[str]]]:
    """Every concept's forms by language, the preferred one first."""
    forms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for concept, language, text, _, _ in taxonomy_queries.label_rows(session):
        forms[concept][language].append(text)
    return forms
