"""`flask taxonomy import-esco` in the server's own shell."""

from tests.esco_release import release_1_1


def test_it_tells_what_it_reads_and_what_it_changed(app, tmp_path):
    folder = release_1_1(tmp_path)
    runner = app.test_cli_runner()

    first = runner.invoke(args=["taxonomy", "import-esco", str(folder), "--language", "en"])
    second = runner.invoke(args=["taxonomy", "import-esco", str(folder)])

    assert first.exit_code == 0, first.output
    assert "Reading occupations_en.csv." in first.output
    assert "Concepts: 8. Labels: 14." in first.output
    assert "Nothing to change: everything in these files is there already." in second.output
    sentence = "This service uses the ESCO classification of the European Commission."
    assert sentence in first.output
    assert sentence in second.output


def test_a_wrong_file_fails_and_names_the_line(app, tmp_path):
    folder = release_1_1(tmp_path)
    path = folder / "skills_en.csv"
    path.write_text(path.read_text("utf-8")[:-30], "utf-8")

    result = app.test_cli_runner().invoke(args=["taxonomy", "import-esco", str(folder)])

    assert result.exit_code == 1
    assert "skills_en.csv:4: the row has" in result.output
    assert "Nothing was changed." in result.output
