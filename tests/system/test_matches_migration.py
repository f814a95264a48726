"""News that people have stays when a migration widens what news there can be."""

import flask_migrate
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from recruit.extensions import db
from tests.system.test_migrations import empty_site  # noqa: F401

ID = "0" * 31


def add_news(connection, number, kind):
    for table, columns, values in (
        ("outbox_message", "attempts, error, ", "0, '', "),
        ("notification", "user_id, message_id, ", f"'{ID}1', '{ID}{number}', "),
    ):
        connection.execute(
            text(
                f"INSERT INTO {table} (id, {columns}kind, payload, created_at) "  # noqa: S608
                f"VALUES ('{ID}{number}', {values}'{kind}', '{{}}', '2026-11-23 12:00:00+00:00')"
            )
        )


def test_news_outlives_the_migration_and_only_known_kinds_are_taken(empty_site):  # noqa: F811
    flask_migrate.upgrade(revision="0007")
    with db.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO user_account (id, email, role, language, created_at) VALUES "
                "(:id, 'a@example.org', 'employer', 'ru', '2026-11-23 12:00:00+00:00')"
            ),
            {"id": f"{ID}1"},
        )
        add_news(connection, 2, "application_stage")

    flask_migrate.upgrade()

    def kinds():
        with db.engine.connect() as connection:
            return [
                connection.scalars(text(f"SELECT kind FROM {table} ORDER BY id")).all()  # noqa: S608
                for table in ("outbox_message", "notification")
            ]

    with db.engine.begin() as connection:
        add_news(connection, 3, "matches_found")
    assert kinds() == [["application_stage", "matches_found"]] * 2
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        add_news(connection, 4, "gossip")

    flask_migrate.downgrade(revision="0007")
    assert kinds() == [["application_stage"]] * 2
