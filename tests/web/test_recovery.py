"""Getting back in, as pages; and that no answer tells who has an account."""

import dataclasses
import re

import pytest

from recruit.services import letters
from tests.factories import NOON, make_user, signed_in, submit

PASSWORD = "three green spools"
FRESH = "nine blue buttons"


def same(answer):
    """An answer's page, but for its form tokens."""
    return answer.status_code, re.sub(
        r'name="csrf_token"[^>]*value="[^"]*"', "", answer.get_data(as_text=True)
    )


def link_of(client, contact="aida@example.org"):
    submit(client, "/sign-in/recovery", {"contact": contact})
    sent = []
    letters.deliver(sent.append, now=NOON.replace(year=2100))
    return f"/sign-in/recovery/{sent[0].token}"


@pytest.fixture
def aida(session):
    return make_user(session, email="aida@example.org", password=PASSWORD, language="en")


def test_a_known_and_an_unknown_address_get_the_same_answer(app, session, aida):
    answers = []
    for contact in ("aida@example.org", "beka@example.org"):
        client = app.test_client()
        answer = submit(client, "/sign-in/recovery", {"contact": contact})
        answers.append((answer.status_code, answer.location, same(client.get(answer.location))))

    assert answers[0] == answers[1]
    assert answers[0][:2] == (302, "/sign-in/recovery/sent")


def test_throttled_signing_in_looks_the_same_for_a_known_and_an_unknown_contact(app, session, aida):
    answers = []
    for number, contact in enumerate(("aida@example.org", "beka@example.org")):
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        for _ in range(10):
            answer = submit(client, "/sign-in", {"contact": contact, "password": "x" * 14})
            assert answer.status_code == 422
        answer = submit(client, "/sign-in", {"contact": contact, "password": PASSWORD})
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 300
        answers.append(same(answer)[1].replace(contact, "..."))

    assert answers[0] == answers[1]
    assert "Too many tries. Please wait 5 minutes and try again." in answers[0]


def test_the_link_is_opened_as_often_as_one_likes_and_used_once(app, session, aida):
    open_one = signed_in(app, aida)
    client = app.test_client()
    link = link_of(client)
    assert [client.get(link).status_code for _ in range(3)] == [200] * 3

    weak = submit(client, link, {"password": "password1234"})
    assert weak.status_code == 422
    assert submit(client, link, {"password": FRESH}).location == "/sign-in"
    assert submit(client, link, {"password": PASSWORD}, page="/sign-in").status_code == 404
    assert client.get(link).status_code == 404
    assert open_one.get("/account").status_code == 302
    data = {"contact": "aida@example.org", "password": FRESH}
    assert submit(client, "/sign-in", data).location == "/home"


def test_the_link_cannot_be_used_from_another_sites_form(app, session, aida):
    client = app.test_client()

    assert client.post(link_of(client), data={"password": FRESH}).status_code == 400


def test_a_telephone_leads_to_the_printed_codes(client, session):
    answer = submit(client, "/sign-in/recovery", {"contact": "+996 700 123456"})

    assert answer.location == "/sign-in/recovery/code"


@pytest.mark.parametrize("contact", ["", "nobody", "a@", "a@b.kg\r\nBcc: x@example.org"])
def test_what_is_no_address_is_told_at_the_field(client, session, contact):
    answer = submit(client, "/sign-in/recovery", {"contact": contact})

    assert answer.status_code == 422
    assert 'id="contact-error"' in answer.get_data(as_text=True)


def test_a_printed_code_sets_a_new_password(app, session):
    make_user(session, email=None, phone="+996700123456", password=PASSWORD, language="en")
    client = app.test_client()
    submit(client, "/sign-in", {"contact": "+996700123456", "password": PASSWORD})
    made = submit(client, "/account/recovery-codes", {"password": PASSWORD})
    code = re.search(r"<code[^>]*>([0-9A-Z-]{14})</code>", made.get_data(as_text=True)).group(1)
    filled = {"contact": "0700 123456", "code": code, "password": FRESH}

    stranger = app.test_client()
    assert submit(stranger, "/sign-in/recovery/code", filled).location == "/sign-in"
    assert client.get("/account").status_code == 302
    again = submit(stranger, "/sign-in/recovery/code", filled)

    assert again.status_code == 422
    assert "This contact and recovery code do not match." in again.get_data(as_text=True)


def test_where_nothing_can_be_mailed_the_page_says_so(app, session, aida, monkeypatch):
    settings = dataclasses.replace(app.config["SETTINGS"], environment="production")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    client = app.test_client()

    page = client.get("/sign-in/recovery").get_data(as_text=True)

    assert "This site cannot send e-mail yet." in page
    assert 'name="contact"' not in page
    assert str(settings.data_dir) not in client.get("/sign-in/recovery/sent").get_data(as_text=True)
