import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matching.extraction import Mention
from tests.matching import trade

ADVERT = (
    "Требуется швея на 4-нитку и распошив, трикотаж, опыт от 1 года, жильё, "
    "оплата сдельная 35-50 тыс"
)


def named(text: str) -> dict[str, Mention]:
    return {mention.concept_id: mention for mention in trade.reader().mentions(text)}


def facts(text: str, concept: str) -> dict[str, int | float | str]:
    return dict(named(text)[concept].facts)


def test_an_advert_yields_its_concepts_in_order_of_place():
    mentions = trade.reader().mentions(ADVERT)

    assert [mention.concept_id for mention in mentions] == [
        "sewing_machine_operator",
        "overlock_4_thread",
        "coverstitch_machine",
        "knitwear_fabric",
        "experience",
        "housing",
        "piece_rate",
    ]
    assert [mention.surface for mention in mentions][:3] == ["швея", "4-нитку", "распошив"]
    assert facts(ADVERT, "sewing_machine_operator") == {"years": 1.0}
    assert facts(ADVERT, "piece_rate") == {
        "amount_min": 35000,
        "amount_max": 50000,
        "basis": "piece",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Шью платья и футболки, работала на прямострочке",
            {"dress", "tshirt", "lockstitch_machine"},
        ),
        ("Тигүүчүлөр керек, орус тилин билген", {"sewing_machine_operator", "lang_russian"}),
        ("Men tikuvchiman, overlokda ishlayman", {"sewing_machine_operator", "overlock_machine"}),
        ("Мен тикувчиман", {"sewing_machine_operator"}),
        ("ওভারলক মেশিনে ও ফ্ল্যাটলকে কাজ পারি", {"overlock_machine", "coverstitch_machine"}),
        ("اوور لاک اور فلیٹ لاک پر کام", {"overlock_machine", "coverstitch_machine"}),
        (
            "plain machine, over lock and flatlock",
            {"lockstitch_machine", "overlock_machine", "coverstitch_machine"},
        ),
        (
            "Нужна швея, knows overlock, ফ্ল্যাটলক ও",
            {"sewing_machine_operator", "overlock_machine", "coverstitch_machine"},
        ),
    ],
)
def test_six_languages_inflected_and_mixed(text, expected):
    assert set(named(text)) == expected


def test_a_surface_is_what_stands_in_the_text_as_typed():
    text = "нужна \u202bШв\u0000ея\u202c 😀 и ৫\u200c থ্রেড"

    for mention in trade.reader().mentions(text):
        assert text[mention.start : mention.end] == mention.surface


def test_neighbours_decide_between_a_fabric_and_a_machine():
    assert "footer_terry" in named("ткань: трехнитка, кулирка")
    assert "overlock_3_thread" in named("оверлок, трехнитка")
    assert "overlock_3_thread" in named("трехнитка")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Питание, без жилья", {"housing"}),
        ("Без жилья и питания", {"housing", "meals"}),
        ("опыт не нужен, жилье есть", {"experience"}),
        ("жилье не предоставляется", {"housing"}),
        ("не требуется опыт, есть питание", {"experience"}),
        ("Housing not provided, meals provided", {"housing"}),
        ("no overlock needed, flatlock needed", {"overlock_machine"}),
        ("থাকা নেই, খাওয়া আছে", {"housing"}),
        ("ফ্ল্যাটলক পারি না, ওভারলক মেশিন পারি", {"coverstitch_machine"}),
        ("رہائش نہیں، اوور لاک", {"housing"}),
        ("турак жай жок, айлык 40000 сом", {"housing"}),
        ("орус тили керек эмес", {"lang_russian"}),
        ("yashash joyi yo'q", {"housing"}),
        ("tajriba kerak emas, tikuvchi kerak", {"experience"}),
        ("нужна швея, а не закройщик", {"cutter"}),
        ("На оверлоке не работала, распошив знаю", {"overlock_machine"}),
        ("опыт не менее 2 лет", set()),
        ("тажрыйба 1 жылдан кем эмес", set()),
        ("не только оверлок, но и распошив", set()),
        ("Платья шью, трикотаж не умею шить", {"knitwear_fabric"}),
        ("I know flatlock but overlock machine I never touched", {"overlock_machine"}),
        ("I have not worked on overlock, flatlock I know", {"overlock_machine"}),
        ("All machines except overlock", {"overlock_machine"}),
        ("is housing paid or not", set()),
        ("үтүкчү эмесмин, тигүүчүмүн", {"presser"}),
        ("орус тилин билбейм, оверлокто иштейм", {"lang_russian"}),
        ("overlok mashinasida ishlamaganman, raspashivalka bor", {"overlock_machine"}),
        ("оверлокда ишламаганман", {"overlock_machine"}),
        ("ওভারলক মেশিন চালাইনি", {"overlock_machine"}),
        ("اوور لاک مشین چلانا نہیں آتا، کپڑا کاٹتا ہوں", {"overlock_machine"}),
    ],
)
def test_what_is_denied_is_marked_and_nothing_else(text, denied):
    found = trade.reader().mentions(text)

    assert {mention.concept_id for mention in found if mention.negated} == denied


