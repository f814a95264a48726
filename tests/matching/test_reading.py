import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.reading import Reader
from matching.records import (
    Claim,
    Evidence,
    Experience,
    PayOffer,
    Posting,
    Profile,
    Requirement,
)
from tests import shipped
from tests.matching import trade

ADVERT = (
    "Требуется швея на 4-нитку и распошив, трикотаж, опыт от 1 года, жильё, "
    "оплата сдельная 35-50 тыс"
)


def posting(**parts):
    return trade.reader().posting("v", parts)


def profile(**parts):
    return trade.reader().profile("p", parts)


def asked(**parts):
    return {r.concept: str(r.importance) for r in posting(**parts).requirements}


def test_a_bare_advert_becomes_a_posting_with_nothing_invented():
    assert posting(description=ADVERT) == Posting(
        id="v",
        occupation="sewing_machine_operator",
        requirements=(
            Requirement("r1", "sewing_machine_operator", min_years=1.0),
            Requirement("r2", "overlock_4_thread"),
            Requirement("r3", "coverstitch_machine"),
            Requirement("r4", "knitwear_fabric"),
        ),
        pay=PayOffer(35000, 50000),
        conditions=frozenset({"housing"}),
    )


def test_an_advert_that_says_nothing_known_is_an_empty_posting():
    assert posting(description="Продаю велосипед, торг уместен") == Posting(id="v")
    assert posting(title=None, description=None, requirements=None) == Posting(id="v")


def test_the_title_says_the_occupation_before_the_text_does():
    made = posting(title="Закройщик", description="Работа рядом с цехом, где швея и утюжник")

    assert made.occupation == "cutter"


def test_an_occupation_that_is_denied_is_not_the_occupation():
    assert posting(description="Нужна швея, а не закройщик").occupation == "sewing_machine_operator"
    assert posting(description="Не закройщик, а швея").occupation == "sewing_machine_operator"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Обязательно оверлок, желательно распошив, футболка",
            {"overlock_machine": "must", "coverstitch_machine": "nice", "tshirt": "nice"},
        ),
        (
            "Прямострочка. Оверлок обязательно, распошив будет плюсом",
            {
                "lockstitch_machine": "essential",
                "overlock_machine": "must",
                "coverstitch_machine": "nice",
            },
        ),
        (
            "Overlock and flatlock. Excel is a plus",
            {
                "overlock_machine": "essential",
                "coverstitch_machine": "essential",
                "sw_excel": "nice",
            },
        ),
        ("Must know overlock", {"overlock_machine": "must"}),
        ("ওভারলক মেশিন অবশ্যই", {"overlock_machine": "must"}),
        ("Распошив не требуется, оверлок нужен", {"overlock_machine": "essential"}),
    ],
)
def test_importance_follows_the_words_beside(text, expected):
    assert asked(description=text) == expected


def test_listed_requirements_stand_instead_of_those_of_the_text():
    made = posting(
        title="Швея",
        description="Шьем футболки на распошиве. Опыт от 2 лет",
        requirements=[
            {"text": "4-нитка", "importance": "must", "min_years": 1, "min_level": 3},
            {"concept": "kulirka", "importance": "nice"},
            {"text": "умение летать"},
        ],
    )

    assert made.requirements == (
        Requirement("r1", "overlock_4_thread", "must", min_level=3, min_years=1.0),
        Requirement("r2", "kulirka", "nice"),
        Requirement("r3", "sewing_machine_operator", min_years=2.0),
    )
    assert made.text == "умение летать"


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("зп 35000-50000 сом", PayOffer(35000, 50000)),
        ("зп 40000", PayOffer(40000, 40000)),
        ("от 40000 сом в месяц", PayOffer(40000, None)),
        ("до 60 тыс сом", PayOffer(None, 60000)),
        ("10000 сом в неделю", PayOffer(43300, 43300)),
        ("2000 сом в день", PayOffer(52000, 52000)),
        ("600-800$", PayOffer(52200, 69600)),
        ("сдельная, 8 сом за штуку", None),
        ("300 сом в час", None),
        ("зп 60000 руб", None),
        ("оплата достойная", None),
    ],
)
def test_pay_is_a_month_in_som_or_unknown(text, pay):
    assert posting(description=f"Швея. {text}").pay == pay


def test_pay_given_as_fields_is_read_by_the_same_rule():
    given_pay = {"amount_min": 500, "amount_max": 700, "currency": "USD", "basis": "month"}

    assert posting(pay=given_pay).pay == PayOffer(43500, 60900)
    assert posting(pay=PayOffer(1, 2)).pay == PayOffer(1, 2)
    assert posting(pay="сдельная 40-60 тыс").pay == PayOffer(40000, 60000)


def test_conditions_languages_and_dates_pass_through():
    made = posting(
        description="Без жилья. Питание. Знание русский язык",
        conditions=["housing"],
        languages=["ky"],
        start="2026-12-01",
        weights={"skill": 2},
    )

    assert made.conditions == {"housing", "meals"}
    assert made.languages == ("ky", "ru")
    assert made.start == dt.date(2026, 12, 1)
    assert dict(made.weights) == {"skill": 2.0}


