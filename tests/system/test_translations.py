"""Every sentence of the code and the pages stands in the Russian catalogue, whole and correct."""

from __future__ import annotations

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
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import submit

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "recruit" / "translations" / "ru" / "LC_MESSAGES" / "messages.po"
COMPILED = CATALOGUE.with_suffix(".mo")
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "N_": None}
HOME = "Цех говорит, что нужно шить."
GAP = re.compile(r"%\(\w+\)[sd]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")

Sentence = str | tuple[str, ...]


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
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as lines:
        return read_po(lines)


def compiled() -> GNUTranslations:
    """The catalogue as the site reads it."""
    assert COMPILED.exists(), f"run `make {COMPILED.relative_to(ROOT)}`"
    with COMPILED.open("rb") as file:
        return GNUTranslations(file)


def messages() -> Iterator[Message]:
    return (message for message in catalogue() if message.id)


def pairs() -> Iterator[tuple[str, str]]:
    """Each translation beside its English; every plural form beside the English plural."""
    for message in messages():
        if isinstance(message.id, tuple):
            yield from ((message.id[1], form) for form in message.string)
        else:
            yield message.id, message.string


def test_every_sentence_is_translated() -> None:
    done = {
        message.id
        for message in messages()
        if message.string
        and not message.fuzzy
        and (isinstance(message.string, str) or all(message.string))
    }

    missing = [f"{file}: {said}" for said, file in extracted().items() if said not in done]

    assert len(extracted()) > 600
    assert missing == [], "run `make translations`, then translate"


def test_the_catalogue_holds_nothing_that_the_code_does_not_say() -> None:
    assert [message.id for message in messages() if message.id not in extracted()] == []
    assert list(catalogue().obsolete) == []


def test_every_gap_stays_in_the_translation() -> None:
    wrong = [
        (english, russian)
        for english, russian in pairs()
        if sorted(GAP.findall(english)) != sorted(GAP.findall(russian))
    ]

    assert wrong == []


def test_nothing_but_gaps_follows_a_percent_sign() -> None:
    assert [russian for _, russian in pairs() if "%" in GAP.sub("", russian)] == []


def test_a_count_has_the_three_russian_forms() -> None:
    counted = [message.string for message in messages() if isinstance(message.id, tuple)]

    assert catalogue().num_plurals == 3
    assert counted
    assert [forms for forms in counted if len(forms) != 3] == []


def test_no_sentence_is_left_in_english() -> None:
    left = [
        russian
        for english, russian in pairs()
        if english == russian and len(LATIN_WORD.findall(GAP.sub("", english))) >= 3
    ]

    assert left == []


def test_quotes_are_russian_and_tidy() -> None:
    assert [russian for _, russian in pairs() if re.search(r"[“”„\"]", russian)] == []
    assert [russian for _, russian in pairs() if russian != russian.strip()] == []


def test_what_is_compiled_is_what_is_written() -> None:
    shown = compiled()

    for message in messages():
        if isinstance(message.id, tuple):
            forms = tuple(shown.ngettext(*message.id, count) for count in (1, 3, 5))
            assert forms == tuple(message.string)
        else:
            assert shown.gettext(message.id) == message.string


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 вакансий"),
        (1, "1 вакансия"),
        (3, "3 вакансии"),
        (11, "11 вакансий"),
        (21, "21 вакансия"),
    ],
)
def test_numbers_agree_with_their_words(count: int, said: str) -> None:
    shown = compiled().ngettext("%(num)s vacancy", "%(num)s vacancies", count)

    assert shown % {"num": count} == said


def test_a_russian_browser_is_answered_in_russian(session: Session, client: FlaskClient) -> None:
    html = client.get("/", headers={"Accept-Language": "ru-KG,ru;q=0.9"}).get_data(as_text=True)

    assert '<html lang="ru"' in html
    assert HOME in html


def test_a_reader_who_chooses_english_keeps_it(session: Session, client: FlaskClient) -> None:
    russian = {"Accept-Language": "ru"}

    answer = submit(client, "/language", {"language": "en"}, page="/", headers=russian)

    assert answer.status_code == 302
    for address in ("/", "/vacancies", "/"):
        html = client.get(address, headers=russian).get_data(as_text=True)
        assert '<html lang="en"' in html
        assert HOME not in html
