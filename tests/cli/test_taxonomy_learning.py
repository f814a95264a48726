"""`flask taxonomy train` and `flask taxonomy evaluate`."""

from matching.training import Forest
from recruit.services.matching import training

PLACES = ("bakery", "steel", "laundry", "wool", "glass", "night market", "boat", "paper")
TRADES = ("welder", "cutter", "presser", "weaver", "dyer", "packer", "sewer")


def write_labels(path):
    rows = [
        f"u:{place}:{trade},{label}"
        for place in PLACES
        for trade in TRADES
        for label in (f"{place} {trade}", f"{trade} of {place}", f"{place} works {trade}")
    ]
    path.write_text("concept_uri,label\n" + "\n".join(rows), encoding="utf-8")


def test_training_writes_a_model_and_says_what_a_held_out_set_gained(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "_QUESTIONS", 60)
    monkeypatch.setattr(training, "_EPISODES", {})
    for name in ("en", "xx"):
        write_labels(tmp_path / f"labels_{name}.csv")
    small = training.label_sets(tmp_path)[2:]
    monkeypatch.setattr(training, "label_sets", lambda esco: small)
    said = []

    path = training.retrain(tmp_path, output=tmp_path / "model.npz", say=said.append)

    assert set(Forest.load(path).about["sets"]) == {"en", "xx"}
    assert [line.split()[0] for line in said if line.endswith(tuple("0123456789"))] == ["en", "xx"]


def test_without_esco_there_are_the_seeds():
    assert [labels.name for labels in training.label_sets(None)] == ["seeds", "titles"]


def test_labels_of_esco_are_a_set_for_each_language(tmp_path):
    (tmp_path / "labels_fi.csv").write_text(
        "concept_uri,label\nu:1,ompelija\nu:1,konenompelija\nu:2,leikkaaja\n", encoding="utf-8"
    )
    (tmp_path / "occupations_en.csv").write_text(
        'conceptUri,iscoGroup,preferredLabel,altLabels\nu:1,8153,sewer,"stitcher\nmachinist"\n'
        "u:3,2211,surgeon,\n",
        encoding="utf-8",
    )

    seeds, titles, english, finnish = training.label_sets(tmp_path)

    assert [entry.label for entry in english.entries] == [
        "sewer",
        "stitcher",
        "machinist",
        "surgeon",
    ]
    assert (finnish.name, len(finnish.entries)) == ("fi", 3)
    assert ("surgeon", "en") in seeds.strange
    assert ("sewer", "en") not in seeds.strange
    assert titles.types == {"occupation"}


def test_a_directory_without_labels_is_refused(app, tmp_path):
    result = app.test_cli_runner().invoke(args=["taxonomy", "train", "--esco", str(tmp_path)])

    assert result.exit_code == 1
    assert "holds neither occupations_*.csv nor labels_*.csv" in result.output


def test_titles_of_other_trades_are_split_in_a_taught_and_an_asked_half():
    languages = [language for _, language in training.other_trades()]

    assert {
        language: languages.count(language) >= 60 for language in set(languages)
    } == dict.fromkeys(("en", "ru", "ky", "uz", "bn", "ur"), True)
    untaught = training.untaught_trades()
    assert 0.4 < len(untaught) / len(languages) < 0.6


def test_evaluation_prints_plain_look_ups_beside(app, tmp_path):
    write_labels(tmp_path / "labels_en.csv")

    result = app.test_cli_runner().invoke(args=["taxonomy", "evaluate", "--quick", str(tmp_path)])

    assert result.exit_code == 0, result.output
    for said in ("as written", "typos", "script", "n-grams", "WRatio", "precision", "coverage"):
        assert said in result.output
