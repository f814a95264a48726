"""Every ranking shown is in the log, and the page of then comes back."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from recruit.models import (
    Application,
    Employer,
    Ranking,
    RankingEntry,
    RankingPlace,
    Role,
    Stage,
    Vacancy,
    Visibility,
)
from recruit.services import stages
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_key,
    make_member,
    make_user,
    make_vacancy,
    signed_in,
    submit,
)
from tests.ranking_rows import make_ranking


def shelf(session: Any) -> tuple[Vacancy, Any]:
    """A vacancy with somebody who fits, and a member of its workshop."""
    employer = make_employer(session)
    vacancy = make_vacancy(session, employer, ("overlock_4_thread", "must"), "ironing")
    return vacancy, make_member(session, employer)


def cards(html: str) -> list[str]:
    """The reasons and points of each card."""
    found = re.findall(r'<details class="why".*?</details>', html, re.S)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", card)).split()) for card in found]


def places(session: Any) -> list[RankingPlace]:
    session.expire_all()
    return list(session.scalars(select(Ranking.place).order_by(Ranking.at)))


def test_the_page_of_then_has_the_reasons_of_then(app, session):
    vacancy, member = shelf(session)
    person = make_candidate(session, None, ("overlock_4_thread", 5, 6.0), ("ironing", 2, None))
    make_candidate(session, None, ("ironing", 3, 2.0))
    browser = signed_in(app, member)
    before = browser.get(f"/employer/vacancies/{vacancy.id}/specialists").get_data(as_text=True)
    vacancy = session.get_one(Vacancy, vacancy.id)
    vacancy.requirements[1].concept_id = "overlock_machine"
    person.claims[0].level, person.claims[0].text = 1, "забыла"
    person.revision += 1
    session.commit()

    times = browser.get(f"/employer/vacancies/{vacancy.id}/rankings").get_data(as_text=True)
    (address,) = set(re.findall(r'href="(/rankings/[0-9a-f-]{36})"', times))
    answer = browser.get(address)
    again = answer.get_data(as_text=True)

    assert len(cards(before)) == 2
    assert cards(again) == cards(before)
    assert "This is the ranking as it was shown on" in again
    assert answer.headers["Cache-Control"] == "no-store"
    now = browser.get(f"/employer/vacancies/{vacancy.id}/specialists").get_data(as_text=True)
    assert cards(now) != cards(before)


def test_each_place_that_shows_a_ranking_writes_it_down(app, session):
    vacancy, member = shelf(session)
    user = make_user(session)
    candidate = make_candidate(session, user, ("overlock_4_thread", 3, 2.0))
    _, key = make_key(session)
    as_program = {"Authorization": f"Bearer {key}"}
    employer, specialist, program = signed_in(app, member), signed_in(app, user), app.test_client()
    vacancies, api = f"/employer/vacancies/{vacancy.id}", "/api/v1"
    asked = [
        (employer, f"{vacancies}/specialists", RankingPlace.SPECIALISTS),
        (employer, f"{vacancies}/specialists.csv", RankingPlace.TABLE),
        (employer, f"{vacancies}/applicants", RankingPlace.APPLICANTS),
        (specialist, "/profile/vacancies", RankingPlace.OWN),
        (specialist, f"/vacancies/{vacancy.id}/application", RankingPlace.PAIR),
        (program, f"{api}/vacancies/{vacancy.id}/matches", RankingPlace.API),
        (program, f"{api}/candidates/{candidate.id}/matches", RankingPlace.API),
    ]

    for browser, address, place in asked:
        headers = as_program if browser is program else {}
        assert browser.get(address, headers=headers).status_code == 200, address
        assert places(session)[-1] is place, address
    body = {"vacancy_id": str(vacancy.id)}
    assert program.post(f"{api}/match", json=body, headers=as_program).status_code == 200

    assert len(places(session)) == len(asked) + 1
    assert places(session)[-1] is RankingPlace.API_CALL
    by_key = session.scalars(select(Ranking).where(Ranking.key_id.is_not(None))).all()
    assert len(by_key) == 3


def test_a_call_with_people_of_its_own_leaves_none_of_them(app, session):
    _, key = make_key(session)
    body = {
        "vacancy_text": "Швея на оверлок в Токмок",
        "candidates": [{"id": "Гульнара", "text": "Оверлок 5 лет"}],
    }

    answer = app.test_client().post(
        "/api/v1/match", json=body, headers={"Authorization": f"Bearer {key}"}
    )

    assert answer.status_code == 200
    row = session.scalars(select(Ranking)).one()
    assert row.shown == 0
    assert "Гульнара" not in row.document
    assert "Токмок" not in row.document
    assert session.scalars(select(RankingEntry)).all() == []


def test_a_specialist_sees_their_reasons_and_saves_them(app, session):
    vacancy, member = shelf(session)
    user = make_user(session)
    make_candidate(session, user, ("overlock_4_thread", 3, 2.0), headline="Моя строка")
    make_candidate(session, None, ("overlock_4_thread", 5, 9.0), headline="Чужая строка")
    signed_in(app, member).get(f"/employer/vacancies/{vacancy.id}/specialists")
    browser = signed_in(app, user)

    page = browser.get("/profile/rankings").get_data(as_text=True)
    file = browser.get("/profile/rankings.json")

    assert "Your profile was shown in 1 ranking." in page
    assert "Швея на оверлок" in page
    assert "Чужая" not in page + file.get_data(as_text=True)
    (told,) = file.get_json()
    assert sum(reason["points"] for reason in told["reasons"]) == told["score"]
    assert "attachment" in file.headers["Content-Disposition"]
    assert file.headers["Cache-Control"] == "no-store"


def test_a_specialist_is_not_told_the_title_of_a_vacancy_they_may_not_see(app, session):
    vacancy, _ = shelf(session)
    user = make_user(session)
    candidate = make_candidate(session, user, "overlock_4_thread")
    make_ranking(session, vacancy, candidate)
    session.get_one(Vacancy, vacancy.id).state = "closed"
    session.commit()

    page = signed_in(app, user).get("/profile/rankings").get_data(as_text=True)

    assert "Швея на оверлок" not in page
    assert "Ак-Кийим" in page


def test_who_hides_now_is_a_number_and_a_score_in_the_workshop_s_old_ranking(app, session):
    vacancy, member = shelf(session)
    person = make_candidate(session, None, ("overlock_4_thread", 5, 6.0), headline="Пока видна")
    browser = signed_in(app, member)
    browser.get(f"/employer/vacancies/{vacancy.id}/specialists")
    person.visibility = Visibility.HIDDEN
    session.commit()
    id_ = session.scalars(select(Ranking.id)).one()

    page = browser.get(f"/rankings/{id_}").get_data(as_text=True)

    assert "They hide their profile now" in page
    assert "Пока видна" not in page
    assert cards(page) == []


def test_an_overseer_sees_the_list_and_no_people(app, session):
    vacancy, _ = shelf(session)
    candidate = make_candidate(session, None, "overlock_4_thread")
    ranking = make_ranking(session, vacancy, candidate)
    browser = signed_in(app, make_user(session, Role.OVERSEER))

    page = browser.get("/rankings").get_data(as_text=True)

    assert "Швея на оверлок" in page
    assert str(ranking.id) not in page
    assert browser.get(f"/rankings/{ranking.id}").status_code == 404


@pytest.mark.parametrize("days", [29, 30])
def test_the_button_that_says_they_stayed_comes_after_thirty_days(app, session, days, monkeypatch):
    vacancy, member = shelf(session)
    person = make_candidate(session, None, "overlock_4_thread")
    application = Application(
        candidate_id=person.id,
        vacancy_id=vacancy.id,
        stage=Stage.NEW,
        score=5000,
        created_at=NOON,
        updated_at=NOON,
    )
    session.add(application)
    session.commit()
    actor = actor_of(session, member)
    for stage in (Stage.HIRED, Stage.ARRIVED):
        stages.move(application.id, stage, actor=actor, now=NOON)
    later = NOON.replace(month=12, day=23 if days == 30 else 22)
    monkeypatch.setattr("recruit.web.employer.people.utcnow", lambda: later)
    browser = signed_in(app, member)
    address = f"/employer/vacancies/{vacancy.id}/applicants"

    page = browser.get(address).get_data(as_text=True)
    answer = submit(browser, f"/employer/applications/{application.id}/stay", {}, page=address)

    assert ("Still working here after 30 days" in page) is (days == 30)
    told = browser.get(answer.location).get_data(as_text=True)
    assert ("It is noted that they stayed" in told) is (days == 30)
    assert "Still working here" not in told


def test_the_workshop_is_named_by_its_own_vacancy(app, session):
    vacancy, member = shelf(session)
    make_candidate(session, None, ("overlock_4_thread", 5, 6.0))
    signed_in(app, member).get(f"/employer/vacancies/{vacancy.id}/specialists")

    row = session.scalars(select(Ranking)).one()

    assert session.get_one(Employer, row.employer_id).legal_name == "Ак-Кийим"
