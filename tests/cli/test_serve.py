"""What ``flask serve`` refuses."""

import dataclasses


def test_demonstration_data_is_refused_in_production(app, monkeypatch):
    production = dataclasses.replace(app.config["SETTINGS"], environment="production")
    monkeypatch.setitem(app.config, "SETTINGS", production)

    result = app.test_cli_runner().invoke(args=["serve"])

    assert result.exit_code == 1
    assert "--no-demo" in result.stderr
