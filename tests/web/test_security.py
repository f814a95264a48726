"""Account and security: one's sign-ins, password, codes and deletion, as pages."""

import re

import pytest
from sqlalchemy import select

from recruit.models import Candidate, RecoveryCode, User, UserSession, Visibility
from recruit.services import sign_in
from tests.factories import (
    NOON,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    signed_in,
    submit,
)
from tests.pages import words_of

PASSWORD = "three green spools"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


def enter(app, contact, password=PASSWORD, agent=PHONE):
    client = app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = agent
    answer = submit(client, "/sign-in", {"contact": contact, "password": password})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    submit(client, "/language", {"language": "en"}, page="/account")
    return client


@pytest.fixture
def aida(session):
    user = make_user(session, email="aida@example.org", password=PASSWORD)
    make_candidate(session, user, "overlock_machine")
    return user


def page_of(client, address="/account"):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    return words_of(answer.get_data(as_text=True))


def test_one_sees_ones_sign_ins_by_name_and_which_is_this_one(app, session, aida):
    enter(app, "aida@example.org", agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    client = enter(app, "aida@example.org")

    page = page_of(client)

    assert "Firefox on Windows" in page
    assert "Chrome on Android This one" in page
    assert page.count("End this sign-in") == 1


def test_ending_a_sign_in_signs_that_browser_out(app, session, aida):
    other, client = enter(app, "aida@example.org"), enter(app, "aida@example.org")
    address = re.search(
        r'action="(/account/sign-ins/[^"]+/end)"', client.get("/account").get_data(as_text=True)
    ).group(1)

    assert submit(client, address, {}, page="/account").status_code == 302

    assert other.get("/account").status_code == 302
    assert client.get("/account").status_code == 200


def test_nobody_ends_anothers_sign_in(app, session, aida):
    beka = signed_in(app, make_member(session, make_employer(session)))
    client = enter(app, "aida@example.org")
    hers = session.scalar(select(UserSession.id).where(UserSession.user_id == aida.id))

    answer = submit(beka, f"/account/sign-ins/{hers}/end", {}, page="/account")

    assert answer.status_code == 404
    assert client.get("/account").status_code == 200


def test_all_others_end_at_once(app, session, aida):
    others = [enter(app, "aida@example.org") for _ in range(2)]
    client = enter(app, "aida@example.org")

    submit(client, "/account/sign-ins/end-others", {}, page="/account")

    assert [other.get("/account").status_code for other in others] == [302, 302]
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/account/sign-ins/end-others",
        "/account/password",
        "/account/deletion",
        "/account/deletion/undo",
        "/account/recovery-codes",
        "/account/second-factor",
        "/account/second-factor/begin",
        "/account/second-factor/off",
    ],
)
def test_a_form_without_its_token_does_nothing(app, session, aida, address):
    client = enter(app, "aida@example.org")

    assert client.post(address, data={"password": PASSWORD}).status_code == 400
    assert session.get(User, aida.id).deletion_due_at is None


def test_changing_the_password_takes_the_old_one_and_ends_other_sign_ins(app, session, aida):
    other, client = enter(app, "aida@example.org"), enter(app, "aida@example.org")
    new = {"password": "nine blue buttons"}

    wrong = submit(client, "/account/password", {"current": "not this one here", **new})
    assert wrong.status_code == 422
    assert "This is not your password." in wrong.get_data(as_text=True)
    assert other.get("/account").status_code == 200

    right = submit(client, "/account/password", {"current": PASSWORD, **new})
    assert right.location == "/account"
    assert other.get("/account").status_code == 302
    assert client.get("/account").status_code == 200
    assert enter(app, "aida@example.org", "nine blue buttons")


def test_a_common_new_password_is_refused_at_its_field_with_advice(app, session, aida):
    client = enter(app, "aida@example.org")

    answer = submit(client, "/account/password", {"current": PASSWORD, "password": "aida@example"})

    assert answer.status_code == 422
    assert "too easy to guess" in answer.get_data(as_text=True)


