"""Passwords: kept as argon2id, and refused where somebody would soon guess them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from functools import cache

from anyascii import anyascii
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from recruit.errors import Fault, FieldFault, fault

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
STRONG_ENOUGH = 3
"""Of zxcvbn's 0 to 4: more than 10^8 guesses."""

CONSIDERED = 72
CONSIDERED_OF_SIGNS = 24
"""How much of a password zxcvbn reads: its time grows with the length, and without bound where
many signs may stand for letters."""

_LOCAL = ("iyne", "ийне", "пароль", "parol", "сырсөз", "parolim", "кыргызстан", "bishkek", "shveya")
_LAYOUT = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`")
_LETTER_LIKE = frozenset("4@8({[<369!1|7057$+%2")
_FEW = 6
_one_at_a_time = threading.Lock()
_hasher = PasswordHasher()


def check_password(
    field: str, password: str, faults: list[FieldFault], *, about: Iterable[str] = ()
) -> None:
    """Add what is wrong with a new password to the faults, at a field.

    ``about`` are words that belong to its owner: contact, name, workshop.
    """
    if not password:
        faults.append(fault(field, Fault.REQUIRED))
    elif len(password) < SHORTEST_PASSWORD:
        faults.append(fault(field, Fault.TOO_SHORT, minimum=SHORTEST_PASSWORD))
    elif len(password) > LONGEST_PASSWORD:
        faults.append(fault(field, Fault.TOO_LONG, maximum=LONGEST_PASSWORD))
    elif strength(password, about) < STRONG_ENOUGH:
        faults.append(fault(field, Fault.TOO_COMMON))


def strength(password: str, about: Iterable[str] = ()) -> int:
    """How hard a password is to guess, 0 to 4.

    zxcvbn's lists are Latin, so a Cyrillic password is also read by its keys (йцукен is qwerty)
    and by its sound (пароль is parol), without what stands between; the weakest reading counts.
    """
    words = [form for text in (*_LOCAL, *about) for form in _words(text)]
    password = password[:CONSIDERED]
    lower = password.lower()
    readings = {_bounded(form) for form in (password, lower.translate(_LAYOUT), _sound(lower))}
    # zxcvbn keeps its user's words in a table that all calls share.
    with _one_at_a_time:
        return min(int(zxcvbn(reading, user_inputs=words)["score"]) for reading in readings)


def _bounded(text: str) -> str:
    few = len(_LETTER_LIKE.intersection(text)) <= _FEW
    return text[: CONSIDERED if few else CONSIDERED_OF_SIGNS]


def _words(text: str) -> Iterator[str]:
    for part in {text, *text.replace("@", " ").replace(".", " ").split()}:
        if len(part) > 2:
            yield part.lower()
            yield _sound(part.lower())


def _sound(text: str) -> str:
    return "".join(sign for sign in anyascii(text) if sign.isalnum())


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def needs_rehash(kept: str) -> bool:
    return _hasher.check_needs_rehash(kept)


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one kept; where none is, no, and it takes the same time."""
    try:
        right = _hasher.verify(kept or _nobodys_hash(), password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False
    return right and bool(kept)


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("nobody signs in with this")
