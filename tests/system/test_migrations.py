"""The migrations make the tables the models describe, and can be undone and done again."""

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from recruit.app import create_app
from recruit.extensions import db
from recruit.models import Base
from tests.conftest import DATABASES, make_settings


@pytest.fixture(params=DATABASES)
def empty_site(request, tmp_path) -> Flask:
    """The application over an empty database of its own."""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    else:
        url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    app = create_app(make_settings(url, tmp_path))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_up_down_and_up_again_leaves_the_tables_of_the_models(empty_site):
    flask_migrate.upgrade()
    assert set(inspect(db.engine).get_table_names()) >= set(Base.metadata.tables)

    flask_migrate.downgrade(revision="base")
    assert inspect(db.engine).get_table_names() in ([], ["alembic_version"])

    flask_migrate.upgrade()
    assert set(inspect(db.engine).get_table_names()) >= set(Base.metadata.tables)


def test_the_migrated_tables_are_exactly_those_of_the_models(empty_site):
    flask_migrate.upgrade()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
