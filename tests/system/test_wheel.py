"""The wheel carries what the site needs beside its code."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_contains_templates_seeds_migrations_and_catalogues(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")

    names = set(zipfile.ZipFile(wheel).namelist())

    for shipped in (
        "recruit/_shipped/templates/layouts/base.html",
        "recruit/_shipped/seeds/taxonomy/concepts.csv",
        "recruit/_shipped/seeds/demo/trades.json",
        "recruit/static/css/site.css",
        "recruit/migrations/versions/0001_first_tables.py",
        "recruit/translations/ru/LC_MESSAGES/messages.mo",
        "matching/records.py",
    ):
        assert shipped in names
    assert not [name for name in names if name.startswith(("tests/", "templates/", "seeds/"))]