@pytest.mark.parametrize(
    ("text", "concept", "years"),
    [
        ("швея, опыт от 1 года", "sewing_machine_operator", 1),
        ("опыт работы швеёй 5 лет", "sewing_machine_operator", 5),
        ("sewing operator with 5+ years of experience", "sewing_machine_operator", 5),
        ("overlock 2 years", "overlock_machine", 2),
        ("৫ বছর ওভারলক মেশিন", "overlock_machine", 5),
        ("پانچ سال اوور لاک", "overlock_machine", 5),
        ("۵ سال اوور لاک", "overlock_machine", 5),
        ("тигүүчү, 3 жыл тажрыйба", "sewing_machine_operator", 3),
        ("tikuvchi, ikki yil tajriba", "sewing_machine_operator", 2),
        ("оверлок полтора года", "overlock_machine", 1.5),
        ("швея, опыт 6 месяцев", "sewing_machine_operator", 0.5),
        ("Швея. Опыт от года.", "sewing_machine_operator", 1),
        ("দেড় বছর ওভারলক মেশিন", "overlock_machine", 1.5),
    ],
)
def test_years_belong_to_what_they_stand_by(text, concept, years):
    assert facts(text, concept)["years"] == years


def test_years_after_a_list_belong_to_all_of_it():
    text = "ওভারলক মেশিন, ফ্ল্যাটলক, ৫ বছর"

    assert facts(text, "overlock_machine") == {"years": 5.0}
    assert facts(text, "coverstitch_machine") == {"years": 5.0}


def test_years_of_each_skill_stay_apart():
    text = "Прямострочка 7 лет, оверлок и распошив 3 года"

    assert facts(text, "lockstitch_machine") == {"years": 7.0}
    assert facts(text, "overlock_machine") == {"years": 3.0}
    assert facts(text, "coverstitch_machine") == {"years": 3.0}


@pytest.mark.parametrize(
    "text",
    ["швея, возраст 20-45 лет", "Мне 34 года, швея", "tailor, 30 years old", "швея с 2015 года"],
)
def test_an_age_or_a_date_is_not_experience(text):
    assert all("years" not in mention.facts for mention in trade.reader().mentions(text))


def test_a_range_of_years_has_two_ends():
    assert facts("швея, опыт 1-3 года", "sewing_machine_operator") == {"years": 1, "years_max": 3}


