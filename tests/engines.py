"""The process's engines, kept as they were over a test that edits the vocabulary."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from recruit.services.matching import engine as module


@pytest.fixture
def followed(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The vocabulary is looked at in every call, and what a test made of it is forgotten: its rows
    are rolled back, and the next test's edits would count the same revisions."""
    module.engine(session)
    monkeypatch.setattr(module, "FRESH", 0.0)
    kept = {url: dataclasses.replace(held) for url, held in module._held.items()}
    yield
    module.forget()
    module._held.update(kept)
