"""ESCO's concepts beside ours: added once, kept by seeds, refused whole where a line is wrong."""

import pytest
from sqlalchemy import func, select

from recruit.models import Concept, ConceptRelation, Label, LabelKind, Origin, RelationKind
from recruit.queries import taxonomy as queries
from recruit.services import esco, seeds
from recruit.services.esco_files import BadFile
from recruit.services.matching.engine import refit_now
from tests.esco_release import (
    BENDING,
    COOPER,
    MEASURING,
    SEASONING,
    TAILOR,
    WHEELWRIGHT,
    group,
    occupation,
    release_1_1,
    release_1_2,
)

COOPER_ID, WHEELWRIGHT_ID = f"esco:{COOPER}", f"esco:{WHEELWRIGHT}"


@pytest.fixture(params=[release_1_1, release_1_2], ids=["v1.1", "v1.2"])
def release(request, tmp_path):
    return request.param(tmp_path)


def everything(session):
    session.expire_all()
    return (
        queries.concept_rows(session),
        queries.label_rows(session),
        queries.relation_rows(session),
    )


def labels_of(session, concept):
    rows = session.execute(
        select(Label.language, Label.text, Label.kind).where(Label.concept_id == concept)
    )
    return {(language, text): kind for language, text, kind in rows}


def relations_of(session, concept):
    rows = session.scalars(select(ConceptRelation).where(ConceptRelation.source_id == concept))
    return {(row.relation, row.target_id) for row in rows}


def test_both_layouts_bring_concepts_labels_and_relations(session, release):
    done = esco.import_release(release)

    cooper = session.get(Concept, COOPER_ID)
    assert (cooper.type, cooper.isco08, cooper.esco_id) == ("occupation", "7522", COOPER)
    assert session.get(Concept, f"esco:{BENDING}").type == "skill"
    assert session.get(Concept, "esco:C752").isco08 is None
    assert session.get(Concept, "esco:C7522").isco08 == "7522"
    assert labels_of(session, COOPER_ID) == {
        ("en", "cooper"): LabelKind.PREFERRED,
        ("en", "barrel maker"): LabelKind.SYNONYM,
        ("en", "cask maker"): LabelKind.SYNONYM,
        ("en", "barell maker"): LabelKind.SYNONYM,
    }
    assert relations_of(session, COOPER_ID) == {
        (RelationKind.BROADER, "esco:C7522"),
        (RelationKind.ESSENTIAL, f"esco:{BENDING}"),
        (RelationKind.OPTIONAL, f"esco:{SEASONING}"),
    }
    assert relations_of(session, f"esco:{BENDING}") | relations_of(
        session, f"esco:{SEASONING}"
    ) == {(RelationKind.RELATED, f"esco:{SEASONING}")}
    assert relations_of(session, f"esco:{MEASURING}") == set()
    assert (done.concepts, done.languages, done.skipped) == (8, ("en",), 1)


def test_a_second_run_changes_nothing_and_says_so(session, release):
    esco.import_release(release)
    before, stamp = everything(session), queries.stamp(session)

    again = esco.import_release(release)

    assert again.unchanged
    assert everything(session) == before
    assert queries.stamp(session) == stamp


def test_the_engine_finds_what_was_imported(session, tmp_path):
    esco.import_release(release_1_1(tmp_path))
    engine = refit_now(session)

    assert engine.linker.link("barrel maker", k=1)[0].concept_id == COOPER_ID
    assert WHEELWRIGHT_ID in engine.taxonomy.narrower(COOPER_ID)


def test_a_concept_of_ours_gains_the_labels_and_is_not_doubled(session, release):
    session.get(Concept, "tailor").esco_id = TAILOR
    session.commit()
    before, relations = labels_of(session, "tailor"), relations_of(session, "tailor")

    done = esco.import_release(release)

    assert done.attached == 1
    assert session.get(Concept, f"esco:{TAILOR}") is None
    assert labels_of(session, "tailor") == before | {
        ("en", "garment fitter"): LabelKind.SYNONYM,
        ("en", "cask maker's tailor"): LabelKind.SYNONYM,
    }
    assert relations_of(session, "tailor") == relations


def test_where_several_of_ours_share_an_id_the_one_above_the_others_gains_them(session, release):
    for id_ in ("overlock_operator", "sewing_machine_operator"):
        session.get(Concept, id_).esco_id = TAILOR
    session.commit()

    esco.import_release(release)

    assert ("en", "garment fitter") in labels_of(session, "sewing_machine_operator")
    assert ("en", "garment fitter") not in labels_of(session, "overlock_operator")


def test_where_none_stands_above_the_others_it_is_a_concept_of_its_own(session, release):
    for id_ in ("presser", "cutter"):
        session.get(Concept, id_).esco_id = TAILOR
    session.commit()

    assert esco.import_release(release).attached == 0
    assert session.get(Concept, f"esco:{TAILOR}") is not None


def test_a_word_of_the_trade_keeps_its_one_meaning(session, tmp_path):
    folder = release_1_1(tmp_path)
    path = folder / "occupations_en.csv"
    path.write_text(path.read_text("utf-8").replace("cask maker\n", "Cutter\n"), "utf-8")

    esco.import_release(folder)

    assert ("en", "cutter") in labels_of(session, "cutter")
    assert set(labels_of(session, COOPER_ID)) == {
        ("en", text) for text in ("cooper", "barrel maker", "barell maker")
    }


