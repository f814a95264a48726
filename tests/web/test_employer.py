"""An employer's pages, as a browser without JavaScript meets them."""

from __future__ import annotations

import re
import uuid
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from recruit.extensions import db
from recruit.models import (
    Application,
    CandidatePrivate,
    Employer,
    Requirement,
    Role,
    Stage,
    Vacancy,
    VacancyState,
    Visibility,
)
from tests.factories import (
    NOON,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
    signed_in,
    submit,
)

NEW = "/employer/vacancies/new"
ADVERT = (
    "Требуется швея на 4-нитку и распошив, трикотаж, опыт от 1 года, жильё, "
    "оплата сдельная 35-50 тыс"
)


@pytest.fixture
def workshop(app: Flask) -> uuid.UUID:
    with app.app_context():
        employer = make_employer(db.session())
        return employer.id


@pytest.fixture
def browser(app: Flask, workshop: uuid.UUID) -> FlaskClient:
    """A browser in which a member of the workshop is signed in."""
    return member_of(app, workshop)


def member_of(app: Flask, employer_id: uuid.UUID) -> FlaskClient:
    with app.app_context():
        user = make_member(db.session(), db.session.get_one(Employer, employer_id))
        db.session.remove()
    return signed_in(app, user)


def stored(app: Flask) -> list[Vacancy]:
    with app.app_context():
        rows = list(db.session.scalars(select(Vacancy)))
        db.session.remove()
    return rows


