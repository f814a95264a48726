"""A specialist's pages, as a browser without JavaScript sees them."""

from __future__ import annotations

import re
import uuid
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruit.models import Application, Stage, Visibility
from tests.factories import (
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
    signed_in,
    submit,
)
from tests.pages import sent, words_of

START = "/register/specialist"


def test_a_line_edited_is_linked_anew(session: Session, app: Flask) -> None:
    user = make_user(session)
    candidate = make_candidate(session, user, ("overlock_machine", 3, 2.0))
    client = signed_in(app, user)

    page = client.get("/profile/skills").text
    changes = {"claims-0-text": "трикотаж", "headline": "Швея-трикотажница"}
    answer = client.post("/profile/skills", data=sent(page, **changes))

    assert answer.location == "/profile"
    session.expire_all()
    session.refresh(candidate, ["claims"])
    assert [claim.concept_id for claim in candidate.claims] == ["knitwear_fabric"]
    assert "Швея-трикотажница" in client.get("/profile").text


def test_words_add_lines_that_wait_for_saving(session: Session, app: Flask) -> None:
    user = make_user(session)
    candidate = make_candidate(session, user, "overlock_machine")
    client = signed_in(app, user)

    page = client.get("/profile/skills").text
    read = client.post("/profile/skills", data=sent(page, words="5-ip overlok", read="1"))
    assert sent(read.text)["claims-1-concept_id"] == ["overlock_5_thread"]
    session.refresh(candidate, ["claims"])
    assert len(candidate.claims) == 1
    removed = sent(read.text, **{"claims-0-remove": "1"})
    client.post("/profile/skills", data=removed)

    session.expire_all()
    session.refresh(candidate, ["claims"])
    assert [claim.concept_id for claim in candidate.claims] == ["overlock_5_thread"]


def test_a_profile_that_says_nothing_is_not_saved(session: Session, app: Flask) -> None:
    user = make_user(session)
    make_candidate(session, user, "overlock_machine")
    client = signed_in(app, user)

    page = client.get("/profile/skills").text
    answer = client.post("/profile/skills", data=sent(page, **{"claims-0-text": "qwrtpsdf"}))

    assert answer.status_code == 422
    assert "We found no machine" in words_of(answer.text)
    assert sent(answer.text)["claims-0-text"] == ["qwrtpsdf"]


def test_wishes_are_saved_and_stay_in_the_form(session: Session, app: Flask) -> None:
    user = make_user(session)
    make_candidate(session, user, "overlock_machine", languages=["fr"], ready_to_move=False)
    client = signed_in(app, user)

    page = client.get("/profile/wishes").text
    assert sent(page)["languages"] == ["fr"]
    assert sent(page)["ready_to_move"] == ["no"]
    changes: dict[str, Any] = {"pay_wanted": "50 000", "wishes": ["meals", "housing"]}
    assert client.post("/profile/wishes", data=sent(page, **changes)).location == "/profile"

    kept = sent(client.get("/profile/wishes").text)
    assert kept["pay_wanted"] == ["50000"]
    assert kept["wishes"] == ["housing", "meals"]
    assert kept["languages"] == ["fr"]


def test_the_choice_of_who_sees_it_holds_at_once(session: Session, app: Flask) -> None:
    user, employer, other = make_user(session), make_employer(session), make_employer(session)
    candidate = make_candidate(session, user, "overlock_machine")
    vacancy = make_vacancy(session, employer, "overlock_machine")
    make_vacancy(session, other, "overlock_machine")
    mine, boss = signed_in(app, user), signed_in(app, make_member(session, employer))
    rival, anybody = signed_in(app, make_member(session, other)), app.test_client()
    card = f"/specialists/{candidate.id}"

    def seen(choice: str) -> list[int]:
        page = mine.get("/profile/visibility").text
        saved = mine.post("/profile/visibility", data=sent(page, visibility=choice))
        assert saved.status_code == 302
        return [browser.get(card).status_code for browser in (anybody, rival, boss)]

    assert seen("public") == [200, 200, 200]
    assert seen("employers") == [404, 200, 200]
    assert seen("applied") == [404, 404, 404]
    submit(mine, f"/vacancies/{vacancy.id}/application", {})
    assert seen("applied") == [404, 404, 200]
    assert seen("hidden") == [404, 404, 404]
    page = mine.get("/profile/visibility").text
    assert mine.post("/profile/visibility", data=sent(page, visibility="all")).status_code == 422


