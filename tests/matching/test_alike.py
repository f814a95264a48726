"""The same facts, told in six languages as people write them, are the same skills."""

from __future__ import annotations

import pytest

from matching import Profile
from tests.shipped import reader


def told(headline: str, about: str = "") -> Profile:
    return reader().profile("p", {"headline": headline, "about": about})


def skills(profile: Profile) -> set[str]:
    return {claim.concept for claim in profile.claims}


def jobs(profile: Profile) -> dict[str, float | None]:
    return {job.concept: job.years for job in profile.experience}


def named(text: str) -> dict[str, bool]:
    return {mention.concept_id: not mention.negated for mention in reader().mentions(text)}


@pytest.mark.parametrize(
    "text",
    [
        "жип кесем",
        "жип да кестим",
        "ip ham kesaman",
        "обрезала нитки",
        "I cut the loose threads",
        "সুতা কাটাও করি",
        "সুতা কেটেছি",
        "دھاگہ بھی کاٹتا ہوں",
    ],
)
def test_who_cuts_threads_is_no_cutter(text):
    assert named(text) == {"trimming_threads": True}


@pytest.mark.parametrize(
    ("texts", "concept"),
    [
        (["I join shoulders", "ийин улайм", "yelka ulayman", "کندھا جوڑتی ہوں"], "join_shoulder"),
        (["I turned collars", "выворачивала воротники", "жака оодарам"], "collar_turning"),
        (["I sew buttons", "топчу кадайм", "tugma qadadim", "بٹن لگاتا ہوں"], "button_sewing"),
        (["I fold", "буклайман", "бүктөдүм"], "folding_op"),
        (["I spread the fabric", "кездеме төшөдүк", "mato to'shaganman"], "spreading"),
    ],
)
def test_a_verb_names_the_work_that_labels_call_by_a_noun(texts, concept):
    for text in texts:
        assert named(text) == {concept: True}, text


@pytest.mark.parametrize(
    ("headline", "about"),
    [
        ("Presser", "4 years ironing in a factory, in-process seam pressing between sewing."),
        ("Утюжница", "4 года утюжила в цехе, где шьют. Межоперационная утюжка."),
        ("Үтүкчү", "4 жыл үтүктөдүм, тигиш арасында, операция арасындагы үтүк."),
        ("Dazmolchi", "4 yil dazmolladim, tikuv orasida, operatsiyalar orasidagi dazmol."),
        ("আয়রন ম্যান", "৪ বছর আয়রন করি, সেলাইয়ের মাঝে সিম প্রেসিংও করি।"),
        ("پریس مین", "4 سال استری کی، سلائی کے بیچ کی سیم پریسنگ بھی۔"),
    ],
)
def test_sewing_around_a_presser_is_not_the_pressers(headline, about):
    profile = told(headline, about)
    assert "sewing" not in skills(profile)
    assert {"ironing", "seam_pressing"} & skills(profile)
    assert jobs(profile) == {"presser": 4.0}


def test_years_of_sewing_are_years_in_a_trade_that_sews():
    profile = told("Швея", "Шью 6 лет.")
    assert jobs(profile) == {"sewing_machine_operator": 6.0}
    assert not skills(profile)


def test_who_names_no_trade_keeps_the_bare_sewing():
    assert "sewing" in skills(told("Ищу работу", "Шью 6 лет."))


@pytest.mark.parametrize(
    "text",
    [
        "Flatlock machine operator",
        "Швея на распошивалку",
        "Распошивалка машинасынын тигүүчүсү",
        "Raspashivalka tikuvchisi",
        "ফ্ল্যাটলক মেশিন অপারেটর",
        "فلیٹ لاک مشین آپریٹر",
    ],
)
def test_the_operator_of_a_machine_is_one_trade(text):
    assert jobs(told(text)) == {"flatlock_operator": None}


def test_an_operator_is_of_the_work_named_before():
    assert jobs(told("Screen printing operator")) == {"printing_operator": None}
    assert jobs(told("Tugma operatori")) == {"button_operator": None}
    assert jobs(told("পর্দা অপারেটর")) == {"curtain_sewer": None}


@pytest.mark.parametrize(
    ("headline", "about"),
    [
        ("Line supervisor", "6 years. Training new operators."),
        ("Бригадир", "6 лет. Обучала новых швей."),
        ("Бригадир", "6 жыл. Жаңы тигүүчүлөрдү үйрөтөм."),
        ("Brigadir", "6 yil. Yangi tikuvchilarni o'rgataman."),
        ("লাইন সুপারভাইজার", "৬ বছর। নতুন অপারেটরদের কাজ শেখাই।"),
        ("لائن سپروائزر", "6 سال۔ نئے آپریٹروں کو کام سکھاتا ہوں۔"),
    ],
)
def test_people_taught_are_not_the_writers_trade(headline, about):
    assert jobs(told(headline, about)) == {"line_supervisor": 6.0}


