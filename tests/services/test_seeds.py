"""Loading the seeds: as often as one likes, and never over a person's edit."""

from sqlalchemy import func, select

from matching import Taxonomy
from recruit.config import resource
from recruit.models import (
    Candidate,
    Concept,
    Label,
    LabelKind,
    Origin,
    ReferenceValue,
    TaxonomyState,
    Vacancy,
)
from recruit.queries import taxonomy as queries
from recruit.services import demonstration, keys, seeds, sign_in
from tests.factories import NOON


def copy_of_vocabulary(folder):
    source = resource("seeds") / "taxonomy"
    for path in source.glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_the_database_holds_exactly_the_vocabulary_of_the_files(session):
    from_rows = Taxonomy.from_rows(
        queries.concept_rows(session), queries.label_rows(session), queries.relation_rows(session)
    )
    from_files = Taxonomy.from_csv(resource("seeds") / "taxonomy")

    assert from_rows.version == from_files.version


def test_loading_unchanged_files_again_changes_nothing(session):
    before = session.scalar(select(TaxonomyState.revision))

    assert seeds.load_vocabulary() is False
    assert session.scalar(select(TaxonomyState.revision)) == before


def test_a_changed_file_is_taken_over_and_workers_can_notice(session, tmp_path):
    folder = copy_of_vocabulary(tmp_path)
    with (folder / "labels.csv").open("a", encoding="utf-8") as file:
        file.write("overlock_machine,ru,оверлочище,synonym,\n")
    before = session.scalar(select(TaxonomyState.revision))

    assert seeds.load_vocabulary(folder) is True

    assert session.scalar(select(func.count()).where(Label.text == "оверлочище")) == 1
    assert session.scalar(select(TaxonomyState.revision)) == before + 1


def test_an_administrators_label_survives_a_loading(session, tmp_path):
    preferred = session.scalar(
        select(Label).where(
            Label.concept_id == "overlock_machine",
            Label.language == "ru",
            Label.kind == LabelKind.PREFERRED,
        )
    )
    preferred.kind = LabelKind.SYNONYM
    session.flush()
    session.add(
        Label(
            concept_id="overlock_machine",
            language="ru",
            text="краеобмёточная",
            kind=LabelKind.PREFERRED,
            origin=Origin.ADMINISTRATOR,
        )
    )
    session.commit()
    folder = copy_of_vocabulary(tmp_path)
    with (folder / "labels.csv").open("a", encoding="utf-8") as file:
        file.write("overlock_machine,en,overlocker thing,synonym,\n")

    seeds.load_vocabulary(folder)

    named = session.scalars(
        select(Label.text).where(
            Label.concept_id == "overlock_machine",
            Label.language == "ru",
            Label.kind == LabelKind.PREFERRED,
        )
    ).all()
    assert named == ["краеобмёточная"]


def test_an_administrators_concept_is_not_overwritten(session, tmp_path):
    concept = session.get(Concept, "overlock_machine")
    concept.isco08, concept.origin = "9999", Origin.ADMINISTRATOR
    session.commit()
    folder = copy_of_vocabulary(tmp_path)
    with (folder / "relations.csv").open("a", encoding="utf-8") as file:
        file.write("tshirt,related,bags,0.1\n")

    seeds.load_vocabulary(folder)

    assert session.get(Concept, "overlock_machine").isco08 == "9999"


def test_reference_figures_are_added_once(session):
    before = session.scalar(select(func.count(ReferenceValue.id)))

    assert before > 0
    assert seeds.load_reference() == 0


def test_demonstration_data_loads_once_and_says_what_it_is(session):
    first = demonstration.load(now=NOON, count=60)
    second = demonstration.load(now=NOON, count=60)

    assert (first.vacancies, first.specialists) == (72, 60)
    assert (second.employers, second.vacancies, second.specialists) == (0, 0, 0)
    assert session.scalar(select(func.count(Vacancy.id)).where(Vacancy.demo_key.is_(None))) == 0
    assert session.scalar(select(func.count(Candidate.id))) == 60


def test_the_demonstrations_doors_are_fresh_each_time_and_its_old_keys_end(session):
    demonstration.load(now=NOON, count=60)
    first = demonstration.open_doors(now=NOON)
    second = demonstration.open_doors(now=NOON)

    assert keys.key_actor(first.key, now=NOON) is None
    assert keys.key_actor(second.key, now=NOON) is not None
    for token in second.tokens.values():
        assert sign_in.use_link(token, client="", now=NOON)
