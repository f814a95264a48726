"""What a field offers while somebody types: first letters of any script, names in the reader's."""

import statistics
import time

import pytest

from matching import CLAIMABLE, Suggester, Taxonomy
from recruit.services import matching
from tests import shipped


@pytest.fixture(scope="module")
def trade():
    return Suggester(shipped.taxonomy())


def offered(text, language="ru", **kwargs):
    return [found.concept_id for found in matching.suggest(text, language, **kwargs)]


@pytest.mark.parametrize("typed", ["ove", "OVE", "ове", "ওভা", "اوو"])
def test_three_letters_of_any_script_find_the_overlock(session, typed):
    assert offered(typed)[0] == "overlock_machine"


@pytest.mark.parametrize(
    ("language", "label"), [("ru", "оверлок"), ("en", "overlock machine"), ("bn", "ওভারলক মেশিন")]
)
def test_the_name_is_the_reader_s_and_what_was_met_stands_beside_it(session, language, label):
    found = matching.suggest("ove", language, types={"machine"})[0]

    assert (found.concept_id, found.label, found.type) == ("overlock_machine", label, "machine")
    assert (found.matched is None) == (found.matched == label or language == "en")
    assert found.matched is None or found.matched.casefold().startswith("ove")


@pytest.mark.parametrize("typed", ["оверлак", "ovrelock", "ovelock", "pverlock", "ওভরলক"])
def test_a_slip_still_finds(session, typed):
    assert "overlock_machine" in offered(typed, types={"machine"})


def test_letters_inside_a_word_find_too(session):
    assert "overlock_machine" in offered("верло", types={"machine"})


def test_words_in_another_order_and_numbers_find(session):
    assert offered("4-н", types={"machine"})[0] == "overlock_4_thread"
    assert "lockstitch_machine" in offered("машина прям", types={"machine"})


def test_only_what_is_asked_for_is_offered_and_no_more_of_it(session):
    every = matching.suggest("тр", "ru", k=50)
    machines = matching.suggest("ма", "ru", types={"machine"}, k=3)

    assert len({found.type for found in every}) > 2
    assert [found.type for found in machines] == ["machine"] * 3
    assert len({found.concept_id for found in every}) == len(every)


@pytest.mark.parametrize("typed", ["", "  ", "—", "🧵", "\u200d", "qwxzj"])
def test_what_says_nothing_offers_nothing(session, typed):
    assert offered(typed) == []


def small(**used):
    labels = [
        ("press", "en", "iron", "preferred", ""),
        ("steam", "en", "steam iron", "preferred", ""),
        ("steam", "ru", "утюг", "preferred", ""),
        ("irony", "en", "ironing", "preferred", ""),
        ("grid", "en", "gridiron", "preferred", ""),
        ("cross", "ru", "ирон", "preferred", ""),
        ("slip", "en", "itron", "preferred", ""),
    ]
    concepts = [(id_, "operation", "", "") for id_ in dict.fromkeys(row[0] for row in labels)]
    return Suggester(Taxonomy.from_rows(concepts, labels), used)


def test_the_nearer_way_of_meeting_a_label_comes_first():
    ways = [found.concept_id for found in small().suggest("iron")]

    assert ways == ["press", "irony", "steam", "cross", "grid", "slip"]


def test_of_equally_near_ones_the_more_used_comes_first():
    assert [f.concept_id for f in small().suggest("iro", k=2)] == ["press", "irony"]
    assert [f.concept_id for f in small(irony=3).suggest("iro", k=2)] == ["irony", "press"]
    assert [f.concept_id for f in small(steam=9).suggest("iro", k=2)] == ["press", "irony"]


def test_every_preferred_label_is_offered_for_itself(trade):
    shown = [entry for entry in shipped.taxonomy().entries() if entry.kind == "preferred"]

    for entry in shown[::7]:
        found = trade.suggest(entry.label, language=entry.language, types={entry.type}, k=8)
        assert entry.concept_id in [one.concept_id for one in found], entry


def test_a_suggestion_takes_a_few_milliseconds(trade):
    taken = []
    for typed in ["ove", "ове", "ওভা", "اوو", "ма", "а", "мпшина", "ovelrock", "прямая с"] * 5:
        begun = time.thread_time()
        trade.suggest(typed, language="bn", types=CLAIMABLE)
        taken.append(time.thread_time() - begun)

    assert statistics.median(taken) < 0.02
