"""The vocabulary of the seeds, read and fitted once for all tests of a process."""

from __future__ import annotations

from functools import cache

from matching import Closeness, Linker, Reader, Taxonomy
from recruit.config import resource


@cache
def taxonomy() -> Taxonomy:
    return Taxonomy.from_csv(resource("seeds") / "taxonomy")


@cache
def closeness() -> Closeness:
    return Closeness.from_taxonomy(taxonomy())


@cache
def linker() -> Linker:
    return Linker().fit(taxonomy().entries())


@cache
def reader() -> Reader:
    return Reader(taxonomy(), linker())
