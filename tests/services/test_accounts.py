"""Accounts: one contact in one form, passwords that nobody can read back."""

import pytest
from sqlalchemy import select

from recruit.errors import Fault, Invalid
from recruit.models import Membership, Role, User
from recruit.services import accounts, sign_in
from recruit.services.throttle import Visitor
from tests.factories import NOON, make_user

PASSWORD = "three green spools"
DOOR = Visitor()


def register(contact="Aida@Example.org", password=PASSWORD, legal_name="Ак-Кийим"):
    return accounts.register_employer(
        legal_name=legal_name,
        place="Бишкек",
        contact=contact,
        password=password,
        language="ru",
        client="test",
        now=NOON,
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("+996 700 123-456", "+996700123456"),
        ("00996700123456", "+996700123456"),
        ("+880 1712-345678", "+8801712345678"),
        ("+92 300 1234567", "+923001234567"),
        ("0700 123 456", "+996700123456"),
    ],
)
def test_a_phone_number_is_kept_in_one_form_however_it_is_written(written, kept):
    assert accounts.canonical_contact(written) == (None, kept)


@pytest.mark.parametrize("written", ["", "12", "Aida", "a@", "@b.kg", "+996", "+996 12", "☎☎☎"])
def test_what_is_neither_an_address_nor_a_number_is_refused(written):
    assert accounts.canonical_contact(written) == (None, None)


def test_an_employer_registers_and_is_signed_in(session):
    made = register()

    assert made.user.email == "aida@example.org"
    assert session.scalar(select(Membership.user_id)) == made.user.id
    found = sign_in.session_actor(made.token, now=NOON)
    assert found is not None
    assert len(found.actor.employer_ids) == 1


def test_a_password_is_kept_as_argon2id_and_not_in_the_clear(session):
    made = register()

    assert made.user.password_hash.startswith("$argon2id$")
    assert PASSWORD not in made.user.password_hash


def test_a_second_account_for_one_contact_is_refused_and_nothing_of_it_is_stored(session):
    register()

    with pytest.raises(Invalid) as refused:
        register(contact="AIDA@example.ORG", legal_name="Другой цех")

    assert [(f.field, f.fault) for f in refused.value.faults] == [("contact", Fault.TAKEN)]
    assert len(session.scalars(select(User)).all()) == 1
    assert len(session.scalars(select(Membership)).all()) == 1


def test_every_fault_of_a_registration_is_named_at_once(session):
    with pytest.raises(Invalid) as refused:
        register(contact="nobody", password="short", legal_name="🧵🧵")

    assert {(f.field, f.fault) for f in refused.value.faults} == {
        ("legal_name", Fault.NOT_TEXT),
        ("contact", Fault.NOT_A_CONTACT),
        ("password", Fault.TOO_SHORT),
    }
    assert session.scalars(select(User)).all() == []


def test_the_right_password_signs_in_and_a_wrong_one_does_not(session):
    register()

    assert accounts.sign_in_with_password("aida@example.org", PASSWORD, visitor=DOOR, now=NOON)
    assert not accounts.sign_in_with_password(
        "aida@example.org", PASSWORD + "!", visitor=DOOR, now=NOON
    )
    assert not accounts.sign_in_with_password("beka@example.org", PASSWORD, visitor=DOOR, now=NOON)


def test_an_account_without_a_password_cannot_be_entered_with_an_empty_one(session):
    user = make_user(session)

    assert not accounts.sign_in_with_password(user.email, "", visitor=DOOR, now=NOON)


def test_a_disabled_account_is_not_signed_in(session):
    made = register()
    made.user.disabled_at = NOON
    session.commit()

    assert not accounts.sign_in_with_password("aida@example.org", PASSWORD, visitor=DOOR, now=NOON)
    assert sign_in.session_actor(made.token, now=NOON) is None


def test_an_operator_makes_an_administrator_without_a_password(session):
    user = accounts.make_user("+996700123456", Role.ADMINISTRATOR, language="ru", now=NOON)

    assert user.password_hash is None
    assert user.phone == "+996700123456"
