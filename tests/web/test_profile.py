"""A specialist's pages, as a browser without JavaScript sees them."""

from __future__ import annotations

import re
import uuid
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruit.models import Application, Candidate, CandidatePrivate, Stage, User, Visibility
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

START = "/register/specialist"
PASSWORD = "four words make one"


class Fields(HTMLParser):
    """What a browser would send from a page's main form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[tuple[str, str]] = []
        self._main = False
        self._form = False
        self._select: str | None = None
        self._first: str | None = None
        self._area: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "main":
            self._main = True
        elif tag == "form" and self._main:
            self._form = True
        if not self._form:
            return
        name, value = found.get("name"), found.get("value") or ""
        if tag == "input" and name:
            ticks = found.get("type") in ("checkbox", "radio")
            if not ticks or "checked" in found:
                self.values.append((name, value))
        elif tag == "select":
            self._select, self._first = name, None
        elif tag == "option" and self._select:
            self._first = value if self._first is None else self._first
            if "selected" in found:
                self.values.append((self._select, value))
                self._select = None
        elif tag == "textarea":
            self._area, self._text = name, ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = False
        elif tag == "select" and self._select:
            self.values.append((self._select, self._first or ""))
            self._select = None
        elif tag == "textarea" and self._area:
            self.values.append((self._area, self._text.removeprefix("\r\n").removeprefix("\n")))
            self._area = None


def sent(html: str, **changes: Any) -> dict[str, Any]:
    """A page's form as it would be sent, with some fields changed; None leaves one out."""
    parser = Fields()
    parser.feed(html)
    values: dict[str, Any] = {}
    for name, value in parser.values:
        values.setdefault(name, []).append(value)
    for name, value in changes.items():
        values.pop(name, None)
        if value is not None:
            values[name] = value
    return values


def go_on(client: FlaskClient, html: str, **changes: Any) -> Any:
    return client.post(START, data=sent(html, **changes))


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_somebody_registers_in_bengali_and_sees_what_fits(session: Session, app: Flask) -> None:
    make_vacancy(session, None, "overlock_machine", title="Швея на оверлок")
    client = app.test_client()

    first = client.get(START).text
    second = go_on(client, first, words="ওভারলক, ফ্ল্যাটলক, ৫ বছর, অজানাশব্দ")
    assert second.status_code == 200
    assert "ফ্ল্যাটলক" in second.text
    assert session.scalar(select(func.count()).select_from(User)) == 0
    third = go_on(
        client,
        second.text,
        **{"claims-0-level": "4", "more-0-text": "трикотаж", "more-0-years": "1,5"},
    )
    assert third.status_code == 200, words_of(third.text)
    last = go_on(
        client,
        third.text,
        contact="+880 1711 123456",
        password=PASSWORD,
        adult="y",
        country="BD",
        pay_wanted="45 000",
        languages=["bn", "en"],
        full_name="Rahim",
    )

    assert last.status_code == 302, words_of(last.text)
    assert last.location == "/profile/vacancies"
    page = client.get(last.location)
    assert "Швея на оверлок" in page.text
    candidate = session.scalars(select(Candidate)).one()
    session.refresh(candidate, ["claims"])
    assert [(c.text, c.concept_id, c.level, c.years) for c in candidate.claims] == [
        ("ওভারলক", "overlock_machine", 4, 5.0),
        ("ফ্ল্যাটলক", "coverstitch_machine", None, 5.0),
        ("трикотаж", "knitwear_fabric", None, 1.5),
    ]
    assert (candidate.country, candidate.pay_wanted, candidate.languages) == (
        "BD",
        45_000,
        ["bn", "en"],
    )
    assert candidate.visibility is Visibility.PUBLIC
    private = session.get(CandidatePrivate, candidate.id)
    assert private is not None
    assert (private.full_name, private.phone) == ("Rahim", "+8801711123456")
    assert "অজানাশব্দ" not in client.get("/profile").text


def test_unknown_words_are_kept_when_ticked(session: Session, app: Flask) -> None:
    client = app.test_client()
    second = go_on(client, client.get(START).text, words="оверлок, хурджуноплётка")
    assert "хурджуноплётка" in second.text

    third = go_on(client, second.text, **{"claims-1-keep": "y"})
    go_on(client, third.text, contact="a@example.org", password=PASSWORD, adult="y")

    page = words_of(client.get("/profile").text)
    assert "We do not know these words yet" in page
    assert "хурджуноплётка" in page


def test_a_taken_contact_keeps_everything_typed(session: Session, app: Flask) -> None:
    make_user(session, email="taken@example.org")
    client = app.test_client()
    second = go_on(client, client.get(START).text, words="ওভারলক ৫ বছর, খাবার")
    third = go_on(client, second.text)

    answer = go_on(
        client,
        third.text,
        contact="Taken@example.org",
        password=PASSWORD,
        adult="y",
        place="গাজীপুর",
        country="BD",
        pay_wanted="40000",
        ready_to_move="yes",
        available_from="2027-01-31",
        visibility="applied",
        languages=["bn"],
        wishes=["housing"],
    )

    assert answer.status_code == 422
    assert "There is already an account with this. Sign in instead." in words_of(answer.text)
    kept = sent(answer.text)
    assert kept["contact"] == ["Taken@example.org"]
    assert kept["place"] == ["গাজীপুর"]
    assert kept["country"] == ["BD"]
    assert kept["pay_wanted"] == ["40000"]
    assert kept["ready_to_move"] == ["yes"]
    assert kept["available_from"] == ["2027-01-31"]
    assert kept["visibility"] == ["applied"]
    assert kept["languages"] == ["bn"]
    assert kept["wishes"] == ["housing"]
    assert "adult" in kept
    assert kept["claims-0-text"] == ["ওভারলক"]
    assert kept["words"] == ["ওভারলক ৫ বছর, খাবার"]
    assert PASSWORD not in answer.text
    assert session.scalar(select(func.count()).select_from(Candidate)) == 0
    again = go_on(client, answer.text, contact="free@example.org", password=PASSWORD)
    assert again.status_code == 302