def test_matches_say_why_and_what_is_missing(session: Session, app: Flask) -> None:
    user = make_user(session)
    make_candidate(session, user, ("overlock_machine", 4, 5.0))
    make_vacancy(session, None, "overlock_machine", "down_jacket", title="Универсал")
    make_vacancy(session, None, ("embroidery_machine", "must"), title="Вышивальщица")
    client = signed_in(app, user)

    fits = words_of(client.get("/profile/vacancies").text)
    apart = words_of(client.get("/profile/vacancies?apart=1").text)

    assert "Универсал" in fits
    assert "Level 4 of 5." in fits
    assert "The profile does not name it, nor anything close to it." in fits
    assert "Вышивальщица" not in fits
    assert "Вышивальщица" in apart
    assert "Blocked, because “embroidery machine” is a must and is missing." in apart


def test_one_applies_withdraws_and_applies_again(session: Session, app: Flask) -> None:
    user = make_user(session)
    make_candidate(session, user, ("overlock_machine", 4, 5.0))
    vacancy = make_vacancy(session, None, "overlock_machine", "coverstitch_machine")
    client = signed_in(app, user)
    address = f"/vacancies/{vacancy.id}/application"
    shown = re.findall(r"\d+\.\d\d", client.get("/profile/vacancies").text)[0]

    form = client.get(address).text
    assert (
        client.post(address, data=sent(form, message="Готова")).location == "/profile/applications"
    )
    twice = client.post(address, data=sent(form, message="Готова"), follow_redirects=True)
    assert "You have applied to this vacancy already." in words_of(twice.text)
    assert client.get(address).location == "/profile/applications"
    assert "You have applied" in words_of(client.get("/profile/vacancies").text)

    application = session.scalars(select(Application)).one()
    assert f"{application.score / 100:.2f}" == shown
    assert shown in client.get("/profile/applications").text
    withdrawal = f"/profile/applications/{application.id}/withdrawal"
    submit(client, withdrawal, {}, page="/profile/applications")
    over = submit(client, withdrawal, {}, page="/profile", follow_redirects=True)
    assert "nothing to withdraw" in words_of(over.text)
    assert "Apply again" in words_of(over.text)
    submit(client, address, {})

    session.refresh(application)
    assert application.stage is Stage.NEW
    assert session.scalar(select(func.count()).select_from(Application)) == 1


def test_a_message_too_long_is_kept_and_told(session: Session, app: Flask) -> None:
    user = make_user(session)
    make_candidate(session, user, "overlock_machine")
    vacancy = make_vacancy(session, None, "overlock_machine")
    client = signed_in(app, user)

    long = "ы" * 2_001
    answer = submit(client, f"/vacancies/{vacancy.id}/application", {"message": long})

    assert answer.status_code == 422
    assert sent(answer.text)["message"] == [long]


def test_who_is_hidden_is_asked_to_show_themselves_first(session: Session, app: Flask) -> None:
    user = make_user(session)
    make_candidate(session, user, "overlock_machine", visibility=Visibility.HIDDEN)
    vacancy = make_vacancy(session, None, "overlock_machine")
    client = signed_in(app, user)

    data = {"message": ""}
    answer = submit(client, f"/vacancies/{vacancy.id}/application", data, page="/profile/wishes")

    assert answer.location == "/profile/visibility"
    assert "nobody could read your application" in words_of(client.get(answer.location).text)


def test_only_specialists_come_in(session: Session, app: Flask) -> None:
    vacancy = make_vacancy(session, None, "overlock_machine")
    pages = [
        "/profile",
        "/profile/skills",
        "/profile/wishes",
        "/profile/visibility",
        "/profile/vacancies",
        "/profile/applications",
        f"/vacancies/{vacancy.id}/application",
    ]
    boss = signed_in(app, make_member(session, make_employer(session)))
    user = make_user(session)
    make_candidate(session, user, "overlock_machine")
    mine, anybody = signed_in(app, user), app.test_client()

    for page in pages:
        assert anybody.get(page).location.startswith("/sign-in?next="), page
        assert boss.get(page).status_code == 403, page
        answer = mine.get(page)
        assert answer.status_code == 200, page
        assert answer.headers["Cache-Control"] == "no-store"
    assert boss.get(START).status_code == 403
    nothing = uuid.uuid4()
    assert mine.get(f"/vacancies/{nothing}/application").status_code == 404
    answer = submit(mine, f"/profile/applications/{nothing}/withdrawal", {}, page="/profile")
    assert answer.status_code == 404
    assert actor_of(session, user).candidate_id is not None
