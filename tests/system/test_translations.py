"""Every sentence of the code and the pages stands in each catalogue, whole and correct."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy.orm import Session

from recruit.config import OFFERED_LANGUAGES
from recruit.wording import country_name, date_text, language_name
from tests.factories import submit

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "recruit" / "translations"
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "N_": None}
COUNTS = {"ru": (1, 3, 5), "ky": (1, 2)}
"""For each language of the catalogues, one count for each of its plural forms."""

HOME = {
    "ru": "Цех говорит, что нужно шить.",
    "ky": "Цех эмне тигүү керек экенин айтат.",
}
GAP = re.compile(r"%\(\w+\)[sd]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
CYRILLIC = re.compile(r"[А-Яа-яЁёӨөҮүҢң]")
MIXED_WORD = re.compile(r"[A-Za-z][А-Яа-яЁёӨөҮүҢң]|[А-Яа-яЁёӨөҮүҢң][A-Za-z]")
NAMES = {"API", "Iyne"}

Sentence = str | tuple[str, ...]

each_language = pytest.mark.parametrize("language", COUNTS)


@cache
def extracted() -> dict[Sentence, str]:
    """Every sentence that the collector finds, with the file it stands in."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as lines:
        methods, options = parse_mapping_cfg(lines)
    found = extract_from_dir(
        ROOT, methods, {key: dict(value) for key, value in options.items()}, keywords=KEYWORDS
    )
    return {sentence: file for file, _line, sentence, _comments, _context in found}


@cache
def catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as lines:
        return read_po(lines)


