"""The clone audit: its texts, its people, what it finds, and the picture it draws."""

import json
import re
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskCliRunner

from recruit.config import resource
from recruit.services.matching import audit as service
from recruit.services.matching.audit_chart import chart
from recruit.services.matching.clones import clones

FOLDER = resource("seeds") / "fairness"
PROFILES = [
    json.loads(line) for line in (FOLDER / "clones.jsonl").read_text(encoding="utf-8").splitlines()
]
SAID = {
    "flatlock": "Flatlock operator. 5 years on a coverstitch machine.",
    "packer": "Packer. 2 years of packing.",
}
"""Facts in one language, so that nothing can be read otherwise in another."""


LANGUAGES = ("ky", "ru", "en", "uz", "bn", "ur")


def run(folder, unread=None):
    """The audit of two profiles, told in English everywhere but in a language nobody reads."""
    lines = [
        {
            "id": key,
            "facts": about,
            "texts": {
                language: {
                    "headline": "",
                    "about": "{zzz|qqq} xxx" if language == unread else about,
                    "experience": [],
                }
                for language in LANGUAGES
            },
        }
        for key, about in SAID.items()
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "clones.jsonl").write_text(text, encoding="utf-8")
    around = json.loads((FOLDER / "around.json").read_text(encoding="utf-8"))
    for country in around["countries"].values():
        for voice in country["voices"].values():
            voice.update(openings=["{name}."], closings=["{phone}"], names={"m": ["A"], "f": ["B"]})
    (folder / "around.json").write_text(json.dumps(around), encoding="utf-8")
    return service.audit(4, folder)


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    return run(tmp_path_factory.mktemp("even"))


def test_at_least_24_profiles_are_told_in_six_languages():
    assert len({row["id"] for row in PROFILES}) == len(PROFILES) >= 24
    for row in PROFILES:
        assert set(row["texts"]) == {"ky", "ru", "en", "uz", "bn", "ur"}, row["id"]
        for text in row["texts"].values():
            assert set(text) == {"headline", "about", "experience"}
            assert text["experience"][0]["title"]
        years = {text["experience"][0]["years"] for text in row["texts"].values()}
        assert len(years) == 1, row["id"]


def test_grammar_parts_the_sexes_in_russian_and_urdu_only():
    either = {
        language
        for row in PROFILES
        for language, text in row["texts"].items()
        if re.search(r"\{[^{}\"]*\|", text["headline"] + text["about"])
    }

    assert either == {"ru", "ur"}


def test_every_profile_has_as_many_people_of_each_country_and_sex():
    people = clones(2)

    assert len(people) == len(PROFILES) * 16
    assert len({clone.id for clone in people}) == len(people)
    for clone in people:
        told = clone.parts["headline"] + clone.parts["about"] + str(clone.parts["experience"])
        assert not re.search(r"[{}|]", told.replace("[{", "").replace("}]", "")), clone.id
        assert clone.bare["about"] in clone.parts["about"]
    with pytest.raises(ValueError, match="copies"):
        clones(0)


def test_people_who_tell_the_same_in_the_same_words_fare_the_same(report):
    assert report.passes
    assert report.people == 64
    assert report.vacancies >= 200
    assert report.differences == report.around == report.grammar == ()
    for each in report.groupings:
        assert each.least_impact.value == pytest.approx(each.control)
        assert len({group.median for group in each.groups}) == 1


def test_a_language_that_is_not_understood_is_found_out(tmp_path):
    found = run(tmp_path, unread="bn")

    country = found.groupings[0]
    assert not found.passes
    assert min(country.groups, key=lambda group: group.impact.value).name == "BD"
    assert country.least_impact.value < 0.9 < country.control
    assert {line.language for line in found.differences} == {"bn"}
    assert found.differences[0].points < 0
    assert json.loads(json.dumps(found.as_dict()))["passes"] is False


def test_the_chart_is_a_picture_with_every_group_and_figure(report):
    drawn = ElementTree.fromstring(chart(report))  # noqa: S314

    words = [element.text or "" for element in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"BD", "KG", "PK", "UZ", "f", "m"} <= set(words)
    figures = [f"{group.impact.value:.3f}" for each in report.groupings for group in each.groups]
    assert [word for word in words if word in figures] == figures
    assert "style=" not in chart(report)


def test_the_command_prints_the_verdict_and_writes_its_files(app, tmp_path, report, monkeypatch):
    monkeypatch.setattr(service, "audit", lambda copies: report)
    data, picture = tmp_path / "audit.json", tmp_path / "audit.svg"

    told = FlaskCliRunner(app).invoke(
        args=["matching", "audit", "--json", str(data), "--svg", str(picture)]
    )

    assert told.exit_code == 0, told.output
    assert "By country and by sex at least 0.95: passes." in told.output
    assert json.loads(data.read_text(encoding="utf-8"))["passes"] is True
    assert picture.read_text(encoding="utf-8").startswith("<svg")
