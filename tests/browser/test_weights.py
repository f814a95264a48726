"""Moving a weight shows the new order at once, in a real browser."""

import itertools
import re

from playwright.sync_api import expect

from tests.browser.conftest import Opener, Served
from tests.browser.test_csp import watch
from tests.browser.test_story import post

NUMBERS = itertools.count(1)


def ranking(served: Served, page):
    """The ranking of a vacancy posted by a workshop of its own: the printed sign-ins belong to
    other tests."""
    page.goto("/register/employer")
    page.locator("[name=legal_name]").fill("Тараза")
    page.locator("[name=place]").fill("Бишкек")
    page.locator("[name=contact]").fill(f"weights{next(NUMBERS)}@example.org")
    page.locator("[name=password]").fill("nine red spools of thread")
    page.get_by_role("main").get_by_role("button", name="Register").click()
    page.wait_for_url("**/employer/vacancies/new")
    post(page)
    page.locator("button[value=publish]").click()
    page.wait_for_url("**/specialists")
    expect(page.locator("#ranked article.match").nth(3)).to_be_visible()


def titles(page):
    return page.locator("#ranked article.match .card-title").all_inner_texts()


def set_range(page, name, value):
    page.locator(f"input[type=range][data-for=weights-{name}]").evaluate(
        "(range, value) => { range.value = value;"
        " range.dispatchEvent(new Event('input', { bubbles: true })); }",
        str(value),
    )


def test_moving_a_slider_changes_the_order_and_saving_keeps_it(served: Served, open_page: Opener):
    page = open_page(width=1280)
    complaints = watch(page)
    ranking(served, page)
    before = titles(page)
    expect(page.get_by_role("button", name="Show the order")).to_be_hidden()

    set_range(page, "skill", 0)
    set_range(page, "pay", 100)

    expect(page.get_by_text("Not saved yet")).to_be_visible()
    expect(page.locator("#ranked .moved").first).to_be_visible()
    assert titles(page) != before
    expect(page.locator("#weights-pay")).to_have_value("100")
    assert "weights-pay=100" in page.url

    after = titles(page)
    page.get_by_role("button", name="Save these weights").click()
    expect(page.get_by_text("Your weights are saved with this vacancy.")).to_be_visible()
    assert titles(page) == after
    expect(page.get_by_text(re.compile("You moved the weights: Skills"))).to_be_visible()

    page.get_by_role("button", name="Back to defaults").click()
    expect(page.get_by_text("The usual weights count again.")).to_be_visible()
    assert titles(page) == before
    assert complaints == []


def test_the_arrow_keys_move_a_weight_and_the_first_few_stand_below_it_on_a_phone(
    served: Served, open_page: Opener
):
    page = open_page()
    ranking(served, page)
    page.get_by_text("What counts", exact=True).click()
    slider = page.get_by_role("slider", name="Skills")
    slider.focus()

    slider.press("Home")

    expect(page.locator("#weights-skill")).to_have_value("0")
    expect(page.locator("#first .moved").first).to_be_visible()
    expect(slider).to_be_focused()


def test_a_number_that_is_none_is_told_beside_the_saved_order(served: Served, open_page: Opener):
    page = open_page(width=1280)
    ranking(served, page)
    before = titles(page)

    page.locator("#weights-pay").fill("lots")

    expect(page.get_by_text("The weights were not changed.")).to_be_visible()
    expect(page.locator("#weights-pay")).to_have_value("lots")
    assert titles(page) == before


def test_without_javascript_a_button_shows_the_order(served: Served, open_page: Opener):
    page = open_page(javascript=False, width=1280)
    ranking(served, page)
    before = titles(page)
    assert page.get_by_role("slider").count() == 0
    page.locator("details.filters > summary").click()

    page.locator("#weights-skill").fill("0")
    page.get_by_role("button", name="Show the order").click()

    expect(page.get_by_text("Not saved yet")).to_be_visible()
    assert titles(page) != before
