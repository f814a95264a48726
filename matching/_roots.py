"""Roots of words: what stays of a word in any language when number and gender are taken off."""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii

from matching.text import word_stems

_LENGTH = 7
_LEAST = 4
_GENDERS = ("innen", "erinnen", "in", "ka", "ki", "ke", "ica", "ice", "trice", "essa", "inja")
_VOWELS = "aeiouyаеиоуыэюяь"


@lru_cache(maxsize=1 << 17)
def root(word: str) -> str:
    """The first letters of a normal word without plural, gender or case; in its own script.

    Latin letters lose their marks. No language is known: an ending is taken off only where at
    least four letters stay.
    """
    head = word[:1]
    if not head.isalpha():
        return word
    if head.isascii() or "À" <= head <= "ɏ":
        return _latin(anyascii(word).lower())
    stem = word_stems(word)[0][:_LENGTH]
    return stem.rstrip(_VOWELS) if len(stem) > _LEAST and "а" <= head <= "я" else stem


def _latin(word: str) -> str:
    stem = word
    for ending in _GENDERS:
        if stem.endswith(ending) and len(stem) - len(ending) >= _LEAST:
            stem = stem[: -len(ending)]
            break
    if stem.endswith("ies") and len(stem) > _LEAST:
        stem = stem[:-3]
    elif len(stem) > _LEAST and stem.endswith("s") and not stem.endswith("ss"):
        stem = stem[:-1]
    stem = stem[:_LENGTH]
    bare = stem.rstrip(_VOWELS)
    return bare if len(bare) >= 3 else stem
