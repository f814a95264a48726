"""The administrator's pages for words nobody could link, without JavaScript."""

import pytest
from sqlalchemy import select

from recruit.models import FormState, Label, Role, UnlinkedForm
from recruit.services import matching
from tests.engines import followed
from tests.factories import make_candidate, make_form, make_user, signed_in, submit
from tests.pages import sent, words_of

__all__ = ["followed"]

pytestmark = pytest.mark.usefixtures("followed")

PAGE = "/admin/vocabulary"
NAMES = {
    "label_en": "bobbin turner",
    "label_ru": "шпулеверт",
    "label_ky": "шпулеверт аппараты",
    "label_uz": "shpulevert",
    "label_bn": "শপুলেভার্ট",
    "label_ur": "شپولیورٹ",
}


@pytest.fixture
def boss(app, session):
    return signed_in(app, make_user(session, Role.ADMINISTRATOR))


def state_of(session, form):
    return session.scalar(select(UnlinkedForm.state).where(UnlinkedForm.id == form.id))


def test_where_nothing_waits_the_page_says_so(boss):
    assert "Nothing waits" in boss.get(PAGE).get_data(as_text=True)


def test_words_stand_by_how_many_typed_them_with_concepts_one_press_away(boss, session):
    one, other = make_candidate(session), make_candidate(session)
    make_form(session, "краказябра", one)
    form = make_form(session, "<b>зюзюблик", one, other)

    html = boss.get(PAGE).get_data(as_text=True)

    assert html.index("&lt;b&gt;зюзюблик") < html.index("краказябра")
    assert "2 times" in words_of(html)
    assert html.count(f'action="/admin/vocabulary/{form.id}/attachment"') == 3


def test_a_word_is_attached_by_one_press_and_taken_back_by_another(boss, session):
    form = make_form(session, "зюзюблик", make_candidate(session))

    answer = submit(boss, f"{PAGE}/{form.id}/attachment", {"concept": "plotter"}, page=PAGE)

    assert (answer.status_code, answer.location) == (302, PAGE)
    assert "Attached to" in words_of(boss.get(PAGE).get_data(as_text=True))
    assert matching.as_claim("зюзюблик") == "plotter"

    submit(boss, f"{PAGE}/{form.id}/undo", {}, page=PAGE)

    assert matching.as_claim("зюзюблик") is None
    assert state_of(session, form) is FormState.WAITING


def test_a_concept_is_looked_for_in_any_language(boss, session):
    form = make_form(session, "зюзюблик", make_candidate(session))

    html = boss.get(f"{PAGE}/{form.id}", query_string={"q": "ওভারলক মেশিন"}).get_data(as_text=True)

    assert 'value="overlock_machine"' in html
    assert 'value="ওভারলক মেশিন"' in html


def test_a_word_in_letters_of_another_language_is_told_and_the_choice_kept(boss, session):
    form = make_form(session, "зюзюблик", make_candidate(session))
    page = f"{PAGE}/{form.id}"
    typed = {"concept": "plotter", "language": "bn", "kind": "misspelling"}

    answer = submit(boss, f"{page}/attachment", typed, page=page)

    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "is not written in the letters of this language" in html
    assert (
        sent(html)["language"] == ["bn"]
        or 'value="bn" selected' in html
        or ('selected value="bn"' in html)
    )
    assert state_of(session, form) is FormState.WAITING


def test_a_new_concept_is_made_with_a_name_in_each_language(boss, session):
    form = make_form(session, "зюзюблик", make_candidate(session))
    page = f"{PAGE}/{form.id}/concept"
    typed = {"type": "machine", "broader": "overlock_machine", **NAMES}

    answer = submit(boss, page, typed)

    assert (answer.status_code, answer.location) == (302, PAGE)
    assert matching.as_claim("зюзюблик") == "bobbin_turner"
    assert matching.label("bobbin_turner", "ur") == "شپولیورٹ"


def test_names_that_lack_are_asked_for_and_what_was_typed_stays(boss, session):
    form = make_form(session, "зюзюблик", make_candidate(session))
    page = f"{PAGE}/{form.id}/concept"

    answer = submit(boss, page, {"type": "machine", **NAMES, "label_ky": "", "broader": ""})

    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="label_ky-error"' in html
    assert 'value="শপুলেভার্ট"' in html
    assert matching.as_claim("зюзюблик") is None


def test_a_word_that_is_none_is_set_aside(boss, session):
    form = make_form(session, "Айжан", make_candidate(session))

    submit(boss, f"{PAGE}/{form.id}/dismissal", {}, page=PAGE)

    html = boss.get(PAGE).get_data(as_text=True)
    assert "Nothing waits" in html
    assert state_of(session, form) is FormState.DISMISSED


def test_a_word_decided_twice_is_told_and_nothing_breaks(boss, session):
    form = make_form(session, "зюзюблик", make_candidate(session))
    submit(boss, f"{PAGE}/{form.id}/dismissal", {}, page=PAGE)

    answer = submit(boss, f"{PAGE}/{form.id}/attachment", {"concept": "plotter"}, page=PAGE)

    assert answer.status_code == 302
    assert "in the meantime" in words_of(boss.get(PAGE).get_data(as_text=True))


def test_all_labels_are_saved_as_a_file(boss, session):
    form = make_form(session, "зюзюблик", make_candidate(session))
    submit(boss, f"{PAGE}/{form.id}/attachment", {"concept": "plotter"}, page=PAGE)

    answer = boss.get(f"{PAGE}/labels.csv")

    lines = answer.get_data(as_text=True).splitlines()
    assert lines[0] == "concept_id,language,text,kind,review"
    assert "plotter,ru,зюзюблик,synonym," in lines
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == "attachment; filename=labels.csv"
    assert len(lines) == session.query(Label).count() + 1
