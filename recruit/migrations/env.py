"""How Alembic runs our migrations: the application's engine, or a connection it is handed."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import JSON, Connection

from recruit.models import Base
from recruit.models.base import UtcDateTime

config = context.config


def render(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """Write our own column types as plain ones: a migration must not change with the models."""
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, JSON):
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render,
        compare_server_default=False,
    )
    with context.begin_transaction():
        context.run_migrations()


handed: Connection | None = config.attributes.get("connection")
if handed is not None:
    run(handed)
else:
    with current_app.extensions["migrate"].db.engine.connect() as connection:
        run(connection)
        if connection.in_transaction():
            connection.commit()
