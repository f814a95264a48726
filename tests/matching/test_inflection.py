"""Words with their endings on, words typed in other letters, and words that only look alike."""

from __future__ import annotations

import pytest

from matching._peeling import peeled
from tests.matching import trade


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("тигүүчүлөрүбүздүн айлыгы", ["sewing_machine_operator"]),
        ("үтүкчүлөргө", ["presser"]),
        ("tikuvchilarimizga", ["sewing_machine_operator"]),
        ("день работы на кулирке", ["kulirka"]),
        ("shveya motoristka kerak", ["sewing_machine_operator"]),
        ("I like overlooking the sea", []),
    ],
)
def test_endings_come_off_and_common_words_stay_words(text, concepts):
    found = [mention.concept_id for mention in trade.reader().mentions(text)]

    assert [concept for concept in found if concept != "salary"] == concepts


def test_experience_not_needed_denies_experience_and_is_no_training():
    found = trade.reader().mentions("Опыт не требуется, питание есть")

    assert [(m.concept_id, m.negated) for m in found] == [("experience", True), ("meals", False)]
    assert found[0].facts["experience"] == "none"


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("цехибизде", "цех"),
        ("чонтогу", "чонток"),
        ("оверлокчулардын", "оверлокчу"),
        ("matosidan", "mato"),
        ("yotog'i", "yotoq"),
    ],
)
def test_endings_pile_up_and_come_off_one_by_one(word, base):
    assert base in peeled(word)


@pytest.mark.parametrize(
    ("word", "never"), [("курсы", "кур"), ("тонка", "тон"), ("day", "da"), ("ওভারলক", "ওভার")]
)
def test_an_ending_that_cannot_stand_there_stays_on(word, never):
    assert never not in peeled(word)
