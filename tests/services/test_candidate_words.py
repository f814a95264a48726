"""A specialist's own words become proposals; what is not known is set apart, nothing is kept."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from recruit.errors import Fault, Invalid
from recruit.services import candidate_words


def test_words_propose_skills_and_set_the_unknown_apart(session: Session) -> None:
    proposal = candidate_words.propose(
        "Работаю на 4-нитке и распошиве 5 лет, хурджуноплётка, нужна общага, "
        "зовут Айгуль Осмонова живу в Караколе у мамы с сестрой, +996 700 123456"
    )

    assert {c.concept_id: c.years for c in proposal.claims} == {
        "overlock_4_thread": 5.0,
        "coverstitch_machine": 5.0,
    }
    assert proposal.wishes == ("housing",)
    assert proposal.unknown == ("хурджуноплётка",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", Fault.REQUIRED),
        ("🧵🧵", Fault.NOT_TEXT),
        ("ы" * 100_000, Fault.TOO_LONG),
        ("qwrtpsdf zxcvbnm", Fault.NOTHING_RECOGNISED),
    ],
)
def test_words_that_say_nothing_are_told_so(session: Session, words: str, expected: Fault) -> None:
    with pytest.raises(Invalid) as error:
        candidate_words.propose(words)

    assert [(f.field, f.fault) for f in error.value.faults] == [("words", expected)]
