"""The golden set is sound, the ranking keeps its level on it, and a bad ranking would be seen."""

import json
import random
import shutil

import pytest

from recruit.cli.matching_evaluation import evaluate as command
from recruit.services.matching import evaluation
from recruit.services.matching.golden import DIRECTORY, Unsound, read_golden

LANGUAGES = {"ky", "ru", "en", "uz", "bn", "ur"}
FLOOR = 0.91


@pytest.fixture(scope="session")
def golden():
    return read_golden()


@pytest.fixture(scope="session")
def report(golden):
    return evaluation.evaluate(golden)


@pytest.fixture
def broken(tmp_path):
    return shutil.copytree(DIRECTORY, tmp_path / "golden")


def test_every_vacancy_has_twenty_judged_people(golden):
    assert len(golden.vacancies) >= 24
    assert {len(grades) for grades in golden.grades.values()} == {20}


def test_every_vacancy_has_the_best_the_worst_and_something_between(golden):
    for vacancy, grades in golden.grades.items():
        assert {0, 4} < set(grades.values()), vacancy


def test_everybody_written_about_is_judged(golden):
    assert {c for grades in golden.grades.values() for c in grades} == golden.candidates.keys()


def test_all_six_languages_ask_and_answer(golden):
    assert golden.languages == LANGUAGES
    for name in ("vacancies.jsonl", "candidates.jsonl"):
        lines = (DIRECTORY / name).read_text(encoding="utf-8").splitlines()
        assert {json.loads(line)["language"] for line in lines} == LANGUAGES


def test_a_structured_vacancy_has_a_verdict_for_each_line_and_person(golden):
    wanted = {
        (vacancy, candidate, number)
        for vacancy, parts in golden.vacancies.items()
        for number in range(1, len(parts.get("requirements", ())) + 1)
        for candidate in golden.grades[vacancy]
    }

    assert golden.verdicts.keys() == wanted
    assert len({vacancy for vacancy, _, _ in wanted}) >= 12


def test_no_two_people_say_the_same(golden):
    said = [json.dumps(parts, sort_keys=True) for parts in golden.candidates.values()]

    assert len(set(said)) == len(said)


def test_who_tells_the_same_facts_tells_them_in_six_languages(golden):
    assert len(golden.same_facts) >= 8
    assert all(person.texts.keys() == LANGUAGES for person in golden.same_facts)


def test_a_list_of_bare_claims_is_never_judged_above_two(golden):
    for grades in golden.grades.values():
        for candidate, grade in grades.items():
            parts = golden.candidates[candidate]
            bare = [claim for claim in parts.get("claims", ()) if claim.keys() == {"text"}]
            if len(bare) >= 5 and "experience" not in parts:
                assert grade <= 2, candidate


def test_the_rules_are_written_down():
    rules = (DIRECTORY / "README.md").read_text(encoding="utf-8")

    for mark in ("| **4** |", "| **3** |", "| **2** |", "| **1** |", "| **0** |", "**met**"):
        assert mark in rules


def test_the_ranking_keeps_its_level(report):
    assert report.engine.ndcg >= FLOOR


def test_the_ranking_is_well_above_every_text_baseline(report):
    assert report.engine.ndcg >= 0.15 + max(each.ndcg for each in report.baselines)


def test_shuffled_people_would_be_seen(golden, report):
    rng = random.Random(7)
    orders = {v: rng.sample(sorted(grades), len(grades)) for v, grades in golden.grades.items()}

    shuffled = evaluation.quality("shuffled", golden, orders)

    assert shuffled.ndcg < 0.6 < FLOOR
    assert shuffled.mean_average_precision < report.engine.mean_average_precision - 0.2


def test_the_judges_own_order_is_perfect_and_its_reverse_is_not(golden):
    best = {v: sorted(g, key=g.__getitem__, reverse=True) for v, g in golden.grades.items()}
    worst = {v: order[::-1] for v, order in best.items()}

    assert evaluation.quality("best", golden, best).ndcg == 1
    assert evaluation.quality("best", golden, best).mean_average_precision == 1
    assert evaluation.quality("worst", golden, worst).ndcg < 0.2


def test_reasons_add_up_and_name_what_they_rest_on(report):
    assert report.faithfulness.sums == 1
    assert report.faithfulness.removals >= 0.99


def test_verdicts_are_counted_once_each(golden, report):
    counted = sum(sum(said.values()) for said in report.agreement.table.values())

    assert counted == report.agreement.judged == len(golden.verdicts)


def test_the_command_prints_a_table_and_writes_json(app, tmp_path, report, monkeypatch):
    monkeypatch.setattr(evaluation, "evaluate", lambda golden: report)
    target = tmp_path / "report.json"
    result = app.test_cli_runner().invoke(command, ["--details", "--json", str(target)])

    assert result.exit_code == 0, result.output
    for name in ("Iyne", "word TF-IDF", "BM25", "token_set", "nDCG@10", "Same facts", "Reasons"):
        assert name in result.output
    written = json.loads(target.read_text(encoding="utf-8"))
    assert len(written["engine"]["vacancies"]) == 24
    assert written["engine"]["worst"] in result.output


def test_the_command_stands_in_its_group(app):
    result = app.test_cli_runner().invoke(args=["matching", "evaluate", "--help"])

    assert result.exit_code == 0
    assert "--details" in result.output


def test_a_directory_that_is_not_there_is_said_plainly(app, tmp_path):
    result = app.test_cli_runner().invoke(args=["matching", "evaluate", str(tmp_path / "none")])

    assert result.exit_code == 1
    assert "there is no golden set at" in result.output


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("judgements.csv", "ovl,ovl1,4,again", "judged twice"),
        ("judgements.csv", "ovl,cok,5,too good", "a grade is 0 to 4"),
        ("judgements.csv", "ovl,nobody,1,who", "no 'nobody'"),
        ("judgements.csv", "ovl,cok,1", "too few cells"),
        ("verdicts.csv", "ovl,ovl1,9,met", "no requirement '9'"),
        ("verdicts.csv", "ovl,ovl1,1,perhaps", "met, partly or missing"),
        ("candidates.jsonl", "{", "not JSON"),
        ("vacancies.jsonl", '{"id": "ovl", "language": "ru", "parts": {}}', "there twice"),
        ("same_facts.jsonl", '{"id": "x", "vacancies": ["none"]}', "not those of vacancies"),
    ],
)
def test_a_fault_is_named_with_its_file(broken, name, line, said):
    with (broken / name).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")

    with pytest.raises(Unsound, match=f"{name}:.*{said}"):
        read_golden(broken)


def test_a_missing_file_is_named(broken):
    (broken / "verdicts.csv").unlink()

    with pytest.raises(Unsound, match=r"verdicts\.csv is missing"):
        read_golden(broken)
