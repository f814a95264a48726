"""The vocabulary leaves the database as the files it came from, and what was added with it."""

import pytest

from matching import Taxonomy
from recruit.config import resource
from recruit.models import Actor, ActorKind
from recruit.queries import taxonomy as queries
from recruit.services import vocabulary, vocabulary_check
from recruit.services.vocabulary import NewConcept
from tests.engines import followed
from tests.factories import NOON, make_candidate, make_form

__all__ = ["followed"]

BOSS = Actor(kind=ActorKind.ADMINISTRATOR)
FILES = ("concepts.csv", "labels.csv", "relations.csv", "ambiguous.csv")


def test_an_untouched_vocabulary_is_exported_as_the_very_same_files(app, session, tmp_path):
    result = app.test_cli_runner().invoke(args=["taxonomy", "export", str(tmp_path / "out")])

    assert result.exit_code == 0, result.output
    for name in FILES:
        seeds = (resource("seeds") / "taxonomy" / name).read_bytes()
        assert (tmp_path / "out" / name).read_bytes() == seeds, name


@pytest.mark.usefixtures("followed")
def test_an_edited_vocabulary_is_exported_whole_and_sound(app, session, tmp_path):
    holder = make_candidate(session)
    attached, made = (make_form(session, t, holder) for t in ("зюзюблик", "краказябра"))
    names = {
        "en": "bobbin turner",
        "ru": "шпулеверт",
        "ky": "шпулеверт аппараты",
        "uz": "shpulevert",
        "bn": "শপুলেভার্ট",
        "ur": "شپولیورٹ",
    }
    new = NewConcept("machine", names, broader="overlock_machine", review=True)
    vocabulary.attach(attached.id, "plotter", actor=BOSS, now=NOON)
    vocabulary.create_concept(made.id, new, actor=BOSS, now=NOON)

    result = app.test_cli_runner().invoke(args=["taxonomy", "export", str(tmp_path)])

    assert result.exit_code == 0, result.output
    assert vocabulary_check.check(tmp_path) == []
    from_rows = Taxonomy.from_rows(
        queries.concept_rows(session), queries.label_rows(session), queries.relation_rows(session)
    )
    assert Taxonomy.from_csv(tmp_path).version == from_rows.version
    lines = (tmp_path / "labels.csv").read_text(encoding="utf-8").splitlines()
    at = lines.index("plotter,ru,зюзюблик,synonym,")
    assert lines[at - 1].startswith("plotter,ru,")
    assert not lines[at + 1].startswith("plotter,ru,")
