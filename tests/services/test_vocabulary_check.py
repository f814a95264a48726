"""The vocabulary's check names every kind of fault, with its file and row."""

from __future__ import annotations

from pathlib import Path

import pytest

from recruit.services.vocabulary_check import check

CODE = "8153"
CONCEPTS = f"id,type,isco08,esco_id\nsewer,occupation,{CODE},\nhem,operation,,\nfold,operation,,\n"
WORDS = {
    "sewer": ("sewer", "швея", "тигүүчү", "tikuvchi", "সেলাই", "درزی"),
    "hem": ("hemming", "подгибка", "бүктөө", "bukish", "হেম", "ہیم"),
    "fold": ("folding", "складка", "бүктөм", "taxlama", "ভাঁজ", "تہہ"),
}
LANGUAGES = ("en", "ru", "ky", "uz", "bn", "ur")
LABELS = "concept_id,language,text,kind,review\n" + "".join(
    f"{concept},{language},{text},preferred,\n"
    for concept, texts in WORDS.items()
    for language, text in zip(LANGUAGES, texts, strict=True)
)
RELATIONS = "source,relation,target,strength\nhem,broader,fold,1.0\nsewer,essential,hem,0.9\n"
AMBIGUOUS = "text,concept_ids\n"
FILES = {
    "concepts.csv": CONCEPTS,
    "labels.csv": LABELS,
    "relations.csv": RELATIONS,
    "ambiguous.csv": AMBIGUOUS,
}


def lay(folder: Path, **changed: str) -> list[str]:
    """Write the sound files, some of them otherwise, and return what the check says."""
    for name, text in FILES.items():
        text = changed.get(name.partition(".")[0], text)
        (folder / name).write_text(text, encoding="utf-8")
    return [str(problem) for problem in check(folder)]


def test_sound_files_have_no_problem(tmp_path: Path) -> None:
    assert lay(tmp_path) == []


def test_the_shipped_vocabulary_is_checked_when_no_directory_is_given() -> None:
    assert check() == []


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "relations.csv").unlink()

    assert [str(each) for each in check(tmp_path)] == ["relations.csv:1: the file is missing"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,type\n", "labels.csv:1: the columns are not"),
        (LABELS.encode() + b"hem,ru\n", "too many or too few cells"),
        (LABELS.encode() + b"hem,ru,a,synonym,,,\n", "too many or too few cells"),
        (LABELS.encode() + b"hem,ru,\xff\xfe,synonym,\n", "cannot be read"),
        (LABELS.encode() + b'hem,ru,"cut off', "cannot be read"),
    ],
)
def test_a_file_that_is_not_such_a_table_is_refused(
    tmp_path: Path, content: bytes, said: str
) -> None:
    lay(tmp_path)
    (tmp_path / "labels.csv").write_bytes(content)

    (problem,) = check(tmp_path)

    assert said in str(problem)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Hem!,operation,,", "is not a key"),
        ("hem,operation,,", "is there twice"),
        ("pin,gadget,,", "unknown type 'gadget'"),
        ("pin,occupation,81,", "no four-digit ISCO-08 code"),
        ("pin,occupation,8153,abc", "no UUID"),
        ("pin,part,8153,", "has an occupation's code"),
        ("pin,part,,", "no preferred label in ky"),
    ],
)
def test_a_faulty_concept_is_named_with_its_row(tmp_path: Path, row: str, said: str) -> None:
    problems = lay(tmp_path, concepts=f"{CONCEPTS}{row}\n")

    assert any(each.startswith("concepts.csv:5: ") and said in each for each in problems)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("pin,ru,булавка,synonym,", "there is no such concept"),
        ("hem,kk,бүгу,synonym,", "unknown language 'kk'"),
        ("hem,ru,подгиб,nickname,", "unknown kind 'nickname'"),
        ("hem,ru,подгиб,synonym,later", "unknown review mark"),
        ("hem,ru,подгиб  низа,synonym,", "a space too many"),
        ("hem,ru,,synonym,", "it is empty"),
        ("hem,ru,Подгибка,synonym,", "is there twice in ru"),
        ("hem,ru,подгиб,preferred,", "a second preferred label in ru"),
        ("hem,uz,bo\u02bbyin,synonym,", "an apostrophe is written"),
        ("hem,en,hem|fold,synonym,", "a bar or a semicolon"),
        ("hem,en,he\u200bm,synonym,", "an invisible character"),
        ("hem,ru,\u0438\u0306од,synonym,", "composed form"),
    ],
)
def test_a_faulty_label_is_named_with_its_row(tmp_path: Path, row: str, said: str) -> None:
    problems = lay(tmp_path, labels=f"{LABELS}{row}\n")

    assert any(each.startswith("labels.csv:20: ") and said in each for each in problems)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("hem,en,подгиб,synonym,", "en is not written in cyrillic letters"),
        ("hem,bn,подгиб,synonym,", "bn is not written in cyrillic letters"),
        ("hem,ur,হেম করা,synonym,", "ur is not written in bengali letters"),
        ("hem,ru,бүктөө,synonym,", "ru has no letter"),
        ("hem,ur,\u0643ام,synonym,", "ur has no letter"),
        ("hem,ru,\u043fо\u0064гиб,synonym,", "mixes two scripts"),
    ],
)
def test_a_label_in_letters_its_language_has_not_is_named(
    tmp_path: Path, row: str, said: str
) -> None:
    (problem,) = lay(tmp_path, labels=f"{LABELS}{row}\n")

    assert said in problem


