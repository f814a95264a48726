import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matching._letters import aligned
from matching.text import cross_script_key, normalise, tokens, word_stems


@pytest.mark.parametrize(
    "written",
    [
        "5-нитка",
        "5ти нитка",
        "5-ти нитка",
        "5 нитка",
        "5 ниточный",
        "5 thread",
        "5T",
        "৫ থ্রেড",
        "пятинитка",
        "пятиниточный",
        "5 жиптүү",
        "беш жиптүү",
        "5 ipli",
        "besh ipli",
        "فائیو تھریڈ",
        "۵ دھاگہ",
    ],
)
def test_a_number_of_threads_is_one_word_however_written(written):
    assert normalise(written) == "5thread"


def test_numbers_side_by_side_share_their_unit_and_keep_their_place():
    text = "3-х/4-х нитка"

    assert [(token.text, text[token.start : token.end]) for token in tokens(text)] == [
        ("3thread", "3-х"),
        ("4thread", "4-х нитка"),
    ]


def test_a_number_with_another_unit_stays_a_number():
    assert normalise("5 лет, 4 нитка") == "5 лет 4thread"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ШВЕЯ", "швея"),
        ("жильё", "жилье"),
        ("to‘g‘ri", "to'g'ri"),
        ("toʻgʻri", "to`g`ri"),
        ("كٹر", "کٹر"),
        ("سلائي", "سلائی"),
        ("مـشین", "مشین"),
        ("مُشین", "مشین"),
        ("জয়েন", "জয়েন"),
        ("шв\u200cе\u200dя", "швея"),
        ("\u202bшвея\u202c", "швея"),
        ("шв\0ея", "швея"),
        ("ｓｅｗｉｎｇ", "sewing"),
        ("тигуучу", "тигүүчү"),
        ("৪২", "42"),
        ("۴۲", "42"),
    ],
)
def test_two_ways_of_typing_one_word_agree(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    "written", ["overlock", "over lock", "оверлок", "овэрлок", "ওভারলক", "ওভার লক", "اوور لاک"]
)
def test_a_loanword_has_one_key_in_four_scripts(written):
    assert cross_script_key(written) == cross_script_key("overlock")


def test_keys_keep_different_words_apart():
    keys = {cross_script_key(word) for word in ("overlock", "flatlock", "раскрой", "швея")}

    assert len(keys) == 4


@pytest.mark.parametrize(
    ("forms", "reading"),
    [
        (["швея", "швеи", "швею", "швей", "швеями"], 0),
        (["рубашка", "рубашки", "рубашек", "рубашкой"], 0),
        (["утюжник", "утюжница", "утюжницу"], 0),
        (["operator", "operators", "operator's"], 0),
        (["тигүүчү", "тигүүчүлөр", "тигүүчүлөрдү"], 1),
        (["tikuvchi", "tikuvchilar", "tikuvchiman"], 1),
        (["মেশিন", "মেশিনে", "মেশিনের"], 0),
    ],
)
def test_inflected_forms_share_a_stem(forms, reading):
    stems = {word_stems(normalise(form))[reading] for form in forms}

    assert len(stems) == 1


def test_punctuation_stands_between_words_and_spaces_do_not():
    assert [token.hard for token in tokens("швея, утюжник\nпортной ОТК")] == [
        False,
        True,
        True,
        False,
    ]


@given(st.text())
@example("\u0301\u09bc\u202e\0")
@example("3-" * 50 + "нитка")
@example("İ①½ﷺ")
def test_every_word_keeps_its_place_in_any_text(text):
    found = tokens(text)

    assert len(aligned(text)) == len(text)
    assert all(0 <= token.start < token.end <= len(text) and token.text for token in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@given(st.text())
def test_a_normal_form_has_letters_digits_and_single_spaces_only(text):
    normal = normalise(text)

    assert normal == " ".join(normal.split())
    assert not any(char.isspace() and char != " " for char in normal)
    assert not {"\0", "\u202e", "\u200d", ","} & set(normal)
