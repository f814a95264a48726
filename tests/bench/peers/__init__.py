"""What else could be used: each peer loads the same people and answers the same questions.

A peer's ``top`` gives the scores of the best fifty, best first. ``exact`` says that it expresses
the same definition, so that its scores must be ours; ``clock`` tells the processor's seconds of
all that works for it. Everybody has one core.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from tests.bench.plain import People, Question


class Peer(Protocol):
    """Ready once made; ``close`` lets go of servers and files."""

    name: str
    exact: bool
    clock: Callable[[], float]

    def __init__(self, people: People, questions: Sequence[Question], folder: Path) -> None: ...
    def top(self, number: int) -> Sequence[float]: ...
    def close(self) -> None: ...
