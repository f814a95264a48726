"""Common and guessable passwords are refused, in whatever alphabet they are typed."""

import pytest

from recruit.errors import Fault
from recruit.services import passwords


def faults_of(password, *about):
    faults = []
    passwords.check_password("password", password, faults, about=about)
    return [(found.field, found.fault) for found in faults]


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "qwertyuiop123",
        "123456789012",
        "iloveyou2023",
        "aaaabbbbcccc",
        "abcabcabcabcabcabc",
        "йцукенгшщзхъ",
        "пароль123456",
        "Пароль-Пароль",
        "x" * 200,
    ],
)
def test_a_common_password_is_refused(password):
    assert faults_of(password) == [("password", Fault.TOO_COMMON)]


@pytest.mark.parametrize(
    "password",
    [
        "three green spools",
        "три зелёные катушки",
        "üç көк жип менен",
        "তিনটি সবুজ সুতা",
        "x7#Kp2!vLq9z",
    ],
)
def test_a_few_words_or_many_signs_are_taken(password):
    assert faults_of(password) == []


def test_a_password_made_of_ones_own_contact_or_workshop_is_refused():
    for password, about in (
        ("aidasadykova", "aida.sadykova@example.org"),
        ("+996700123456", "+996700123456"),
        ("Алтын-Ийне-2024", "Алтын Ийне"),
        ("altyniyne2024", "Алтын Ийне"),
    ):
        assert faults_of(password, about) == [("password", Fault.TOO_COMMON)], password


def test_length_is_said_before_strength():
    assert faults_of("short") == [("password", Fault.TOO_SHORT)]
    assert faults_of("x" * 201) == [("password", Fault.TOO_LONG)]
    assert faults_of("") == [("password", Fault.REQUIRED)]


def test_no_password_matches_where_none_is_kept():
    assert not passwords.matches(None, "nobody signs in with this")
    assert not passwords.matches("", "nobody signs in with this")
