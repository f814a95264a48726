"""Fields for skills offer words while one types, in a real browser."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opener, Served
from tests.browser.test_csp import watch

WORDS = "টি-শার্ট ৫ বছর"


def skills_step(page):
    """Registration's second step, with an empty line for another skill."""
    page.goto("/register/specialist")
    page.locator("textarea").first.fill(WORDS)
    page.get_by_role("button", name="Continue").click()
    field = page.locator("input[name=more-0-text]")
    expect(field).to_be_visible()
    page.wait_for_load_state()  # The script is deferred, and must not miss the first click.
    return field


def test_three_bengali_letters_offer_the_machine_and_enter_chooses_it(
    served: Served, open_page: Opener
):
    page = open_page()
    complaints = watch(page)
    field = skills_step(page)
    field.click()
    expect(field).to_have_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")

    field.press_sequentially("ওভা")
    options = page.locator(".picker-option")
    expect(options.first).to_contain_text("overlock machine")
    expect(options.first).to_contain_text("ওভারলক")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert field.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")

    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Enter")

    expect(field).to_have_value("overlock machine")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_be_focused()
    page.get_by_role("main").get_by_role("button", name="Continue").click()
    expect(page.locator("[name=contact]")).to_be_visible()
    kept = [one.input_value() for one in page.locator("input[name$=-concept_id]").all()]
    assert "overlock_machine" in kept
    assert complaints == []


def test_escape_keeps_what_is_typed_and_a_tap_chooses(served: Served, open_page: Opener):
    page = open_page()
    field = skills_step(page)
    field.click()
    field.press_sequentially("ове")
    expect(page.get_by_role("listbox")).to_be_visible()

    field.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("ове")

    field.press("ArrowDown")
    option = page.locator(".picker-option").filter(has_text=re.compile("^overlock machine"))
    option.click()
    expect(field).to_have_value("overlock machine")
    assert page.locator("input[name=more-0-concept_id]").input_value() == "overlock_machine"


def test_a_line_that_was_added_offers_words_too(served: Served, open_page: Opener):
    page = open_page()
    skills_step(page)
    page.get_by_role("button", name="Add another skill").click()
    second = page.locator("input[name=more-1-text]")
    expect(second).to_be_focused()

    second.press_sequentially("flatl")

    expect(page.locator(".picker-option").first).to_be_visible()
    assert page.get_by_role("listbox").count() == 1


def test_only_the_answer_to_the_last_letters_is_shown(served: Served, open_page: Opener):
    page = open_page()
    held = []

    def slow(route):
        if "%D0%BE%D0%B2%D0%B5" in route.request.url:
            route.continue_()
        else:
            held.append(route)

    page.route("**/api/v1/taxonomy/suggest**", slow)
    field = skills_step(page)
    field.click()
    with page.expect_request("**/api/v1/taxonomy/suggest**"):
        field.press_sequentially("ут")

    field.fill("оверл")
    expect(page.locator(".picker-option").first).to_contain_text("overlock")
    page.wait_for_timeout(200)
    expect(page.locator(".picker-option").first).to_contain_text("overlock")
    assert len(held) == 1


def test_without_javascript_it_is_a_plain_field_that_is_read_when_sent(
    served: Served, open_page: Opener
):
    page = open_page(javascript=False)
    field = skills_step(page)
    assert field.get_attribute("role") is None

    field.fill("ওভারলক")
    page.get_by_role("main").get_by_role("button", name="Continue").click()

    kept = [one.get_attribute("value") for one in page.locator("input[name$=-concept_id]").all()]
    assert "overlock_machine" in kept
