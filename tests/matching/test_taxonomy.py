import pytest

from matching.taxonomy import Entry, Taxonomy
from tests.matching import trade

CONCEPTS = [
    {"id": "machine", "type": "machine", "isco08": "", "esco_id": None},
    {"id": "overlock", "type": "machine"},
    {"id": "five", "type": "machine"},
    {"id": "operator", "type": "occupation", "isco08": "8153", "esco_id": "7d42"},
]
LABELS = [
    ("overlock", "ru", "оверлок", "preferred", ""),
    ("overlock", "en", "overlock", "preferred", ""),
    ("overlock", "en", "over lock", "misspelling", ""),
    ("five", "en", "5 thread overlock", "preferred", ""),
]
RELATIONS = [
    ("overlock", "broader", "machine", "1.0"),
    ("five", "broader", "overlock", "1.0"),
    ("five", "related", "operator", "0.4"),
    {"source": "operator", "relation": "essential", "target": "overlock", "strength": "0.8"},
]


def test_broader_climbs_all_the_way_and_narrower_comes_down():
    made = Taxonomy.from_rows(CONCEPTS, LABELS, RELATIONS)

    assert made.broader("five") == {"overlock", "machine"}
    assert made.narrower("machine") == {"overlock", "five"}
    assert made.concept("five").broader == ("overlock",)
    assert made.concept("operator").related == ("five",)
    assert made.concept("operator").isco08 == "8153"
    assert made.concept("overlock").esco_id is None


def test_a_label_falls_back_to_russian_then_english_then_the_id():
    made = Taxonomy.from_rows(CONCEPTS, LABELS, RELATIONS)

    assert made.label("overlock", "en") == "overlock"
    assert made.label("overlock", "bn") == "оверлок"
    assert made.label("five", "bn") == "5 thread overlock"
    assert made.label("operator", "ru") == "operator"


def test_entries_carry_language_type_and_kind():
    made = Taxonomy.from_rows(CONCEPTS, LABELS, RELATIONS)

    assert Entry("overlock", "over lock", "en", "machine", "misspelling") in list(made.entries())
    assert "five" in made
    assert "six" not in made
    assert [concept.id for concept in made.of_type("occupation")] == ["operator"]
    with pytest.raises(KeyError):
        made.concept("six")


def test_the_version_follows_the_content_and_not_its_order():
    made = Taxonomy.from_rows(CONCEPTS, LABELS, RELATIONS)
    shuffled = Taxonomy.from_rows(CONCEPTS[::-1], LABELS[::-1], RELATIONS[::-1])
    other = Taxonomy.from_rows(CONCEPTS, LABELS[:-1], RELATIONS)

    assert made.version == shuffled.version
    assert made.version != other.version


@pytest.mark.parametrize(
    ("concepts", "labels", "relations", "complaint"),
    [
        ([("a", "vehicle")], [], [], "concepts row 1: unknown type 'vehicle'"),
        ([("a", "machine"), ("a", "machine")], [], [], "concepts row 2: concept 'a'"),
        ([("a", "machine")], [("b", "en", "x")], [], "labels row 1: unknown concept 'b'"),
        ([("a", "machine")], [("a", "en", "x", "slang")], [], "labels row 1: unknown kind 'slang'"),
        ([("a", "machine")], [("a", "en", " ")], [], "labels row 1: empty label"),
        (
            [("a", "machine")],
            [],
            [("a", "broader", "z", "1")],
            "relations row 1: unknown concept 'z'",
        ),
        (
            [("a", "machine"), ("b", "machine")],
            [],
            [("a", "near", "b", "1")],
            "relations row 1: unknown relation 'near'",
        ),
        (
            [("a", "machine"), ("b", "machine")],
            [],
            [("a", "related", "b", "1.5")],
            "relations row 1: strength '1.5'",
        ),
        (
            [("a", "machine"), ("b", "machine")],
            [],
            [("a", "broader", "b", "1"), ("b", "broader", "a", "1")],
            "relations row 2: 'b' would be broader than itself",
        ),
    ],
)
def test_a_wrong_row_is_named(concepts, labels, relations, complaint):
    with pytest.raises(ValueError, match=complaint):
        Taxonomy.from_rows(concepts, labels, relations)


def test_csv_files_read_as_rows_do(tmp_path):
    made = trade.taxonomy()
    (tmp_path / "concepts.csv").write_text(
        "id,type,isco08,esco_id\n" + "".join(f"{c.id},{c.type},,\n" for c in made)
    )
    (tmp_path / "labels.csv").write_text(
        "\ufeffconcept_id,language,text,kind,review\n"
        + "".join(f"{e.concept_id},{e.language},{e.label},{e.kind},\n" for e in made.entries())
    )
    (tmp_path / "relations.csv").write_text(
        "source,relation,target,strength\n"
        + "".join(f"{r.source},{r.relation},{r.target},{r.strength}\n" for r in made.relations)
    )

    read = Taxonomy.from_csv(tmp_path)

    assert read.version == made.version
    assert list(read) == list(made)
