"""Who does a work, said by a participle in Kyrgyz and Uzbek titles."""

from __future__ import annotations

import pytest

from matching._agents import agents, with_agents
from matching._title_text import spoken
from matching.text import tokens
from tests.shipped import linker

TYPES = frozenset({"occupation"})


def normal(text):
    return tuple(token.text for token in tokens(text))


def rewritten(text):
    return with_agents(linker().lexicon_, spoken(text), TYPES)


@pytest.mark.parametrize(
    ("participle", "noun"),
    [
        ("тиккендер", "тигүүчү"),
        ("токуган", "токуучу"),
        ("оңдогон", "оңдоочу"),
        ("тазалагандарга", "тазалоочу"),
        ("тигүүгө", "тигүүчү"),
        ("tikadigan", "tikuvchi"),
        ("tozalaydiganlar", "tozalovchi"),
        ("to'qiydigan", "to'quvchi"),
        ("тикадиган", "тикувчи"),
        ("ҳисоблайдиган", "ҳисобловчи"),
    ],
)
def test_a_participle_is_read_as_who_does_it(participle, noun):
    assert normal(noun)[0] in agents(normal(participle)[0])


@pytest.mark.parametrize("word", ["швея", "оператор", "tikuvchi", "packer", "সেলাই", "درزی", "ган"])
def test_a_word_that_is_no_participle_names_nobody_else(word):
    assert agents(normal(word)[0]) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("көйнөк тигип берген чебер", "көйнөк тигүүчү чебер"),
        ("kostyum-shim tikib beruvchi usta", "kostyum-shim tikuvchi usta"),
        ("парда тикиб берувчи аёл", "парда тикувчи аёл"),
    ],
)
def test_a_verb_and_the_verb_that_helps_it_become_one_noun(text, wanted):
    said = rewritten(text)

    assert said.words == normal(wanted)
    assert len(said.words) == len(said.segment) == len(said.content)


def test_a_participle_that_a_label_holds_beside_its_neighbour_stays():
    assert rewritten("жип тазалаган кыз").words == normal("жип тазалаган кыз")


def test_a_participle_of_another_trade_stays():
    for text in ("нан бышырган аял", "non yopadigan ayol", "mol boqadigan yigit"):
        assert rewritten(text).words == normal(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Парда тиккен кыз керек, Ош базар", "curtain_sewer"),
        ("Parda tikadigan ayol kerak, Buxoro", "curtain_sewer"),
        ("Мўйна тикиб берувчи уста керак", "furrier"),
    ],
)
def test_a_trade_said_by_a_participle_is_found(text, wanted):
    assert linker().link(text, types=TYPES)[0].concept_id == wanted