def test_a_worker_in_bengali_becomes_a_profile():
    made = profile(
        headline="সুইং অপারেটর",
        about="ওভারলক মেশিন, ফ্ল্যাটলক, ৫ বছর। কলার জয়েন পারি না।",
        experience=[{"title": "ওভারলক অপারেটর", "years": 4}],
    )

    assert made == Profile(
        id="p",
        claims=(
            Claim("c1", "overlock_machine", years=5.0),
            Claim("c2", "coverstitch_machine", years=5.0),
        ),
        experience=(
            Experience("overlock_operator", 4.0),
            Experience("sewing_machine_operator", None),
        ),
    )


def test_a_concept_is_claimed_once_with_the_best_that_is_known():
    made = profile(
        claims=[
            {"text": "оверлок", "years": 2, "level": 4, "evidence": "tested"},
            {"text": "overlock machine", "years": 5, "level": 3},
            {"concept": "overlock_machine", "last_used_years": 1},
        ],
        about="ওভারলক মেশিন ৩ বছর",
    )

    assert made.claims == (Claim("c1", "overlock_machine", 4, 5.0, 1.0, Evidence.TESTED),)


def test_what_is_typed_in_the_field_outweighs_the_text_of_the_claim():
    made = profile(claims=[{"text": "оверлок 7 лет", "years": 2}])

    assert made.claims == (Claim("c1", "overlock_machine", years=2.0),)


def test_a_claim_no_concept_covers_is_kept_as_text_and_prose_is_not():
    made = profile(
        claims=[{"text": "плетение корзин"}],
        experience=[{"title": "смотритель маяка", "years": 9}],
        about="Меня зовут Айгүл, мне 29 лет, замужем",
    )

    assert made.claims == ()
    assert made.experience == ()
    assert made.text == "плетение корзин смотритель маяка"


def test_grades_become_levels_and_conditions_are_not_claims():
    made = profile(about="Закройщик 4 разряда, оверлок 5 разряд, нужно жилье")

    assert made.claims == (Claim("c1", "overlock_machine", level=5),)
    assert made.experience == (Experience("cutter", None),)


def test_languages_are_codes_from_names_in_any_language():
    assert profile(languages=["Russian language", "bn", "орус тили"]).languages == ("ru", "bn")
    assert profile(about="Знаю русский язык").languages == ("ru",)


def test_wishes_and_dates_and_pay_wanted():
    made = profile(
        wishes=["housing", "খাওয়া"],
        available_from="2026-12-01",
        pay_wanted="600$",
        ready_to_move=True,
    )

    assert made.wishes == {"housing", "meals"}
    assert made.available_from == dt.date(2026, 12, 1)
    assert made.pay_wanted == 52200
    assert made.ready_to_move is True
    assert profile(pay_wanted=45000).pay_wanted == 45000


def test_a_rate_that_is_not_given_leaves_pay_unknown():
    bare = Reader(trade.taxonomy(), trade.linker())

    assert bare.posting("v", {"description": "Швея, 600-800$"}).pay is None
    assert bare.posting("v", {"description": "Швея, зп 40000 сом"}).pay == PayOffer(40000, 40000)


@pytest.mark.parametrize(
    ("kind", "parts", "complaint"),
    [
        ("profile", {"name": "Айгүл"}, "profile has unknown keys: name"),
        ("posting", {"sex": "f"}, "posting has unknown keys: sex"),
        ("profile", {"claims": [{"txt": "оверлок"}]}, "claims 1 has unknown keys: txt"),
        ("profile", {"claims": [{"text": "оверлок", "years": -1}]}, "years must be a number"),
        ("profile", {"claims": [{"text": "оверлок", "level": 6}]}, "level must be 1 to 5"),
        ("profile", {"claims": "оверлок"}, "claims must be a list"),
        ("profile", {"about": 5}, "about must be text"),
        ("profile", {"available_from": "завтра"}, "available_from must be a date"),
        ("posting", {"requirements": [{"concept": "flying"}]}, "unknown concept 'flying'"),
        ("posting", {"requirements": [{"text": "x", "importance": "huge"}]}, "huge"),
    ],
)
def test_parts_of_the_wrong_kind_are_refused_by_name(kind, parts, complaint):
    with pytest.raises(ValueError, match=complaint):
        getattr(trade.reader(), kind)("x", parts)


def test_the_real_vocabulary_reads_the_advert():
    made = shipped.reader().posting("v", {"description": ADVERT})

    assert made.occupation == "sewing_machine_operator"
    assert [(r.concept, r.min_years) for r in made.requirements] == [
        ("sewing_machine_operator", 1.0),
        ("overlock_4_thread", None),
        ("coverstitch_machine", None),
        ("knitwear_fabric", None),
    ]
    assert made.conditions == {"housing"}
    assert made.pay == PayOffer(35000, 50000)


@given(st.text(), st.text())
def test_any_text_makes_a_profile_and_a_posting(one, other):
    profile(headline=one, about=other, claims=[{"text": one}], experience=[{"title": other}])
    posting(title=one, description=other, requirements=[{"text": other}])
