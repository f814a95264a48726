"""Accounts: one contact in one canonical form, a password kept as argon2id."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from recruit.errors import Fault, FieldFault, Invalid, fault
from recruit.models import AttemptKind, Employer, EmployerKind, Membership, Role, User
from recruit.queries import users as queries
from recruit.services import passwords, sign_in, throttle
from recruit.services.sign_in import SignIn
from recruit.services.text import clean_line
from recruit.services.throttle import Visitor
from recruit.services.transactions import reading, transaction

logger = logging.getLogger(__name__)

__all__ = ["SignIn"]

LONGEST_CONTACT = 254
"""Signs of the longest address there is; what is longer is not looked at."""

REGIONS = ("KG", "UZ", "BD", "PK")
"""Countries whose numbers are tried where somebody leaves the country code out."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A checked contact and password, ready for a new account."""

    email: str | None
    phone: str | None
    password_hash: str


def canonical_contact(contact: str) -> tuple[str | None, str | None]:
    """The (e-mail, telephone) a contact means: one of them, or neither.

    A number needs its country code; one written without it is taken only where it is a valid
    mobile number of exactly one of the countries the platform is made for.
    """
    contact = contact.strip()
    if len(contact) > LONGEST_CONTACT:
        return None, None
    if "@" in contact:
        try:
            checked = validate_email(contact, check_deliverability=False)
        except EmailNotValidError:
            return None, None
        return checked.normalized.lower(), None
    return None, _phone(contact)


def _phone(text: str) -> str | None:
    text = "+" + text[2:] if text.startswith("00") else text
    found = set()
    for region in (None,) if text.startswith("+") else REGIONS:
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            found.add(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return found.pop() if len(found) == 1 else None


def check(
    contact: str, password: str, faults: list[FieldFault], *, about: Iterable[str] = ()
) -> Credentials:
    """Check a new account's contact and password; faults are added at `contact`, `password`.

    ``about`` are names that belong to the account, which a password must not be made of.
    """
    email, phone = canonical_contact(contact)
    if not contact.strip():
        faults.append(fault("contact", Fault.REQUIRED))
    elif email is None and phone is None:
        faults.append(fault("contact", Fault.NOT_A_CONTACT))
    passwords.check_password(
        "password", password, faults, about=[contact, email or phone or "", *about]
    )
    hashed = "" if faults else passwords.hash_password(password)
    return Credentials(email, phone, hashed)


def add_user(
    session: Session, credentials: Credentials, role: Role, *, language: str, now: dt.datetime
) -> User:
    """Add an account inside the caller's transaction.

    Raises `Invalid` where the contact already has one; the database decides, not a look before.
    """
    user = User(
        email=credentials.email,
        phone=credentials.phone,
        password_hash=credentials.password_hash,
        role=role,
        language=language,
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(user)
            session.flush()
    except IntegrityError:
        raise Invalid([fault("contact", Fault.TAKEN)]) from None
    return user


def register_employer(
    *,
    legal_name: str,
    place: str,
    contact: str,
    password: str,
    language: str,
    client: str,
    now: dt.datetime,
) -> SignIn:
    """A new workshop with its first member, who is signed in. Raises `Invalid`."""
    faults: list[FieldFault] = []
    legal_name, place = clean_line(legal_name), clean_line(place)
    if not any(c.isalnum() for c in legal_name):
        faults.append(fault("legal_name", Fault.NOT_TEXT if legal_name else Fault.REQUIRED))
    for field, value, longest in (("legal_name", legal_name, 200), ("place", place, 100)):
        if len(value) > longest:
            faults.append(fault(field, Fault.TOO_LONG, maximum=longest))
    credentials = check(contact, password, faults, about=[legal_name])
    if faults:
        raise Invalid(faults)
    with transaction() as session:
        user = add_user(session, credentials, Role.EMPLOYER, language=language, now=now)
        employer = Employer(
            kind=EmployerKind.WORKSHOP, legal_name=legal_name, place=place, created_at=now
        )
        session.add(employer)
        session.flush()
        session.add(Membership(user_id=user.id, employer_id=employer.id))
        token = sign_in.open_session(session, user, client=client, now=now)
    logger.info("employer registered", extra={"employer_id": employer.id})
    return SignIn(token, user)


def sign_in_with_password(
    contact: str, password: str, *, visitor: Visitor, now: dt.datetime
) -> SignIn | None:
    """Sign somebody in; None where contact or password is wrong, in the same time for both.

    Raises `TooManyTries`, likewise for contacts that nobody has.
    """
    user = find(contact)
    name = next(filter(None, canonical_contact(contact)), contact)
    attempt = throttle.begin(
        AttemptKind.PASSWORD, throttle.account_name(user, name), visitor, now=now
    )
    right = passwords.matches(user.password_hash if user else None, password)
    if user is None or not right or not user.password_hash or user.disabled_at is not None:
        logger.info("sign-in refused")
        return None
    with transaction() as session:
        throttle.succeeded(session, attempt)
        if passwords.needs_rehash(user.password_hash):
            user.password_hash = passwords.hash_password(password)
        entered = sign_in.enter(session, user, client=visitor.client, now=now)
    logger.info("signed in", extra={"user_id": user.id, "whole": entered.whole})
    return entered


def make_user(
    contact: str, role: Role, *, language: str, now: dt.datetime, employer_name: str = ""
) -> User:
    """An account without a password, for whom an operator sends a sign-in link.

    An employer's account gets a workshop of the given name. Raises `Invalid`.
    """
    email, phone = canonical_contact(contact)
    if email is None and phone is None:
        raise Invalid([fault("contact", Fault.NOT_A_CONTACT)])
    with transaction() as session:
        user = add_user(session, Credentials(email, phone, ""), role, language=language, now=now)
        user.password_hash = None
        if role is Role.EMPLOYER:
            employer = Employer(legal_name=employer_name or contact, created_at=now)
            session.add(employer)
            session.flush()
            session.add(Membership(user_id=user.id, employer_id=employer.id))
    return user


def find(contact: str) -> User | None:
    """The account of a contact."""
    email, phone = canonical_contact(contact)
    with reading() as session:
        if email:
            return queries.by_email(session, email)
        return queries.by_phone(session, phone) if phone else None