def test_seeds_loaded_again_leave_it_alone(session, tmp_path, tmp_path_factory):
    session.get(Concept, "tailor").esco_id = TAILOR
    session.commit()
    esco.import_release(release_1_2(tmp_path))
    assert not seeds.load_vocabulary()
    before = everything(session)
    copy = tmp_path_factory.mktemp("taxonomy")
    for path in (seeds.resource("seeds") / "taxonomy").glob("*.csv"):
        text = path.read_text("utf-8")
        if path.name == "labels.csv":
            text += "tailor,en,garment fitter,synonym,\n"
        (copy / path.name).write_text(text, "utf-8")

    assert seeds.load_vocabulary(copy)
    assert not seeds.load_vocabulary(copy)

    assert everything(session)[0] == before[0] or session.get(Concept, "tailor").esco_id != TAILOR
    assert [row for row in before[1] if row[0].startswith("esco:")] == [
        row for row in everything(session)[1] if row[0].startswith("esco:")
    ]
    assert before[2] == everything(session)[2]
    taken = session.scalar(select(Label).where(Label.text == "garment fitter"))
    assert (taken.origin, taken.review) == (Origin.SEED, "")


def test_another_language_is_added_beside_the_first(session, tmp_path):
    folder = release_1_2(tmp_path)
    esco.import_release(folder)
    german = folder / "occupations_de.csv"
    text = (folder / "occupations_en.csv").read_text("utf-8")
    german.write_text(text.replace("cooper", "Böttcher").replace("barrel", "Fass"), "utf-8")

    done = esco.import_release(folder, ["de"])

    assert (done.languages, done.concepts, done.removed) == (("de",), 0, 0)
    assert labels_of(session, COOPER_ID)["de", "Böttcher"] is LabelKind.PREFERRED
    assert labels_of(session, COOPER_ID)["en", "cooper"] is LabelKind.PREFERRED


def test_a_later_release_moves_a_name_and_drops_a_label(session, tmp_path):
    folder = release_1_2(tmp_path)
    esco.import_release(folder)
    path = folder / "occupations_en.csv"
    text = path.read_text("utf-8").replace("cask maker\n", "").replace("cooper", "master cooper", 1)
    path.write_text(text, "utf-8")

    done = esco.import_release(folder)

    held = labels_of(session, COOPER_ID)
    assert held["en", "master cooper"] is LabelKind.PREFERRED
    assert ("en", "cooper") not in held
    assert ("en", "cask maker") not in held
    assert (done.concepts, done.removed) == (0, 2)


OCCUPATIONS = "occupations_en.csv"
BROADER = "broaderRelationsOccPillar.csv"
FAULTS = {
    "cut off inside a quotation": (OCCUPATIONS, lambda t: t[: t.index("cask maker")], 2),
    "cut off inside a row": (OCCUPATIONS, lambda t: t[: t.index("wheelwright")], 6),
    "a stray quotation mark": (OCCUPATIONS, lambda t: t.replace(",wheelwright", ',"wheel"x'), 6),
    "a cell too many": (OCCUPATIONS, lambda t: t.replace("wheelwright", "wheel,wright"), 6),
    "a missing column": (OCCUPATIONS, lambda t: t.replace("preferredLabel", "label"), 1),
    "an empty file": (OCCUPATIONS, lambda _: "", 1),
    "another address": (OCCUPATIONS, lambda t: t.replace(occupation(WHEELWRIGHT), "x"), 6),
    "a skill among trades": (
        OCCUPATIONS,
        lambda t: t.replace(f"occupation/{WHEELWRIGHT}", f"skill/{WHEELWRIGHT}"),
        6,
    ),
    "a concept twice": (OCCUPATIONS, lambda t: t.replace(WHEELWRIGHT, COOPER), 6),
    "no code": (OCCUPATIONS, lambda t: t.replace(",7531,", ",tailors,"), 7),
    "a concept nobody knows": (
        BROADER,
        lambda t: t.replace(occupation(TAILOR), occupation(TAILOR[::-1].replace("6", "7"))),
        5,
    ),
    "a circle": (
        BROADER,
        lambda t: t + f"ISCOGroup,{group('752')},Occupation,{occupation(COOPER)}\n",
        6,
    ),
    "an unknown relation": (
        "occupationSkillRelations.csv",
        lambda t: t.replace("optional", "perhaps"),
        3,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_file_is_refused_whole_with_its_line(session, tmp_path, fault):
    folder = release_1_1(tmp_path)
    name, spoil, line = FAULTS[fault]
    path = folder / name
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    before = session.scalar(select(func.count()).select_from(Label))

    with pytest.raises(BadFile) as refused:
        esco.import_release(folder)

    assert str(refused.value).startswith(f"{name}:{line}: ")
    assert session.scalar(select(func.count()).select_from(Label)) == before


def test_bytes_that_are_no_text_and_missing_languages_are_told(session, tmp_path):
    folder = release_1_1(tmp_path)
    with pytest.raises(BadFile, match=r"occupations_de[.]csv:1: the file is missing"):
        esco.import_release(folder, ["de"])
    path = folder / "skills_en.csv"
    path.write_bytes(path.read_bytes().replace(b"season", b"sea\xffson"))

    with pytest.raises(BadFile, match=r"skills_en[.]csv:3: this is not UTF-8"):
        esco.import_release(folder)


def test_a_release_in_use_may_lack_one_concept_in_thousands_of_relations(session, tmp_path):
    folder = release_1_1(tmp_path)
    path = folder / BROADER
    hole, another = (
        f"Occupation,{occupation(digit * 8 + COOPER[8:])},ISCOGroup,{group('752')}\n"
        for digit in "89"
    )
    same = f"Occupation,{occupation(COOPER)},ISCOGroup,{group('7522')}\n"
    path.write_text(path.read_text("utf-8") + hole + same * 2000, "utf-8")

    assert esco.import_release(folder).skipped == 2
    path.write_text(path.read_text("utf-8") + another, "utf-8")
    with pytest.raises(BadFile, match=r"broaderRelationsOccPillar[.]csv:6"):
        esco.import_release(folder)