def test_uzbek_may_be_typed_in_cyrillic_but_is_shown_in_latin(tmp_path: Path) -> None:
    typed = f"{LABELS}hem,uz,букиш,synonym,\n"
    shown = LABELS.replace("bukish", "букиш")

    assert lay(tmp_path, labels=typed) == []
    (problem,) = lay(tmp_path, labels=shown)
    assert "it is shown in uz, and not in latin letters" in problem


def test_a_maker_keeps_its_latin_name_and_a_machine_does_not(tmp_path: Path) -> None:
    named = LABELS + "".join(f"juki,{language},Juki,preferred,\n" for language in LANGUAGES)

    assert lay(tmp_path, concepts=f"{CONCEPTS}juki,brand,,\n", labels=named) == []
    as_machine = lay(tmp_path, concepts=f"{CONCEPTS}juki,machine,,\n", labels=named)
    assert len(as_machine) == 4


def test_one_label_on_two_concepts_of_a_type_must_be_declared(tmp_path: Path) -> None:
    both = f"{LABELS}fold,ru,Подгибка!,synonym,\n"

    (problem,) = lay(tmp_path, labels=both)
    assert problem.startswith("labels.csv:20: ")
    assert "is a label of hem too" in problem
    declared = f"{AMBIGUOUS}подгибка,hem|fold\n"
    assert lay(tmp_path, labels=both, ambiguous=declared) == []


def test_one_label_on_concepts_of_two_types_is_no_fault(tmp_path: Path) -> None:
    assert lay(tmp_path, labels=f"{LABELS}sewer,ru,подгибка,synonym,\n") == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("подгибка,hem|fold", "is no label of fold"),
        ("подгибка,hem|pin", "is no label of pin"),
        ("подгибка,hem", "does not name two concepts of one type"),
    ],
)
def test_a_declared_ambiguity_that_is_none_is_named(tmp_path: Path, row: str, said: str) -> None:
    (problem,) = lay(tmp_path, ambiguous=f"{AMBIGUOUS}{row}\n")

    assert problem.startswith("ambiguous.csv:2: ")
    assert said in problem


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("hem,related,pin,0.5", "there is no concept 'pin'"),
        ("fold,related,fold,0.5", "joined to itself"),
        ("sewer,likes,fold,0.5", "unknown relation 'likes'"),
        ("sewer,optional,fold,1.5", "not above 0 and at most 1"),
        ("sewer,optional,fold,nan", "not above 0 and at most 1"),
        ("sewer,optional,fold,much", "not above 0 and at most 1"),
        ("fold,related,hem,0.5", "are joined twice"),
        ("sewer,broader,fold,1.0", "of another type"),
        ("fold,broader,hem,0.4", "its strength is 1.0"),
        ("fold,optional,sewer,0.4", "joins an occupation to a skill"),
        ("fold,broader,hem,1.0", "would be broader than itself"),
    ],
)
def test_a_faulty_relation_is_named_with_its_row(tmp_path: Path, row: str, said: str) -> None:
    problems = lay(tmp_path, relations=f"{RELATIONS}{row}\n")

    assert any(each.startswith("relations.csv:4: ") and said in each for each in problems)


def test_a_long_circle_is_found(tmp_path: Path) -> None:
    concepts = f"{CONCEPTS}press,operation,,\n"
    circle = "fold,broader,press,1.0\npress,broader,hem,1.0\n"

    problems = lay(tmp_path, concepts=concepts, relations=f"{RELATIONS}{circle}")

    assert "relations.csv:5: 'press' would be broader than itself" in problems