def test_guessing_the_password_from_a_signed_in_browser_is_throttled(app, session, aida):
    client = enter(app, "aida@example.org")
    for _ in range(10):
        submit(client, "/account/deletion", {"password": "not this one here"})

    answer = submit(client, "/account/deletion", {"password": PASSWORD})

    assert answer.status_code == 429
    assert "Too many tries" in answer.get_data(as_text=True)


def test_somebody_signed_in_by_link_sets_a_first_password(app, session):
    user = make_user(session, email="beka@example.org")
    client = signed_in(app, user)
    assert "Set a password" in page_of(client)

    assert submit(client, "/account/password", {"password": PASSWORD}).location == "/account"

    assert enter(app, "beka@example.org")


def test_the_codes_are_shown_once_and_counted(app, session, aida):
    client = enter(app, "aida@example.org")

    answer = submit(client, "/account/recovery-codes", {"password": PASSWORD})
    codes = re.findall(r"<code[^>]*>([0-9A-Z-]{14})</code>", answer.get_data(as_text=True))

    assert len(codes) == 10
    assert answer.headers["Cache-Control"] == "no-store"
    again = client.get("/account/recovery-codes").get_data(as_text=True)
    assert not any(code in again for code in codes)
    assert "10 codes of your sheet are left." in page_of(client)
    assert "style=" not in answer.get_data(as_text=True)


def test_codes_are_not_made_without_the_password(app, session, aida):
    client = enter(app, "aida@example.org")

    answer = submit(client, "/account/recovery-codes", {"password": ""})

    assert answer.status_code == 422
    assert session.scalars(select(RecoveryCode)).all() == []


def test_who_registers_with_a_telephone_is_told_to_make_codes_and_others_are_not(app, session):
    told = {}
    for contact in ("+996700123456", "gulnara@example.org"):
        client = app.test_client()
        filled = {"legal_name": "Ак-Кийим", "place": "Ош", "contact": contact}
        submit(client, "/register/employer", {**filled, "password": PASSWORD})
        told[contact] = 'href="/account/recovery-codes"' in client.get(
            "/employer/vacancies/new"
        ).get_data(as_text=True)
        assert ("Make sure that you can come back" in page_of(client)) is told[contact]

    assert told == {"+996700123456": True, "gulnara@example.org": False}


def test_deleting_hides_the_profile_and_signing_in_again_offers_to_undo_it(app, session, aida):
    client = enter(app, "aida@example.org")
    answer = submit(client, "/account/deletion", {"password": PASSWORD})
    assert answer.location == "/"
    assert client.get("/account").status_code == 302
    candidate = session.scalar(select(Candidate))
    assert app.test_client().get(f"/specialists/{candidate.id}").status_code == 404

    back = app.test_client()
    submit(back, "/sign-in", {"contact": "aida@example.org", "password": PASSWORD})
    submit(back, "/language", {"language": "en"}, page="/account/deletion")
    for address in ("/", "/profile", "/home", "/account", "/profile/visibility"):
        assert back.get(address).location == "/account/deletion", address
    assert "Keep my account" in page_of(back, "/account/deletion")

    submit(back, "/account/deletion/undo", {}, page="/account/deletion")
    assert back.get("/profile").status_code == 200
    session.expire_all()
    assert session.scalar(select(Candidate.visibility)) is Visibility.PUBLIC


def test_who_is_to_be_deleted_can_still_sign_out(app, session, aida):
    submit(enter(app, "aida@example.org"), "/account/deletion", {"password": PASSWORD})
    back = app.test_client()
    submit(back, "/sign-in", {"contact": "aida@example.org", "password": PASSWORD})

    submit(back, "/sign-out", {}, page="/account/deletion")

    assert back.get("/").status_code == 200


def test_a_sign_in_out_of_use_is_not_listed(app, session, aida):
    sign_in.open_session(session, aida, client="", now=NOON.replace(year=2025))
    session.commit()

    client = enter(app, "aida@example.org")

    assert "End this sign-in" not in page_of(client)
