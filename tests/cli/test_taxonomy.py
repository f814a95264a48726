"""`flask taxonomy` in the server's own shell."""

from recruit.config import resource


def test_the_shipped_vocabulary_passes_its_check(app):
    result = app.test_cli_runner().invoke(args=["taxonomy", "check"])

    assert result.exit_code == 0, result.output
    assert result.output == "The vocabulary is sound.\n"


def test_a_broken_vocabulary_is_printed_fault_by_fault_and_fails(app, tmp_path):
    for path in (resource("seeds") / "taxonomy").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    relations = tmp_path / "relations.csv"
    last = relations.read_text(encoding="utf-8").count("\n") + 1
    with relations.open("a", encoding="utf-8") as file:
        file.write("sewing,related,unheard_of,0.5\n")

    result = app.test_cli_runner().invoke(args=["taxonomy", "check", str(tmp_path)])

    assert result.exit_code == 1
    assert f"relations.csv:{last}: there is no concept 'unheard_of'" in result.output
    assert "Faults in the vocabulary: 1." in result.output