@pytest.mark.parametrize(
    ("text", "concept", "fact"),
    [
        ("Senior sewing operator", "sewing_machine_operator", {"level": 4}),
        ("опытная швея", "sewing_machine_operator", {"level": 4}),
        ("A grade sewing operator", "sewing_machine_operator", {"level": 4}),
        ("sewing operator, grade B", "sewing_machine_operator", {"level": 3}),
        ("швея 4 разряда", "sewing_machine_operator", {"grade": 4}),
        ("закройщик, разряд не ниже 5", "cutter", {"grade": 5}),
        ("trainee cutter", "cutter", {"level": 1}),
        ("требуются 5 швей", "sewing_machine_operator", {"headcount": 5}),
        ("10 sewing operators needed", "sewing_machine_operator", {"headcount": 10}),
        ("нужны 3 опытных утюжника", "presser", {"headcount": 3, "level": 4}),
        ("утюжник - 2 чел", "presser", {"headcount": 2}),
        ("5 ta tikuvchi kerak", "sewing_machine_operator", {"headcount": 5}),
        ("швея без опыта", "sewing_machine_operator", {"experience": "none"}),
        ("Швея. Обучаем с нуля", "sewing_machine_operator", {"experience": "none"}),
        ("cutter, freshers can apply", "cutter", {"experience": "none"}),
        ("সুইং অপারেটর, অভিজ্ঞতা লাগবে না", "sewing_machine_operator", {"experience": "none"}),
        ("график 6/1 с 8 до 18", "shift_schedule", {"days": 6, "hours_from": 8, "hours_to": 18}),
        ("8:00-17:00, 5/2", "shift_schedule", {"days": 5, "hours_from": 8, "hours_to": 17}),
    ],
)
def test_facts_of_people_and_work(text, concept, fact):
    found = [m for m in trade.reader().mentions(text) if m.concept_id == concept]

    assert {name: value for m in found for name, value in m.facts.items()} == fact


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "basis"),
    [
        ("зп 35-50 тыс", 35000, 50000, None, None),
        ("зп 35 000 - 50 000 сом в месяц", 35000, 50000, "KGS", "month"),
        ("600-800$", 600, 800, "USD", None),
        ("salary ৳ 20,000 per month", 20000, 20000, "BDT", "month"),
        ("Tk 20,000", 20000, 20000, "BDT", None),
        ("Rs 60k", 60000, 60000, "PKR", None),
        ("зарплата от 40000", 40000, None, None, None),
        ("до 60 т.с.", None, 60000, "KGS", None),
        ("от 30 до 50 тысяч рублей", 30000, 50000, "RUB", None),
        ("বেতন ২০ হাজার টাকা", 20000, 20000, "BDT", None),
        ("айлык 45 миң сом", 45000, 45000, "KGS", None),
        ("oylik 5 mln so'm", 5_000_000, 5_000_000, "UZS", "month"),
        ("40 ming so'm", 40000, 40000, "KGS", None),
        ("3500 сом в неделю", 3500, 3500, "KGS", "week"),
        ("1500 сом в день", 1500, 1500, "KGS", "day"),
    ],
)
def test_pay_as_people_write_it(text, low, high, currency, basis):
    paid = [m.facts for m in trade.reader().mentions(text) if m.concept_id == "salary"]

    assert [(f.get("amount_min"), f.get("amount_max")) for f in paid] == [(low, high)]
    assert [(f.get("currency"), f.get("basis")) for f in paid] == [(currency, basis)]


@pytest.mark.parametrize(
    "text", ["+996 555 123 456", "заказ от 2000 штук", "ул. Ахунбаева 129", "2026-05-01", "5 нитка"]
)
def test_other_numbers_are_not_pay(text):
    assert all("amount_min" not in mention.facts for mention in trade.reader().mentions(text))


def test_prose_of_another_world_names_nothing():
    text = "Вчера мы гуляли по парку, кормили уток и говорили о погоде. It was a lovely evening."

    assert trade.reader().mentions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "а" * 200_000,
        "5 лет " * 33_000,
        "1 " * 100_000,
        "3-" * 100_000 + "нитка",
        "без опыта " * 20_000,
        "35-50 тыс " * 20_000,
        "8:00-17:00 " * 18_000,
        "не " * 66_000,
        "$" * 100_000,
        "5" + " " * 200_000 + "лет",
        "швея и " * 28_000,
        "\u09bc" * 200_000,
        "\u202e\0😀" * 60_000,
    ],
    ids=lambda text: text[:10].encode("unicode_escape").decode(),
)
def test_a_huge_text_costs_time_in_proportion(text):
    began = time.process_time()
    trade.reader().mentions(text)

    assert time.process_time() - began < 20


@given(st.text())
@example("")
@example("\0")
@example("\u0301\u09bc")
@example("без")
@example("5")
@example("с 8 до")
def test_any_text_is_read_without_complaint(text):
    for mention in trade.reader().mentions(text):
        assert text[mention.start : mention.end] == mention.surface
        assert 0 < mention.score <= 1
