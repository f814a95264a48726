"""What PDFs of browsers and phones give, made into text; and lines about who somebody is."""

from __future__ import annotations

import io

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruit.config import resource
from recruit.models import TextState
from recruit.services import matching
from recruit.services.files.bengali import drawn, spoken
from recruit.services.files.cleaning import Note, cleaned, joined
from recruit.services.files.personal_lines import LABELS, label_words, without_personal
from recruit.services.files.turned import righted

CVS = resource("seeds") / "samples" / "cvs"
BENGALI = frozenset({"প্লেন", "মেশিন", "ওভারলক", "শার্ট", "স্লিভ", "জয়েন", "ডেমো"})
URDU = frozenset({"اوورلاک", "مشین", "سلائی"})


@pytest.mark.parametrize(
    "word", ["মেশিন", "কাজের", "পোলো", "জয়েন", "ইংরেজি", "বৈবাহিক", "মৌসুম", "অভিজ্ঞতা"]
)
def test_bengali_signs_drawn_before_their_letter_go_behind_it(word):
    assert drawn(word) != word
    assert spoken(drawn(word)) == word


def test_holes_in_bengali_are_filled_where_one_word_fits_and_told_where_none_does():
    found = cleaned("\x00\x00ন \x00মিশন ৬ বছর, ি\x00ভ জেয়ন, শাট\x00, \x00কাথায় আেছ", BENGALI)

    assert found.text == "প্লেন মেশিন ৬ বছর, স্লিভ জয়েন, শার্ট, কাথায় আছে"
    assert found.state is TextState.PARTLY
    assert found.notes == (Note.LOST_BENGALI,)


def test_bengali_as_it_is_spoken_stays_as_it_is():
    text = "প্লেন মেশিন, শার্টের কলার জয়েন ও স্লিভ জয়েন, ইংরেজি"

    found = cleaned(text, BENGALI)

    assert (found.text, found.state, found.notes) == (text, TextState.READ, ())


def test_urdu_in_shapes_becomes_letters():
    found = righted("ﺳﻼﺋﯽ ﻣﺸﯿﻦ", frozenset())

    assert found.text == "سلائی مشین"
    assert not found.turned


def test_urdu_shapes_the_wrong_way_round_are_turned_and_figures_stay():
    found = righted("ﻝﺎﺳ 12 ﻦﯿﺸﻣ Juki ﯽﺋﻼﺳ", frozenset())

    assert found.text == "سلائی Juki مشین 12 سال"
    assert found.turned


def test_urdu_letters_the_wrong_way_round_are_told_by_the_words_we_know():
    text = "سلائی مشین (Juki) 12 سال، اوورلاک"

    found = cleaned(text[::-1].replace("ikuJ", "Juki").replace("21", "12"), URDU)

    assert found.text.replace("(", "").replace(")", "") == "سلائی مشین Juki 12 سال، اوورلاک"
    assert found.notes == (Note.TURNED,)
    assert righted(text, URDU).text == text


def test_what_has_no_letters_is_a_picture():
    found = cleaned("12 - 14\n\n", frozenset())

    assert (found.text, found.state, found.notes) == ("", TextState.UNREADABLE, (Note.NO_TEXT,))


def test_private_letters_and_squares_are_dropped_and_told():
    found = cleaned("\uf0b7 Overlock machine, co\ufffdar attaching, 5 years", frozenset())

    assert found.text == "- Overlock machine, coar attaching, 5 years"
    assert found.notes == (Note.LOST,)


@given(st.text())
def test_whatever_a_parser_gives_what_comes_out_can_be_stored(raw):
    text = cleaned(raw, BENGALI | URDU).text

    assert "\0" not in text
    text.encode("utf-8")


def test_wrapped_and_hyphenated_lines_are_made_whole():
    text = "Gerber AccuMark, grading and marker\nmaking, Opti-\ntex\nJeans,\nTrousers\nflat\nknit"

    assert joined(text) == (
        "Gerber AccuMark, grading and marker making, Optitex\nJeans, Trousers\nflat\nknit"
    )


@pytest.mark.parametrize("name", ["bn-01-operator", "bn-02-quality", "bn-03-mechanic"])
def test_most_of_a_bengali_pdf_survives_a_program_that_gives_only_its_glyphs(session, name):
    reader = pypdf.PdfReader(io.BytesIO((CVS / f"{name}.pdf").read_bytes()))
    raw = "\n".join(page.extract_text() for page in reader.pages)
    assert raw.count("\0") > 15

    found = cleaned(raw, matching.label_words(("bn",)) | label_words())

    assert found.notes == (Note.LOST_BENGALI,)
    named = {mention.concept_id for mention in matching.mentions(found.text)}
    assert len(named) >= 4, named


def test_a_line_with_a_personal_label_is_taken_out_in_every_language():
    labels = {label.strip() for label in LABELS.replace("\n", ",").split(",")} - {""}
    assert len(labels) > 300

    for label in labels:
        for line in (f"{label}: secret", f"- {label.upper()} : secret", f"{label.title()}\tsecret"):
            assert without_personal(f"a\nb\nc\n{line}\nOverlock", bool) == "a\nb\nc\nOverlock"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Father's Name Demo Father", ""),
        ("Religion Islam", ""),
        ("1. D.O.B. – 01.01.1990", ""),
        ("RESUME OF DEMO PERSON", ""),
        ("I am 36 years old, overlock", ", overlock"),
        ("Мне 36 лет, швея", ", швея"),
        ("Married, cutter", ", cutter"),
        ("Name label attaching, 5 years on overlock and flatlock", None),
        ("Пошив адресных сумок", None),
        ("Language: Bangla, English", None),
    ],
)
def test_only_what_is_personal_goes(line, kept):
    expected = line if kept is None else kept
    assert (
        without_personal(f"a\nb\nc\n{line}", bool).removeprefix("a\nb\nc").strip()
        == expected.strip()
    )


def test_a_label_alone_takes_the_next_line_along():
    text = "a\nb\nc\nReligion\nIslam\nMarital Status\nNationality\nKyrgyz\nOverlock"

    assert without_personal(text, bool) == "a\nb\nc\nOverlock"


def test_the_name_at_the_top_goes_and_the_trade_at_the_top_stays():
    text = "CURRICULUM VITAE\nDemo Person\nSewing operator\nOverlock"

    assert without_personal(text, lambda line: "operator" in line) == "Sewing operator\nOverlock"


def test_what_a_referee_does_is_not_what_the_applicant_does():
    text = "a\nb\nc\nReference\nDemo Referee, General Manager\nSkills\nOverlock"

    assert without_personal(text, bool) == "a\nb\nc\nOverlock"
