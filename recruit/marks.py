"""Marking sentences for the catalogues where they are written, to be translated where shown."""

from __future__ import annotations


def N_(sentence: str) -> str:  # noqa: N802
    """The sentence itself; the name tells the collector of sentences to take it."""
    return sentence
