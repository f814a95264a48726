"""What the site refuses to start without."""

import pytest

from recruit.config import ConfigurationError, Settings

WHOLE = {
    "IYNE_ENV": "production",
    "SECRET_KEY": "long enough to be a secret",
    "DATABASE_URL": "postgresql://db/iyne",
}


def test_production_refuses_to_start_without_a_secret_key():
    with pytest.raises(ConfigurationError, match="SECRET_KEY"):
        Settings.from_environment({**WHOLE, "SECRET_KEY": ""})


def test_production_refuses_a_short_secret_key():
    with pytest.raises(ConfigurationError, match="16 characters"):
        Settings.from_environment({**WHOLE, "SECRET_KEY": "secret"})


def test_production_refuses_to_start_without_a_database():
    with pytest.raises(ConfigurationError, match="DATABASE_URL"):
        Settings.from_environment({**WHOLE, "DATABASE_URL": ""})


def test_an_unknown_environment_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="IYNE_ENV"):
        Settings.from_environment({"IYNE_ENV": "prod", "IYNE_DATA": str(tmp_path)})


def test_development_makes_a_secret_of_its_own_once_and_keeps_it_private(tmp_path):
    first = Settings.from_environment({"IYNE_DATA": str(tmp_path)})
    second = Settings.from_environment({"IYNE_DATA": str(tmp_path)})

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 48
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert first.database_url == f"sqlite:///{tmp_path / 'iyne.sqlite3'}"


@pytest.mark.parametrize("given", ["postgres://db/iyne", "postgresql://db/iyne"])
def test_postgresql_is_reached_through_psycopg(given):
    settings = Settings.from_environment({**WHOLE, "DATABASE_URL": given})

    assert settings.database_url == "postgresql+psycopg://db/iyne"
