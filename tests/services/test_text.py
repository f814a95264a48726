"""What people type is kept readable, storable and as they meant it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruit.errors import Fault, FieldFault
from recruit.services.text import check_text, clean

ANYTHING = st.text(alphabet=st.characters(codec=None), max_size=80)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Швея  ", "Швея"),
        ("Шве\x00я", "Швея"),
        ("раз\r\nдва\rтри\u2028четыре", "раз\nдва\nтри\nчетыре"),
        ("a\tb", "a\tb"),
        ("\u202eабв\u202c", "абв"),
        ("\u2066abc\u2069", "abc"),
        ("half \ud83d pair", "half  pair"),
        ("и\u0306голка", "йголка"),
        ("ওভারলক\u200c অপারেটর", "ওভারলক\u200c অপারেটর"),
        ("درزی", "درزی"),
        ("Швея 🧵", "Швея 🧵"),
    ],
)
def test_text_is_kept_as_meant_without_what_harms(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(ANYTHING)
def test_cleaned_text_can_be_stored_and_cleaning_again_changes_nothing(typed: str) -> None:
    kept = clean(typed)

    assert kept.encode("utf-8").decode("utf-8") == kept
    assert "\x00" not in kept
    assert unicodedata.is_normalized("NFC", kept)
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("typed", "required", "expected"),
    [
        ("", True, Fault.REQUIRED),
        (None, True, Fault.REQUIRED),
        ("\x00 \u202e", True, Fault.REQUIRED),
        ("🧵!!", True, Fault.NOT_TEXT),
        ("ш", True, Fault.TOO_SHORT),
        ("ш", False, Fault.TOO_SHORT),
        ("швея" * 3, False, Fault.TOO_LONG),
    ],
)
def test_a_text_that_does_not_serve_is_named(
    typed: str | None, required: bool, expected: Fault
) -> None:
    faults: list[FieldFault] = []

    check_text("title", typed, minimum=2, maximum=10, faults=faults, required=required)

    assert [(f.field, f.fault) for f in faults] == [("title", expected)]


@pytest.mark.parametrize(("typed", "required"), [("швея", True), ("", False), ("৪ সুতা", True)])
def test_a_text_that_serves_has_no_fault(typed: str, required: bool) -> None:
    faults: list[FieldFault] = []

    assert check_text("t", typed, minimum=2, maximum=10, faults=faults, required=required) == typed
    assert faults == []
