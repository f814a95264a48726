"""What the site refuses to start without."""

import pytest

from recruit.config import ConfigurationError, Settings

WHOLE = {
    "IYNE_ENV": "production",
    "SECRET_KEY": "long enough to be a secret",
    "DATABASE_URL": "postgresql://db/iyne",
    "BASE_URL": "https://iyne.example.org",
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


def test_production_refuses_to_start_without_the_address_people_reach_it_at():
    with pytest.raises(ConfigurationError, match="BASE_URL is not set"):
        Settings.from_environment({**WHOLE, "BASE_URL": ""})


@pytest.mark.parametrize(
    "wrong",
    [
        "iyne.example.org",
        "http://iyne.example.org",
        "https://",
        "https://iyne.example.org/path",
        "https://iyne.example.org?x=1",
        "https://somebody@iyne.example.org",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_links_cannot_be_built_on_is_refused(wrong):
    with pytest.raises(ConfigurationError, match="BASE_URL must be https"):
        Settings.from_environment({**WHOLE, "BASE_URL": wrong})


def test_the_address_is_kept_without_a_slash_at_its_end():
    settings = Settings.from_environment({**WHOLE, "BASE_URL": "https://Iyne.example.org:8443/"})

    assert settings.base_url == "https://iyne.example.org:8443"
    assert settings.host == "iyne.example.org"


def test_no_proxy_is_trusted_unless_told(tmp_path):
    assert Settings.from_environment(WHOLE).proxy_hops == 0
    assert Settings.from_environment({**WHOLE, "PROXY_HOPS": "2"}).proxy_hops == 2


@pytest.mark.parametrize("wrong", ["-1", "10", "one", "1.0", "²"])
def test_a_count_of_proxies_that_is_none_is_refused(wrong):
    with pytest.raises(ConfigurationError, match="PROXY_HOPS"):
        Settings.from_environment({**WHOLE, "PROXY_HOPS": wrong})


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


def test_a_mail_server_needs_an_address_that_letters_come_from():
    with pytest.raises(ConfigurationError, match="MAIL_FROM"):
        Settings.from_environment({**WHOLE, "SMTP_URL": "smtps://mail.example"})


@pytest.mark.parametrize("url", ["mail.example", "https://mail.example", "smtp://"])
def test_what_is_no_mail_server_is_refused(url):
    with pytest.raises(ConfigurationError, match="SMTP_URL"):
        Settings.from_environment({**WHOLE, "SMTP_URL": url, "MAIL_FROM": "a@b.example"})


def test_production_without_a_mail_server_does_not_claim_to_send_mail(tmp_path):
    assert not Settings.from_environment(WHOLE).sends_mail
    mail = {"SMTP_URL": "smtps://mail.example", "MAIL_FROM": "a@b.example"}
    assert Settings.from_environment({**WHOLE, **mail}).sends_mail
    assert Settings.from_environment({"IYNE_DATA": str(tmp_path)}).sends_mail
