"""Whether what the site stands on answers."""

from __future__ import annotations

from sqlalchemy import text

from recruit.services.transactions import reading


def check() -> None:
    """Raise if the database does not answer."""
    with reading() as session:
        session.execute(text("SELECT 1"))
