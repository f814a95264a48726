"""Rows for tests, each with only what the test must say."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from pathlib import Path
from typing import Any

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from recruit.extensions import db
from recruit.models import (
    Actor,
    ApiKey,
    Candidate,
    CandidateExperience,
    CandidateFile,
    CandidatePrivate,
    Claim,
    Employer,
    EmployerKind,
    FileKind,
    FileType,
    FormUse,
    Membership,
    Requirement,
    RequirementImportance,
    Role,
    SecondFactor,
    TextState,
    UnlinkedForm,
    User,
    Vacancy,
    VacancyState,
    Visibility,
)
from recruit.services import passwords, sign_in
from recruit.services.files import store
from recruit.services.matching import normalise

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_numbers = itertools.count(1)


def make_user(
    session: Session,
    role: Role = Role.CANDIDATE,
    *,
    second_factor: bool | None = None,
    password: str | None = None,
    **values: Any,
) -> User:
    """Somebody with an e-mail address of their own and no password. Administrators have the
    second factor they need, others none, unless it is said otherwise."""
    values.setdefault("email", f"person{next(_numbers)}@example.org")
    values.setdefault("password_hash", passwords.hash_password(password) if password else None)
    values.setdefault("created_at", NOON)
    user = User(role=role, **values)
    session.add(user)
    session.flush()
    if role is Role.ADMINISTRATOR if second_factor is None else second_factor:
        session.add(
            SecondFactor(user_id=user.id, secret=SECRET, created_at=NOON, confirmed_at=NOON)
        )
    session.commit()
    return user


def make_employer(session: Session, legal_name: str = "Ак-Кийим", **values: Any) -> Employer:
    """A workshop without members."""
    values.setdefault("created_at", NOON)
    employer = Employer(legal_name=legal_name, **values)
    session.add(employer)
    session.commit()
    return employer


def make_member(session: Session, employer: Employer, **values: Any) -> User:
    """Somebody who acts for a workshop."""
    user = make_user(session, Role.EMPLOYER, **values)
    session.add(Membership(user_id=user.id, employer_id=employer.id))
    session.commit()
    return user


def make_vacancy(
    session: Session,
    employer: Employer | None = None,
    *requirements: str | tuple[str, str],
    **values: Any,
) -> Vacancy:
    """An open vacancy for one overlock operator; requirements are concept ids, or (concept id,
    importance)."""
    employer = employer or make_employer(session)
    values.setdefault("title", "Швея на оверлок")
    values.setdefault("occupation_id", "overlock_operator")
    values.setdefault("state", VacancyState.OPEN)
    values.setdefault("created_at", NOON)
    values.setdefault("updated_at", NOON)
    if values["state"] is VacancyState.OPEN:
        values.setdefault("published_at", NOON)
    vacancy = Vacancy(employer_id=employer.id, **values)
    for position, asked in enumerate(requirements):
        concept, importance = (asked, "essential") if isinstance(asked, str) else asked
        vacancy.requirements.append(
            Requirement(
                position=position,
                text=concept,
                concept_id=concept,
                importance=RequirementImportance(importance),
            )
        )
    session.add(vacancy)
    session.commit()
    return vacancy


def make_candidate(
    session: Session,
    user: User | None = None,
    *claims: str | tuple[str, int | None, float | None],
    experience: dict[str, float] | None = None,
    **values: Any,
) -> Candidate:
    """A public profile; claims are concept ids, or (concept id, level, years)."""
    values.setdefault("headline", "Швея")
    values.setdefault("visibility", Visibility.PUBLIC)
    values.setdefault("created_at", NOON)
    values.setdefault("updated_at", NOON)
    candidate = Candidate(user_id=user.id if user else None, **values)
    for position, said in enumerate(claims):
        concept, level, years = (said, None, None) if isinstance(said, str) else said
        candidate.claims.append(
            Claim(position=position, text=concept, concept_id=concept, level=level, years=years)
        )
    for position, (concept, years) in enumerate((experience or {}).items()):
        candidate.experience.append(
            CandidateExperience(position=position, title=concept, concept_id=concept, years=years)
        )
    session.add(candidate)
    session.flush()
    session.add(CandidatePrivate(candidate_id=candidate.id, full_name="Not To Be Shown"))
    session.commit()
    return candidate


def make_file(
    session: Session,
    candidate: Candidate,
    folder: Path,
    data: bytes = b"Overlock, 5 years",
    **values: Any,
) -> CandidateFile:
    """A stored CV in plain text."""
    values.setdefault("kind", FileKind.CV)
    values.setdefault("file_type", FileType.TXT)
    values.setdefault("name", "cv.txt")
    values.setdefault("text_state", TextState.READ)
    file = CandidateFile(
        candidate_id=candidate.id,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        stored_name=store.write(folder, data),
        created_at=NOON,
        **values,
    )
    session.add(file)
    session.commit()
    return file


def make_form(session: Session, text: str, *holders: Candidate, **values: Any) -> UnlinkedForm:
    """A form that waits, held by some profiles."""
    values.setdefault("language", "ru")
    values.setdefault("first_seen", NOON)
    values.setdefault("last_seen", NOON)
    form = UnlinkedForm(key=normalise(text), text=text, **values)
    session.add(form)
    session.flush()
    session.add_all(FormUse(form_id=form.id, candidate_id=holder.id) for holder in holders)
    session.commit()
    return form


def make_key(session: Session, agency: Employer | None = None, **values: Any) -> tuple[ApiKey, str]:
    """An agency's working key, and the text a program sends."""
    agency = agency or make_employer(session, "Agency", kind=EmployerKind.AGENCY)
    number = next(_numbers)
    text = f"iyne_{number:08d}_{'s' * 40}"
    values.setdefault("created_at", NOON)
    key = ApiKey(
        employer_id=agency.id,
        label="test",
        prefix=f"{number:08d}",
        key_hash=sign_in.token_hash(text),
        **values,
    )
    session.add(key)
    session.commit()
    return key, text


def actor_of(session: Session, user: User) -> Actor:
    """What a user stands for."""
    return sign_in.actor_of(session, user)


def signed_in(app: Flask, user: User) -> FlaskClient:
    """A browser in which a user is signed in."""
    with app.app_context():
        token = sign_in.make_link(user.id, now=dt.datetime.now(dt.UTC))
        db.session.remove()
    client = app.test_client()
    answer = client.get(f"/sign-in/link/{token}")
    assert answer.status_code == 200, answer.status
    answer = submit(client, f"/sign-in/link/{token}", {})
    assert answer.status_code == 302, answer.status
    if answer.location.startswith("/sign-in/code"):
        with app.app_context():  # as if the last code had been half a minute ago
            db.session.execute(update(SecondFactor).values(last_step=None))
            db.session.commit()
            db.session.remove()
        answer = submit(client, answer.location, {"code": pyotp.TOTP(SECRET).now()})
        assert answer.location == "/home", answer.status
    return client


def submit(
    client: FlaskClient, address: str, data: dict[str, Any], page: str | None = None, **extra: Any
) -> Any:
    """Post a form as a browser would, with the token of the page it stands on."""
    return client.post(
        address, data={"csrf_token": token_of(client, page or address), **data}, **extra
    )


def token_of(client: FlaskClient, page: str) -> str:
    """The CSRF token in a page's form."""
    html = client.get(page).get_data(as_text=True)
    marker = 'name="csrf_token"'
    start = html.index(marker)
    value = html.index('value="', start) + len('value="')
    return html[value : html.index('"', value)]
