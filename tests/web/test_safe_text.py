"""Names and titles that would pass for others, or turn a sentence around, are shown safely."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from recruit.models import Application
from recruit.services import vacancies
from recruit.services.text import clean, clean_line, mixed_alphabets
from tests.factories import (
    NOON,
    actor_of,
    make_candidate,
    make_employer,
    make_member,
    make_user,
    make_vacancy,
    signed_in,
)

IMITATION = "Аk-Кийим"  # a Cyrillic А and a Latin k in one word
CHIP = "mixed alphabets in this name"
OVERRIDE = "\u202e"


@pytest.mark.parametrize(
    "name",
    [
        IMITATION,
        "Cтиль",  # a Latin C
        "Тексτиль",  # a Greek τ
        "ТехноPlus",
        "ОсОО «Bишкек Шов»",
        "ｓtyлe",  # a full-width s is a Latin one
    ],
)
def test_a_word_in_several_alphabets_is_noticed(name: str) -> None:
    assert mixed_alphabets(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Ак-Кийим",
        "Ak-Kiyim",
        "Juki Сервис",
        "USB-кабель",
        "ОсОО «Стиль» / Style LLC",
        "Цех №4",
        "4х-нитка",
        "T-шарт ওভারলক",
        "درزی Tailor",
        "Ыйгарым укук",
        "Naïve café",
        "Швея1a",
    ],
)
def test_words_that_each_keep_to_one_alphabet_are_not(name: str) -> None:
    assert not mixed_alphabets(name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ак\u200b-Кий\u2060им", "Ак-Кийим"),
        ("Ак\u200d-Ки\u200cйим", "Ак-Кийим"),
        ("\u200dАк", "Ак"),
        ("шве\u00adя", "швея"),
        ("\u3164Цех", "Цех"),
        ("درزی\u200cها", "درزی\u200cها"),
        ("ক্\u200dষ", "ক্\u200dষ"),
        ("👩\u200d🏭", "👩\u200d🏭"),
        ("ক\u200d\u200d\u200dষ", "ক\u200dষ"),
    ],
)
def test_what_has_no_width_goes_but_where_a_script_needs_it(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Швея\nна  оверлок", "Швея на оверлок"),
        ("Ак\u200eКийим\u200f", "АкКийим"),
        ("\u061cдва\u00a0слова", "два слова"),
        (f"{OVERRIDE}рошьЗ", "рошьЗ"),
    ],
)
def test_a_name_stands_in_one_line_without_direction_marks(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


def test_a_title_is_kept_without_what_is_not_seen(session: Session) -> None:
    actor = actor_of(session, make_member(session, make_employer(session)))
    terms = vacancies.Terms(
        title=f"{OVERRIDE}Швея\u200b на\nоверлок", occupation="оверлок", place="Би\u2060шкек"
    )

    kept = vacancies.create(terms, actor=actor, now=NOON)

    assert kept.title == "Швея на оверлок"
    assert kept.place == "Бишкек"


def shown(client: FlaskClient, address: str, **query: Any) -> str:
    answer = client.get(address, query_string=query)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_an_imitated_name_is_marked_wherever_a_specialist_sees_it(
    session: Session, app: Flask, client: FlaskClient
) -> None:
    vacancy = make_vacancy(session, make_employer(session, IMITATION), "overlock_machine")
    applied = make_vacancy(session, make_employer(session, IMITATION), "overlock_machine")
    user = make_user(session, language="en")
    candidate = make_candidate(session, user, "overlock_machine")
    session.add(
        Application(
            candidate_id=candidate.id,
            vacancy_id=applied.id,
            score=1,
            created_at=NOON,
            updated_at=NOON,
        )
    )
    session.commit()
    own = signed_in(app, user)

    for browser, address in (
        (client, "/"),
        (client, "/vacancies"),
        (client, f"/vacancies/{vacancy.id}"),
        (own, "/profile/vacancies"),
        (own, f"/vacancies/{vacancy.id}/application"),
        (own, "/profile/applications"),
    ):
        assert CHIP in shown(browser, address), address


def test_an_ordinary_name_is_not_marked(session: Session, client: FlaskClient) -> None:
    vacancy = make_vacancy(session, make_employer(session, "ОсОО «Ак-Кийим» (Juki)"))

    assert CHIP not in shown(client, f"/vacancies/{vacancy.id}")
    assert CHIP not in shown(client, "/vacancies")


def test_typed_words_in_a_sentence_stand_apart_from_it(session: Session, app: Flask) -> None:
    name = "درزی خانہ"
    employer = make_employer(session, name)
    vacancy = make_vacancy(session, employer, "overlock_machine", title=name)
    workshop = signed_in(app, make_member(session, employer, language="en"))
    user = make_user(session, language="en")
    make_candidate(session, user, "overlock_machine")
    specialist = signed_in(app, user)
    own = f"/employer/vacancies/{vacancy.id}"

    assert f"<title>Who fits: \u2068{name}\u2069" in shown(workshop, f"{own}/specialists")
    assert f"<title>Applicants: \u2068{name}\u2069" in shown(workshop, f"{own}/applicants")
    apply = shown(specialist, f"/vacancies/{vacancy.id}/application")
    assert f"<title>Apply: \u2068{name}\u2069" in apply
    assert f"From now on <bdi>{name}</bdi> sees your profile" in apply
    assert "We read “<bdi>оверлок</bdi>” as" in shown(specialist, "/vacancies", q="оверлок")


def test_markup_in_a_typed_word_stays_text_inside_a_sentence(session: Session, app: Flask) -> None:
    vacancy = make_vacancy(session, make_employer(session, "<b>Цех</b>"), "overlock_machine")
    user = make_user(session, language="en")
    make_candidate(session, user, "overlock_machine")

    page = shown(signed_in(app, user), f"/vacancies/{vacancy.id}/application")

    assert "From now on <bdi>&lt;b&gt;Цех&lt;/b&gt;</bdi> sees" in page
    assert "<b>Цех" not in page
