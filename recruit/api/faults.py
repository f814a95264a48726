"""Faults of a service told by the names that a program used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from recruit.errors import Invalid


@contextmanager
def told_as(names: Mapping[str, str]) -> Iterator[None]:
    """Rename the fields of a fault raised inside; those not named keep their names."""
    try:
        yield
    except Invalid as error:
        raise Invalid(
            [replace(f, field=names.get(f.field, f.field)) for f in error.faults]
        ) from None
