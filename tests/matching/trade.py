"""A small vocabulary of the trade in six languages, for the tests of words."""

from __future__ import annotations

from functools import cache

from matching.linking import Linker
from matching.reading import Reader
from matching.taxonomy import Taxonomy

CONCEPTS = """
sewing_machine_operator occupation | overlock_operator occupation | cutter occupation
presser occupation | tailor occupation | overlock_machine machine | overlock_3_thread machine
overlock_4_thread machine | overlock_5_thread machine | coverstitch_machine machine
lockstitch_machine machine | collar_attach operation | line_balancing metric | dress garment
tshirt garment | footer_terry fabric | knitwear_fabric fabric | kulirka fabric | fabric fabric
sw_excel software | salary pay | piece_rate pay | fixed_salary pay | weekly_pay pay
housing condition | meals condition | experience condition | shift_schedule condition
training_provided condition | urgent condition | level_trainee level | lang_russian language
grade_razryad metric
"""

LABELS = {
    "sewing_machine_operator": {
        "en": "sewing machine operator|sewing operator|operator",
        "ru": "швея|швея мотористка",
        "ky": "тигүүчү",
        "uz": "tikuvchi|тикувчи",
        "bn": "সেলাই মেশিন অপারেটর|সুইং অপারেটর",
        "ur": "سلائی مشین آپریٹر",
    },
    "overlock_operator": {"en": "overlock operator", "ru": "оверлочница", "bn": "ওভারলক অপারেটর"},
    "cutter": {"en": "cutter|cutting man", "ru": "закройщик|раскройщик", "ur": "کٹنگ مین"},
    "presser": {"en": "iron man|presser", "ru": "утюжник|утюжница", "ky": "үтүкчү"},
    "tailor": {"en": "tailor", "ru": "портной", "uz": "tikuvchi"},
    "overlock_machine": {
        "en": "overlock machine|overlock",
        "ru": "оверлок",
        "bn": "ওভারলক মেশিন",
        "ur": "اوور لاک مشین|اوور لاک",
    },
    "overlock_3_thread": {"en": "3 thread overlock", "ru": "3-нитка|трехнитка"},
    "overlock_4_thread": {"en": "4 thread overlock", "ru": "4-нитка"},
    "overlock_5_thread": {"en": "5 thread overlock", "ru": "5-нитка", "ky": "5 жиптүү оверлок"},
    "coverstitch_machine": {
        "en": "flatlock machine|flatlock",
        "ru": "распошивалка|распошив|распошивальная машина",
        "bn": "ফ্ল্যাটলক মেশিন|ফ্ল্যাটলক",
        "ur": "فلیٹ لاک",
    },
    "lockstitch_machine": {"en": "plain machine|lockstitch machine", "ru": "прямострочка"},
    "collar_attach": {"en": "collar attach", "ru": "втачивание воротника", "bn": "কলার জয়েন"},
    "line_balancing": {"en": "line balancing"},
    "dress": {"en": "dress", "ru": "платье"},
    "tshirt": {"en": "T-shirt", "ru": "футболка"},
    "footer_terry": {"ru": "футер|3-х нитка"},
    "knitwear_fabric": {"ru": "трикотаж"},
    "kulirka": {"ru": "кулирка"},
    "fabric": {"en": "fabric", "ru": "ткань"},
    "sw_excel": {"en": "Excel", "ru": "эксель"},
    "salary": {"en": "salary", "ru": "зарплата|зп", "ky": "айлык", "uz": "oylik", "bn": "বেতন"},
    "piece_rate": {"en": "piece rate", "ru": "сдельная|сдельно"},
    "fixed_salary": {"ru": "оклад"},
    "weekly_pay": {"ru": "оплата еженедельно"},
    "housing": {
        "en": "housing",
        "ru": "жилье",
        "ky": "турак жай",
        "uz": "yashash joyi",
        "bn": "থাকা",
        "ur": "رہائش",
    },
    "meals": {"en": "meals", "ru": "питание", "bn": "খাওয়া"},
    "experience": {
        "en": "experience",
        "ru": "опыт",
        "ky": "тажрыйба",
        "uz": "tajriba",
        "bn": "অভিজ্ঞতা",
        "ur": "تجربہ",
    },
    "shift_schedule": {"ru": "график"},
    "training_provided": {"ru": "обучение"},
    "urgent": {"ru": "срочно"},
    "level_trainee": {"en": "trainee", "ru": "ученик"},
    "lang_russian": {"en": "Russian language", "ru": "русский язык", "ky": "орус тили"},
    "grade_razryad": {"ru": "разряд"},
}

RELATIONS = [
    ("overlock_operator", "broader", "sewing_machine_operator", 1.0),
    ("overlock_3_thread", "broader", "overlock_machine", 1.0),
    ("overlock_4_thread", "broader", "overlock_machine", 1.0),
    ("overlock_5_thread", "broader", "overlock_machine", 1.0),
    ("overlock_operator", "essential", "overlock_machine", 1.0),
    ("kulirka", "broader", "knitwear_fabric", 1.0),
    ("kulirka", "related", "footer_terry", 0.5),
]


@cache
def taxonomy() -> Taxonomy:
    pairs = [pair.split() for line in CONCEPTS.split("\n") for pair in line.split("|")]
    return Taxonomy.from_rows(
        [(name, kind, "", "") for name, kind in (pair for pair in pairs if pair)],
        [
            (concept, language, text, "synonym" if n else "preferred", "")
            for concept, forms in LABELS.items()
            for language, texts in forms.items()
            for n, text in enumerate(texts.split("|"))
        ],
        RELATIONS,
    )


@cache
def linker() -> Linker:
    return Linker().fit(taxonomy().entries())


@cache
def reader() -> Reader:
    return Reader(taxonomy(), linker(), rates={"KGS": 1.0, "USD": 87.0})