def test_one_goes_back_and_loses_nothing(session: Session, app: Flask) -> None:
    client = app.test_client()
    second = go_on(client, client.get(START).text, words="оверлок")
    third = go_on(client, second.text, **{"claims-0-years": "7"})

    back = go_on(client, third.text, back="skills", place="Ош")
    assert sent(back.text)["claims-0-years"] == ["7"]
    words = go_on(client, back.text, back="words")
    assert sent(words.text)["words"] == ["оверлок"]
    more = go_on(client, words.text, words="оверлок, трикотаж")
    assert sent(more.text)["claims-0-years"] == ["7"]
    assert sent(more.text)["claims-1-concept_id"] == ["knitwear_fabric"]
    assert sent(go_on(client, more.text).text)["place"] == ["Ош"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Please fill this in."),
        ("\x00\u202e", "Please fill this in."),
        ("🧵🪡🧵", "There is nothing readable here."),
        ("ы" * 100_000, "This is too long: at most 5000 characters fit."),
        ("qwrtpsdf zxcvbnm", "We found no machine, operation, garment or trade"),
    ],
    ids=["nothing", "marks", "emoji", "huge", "unknown"],
)
def test_words_nobody_can_use_are_told_so_and_kept(
    client: FlaskClient, words: str, told: str
) -> None:
    answer = go_on(client, client.get(START).text, words=words)

    assert answer.status_code == 422
    assert told in words_of(answer.text)
    if "\x00" not in words:
        assert sent(answer.text)["words"] == [words]


def test_wrong_figures_are_marked_where_they_stand(client: FlaskClient) -> None:
    second = go_on(client, client.get(START).text, words="оверлок")

    changes = {"claims-0-years": "много", "more-0-text": "трикотаж", "more-0-years": "99"}
    answer = go_on(client, second.text, **changes)

    assert answer.status_code == 422
    page = words_of(answer.text)
    assert "Please write a number, for example 5." in page
    assert "This must be from 0 to 60." in page
    kept = sent(answer.text)
    assert kept["claims-0-years"] == ["много"]
    assert kept["claims-1-text"] == ["трикотаж"]
    assert kept["claims-1-years"] == ["99"]


def test_a_line_is_added_without_javascript(client: FlaskClient) -> None:
    second = go_on(client, client.get(START).text, words="оверлок")

    answer = go_on(client, second.text, add_row="more", **{"more-0-text": "трикотаж"})

    kept = sent(answer.text)
    assert kept["claims-1-concept_id"] == ["knitwear_fabric"]
    assert [name for name in kept if name.startswith("more-") and name.endswith("-text")]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("password", "short", "This is too short: at least 12 characters are needed."),
        ("contact", "0700\x00", "This is neither an e-mail address nor a phone number"),
        ("adult", None, "Please fill this in."),
        ("pay_wanted", "-5", "This must be from 0 to 10000000."),
        ("pay_wanted", "много", "Please write a whole number"),
        ("available_from", "завтра", "Please write a day"),
        ("available_from", "9999-12-31", "This must be from"),
        ("country", "XX", "Please choose one of the answers offered."),
        ("place", "x" * 101, "This is too long: at most 100 characters fit."),
        ("full_name", "x" * 100_000, "This is too long: at most 200 characters fit."),
        ("languages", ["??"], "Please choose one of the answers offered."),
    ],
)
def test_the_last_step_names_each_fault(
    client: FlaskClient, field: str, value: Any, told: str
) -> None:
    third = go_on(client, go_on(client, client.get(START).text, words="оверлок").text)
    right = {"contact": "a@example.org", "password": PASSWORD, "adult": "y"}

    answer = go_on(client, third.text, **{**right, field: value})

    assert answer.status_code == 422
    assert told in words_of(answer.text)
    assert client.get("/profile").status_code == 302


def test_a_form_made_up_by_hand_is_no_error_of_ours(client: FlaskClient) -> None:
    token = sent(client.get(START).text)["csrf_token"]
    for data in (
        {"step": "wishes"},
        {"step": "nonsense", "claims-9999999-text": "оверлок"},
        {"step": "skills", "claims-x-text": "оверлок", "add_row": "csrf_token"},
        {"step": "skills", "claims-0-text": "x", "claims-0-keep": "y", "claims-0-level": "٣٣٣٣"},
        {
            "step": "skills",
            "claims-0-text": "x",
            "claims-0-linked_text": "x",
            "claims-0-keep": "y",
            "claims-0-concept_id": "\x00",
        },
        {"back": "csrf_token"},
    ):
        answer = client.post(START, data={"csrf_token": token, **data})
        assert answer.status_code in (200, 422), data


def test_an_account_without_a_profile_is_led_to_making_one(session: Session, app: Flask) -> None:
    client = signed_in(app, make_user(session))

    assert client.get("/profile/vacancies").location == START
    third = go_on(client, go_on(client, client.get(START).text, words="оверлок").text)
    assert 'name="password"' not in third.text
    answer = go_on(client, third.text, adult="y")

    assert answer.location == "/profile/vacancies"
    assert client.get(START).location == "/profile"


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
    make_vacancy(session, None, "overlock_machine", "coverstitch_machine", title="Универсал")
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