@pytest.mark.parametrize(
    "about",
    [
        "Нурлан, 46 лет, женат, Бишкек. Кроил 5 лет.",
        "Нурлан, 46 лет, Бишкек. Кроил 5 лет.",
        "Farhod, 46 yosh, uylangan. 5 yil bichdim.",
    ],
)
def test_an_age_is_no_time_at_work(about):
    assert jobs(told("Закройщик", about)) == {"cutter": 5.0}


@pytest.mark.parametrize(
    ("headline", "about"),
    [
        ("Tailor", "10 years in an atelier. Alterations."),
        ("Портниха", "10 лет в ателье. Ремонт одежды."),
        ("Portnoy", "10 yil atelyeda. Kiyim tuzataman."),
        ("درزی", "10 سال ٹیلر شاپ میں۔"),
    ],
)
def test_years_in_a_place_are_years_in_the_trade(headline, about):
    assert jobs(told(headline, about))["tailor"] == 10.0


def test_an_unclear_garment_is_the_one_named_beside_it():
    assert "dress" in named("Көйнөк (платье), блузка тигем")
    assert "shirt" in named("Ko'ylak (rubashka), bluzka")


def test_what_is_sewn_does_not_make_a_tailor_of_an_operator():
    assert jobs(told("Тигүүчү, көйнөк тигем", "Платье, костюм.")) == {
        "sewing_machine_operator": None
    }


def test_not_sewing_shirts_denies_shirts_and_not_sewing():
    assert named("көйнөк тиккен жокмун") == {"shirt": False}
    assert named("I don't sew shirts") == {"shirt": False}


def test_who_wants_to_learn_in_bengali_does_not_know_yet():
    assert named("ওভারলক শিখতে চাই") == {"overlock_machine": False}


def test_a_latin_name_takes_endings_of_another_script():
    assert named("Gerberде раскладка жасайм") == {"sw_gerber": True, "marker_making": True}


@pytest.mark.parametrize(
    "text", ["to'g'ri chokli, overlok", "لاک اسٹچ، اوور لاک", "lockstitch, overlock"]
)
def test_machines_said_short_are_machines(text):
    assert named(text) == {"lockstitch_machine": True, "overlock_machine": True}


def test_who_sews_buttons_on_a_machine_holds_a_button_machine():
    for text in ("топчу тигүүчү машина", "tugma tikish mashinasi", "بٹن لگانے کی مشین"):
        assert named(text) == {"button_attach_machine": True}, text


def test_a_mechanic_repairs_machines_and_a_tailor_clothes():
    assert "machine_setup" in named("Sewing mechanic: I repair, overlocks, needle bars")
    assert "rework_alter" in named("Tailor: repair, alterations of dresses")


@pytest.mark.parametrize(
    "about",
    [
        "10 years on all machines: lockstitch, overlock.",
        "10 лет работаю на всех машинах: прямострочка, оверлок.",
        "10 yildan beri hamma mashinada ishlayman: to'g'ri chokli, overlok.",
        "10 سال سے سب مشینوں پر کام کرتی ہوں: لاک اسٹچ، اوور لاک۔",
    ],
)
def test_years_before_a_colon_are_years_on_the_machines_after_it(about):
    years = {claim.concept: claim.years for claim in told("", about).claims}
    assert years == {"lockstitch_machine": 10.0, "overlock_machine": 10.0}


def test_a_mechanics_years_are_not_years_on_the_machines_mended():
    profile = told("Mechanic", "11 years repairing machines: lockstitch, overlock.")
    assert {c.concept: c.years for c in profile.claims if "setup" not in c.concept} == {
        "lockstitch_machine": None,
        "overlock_machine": None,
    }


def test_a_gloss_in_brackets_parts_nothing():
    (full,) = (
        mention
        for mention in reader().mentions("7 жыл көйнөктү (платье) башынан аягына чейин тиктим")
        if mention.concept_id == "full_garment_assembly"
    )
    assert full.facts["years"] == 7


def test_what_a_trade_lives_by_is_done_as_long():
    profile = told("Presser", "4 years. Steam iron.")
    assert {claim.concept: claim.years for claim in profile.claims} == {"steam_iron": 4.0}
