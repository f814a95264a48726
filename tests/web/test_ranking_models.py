"""An administrator sees what a model would gain, switches it on, and back."""

from __future__ import annotations

from recruit.models import Role
from recruit.services import matching
from tests.factories import make_user, signed_in, submit
from tests.ranking_rows import make_model

PAGE = "/admin/models"


def experience() -> float:
    return matching.default_weights(None)[matching.Component.EXPERIENCE]


def test_without_a_model_the_page_says_how_one_comes(app, session):
    page = signed_in(app, make_user(session, Role.ADMINISTRATOR)).get(PAGE)

    html = page.get_data(as_text=True)
    assert "No model is offered" in html
    assert "the rules&#39; own weights" in html or "the rules' own weights" in html
    assert page.headers["Cache-Control"] == "no-store"


def test_the_gain_and_the_fairness_figures_are_on_the_page(app, session):
    make_model(session)
    html = signed_in(app, make_user(session, Role.ADMINISTRATOR)).get(PAGE).get_data(as_text=True)

    for told in ("+0.070 (+0.030 … +0.110)", "0.710 → 0.780", "Kyrgyzstan", "1.00", "0.97"):
        assert told in html
    assert "could not be measured" in html


def test_one_click_switches_on_and_one_click_switches_back(app, session):
    model = make_model(session, skill=0.5, experience=3.0)
    browser = signed_in(app, make_user(session, Role.ADMINISTRATOR))
    usual = experience()

    on = submit(browser, f"{PAGE}/{model.id}/switch", {"instead_of": ""}, page=PAGE)
    during = experience()
    page = browser.get(PAGE).get_data(as_text=True)
    off = submit(browser, f"{PAGE}/rules/switch", {"instead_of": str(model.id)}, page=PAGE)

    assert (on.status_code, off.status_code) == (302, 302)
    assert during > 2 * usual
    assert f"In force: {model.version}" in page
    assert experience() == usual
    assert browser.get(PAGE).get_data(as_text=True).count("<li>") >= 2


def test_who_looked_at_an_old_page_is_told_and_changes_nothing(app, session):
    model, other = make_model(session), make_model(session, skill=2.0)
    browser = signed_in(app, make_user(session, Role.ADMINISTRATOR))
    submit(browser, f"{PAGE}/{model.id}/switch", {"instead_of": ""}, page=PAGE)

    answer = submit(browser, f"{PAGE}/{other.id}/switch", {"instead_of": ""}, page=PAGE)

    page = browser.get(answer.location).get_data(as_text=True)
    assert "Somebody has switched in the meantime" in page
    assert f"In force: {model.version}" in page


def test_a_forged_switch_without_a_token_is_refused(app, session):
    model = make_model(session)
    browser = signed_in(app, make_user(session, Role.ADMINISTRATOR))

    answer = browser.post(f"{PAGE}/{model.id}/switch", data={"instead_of": ""})

    assert answer.status_code == 400
    assert experience() == matching.DEFAULT_WEIGHTS[matching.Component.EXPERIENCE]


def test_an_instead_of_that_is_no_id_is_a_mistake_of_the_form(app, session):
    model = make_model(session)
    browser = signed_in(app, make_user(session, Role.ADMINISTRATOR))

    answer = submit(browser, f"{PAGE}/{model.id}/switch", {"instead_of": "x"}, page=PAGE)

    assert answer.status_code == 422
