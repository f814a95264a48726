"""An employer's desk, ranking and applicants, as a browser without JavaScript meets them."""

from __future__ import annotations

import uuid

from flask import Flask
from flask.testing import FlaskClient

from recruit.extensions import db
from recruit.models import (
    Application,
    CandidatePrivate,
    Role,
    Stage,
    VacancyState,
    Visibility,
)
from tests.factories import NOON, make_candidate, make_employer, make_user, signed_in
from tests.web.employers import (
    ADVERT,
    NEW,
    browser,
    inputs,
    member_of,
    send,
    stored,
    text_of,
    vacancy_of,
    workshop,
)

__all__ = ["browser", "workshop"]


def test_a_pasted_advert_becomes_a_vacancy_that_ranks_by_skill(
    app: Flask, browser: FlaskClient
) -> None:
    with app.app_context():
        session = db.session()
        make_candidate(
            session,
            None,
            ("overlock_4_thread", 4, 3.0),
            ("coverstitch_machine", 3, 2.0),
            headline="ওভারলক অপারেটর",
            country="BD",
            languages=["bn"],
            experience={"overlock_operator": 3.0},
        )
        make_candidate(
            session,
            None,
            ("ironing", 5, 10.0),
            headline="Утюжница",
            country="KG",
            languages=["ru"],
            experience={"presser": 10.0},
        )
        db.session.remove()

    proposed = send(browser, {"action": "read", "description": ADVERT})
    assert proposed.status_code == 200
    form = inputs(proposed.get_data(as_text=True))
    rows = {form[f"requirements-{n}-reading"]: form[f"requirements-{n}-text"] for n in range(4)}
    assert rows["overlock_4_thread"] == "на 4-нитку"
    assert rows["coverstitch_machine"] == "распошив"
    assert rows["knitwear_fabric"] == "трикотаж"
    assert (form["pay_min"], form["pay_max"], form["pay_basis"]) == ("35000", "50000", "piece")
    assert (form["housing"], form["meals"]) == ("yes", "")
    assert "1" in {form[f"requirements-{n}-min_years"] for n in range(4)}
    assert form["description"] == ADVERT
    assert stored(app) == []

    published = send(browser, {**form, "action": "publish"})
    assert published.status_code == 302
    (vacancy,) = stored(app)
    assert (vacancy.state, vacancy.pay_max, vacancy.housing) == (VacancyState.OPEN, 50_000, True)

    page = browser.get(published.location)
    html = text_of(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert html.index("ওভারলক অপারেটর") < html.index("Утюжница")
    assert "Level 4 of 5" in html
    assert "The profile does not name it, nor anything close to it." in html
    assert "Not To Be Shown" not in html


def test_a_closed_vacancy_can_be_taken_back(
    app: Flask, browser: FlaskClient, workshop: uuid.UUID
) -> None:
    id_ = vacancy_of(app, workshop)

    closed = send(browser, {}, f"/employer/vacancies/{id_}/close")
    page = text_of(browser.get(closed.location))
    assert "“<bdi>Швея на оверлок</bdi>” is closed." in page
    assert f'action="/employer/vacancies/{id_}/reopen"' in page
    assert stored(app)[0].state is VacancyState.CLOSED

    send(browser, {}, f"/employer/vacancies/{id_}/reopen")
    assert stored(app)[0].state is VacancyState.PAUSED
    send(browser, {}, f"/employer/vacancies/{id_}/publish")
    assert stored(app)[0].state is VacancyState.OPEN
    again = send(browser, {}, f"/employer/vacancies/{id_}/publish")
    assert "Nothing was changed" in text_of(browser.get(again.location))


def test_the_desk_invites_and_then_sorts_by_state(
    app: Flask, browser: FlaskClient, workshop: uuid.UUID
) -> None:
    assert "No vacancies yet" in text_of(browser.get("/employer"))
    vacancy_of(app, workshop, title="Открытая")
    vacancy_of(app, workshop, title="Черновик", state=VacancyState.DRAFT)

    everything = text_of(browser.get("/employer"))
    assert "Открытая" in everything
    assert "Черновик" in everything
    drafts = text_of(browser.get("/employer?state=draft"))
    assert "Черновик" in drafts
    assert "Открытая" not in drafts
    assert browser.get("/employer?state=nonsense").status_code == 200


def test_weights_change_the_order_and_go_back(
    app: Flask, browser: FlaskClient, workshop: uuid.UUID
) -> None:
    id_ = vacancy_of(app, workshop, "overlock_4_thread", pay_max=30_000)
    with app.app_context():
        session = db.session()
        make_candidate(
            session, None, ("overlock_4_thread", 5, 9.0), headline="Дорогая", pay_wanted=90_000
        )
        make_candidate(
            session, None, ("overlock_machine", 2, 0.5), headline="Дешёвая", pay_wanted=20_000
        )
        db.session.remove()
    ranking, weights = (f"/employer/vacancies/{id_}/{end}" for end in ("specialists", "weights"))

    html = text_of(browser.get(ranking))
    assert html.index("Дорогая") < html.index("Дешёвая")
    send(browser, {"weights-skill": "1", "weights-pay": "100"}, weights)
    html = text_of(browser.get(ranking))
    assert html.index("Дешёвая") < html.index("Дорогая")
    assert "Back to defaults" in html

    wrong = send(browser, {"weights-skill": "a lot"}, weights)
    assert wrong.status_code == 422
    assert "The weights were not changed." in text_of(wrong)
    send(browser, {"action": "defaults"}, weights)
    html = text_of(browser.get(ranking))
    assert html.index("Дорогая") < html.index("Дешёвая")


def test_who_lacks_a_must_stands_apart_with_why(
    app: Flask, browser: FlaskClient, workshop: uuid.UUID
) -> None:
    id_ = vacancy_of(app, workshop, ("overlock_4_thread", "must"))  # type: ignore[arg-type]
    with app.app_context():
        make_candidate(db.session(), None, "ironing", headline="Утюжница")
        db.session.remove()

    html = text_of(browser.get(f"/employer/vacancies/{id_}/specialists"))

    assert "Nobody has every must-have" in html
    assert "is a must and is missing" in html
    assert browser.get(f"/employer/vacancies/{id_}/specialists?page=2").status_code == 404


def test_an_applicant_is_shown_with_contacts_and_moved(
    app: Flask, browser: FlaskClient, workshop: uuid.UUID
) -> None:
    id_ = vacancy_of(app, workshop, "overlock_4_thread")
    with app.app_context():
        session = db.session()
        candidate = make_candidate(
            session, None, "overlock_4_thread", visibility=Visibility.APPLIED
        )
        private = session.get_one(CandidatePrivate, candidate.id)
        private.full_name, private.phone = "Фатима", "+8801700000000"
        application = Application(
            candidate_id=candidate.id,
            vacancy_id=id_,
            message="আমি কাজ করতে চাই <b>",
            score=5000,
            created_at=NOON,
            updated_at=NOON,
        )
        session.add(application)
        session.commit()
        db.session.remove()
    page = f"/employer/vacancies/{id_}/applicants"

    html = browser.get(page).get_data(as_text=True)
    for shown in ("Фатима", "+8801700000000", "আমি কাজ করতে চাই &lt;b&gt;"):
        assert shown in html
    assert "Applied: New" in text_of(browser.get(f"/employer/vacancies/{id_}/specialists"))
    assert "Фатима" not in text_of(browser.get(f"/employer/vacancies/{id_}/specialists"))

    address = f"/employer/applications/{application.id}/stage"
    assert send(browser, {"stage": "hired"}, address).status_code == 302
    html = text_of(browser.get(page))
    assert "Moved to “Hired”." in html
    assert stored(app)[0].state is VacancyState.FILLED
    assert send(browser, {"stage": "withdrawn"}, address).status_code == 302
    assert "Nothing was changed" in text_of(browser.get(page))
    assert send(browser, {"stage": "nonsense"}, address).status_code == 422
    with app.app_context():
        assert db.session.get_one(Application, application.id).stage is Stage.HIRED
        db.session.remove()


def test_another_employers_vacancy_is_not_there(app: Flask, workshop: uuid.UUID) -> None:
    id_ = vacancy_of(app, workshop, "overlock_4_thread")
    with app.app_context():
        rival = make_employer(db.session(), "Rival").id
        db.session.remove()
    browser = member_of(app, rival)

    for end in ("edit", "specialists", "applicants"):
        assert browser.get(f"/employer/vacancies/{id_}/{end}").status_code == 404, end
    for end in ("edit", "publish", "pause", "close", "reopen", "weights"):
        answer = send(browser, {}, f"/employer/vacancies/{id_}/{end}")
        assert answer.status_code == 404, end
    moved = send(browser, {"stage": "hired"}, f"/employer/applications/{uuid.uuid4()}/stage")
    assert moved.status_code == 404


def test_the_desk_is_for_employers(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        candidate = make_user(db.session(), Role.CANDIDATE)
        db.session.remove()

    assert client.get("/employer").location.startswith("/sign-in?next=")
    browser = signed_in(app, candidate)
    for address in ("/employer", NEW, f"/employer/vacancies/{uuid.uuid4()}/edit"):
        assert browser.get(address).status_code == 403, address