@cache
def compiled(language: str) -> GNUTranslations:
    """The catalogue as the site reads it."""
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.mo"
    assert path.exists(), f"run `make {path.relative_to(ROOT)}`"
    with path.open("rb") as file:
        return GNUTranslations(file)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Each translation beside its English; every plural form beside the English plural."""
    for message in messages(language):
        if isinstance(message.id, tuple):
            yield from ((message.id[1], form) for form in message.string)
        else:
            yield message.id, message.string


def words(text: str) -> list[str]:
    return re.findall(r"\w+", GAP.sub("", text))


def test_every_language_offered_beside_english_has_its_catalogue() -> None:
    assert set(OFFERED_LANGUAGES) == {"en", *COUNTS}


@each_language
def test_every_sentence_is_translated(language: str) -> None:
    done = {
        message.id
        for message in messages(language)
        if message.string
        and not message.fuzzy
        and (isinstance(message.string, str) or all(message.string))
    }

    missing = [f"{file}: {said}" for said, file in extracted().items() if said not in done]

    assert len(extracted()) > 600
    assert missing == [], "run `make translations`, then translate"


@each_language
def test_the_catalogue_holds_nothing_that_the_code_does_not_say(language: str) -> None:
    assert [message.id for message in messages(language) if message.id not in extracted()] == []
    assert list(catalogue(language).obsolete) == []


@each_language
def test_every_gap_stays_in_the_translation(language: str) -> None:
    wrong = [
        (english, translated)
        for english, translated in pairs(language)
        if sorted(GAP.findall(english)) != sorted(GAP.findall(translated))
    ]

    assert wrong == []


@each_language
def test_nothing_but_gaps_follows_a_percent_sign(language: str) -> None:
    assert [said for _, said in pairs(language) if "%" in GAP.sub("", said)] == []


@each_language
def test_a_count_has_all_the_forms_of_the_language(language: str) -> None:
    counted = [message.string for message in messages(language) if isinstance(message.id, tuple)]

    assert catalogue(language).num_plurals == len(COUNTS[language])
    assert counted
    assert [forms for forms in counted if len(forms) != len(COUNTS[language])] == []


@each_language
def test_no_sentence_is_left_in_english(language: str) -> None:
    left = [
        translated
        for english, translated in pairs(language)
        if english == translated and len(LATIN_WORD.findall(GAP.sub("", english))) >= 3
    ]

    assert left == []


@each_language
def test_every_sentence_is_in_cyrillic_letters(language: str) -> None:
    bare = [(said, GAP.sub("", said)) for _, said in pairs(language)]
    other = [
        said
        for said, text in bare
        if not CYRILLIC.search(text) and not set(LATIN_WORD.findall(text)) <= NAMES
    ]

    assert other == []
    assert [said for said, text in bare if MIXED_WORD.search(text)] == []


def test_the_kyrgyz_catalogue_has_the_letters_that_russian_lacks() -> None:
    whole = {language: "".join(said for _, said in pairs(language)) for language in COUNTS}

    assert {letter: whole["ky"].count(letter) > 100 for letter in "өүң"} == dict.fromkeys(
        "өүң", True
    )
    assert set("өүңӨҮҢ").isdisjoint(whole["ru"])


def test_no_kyrgyz_sentence_is_the_russian_one() -> None:
    russian = dict(pairs("ru"))

    same = [
        said
        for english, said in pairs("ky")
        if said == russian.get(english) and len(words(said)) >= 4
    ]

    assert len(russian) > 600
    assert same == []


@each_language
def test_quotes_are_local_and_tidy(language: str) -> None:
    assert [said for _, said in pairs(language) if re.search(r"[“”„\"]", said)] == []
    assert [said for _, said in pairs(language) if said != said.strip()] == []


@each_language
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    shown = compiled(language)

    for message in messages(language):
        if isinstance(message.id, tuple):
            forms = tuple(shown.ngettext(*message.id, count) for count in COUNTS[language])
            assert forms == tuple(message.string)
        else:
            assert shown.gettext(message.id) == message.string


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("ru", 0, "0 вакансий"),
        ("ru", 1, "1 вакансия"),
        ("ru", 3, "3 вакансии"),
        ("ru", 11, "11 вакансий"),
        ("ru", 21, "21 вакансия"),
        ("ky", 0, "0 вакансия"),
        ("ky", 1, "1 вакансия"),
        ("ky", 5, "5 вакансия"),
    ],
)
def test_numbers_agree_with_their_words(language: str, count: int, said: str) -> None:
    shown = compiled(language).ngettext("%(num)s vacancy", "%(num)s vacancies", count)

    assert shown % {"num": count} == said


@pytest.mark.parametrize(
    ("language", "day", "country", "bengali"),
    [
        ("ru", "3 ноября 2026 г.", "Узбекистан", "бенгальский"),
        ("ky", "3-ноябрь, 2026-ж.", "Өзбекстан", "бенгалча"),
    ],
)
def test_days_countries_and_languages_are_named_as_people_name_them(
    app: Flask, language: str, day: str, country: str, bengali: str
) -> None:
    with app.test_request_context(), force_locale(language):
        assert " ".join(date_text(dt.date(2026, 11, 3)).split()) == day
        assert country_name("UZ") == country
        assert country_name("KG") == "Кыргызстан"
        assert language_name("bn") == bengali


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ru-KG,ru;q=0.9", "ru"),
        ("ky", "ky"),
        ("ky-KG,ky;q=0.9,ru;q=0.7", "ky"),
    ],
)
def test_a_browser_is_answered_in_its_language(
    session: Session, client: FlaskClient, accepted: str, language: str
) -> None:
    html = client.get("/", headers={"Accept-Language": accepted}).get_data(as_text=True)

    assert f'<html lang="{language}"' in html
    assert HOME[language] in html


@each_language
def test_a_reader_who_chooses_english_keeps_it(
    session: Session, client: FlaskClient, language: str
) -> None:
    browser = {"Accept-Language": language}

    answer = submit(client, "/language", {"language": "en"}, page="/", headers=browser)

    assert answer.status_code == 302
    for address in ("/", "/vacancies", "/"):
        html = client.get(address, headers=browser).get_data(as_text=True)
        assert '<html lang="en"' in html
        assert HOME[language] not in html