def inputs(html: str) -> dict[str, str]:
    """What a browser would send back of a page's form, as it stands."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", html):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in attributes:
            found[attributes["name"]] = unescape(attributes.get("value", ""))
    for name, body in re.findall(r'<select[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', body)
        first = re.search(r'<option[^>]* value="([^"]*)"', body)
        found[name] = (chosen or first).group(1) if (chosen or first) else ""  # type: ignore[union-attr]
    for name, body in re.findall(
        r'<textarea[^>]*\bname="([^"]+)"[^>]*>(.*?)</textarea>', html, re.S
    ):
        found[name] = unescape(body).strip()
    return found


def send(browser: FlaskClient, data: dict[str, Any], address: str = NEW) -> Any:
    return submit(browser, address, data, page=NEW)


def text_of(answer: Any) -> str:
    return unescape(answer.get_data(as_text=True))


def vacancy_of(app: Flask, workshop: uuid.UUID, *requirements: str, **values: Any) -> uuid.UUID:
    with app.app_context():
        session = db.session()
        vacancy = make_vacancy(
            session, session.get_one(Employer, workshop), *requirements, **values
        )
        db.session.remove()
    return vacancy.id


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


def test_words_we_do_not_know_are_told_and_kept(browser: FlaskClient) -> None:
    answer = send(browser, {"action": "read", "description": "Нужна швея, zzqqxx wwvv"})

    assert answer.status_code == 200
    assert "In these words we recognised nothing" in text_of(answer)
    assert '<li dir="auto">zzqqxx wwvv</li>' in text_of(answer)


@pytest.mark.parametrize(
    ("advert", "told"),
    [
        ("", "Please fill this in."),
        ("\x00", "Please fill this in."),
        ("😀🧵🪡", "There is nothing readable here."),
        ("zzqqxx wwvv", "We found no machine, operation, garment or trade"),
        ("швея " * 20_000, "at most 10000 characters fit"),
    ],
    ids=["empty", "nul", "emoji", "unknown", "100 kB"],
)
def test_an_advert_we_cannot_read_is_told_at_its_field_and_kept(
    app: Flask, browser: FlaskClient, advert: str, told: str
) -> None:
    answer = send(browser, {"action": "read", "description": advert})

    assert answer.status_code == 422
    html = text_of(answer)
    assert told in html
    assert 'id="description-error"' in html
    assert inputs(answer.get_data(as_text=True))["description"] == advert.strip()
    assert stored(app) == []


def test_a_form_with_faults_keeps_everything_typed(app: Flask, browser: FlaskClient) -> None:
    typed = {
        "action": "publish",
        "title": "Шв\x00ея",
        "requirements-0-text": "оверлок",
        "requirements-0-importance": "must",
        "requirements-1-text": "",
        "requirements-2-text": "zzqqxx",
        "requirements-2-min_years": "много",
        "requirements-3-text": "цыганская песня",
        "requirements-3-remove": "1",
        "headcount": "0",
        "pay_min": "50 000",
        "pay_max": "-1",
        "hours_per_day": "7,5",
        "start_on": "завтра",
        "place": "\u202eБишкек",
    }

    answer = send(browser, typed)

    assert answer.status_code == 422
    html = text_of(answer)
    form = inputs(answer.get_data(as_text=True))
    for name, value in typed.items():
        if name not in ("action", "title", "requirements-3-remove"):
            assert form[name] == value, name
    for told in (
        "This must be from 1 to 1000.",
        "This must be from 0 to 10000000.",
        "We do not know “zzqqxx” yet.",
        "Please write a number in digits.",
        "Please write the day as year-month-day",
    ):
        assert told in html
    assert 'id="requirements-2-text-error"' in html
    assert 'id="requirements-3-text-error"' not in html
    assert stored(app) == []


def test_a_typed_number_may_have_spaces_or_a_comma(app: Flask, browser: FlaskClient) -> None:
    send(
        browser,
        {
            "action": "draft",
            "title": "Швея",
            "headcount": "2",
            "pay_min": "35 000",
            "hours_per_day": "7,5",
            "days_per_week": "6",
        },
    )

    (vacancy,) = stored(app)
    assert (vacancy.state, vacancy.pay_min, vacancy.hours_per_day) == (
        VacancyState.DRAFT,
        35_000,
        7.5,
    )


def test_changed_words_are_read_anew(app: Flask, browser: FlaskClient) -> None:
    send(
        browser,
        {
            "action": "draft",
            "title": "Швея",
            "headcount": "1",
            "requirements-0-text": "распошив",
            "requirements-0-reading": "overlock_4_thread",
            "requirements-0-read_from": "4-нитка",
            "requirements-1-text": "4-нитка",
            "requirements-1-reading": "overlock_4_thread",
            "requirements-1-read_from": "4-нитка",
        },
    )

    (vacancy,) = stored(app)
    with app.app_context():
        asked = select(Requirement.concept_id).where(Requirement.vacancy_id == vacancy.id)
        rows = db.session.scalars(asked.order_by(Requirement.position)).all()
        db.session.remove()
    assert rows == ["coverstitch_machine", "overlock_4_thread"]


def test_a_line_is_added_without_javascript(browser: FlaskClient) -> None:
    answer = send(
        browser,
        {"title": "Швея", "requirements-0-text": "распошив", "add_row": "requirements"},
    )

    form = inputs(answer.get_data(as_text=True))
    assert answer.status_code == 200
    assert form["requirements-0-text"] == "распошив"
    assert form["requirements-1-text"] == ""
    assert form["title"] == "Швея"


def test_a_vacancy_is_edited_in_the_same_form(
    app: Flask, browser: FlaskClient, workshop: uuid.UUID
) -> None:
    id_ = vacancy_of(app, workshop, "overlock_4_thread", pay_min=30_000)
    address = f"/employer/vacancies/{id_}/edit"

    form = inputs(browser.get(address).get_data(as_text=True))
    assert (form["title"], form["pay_min"]) == ("Швея на оверлок", "30000")
    answer = send(browser, {**form, "title": "Оверлочница", "action": "save"}, address)

    assert answer.status_code == 302
    (vacancy,) = stored(app)
    assert (vacancy.title, vacancy.revision, vacancy.pay_min) == ("Оверлочница", 2, 30_000)
    wrong = send(browser, {**form, "title": "", "action": "save"}, address)
    assert wrong.status_code == 422
    assert stored(app)[0].title == "Оверлочница"


def test_a_closed_vacancy_can_be_taken_back(
    app: Flask, browser: FlaskClient, workshop: uuid.UUID
) -> None:
    id_ = vacancy_of(app, workshop)

    closed = send(browser, {}, f"/employer/vacancies/{id_}/close")
    page = text_of(browser.get(closed.location))
    assert "“Швея на оверлок” is closed." in page
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

    assert "Nobody has everything that is a must" in html
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


def test_nothing_is_kept_without_the_forms_token(app: Flask, browser: FlaskClient) -> None:
    answer = browser.post(NEW, data={"title": "Швея", "headcount": "1", "action": "publish"})

    assert answer.status_code == 400
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Vacancy)) == 0
        db.session.remove()
