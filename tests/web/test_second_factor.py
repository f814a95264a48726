"""The second factor as pages: setting it up, being asked for it, and who must have it."""

import dataclasses
import datetime as dt
import re

import pyotp
import pytest
from sqlalchemy import select

from recruit.models import Role, SecondFactor
from recruit.services import sign_in
from tests.factories import SECRET, make_user, signed_in, submit

PASSWORD = "three green spools"
TOTP = pyotp.TOTP(SECRET)


def begin(app, contact="aida@example.org", after=""):
    """A browser that has given the right password."""
    client = app.test_client()
    address = f"/sign-in?next={after}" if after else "/sign-in"
    answer = submit(client, address, {"contact": contact, "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in/code")
    return client, answer.location


@pytest.fixture
def guarded(session):
    return make_user(
        session, email="aida@example.org", password=PASSWORD, second_factor=True, language="en"
    )


def test_after_the_password_the_code_is_asked_for_and_leads_where_one_wanted(app, session, guarded):
    client, address = begin(app, after="/news")
    assert client.get("/news").location == "/sign-in?next=/news"

    answer = submit(client, address, {"code": TOTP.now()})

    assert answer.location == "/news"
    assert client.get("/news").status_code == 200


def test_the_code_page_without_a_password_before_it_leads_to_the_beginning(client, session):
    assert client.get("/sign-in/code").location == "/sign-in"
    assert client.get("/sign-in/code?next=https://evil.example/").location == "/sign-in"
    answer = submit(client, "/sign-in/code", {"code": "123456"}, page="/sign-in")
    assert answer.location == "/sign-in"


def test_a_code_used_by_one_browser_is_refused_to_the_next(app, session, guarded):
    code = TOTP.now()
    first, address = begin(app)
    assert submit(first, address, {"code": code}).location == "/home"

    second, address = begin(app)
    answer = submit(second, address, {"code": code})

    assert answer.status_code == 422
    assert "wrong or already used" in answer.get_data(as_text=True)
    assert second.get("/account").status_code == 302


def test_five_wrong_codes_lead_back_to_the_password(app, session, guarded):
    client, address = begin(app)
    answers = [submit(client, address, {"code": "000000"}) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [422] * 4 + [302]
    assert answers[-1].location == "/sign-in"
    answer = submit(client, address, {"code": TOTP.now()}, page="/sign-in")
    assert answer.location == "/sign-in"


def test_a_link_leads_to_the_code_page_too(app, session, guarded):
    link = f"/sign-in/link/{sign_in.make_link(guarded.id, now=dt.datetime.now(dt.UTC))}"
    client = app.test_client()

    assert submit(client, link, {}).location == "/sign-in/code"
    assert client.get("/account").status_code == 302


def test_setting_it_up_shows_picture_and_secret_without_any_inline_style(app, session):
    client = signed_in(app, make_user(session, password=PASSWORD))
    assert client.get("/account/second-factor").status_code == 200
    submit(client, "/account/second-factor/begin", {}, page="/account/second-factor")

    page = client.get("/account/second-factor").get_data(as_text=True)
    (secret,) = session.scalars(select(SecondFactor.secret))

    assert 'class="qr"' in page
    assert " ".join(re.findall("....", secret)) in page
    assert "style=" not in page
    assert "<script>" not in page
    data = {"code": pyotp.TOTP(secret).now(), "password": PASSWORD}
    answer = submit(client, "/account/second-factor", data)
    assert answer.location == "/account/recovery-codes"
    assert "After the password you are asked" in client.get("/account").get_data(as_text=True)


def test_it_is_not_turned_off_without_a_code(app, session, guarded):
    client = signed_in(app, guarded)
    for code, password in (("000000", PASSWORD), ("", PASSWORD), (TOTP.now(), "wrong wrong wrong")):
        answer = submit(client, "/account/second-factor/off", {"code": code, "password": password})
        assert answer.status_code == 422

    session.expire_all()
    assert session.get(SecondFactor, guarded.id) is not None


def test_an_administrator_without_it_is_led_to_setting_it_up_before_anything_else(app, session):
    client = signed_in(app, make_user(session, Role.ADMINISTRATOR, second_factor=False))

    for address in ("/admin/keys", "/vacancies", "/home", "/news"):
        assert client.get(address).location == "/account/second-factor", address
    answer = submit(client, "/admin/keys", {"agency": "x"}, page="/account/second-factor")
    assert answer.location == "/account/second-factor"
    page = client.get("/account/second-factor").get_data(as_text=True)
    assert "An administrator works only with a second factor." in page
    assert client.get("/account").status_code == 200


def test_in_a_demonstration_it_is_offered_and_not_required(app, session, monkeypatch):
    settings = dataclasses.replace(app.config["SETTINGS"], demonstration=True)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    client = signed_in(app, make_user(session, Role.ADMINISTRATOR, second_factor=False))

    assert client.get("/admin/keys").status_code == 200
    assert "/account/second-factor" in client.get("/account").get_data(as_text=True)


def test_the_operator_turns_it_off_for_who_lost_the_phone(app, session, guarded):
    run = app.test_cli_runner().invoke

    assert run(args=["user", "forget-second-factor", "aida@example.org"]).exit_code == 0

    session.expire_all()
    assert session.get(SecondFactor, guarded.id) is None
    again = run(args=["user", "forget-second-factor", "aida@example.org"])
    assert again.exit_code == 1
    assert "no such account" in again.output
