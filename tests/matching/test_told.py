"""What people say of themselves in sentences: verbs, months, denials, other people's trades."""

from __future__ import annotations

import pytest

from matching import Importance, Link, Linker, Reader
from tests.shipped import reader, taxonomy


def said(text: str) -> dict[str, bool]:
    return {mention.concept_id: not mention.negated for mention in reader().mentions(text)}


@pytest.mark.parametrize(
    "text",
    [
        "втачиваю воротник, притачиваю манжеты",
        "I attach collars and cuffs",
        "жака тигем, манжет тигем",
        "yoqa tikaman, manjet tikaman",
        "কলার লাগাই, কাফ জয়েন করি",
        "کالر لگاتا ہوں، کف لگاتی ہوں",
    ],
)
def test_a_part_with_the_verb_that_puts_it_on_is_the_work(text):
    assert {"collar_attach", "cuff_attach"} <= said(text).keys()


def test_a_part_alone_stays_a_part():
    assert "collar" in said("collar, cuff, side seam")


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("проверяла качество готовых изделий", "quality_check"),
        ("kiyim sifatini tekshiraman", "quality_check"),
        ("лекало түзөм", "pattern_drafting"),
        ("andoza chizaman", "pattern_drafting"),
        ("پیٹرن بناتی ہوں", "pattern_drafting"),
        ("tayyor kiyimni taxlayman", "folding_op"),
        ("тигүү машиналарын оңдойм", "machine_setup"),
        ("supervising a sewing line", "line_supervisor"),
        ("কাটিং সেকশন চালাই", "cutting_master"),
    ],
)
def test_verbs_of_the_first_person_name_the_work(text, concept):
    assert said(text) == {concept: True}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        (
            "На оверлоке, распошиве и петельной не работала",
            {"overlock_machine", "coverstitch_machine", "buttonhole_machine"},
        ),
        ("Көйнөк тиккен жокмун", {"shirt"}),
        ("Про AQL слышала, не применяла", {"std_aql"}),
        ("Распошивди үйрөнгүм келет", {"coverstitch_machine"}),
        ("футболки, поло", set()),
        ("Шью футболки, поло не шью", {"polo"}),
    ],
)
def test_what_is_denied_or_only_wished_for_is_no_skill(text, denied):
    found = said(text)

    assert {concept for concept, held in found.items() if not held} == denied


@pytest.mark.parametrize(
    ("about", "years"),
    [
        ("мне 27, г. Ош. 5 лет работал на вышивальной машине", 5),
        ("لنکنگ 6 مہینے کی ہے", 0.5),
        ("8 oy tugma mashinasida ishladim", 0.67),
    ],
)
def test_years_of_work_are_read_beside_an_age_and_in_months(about, years):
    (claim,) = reader().profile("p", {"about": about}).claims

    assert claim.years == years


def test_years_that_stand_alone_are_years_of_the_trade():
    made = reader().profile("p", {"headline": "Прямострочкачы", "about": "Шым. 3 жыл болду."})

    assert [(each.concept, each.years) for each in made.experience] == [
        ("plain_machine_operator", 3)
    ]


def test_the_people_one_leads_are_not_ones_own_trade():
    made = reader().profile(
        "p", {"headline": "Бригадир", "about": "5 лет руковожу потоком, 30 швей."}
    )

    assert [each.concept for each in made.experience] == ["line_supervisor"]


def test_whoever_sells_shirts_does_not_sew_them():
    made = reader().profile("p", {"headline": "Продавец", "about": "Рубашки, брюки, 5 лет."})

    assert made.claims == ()


@pytest.mark.parametrize("verb", ["کرتا ہوں", "کرتی ہوں"])
def test_to_do_is_not_a_kurta(verb):
    assert said(f"اوور لاک مشین پر کام {verb}").keys() == {"overlock_machine"}


def test_a_heading_asks_nothing_beside_what_it_introduces():
    made = reader().posting("v", {"requirements": ["শার্ট সেলাই"]})

    assert [each.concept for each in made.requirements] == ["shirt"]


class Guessing(Linker):
    """Takes every text for an overlock, and is not sure."""

    def link(self, text, k=5, types=None):
        return [Link("overlock_machine", "overlock", 0.7)]


def test_a_must_that_is_only_like_a_label_shuts_nobody_out():
    guessing = Reader(taxonomy(), Guessing().fit(taxonomy().entries()))
    made = guessing.posting("v", {"requirements": [{"text": "qqq", "importance": "must"}]})

    assert [each.concept for each in made.requirements] == ["overlock_machine"]
    assert made.requirements[0].importance is Importance.ESSENTIAL


@pytest.mark.parametrize(
    "text",
    [
        "Оверлок? Нет. Только прямая!",
        "Overlock? No. Plain machine only.",
        "Оверлок? Жок. Түз машина гана.",
        "Overlok? Yo'q. Faqat to'g'ri chok.",
        "ওভারলক? না। শুধু প্লেন মেশিন।",
        "اوور لاک؟ نہیں۔ صرف سنگل نیڈل۔",
    ],
)
def test_a_question_answered_with_no_denies_what_it_asks(text):
    assert said(text)["overlock_machine"] is False


def test_a_no_that_begins_something_else_denies_nothing_before_it():
    assert said("Швея, оверлок. Нет вредных привычек.")["overlock_machine"] is True
