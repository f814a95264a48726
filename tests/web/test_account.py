"""Registering a workshop, signing in and out, and one's news."""

import datetime as dt

from recruit.models import Notification, OutboxKind, OutboxMessage, User
from recruit.services import accounts, outbox, sign_in
from tests.factories import (
    NOON,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
    signed_in,
    submit,
    token_of,
)

PASSWORD = "three green spools"
FILLED = {
    "legal_name": "Ак-Кийим",
    "place": "Бишкек",
    "contact": "aida@example.org",
    "password": PASSWORD,
}


def register(client, **changes):
    return submit(client, "/register/employer", {**FILLED, **changes})


def test_a_workshop_registers_and_is_led_to_its_first_vacancy(client, session):
    answer = register(client)

    assert answer.status_code == 302
    assert answer.location == "/employer/vacancies/new"
    assert "aida@example.org" in client.get("/").get_data(as_text=True)


def test_a_wrong_registration_says_so_at_each_field_and_keeps_what_was_typed(client, session):
    answer = register(client, contact="nobody", password="short")
    page = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert "neither an e-mail address nor a phone number" in page
    assert "at least 12 characters" in page
    assert 'value="Ак-Кийим"' in page
    assert 'value="nobody"' in page
    assert "short" not in page.split('name="password"')[1].split(">")[0]
    assert session.query(User).count() == 0


def test_a_taken_contact_is_told_at_its_field(client, app, session):
    make_user(session, email="aida@example.org")

    answer = register(client, contact="AIDA@example.org")

    assert answer.status_code == 422
    assert "already an account" in answer.get_data(as_text=True)


def test_somebody_signs_in_with_a_phone_number_written_differently(client, session):
    register(client, contact="+996 700 123456")
    client = client.application.test_client()

    answer = submit(client, "/sign-in", {"contact": "00996700123456", "password": PASSWORD})

    assert answer.status_code == 302
    assert answer.location == "/home"
    assert client.get("/home").location == "/employer"


def test_a_wrong_password_and_an_unknown_contact_get_the_same_answer(client, session):
    register(client)
    other = client.application.test_client()

    wrong = submit(other, "/sign-in", {"contact": "aida@example.org", "password": "x" * 12})
    unknown = submit(other, "/sign-in", {"contact": "beka@example.org", "password": "x" * 12})

    assert wrong.status_code == unknown.status_code == 422
    sentence = "This contact and password do not match."
    assert sentence in wrong.get_data(as_text=True)
    assert sentence in unknown.get_data(as_text=True)


def test_after_signing_in_one_is_back_where_one_wanted_to_go_but_never_elsewhere(client, session):
    register(client)
    app = client.application
    credentials = {"contact": "aida@example.org", "password": PASSWORD}

    for wanted, reached in (
        ("/employer/vacancies/new", "/employer/vacancies/new"),
        ("https://evil.example/", "/home"),
        ("//evil.example/", "/home"),
        ("/\\evil.example", "/home"),
    ):
        answer = submit(app.test_client(), f"/sign-in?next={wanted}", credentials)
        assert answer.location == reached, wanted


def test_a_page_for_members_leads_a_stranger_to_the_sign_in_and_back(client, session):
    answer = client.get("/employer")

    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/employer"


def test_signing_out_ends_the_sign_in_on_the_server_too(app, session):
    client = signed_in(app, make_member(session, make_employer(session)))
    cookie = client.get_cookie("session").value

    submit(client, "/sign-out", {}, page="/")

    stolen = app.test_client()
    stolen.set_cookie("session", cookie)
    assert stolen.get("/employer").status_code == 302


def test_a_form_without_its_token_is_refused(client, session):
    answer = client.post("/register/employer", data=FILLED)

    assert answer.status_code == 400
    assert session.query(User).count() == 0


def test_opening_a_sign_in_link_does_not_use_it_up_and_pressing_its_button_does(app, session):
    user = make_user(session)
    link = f"/sign-in/link/{sign_in.make_link(user.id, now=dt.datetime.now(dt.UTC))}"
    client = app.test_client()
    for _ in range(3):
        assert client.get(link).status_code == 200

    assert submit(client, link, {}).status_code == 302
    assert submit(app.test_client(), link, {}).status_code == 404


def test_an_application_is_told_to_the_workshop_once(app, session):
    employer = make_employer(session)
    member = make_member(session, employer)
    vacancy = make_vacancy(session, employer, "overlock_machine", title="Оверлочница")
    session.add(
        OutboxMessage(
            kind=OutboxKind.APPLICATION_CREATED,
            payload={
                "application_id": str(vacancy.id),
                "vacancy_id": str(vacancy.id),
                "employer_id": str(employer.id),
                "title": vacancy.title,
            },
            created_at=NOON,
        )
    )
    session.commit()

    assert outbox.deliver(now=NOON) == 1
    assert outbox.deliver(now=NOON) == 0

    assert session.query(Notification).count() == 1
    client = signed_in(app, member)
    page = client.get("/news")
    assert "A specialist applied to “<bdi>Оверлочница</bdi>”." in page.get_data(as_text=True)
    assert page.headers["Cache-Control"] == "no-store"


def test_the_token_of_a_page_belongs_to_one_browser_only(app, session):
    token = token_of(app.test_client(), "/sign-in")

    answer = app.test_client().post("/sign-in", data={"csrf_token": token, "contact": "a"})

    assert answer.status_code == 400


def test_a_long_password_does_not_keep_the_server_busy(client, session):
    accounts.register_employer(
        **FILLED | {"contact": "b@example.org"}, language="ru", client="", now=NOON
    )

    answer = submit(client, "/sign-in", {"contact": "b@example.org", "password": "x" * 500_000})

    assert answer.status_code == 422
